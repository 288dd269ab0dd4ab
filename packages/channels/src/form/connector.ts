import { capabilitiesOf, FormSettings } from '@resonanz/contracts'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { contactAuthor, inboundMessage, titleOf, utc } from '../kit/message.ts'

/** What our own form page stored; `clientId` is made in the visitor's browser and is the key against doubles. */
export const FormSubmission = z.object({
  clientId: z.string().min(1).max(100),
  question: z.string().min(1).max(20_000),
  name: z.string().max(200).default(''),
  email: z.string().max(254).optional(),
  phone: z.string().max(60).optional(),
  orderNumber: z.string().max(60).optional(),
  language: z.enum(['de', 'en']).default('de'),
  receipt: z.string().max(100).optional(),
  at: z.string().max(40).optional(),
})
export type FormSubmission = z.infer<typeof FormSubmission>

export const formConnector: Connector<z.output<typeof FormSettings>, never> = {
  kind: 'form',
  capabilities: capabilitiesOf.form,
  settings: FormSettings,
  secrets: null,
  addressOf: () => null,
  secretBoundTo: () => '',
  readsFrom: () => '',
  parse(item, context) {
    const sent = readJsonItem(item, FormSubmission)
    if (item.source['honeypot'] === true) {
      return [{ type: 'filtered', code: 'honeypot', reason: 'A field that people cannot see was filled in.' }]
    }
    const author = contactAuthor(sent, context.presenceId)
    return [
      inboundMessage({
        externalId: sent.clientId,
        threadKey: sent.clientId,
        directed: true,
        visibility: 'private',
        author,
        subject: titleOf(sent.question),
        text: sent.question,
        language: sent.language,
        // Nobody has shown yet that the address is theirs.
        flags: sent.email ? ['address-unverified'] : [],
        meta: {
          ...(sent.email ? { email: sent.email, replyTo: [sent.email] } : {}),
          ...(sent.phone ? { phone: sent.phone } : {}),
          ...(sent.orderNumber ? { orderNumber: sent.orderNumber } : {}),
          ...(sent.receipt ? { receipt: sent.receipt } : {}),
        },
        wishedAnswer: sent.email ? 'email' : sent.phone ? 'phone' : null,
        occurredAt: utc(sent.at ?? item.occurredAt),
      }),
    ]
  },
}
