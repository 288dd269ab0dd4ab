import { capabilitiesOf, HandSettings } from '@resonanz/contracts'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { contactAuthor, inboundMessage, titleOf, utc } from '../kit/message.ts'

/** A call, letter, visit or found post as a colleague wrote it down. */
export const HandEntry = z.object({
  id: z.string().min(1).max(200),
  text: z.string().min(1).max(50_000),
  title: z.string().max(300).optional(),
  occurredAt: z.string().max(40).optional(),
  contact: z
    .object({
      name: z.string().max(200).optional(),
      email: z.string().max(254).optional(),
      phone: z.string().max(60).optional(),
      handle: z.string().max(200).optional(),
    })
    .default({}),
  wishedAnswer: z.string().max(40).optional(),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
})

type HandKind = 'phone' | 'letter' | 'visit' | 'found'

function handConnector(kind: HandKind): Connector<z.output<typeof HandSettings>, never> {
  return {
    kind,
    capabilities: capabilitiesOf[kind],
    settings: HandSettings,
    secrets: null,
    addressOf: ({ number }) => number || null,
    secretBoundTo: () => '',
    readsFrom: () => '',
    parse(item, context) {
      const entry = readJsonItem(item, HandEntry)
      return [
        inboundMessage({
          externalId: entry.id,
          threadKey: entry.link ?? entry.id,
          directed: true,
          visibility: capabilitiesOf[kind].visibility,
          author: contactAuthor(entry.contact, context.presenceId),
          subject: entry.title || titleOf(entry.text),
          text: entry.text,
          meta: {
            ...(entry.contact.email ? { email: entry.contact.email } : {}),
            ...(entry.contact.phone ? { phone: entry.contact.phone } : {}),
          },
          permalink: entry.link ?? null,
          wishedAnswer: entry.wishedAnswer ?? null,
          occurredAt: utc(entry.occurredAt),
        }),
      ]
    },
  }
}

export const handConnectors = {
  phone: handConnector('phone'),
  letter: handConnector('letter'),
  visit: handConnector('visit'),
  found: handConnector('found'),
}
