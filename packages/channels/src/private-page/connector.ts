import { capabilitiesOf } from '@resonanz/contracts'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage } from '../kit/message.ts'

/** What a customer wrote on a private page of ours. Masked answers are never in it: they lie sealed elsewhere. */
export const PrivatePageWords = z.object({
  /** Made in the customer's browser, the key against doubles. */
  id: z.string().min(1).max(200),
  pageId: z.string().min(1).max(100),
  text: z.string().min(1).max(60_000),
  language: z.enum(['de', 'en']),
  name: z.string().max(200).default(''),
  /** The link stood in public: nobody knows who opened it first. */
  isUnsure: z.boolean().default(false),
})

const Settings = z.object({ sample: z.boolean().optional() })

/** Our own page behind a link, within the conversation that asked for it. An answer of ours stands there at once. */
export const privatePageConnector: Connector<z.output<typeof Settings>, never> = {
  kind: 'private-page',
  capabilities: capabilitiesOf['private-page'],
  settings: Settings,
  secrets: null,
  addressOf: () => null,
  secretBoundTo: () => '',
  readsFrom: () => '',
  parse(item) {
    const said = readJsonItem(item, PrivatePageWords)
    return [
      inboundMessage({
        externalId: said.id,
        threadKey: said.pageId,
        directed: true,
        visibility: 'private',
        // Who it is the case knows; the page makes no identity of its own.
        author: null,
        text: said.text,
        language: said.language,
        flags: said.isUnsure ? ['opened-from-public'] : [],
        meta: { pageId: said.pageId },
      }),
    ]
  },
  send: async (_context, { clientToken }) => ({ state: 'handed_over', providerId: clientToken }),
  // The page shows what is handed over, so after a crash nothing needs to be asked.
  lookup: async () => 'found',
}
