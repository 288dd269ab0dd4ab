import { BlueskySecrets, type BlueskySettings } from '@resonanz/contracts'
import { z } from 'zod'
import type { ConnectorContext } from '../connector.ts'
import { OAuthSession } from './oauth-token.ts'

export type BlueskySettings = z.output<typeof BlueskySettings>

/** As sealed: the app password a person entered, and the session of the moment. */
export const SealedBlueskySecrets = BlueskySecrets.extend({
  accessJwt: z.string().max(8_000).optional(),
  refreshJwt: z.string().max(8_000).optional(),
  did: z.string().max(2_048).optional(),
  handle: z.string().max(253).optional(),
  /** The server that holds the account, as the service named it. */
  server: z.string().max(500).optional(),
  /** Signed in at the network itself, instead of an app password. */
  oauth: OAuthSession.optional(),
})
export type BlueskySecrets = z.output<typeof SealedBlueskySecrets>
export type BlueskyContext = ConnectorContext<BlueskySettings, BlueskySecrets>
