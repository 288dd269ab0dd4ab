import type { EmailSettings } from '@resonanz/contracts'
import { EmailSecrets } from '@resonanz/contracts'
import { z } from 'zod'
import type { ConnectorContext } from '../connector.ts'

export type EmailSettings = z.output<typeof EmailSettings>

/** As sealed: what a person entered, and the access token of the moment. */
export const SealedEmailSecrets = EmailSecrets.extend({
  accessToken: z.string().max(8000).optional(),
  accessTokenExpiresAt: z.string().optional(),
})
export type EmailSecrets = z.output<typeof SealedEmailSecrets>
export type EmailContext = ConnectorContext<EmailSettings, EmailSecrets>

/** The password or token may be shown to these servers and to no others. */
export function serversOf(settings: EmailSettings): string {
  const { imap, smtp } = settings
  return [imap, smtp].map(({ host, port, security, user }) => `${user}@${host}:${port}/${security}`).join(' ')
}
