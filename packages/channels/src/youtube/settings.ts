import type { YoutubeSettings as Shape } from '@resonanz/contracts'
import type { z } from 'zod'
import type { ConnectorContext } from '../connector.ts'
import { OAuthSecrets } from '../kit/fresh-token.ts'

export { OAuthSecrets as SealedYoutubeSecrets }
export type YoutubeSettings = z.output<typeof Shape>
export type YoutubeContext = ConnectorContext<YoutubeSettings, OAuthSecrets>
