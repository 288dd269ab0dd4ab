import { capabilitiesOf, InletItem, InletSettings } from '@resonanz/contracts'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { contactAuthor, inboundMessage, utc } from '../kit/message.ts'
import { verifyWebhook } from '../kit/webhook-signature.ts'

export const InletSecrets = z.object({
  signing: z.array(z.string()).max(5),
  /** ISO 8601: when the older secrets stop to hold. */
  oldUntil: z.string().optional(),
})

export const inletConnector: Connector<z.output<typeof InletSettings>, z.output<typeof InletSecrets>> = {
  kind: 'inlet',
  capabilities: capabilitiesOf.inlet,
  settings: InletSettings,
  secrets: InletSecrets,
  addressOf: () => null,
  secretBoundTo: () => '',
  readsFrom: () => '',
  verify: verifyWebhook,
  parse(item, context) {
    const sent = readJsonItem(item, InletItem)
    const author = contactAuthor(sent.author, context.presenceId)
    return [
      inboundMessage({
        externalId: sent.id,
        threadKey: sent.thread ?? sent.id,
        directed: sent.directed ?? context.settings.directed,
        visibility: sent.visibility ?? context.settings.visibility,
        author,
        subject: sent.subject || null,
        text: sent.text,
        ...(sent.language ? { language: sent.language } : {}),
        meta: {
          ...(sent.author.email ? { email: sent.author.email } : {}),
          ...(item.source['imported'] === true ? { imported: true } : {}),
        },
        permalink: sent.link ?? null,
        occurredAt: utc(sent.occurredAt),
        ...(sent.tags ? { tags: sent.tags } : {}),
      }),
    ]
  },
}
