import { capabilitiesOf, EmailSettings as EmailSettingsShape } from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import { openMailbox } from './imap.ts'
import { outgoingMail } from './outgoing-mail.ts'
import { keepInSent, lookUpSent } from './sent-folder.ts'
import { type EmailSecrets, type EmailSettings, SealedEmailSecrets, serversOf } from './settings.ts'
import { handOver } from './smtp.ts'
import { testMailbox } from './test-connection.ts'
import { mailToEvents, readMail } from './to-events.ts'

export const emailConnector: Connector<EmailSettings, EmailSecrets> = {
  kind: 'email',
  capabilities: capabilitiesOf.email,
  settings: EmailSettingsShape,
  secrets: SealedEmailSecrets,
  addressOf: ({ address }) => address.toLowerCase(),
  secretBoundTo: serversOf,
  readsFrom: ({ imap }) => `${imap.user}@${imap.host}`.toLowerCase(),
  parse: mailToEvents,
  attachment(item, index) {
    const part = readMail(item, { nowMs: 0 }).attachments[index]
    return part ? { name: part.name, type: part.type, content: part.content } : null
  },
  open: openMailbox,
  async send(context, outgoing) {
    const { envelope, bytes } = await outgoingMail(context.settings, outgoing)
    return handOver(context, envelope, bytes)
  },
  async afterSend(context, outgoing) {
    const { bytes } = await outgoingMail(context.settings, outgoing)
    await keepInSent(context, outgoing.clientToken, bytes)
  },
  lookup: lookUpSent,
  test: testMailbox,
}
