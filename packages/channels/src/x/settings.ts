import type { XSettings as Shape } from '@resonanz/contracts'
import { z } from 'zod'
import type { ConnectorContext } from '../connector.ts'
import { freshToken, OAuthSecrets } from '../kit/fresh-token.ts'

export const SealedXSecrets = z.object({ ...OAuthSecrets.shape, consumerSecret: z.string().optional() })
export type XSettings = z.output<typeof Shape>
export type XSecrets = z.output<typeof SealedXSecrets>
export type XContext = ConnectorContext<XSettings, XSecrets>

export function rootOf({ apiRoot }: Pick<XSettings, 'apiRoot'>): string {
  return apiRoot.replace(/\/+$/, '')
}

export function tokenOf(context: XContext): Promise<string> {
  return freshToken(context, `${rootOf(context.settings)}/2/oauth2/token`, 'header')
}
