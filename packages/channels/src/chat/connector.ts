import { capabilitiesOf, ChatSettings } from '@resonanz/contracts'
import { z } from 'zod'
import type { Connector } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { guessLanguage } from '../kit/guess-language.ts'
import { contactAuthor, inboundMessage, titleOf, utc } from '../kit/message.ts'

/** What our own server stored of a visitor's message. Ids are checked there; nothing here is a stranger's JSON. */
export const ChatMessage = z.object({
  sessionId: z.string().min(1).max(100),
  clientId: z.string().min(1).max(100),
  text: z.string().max(4_000),
  language: z.enum(['de', 'en']).default('de'),
  name: z.string().max(200).default(''),
  email: z.string().max(254).optional(),
  emailVouched: z.boolean().default(false),
  identity: z.enum(['none', 'verified', 'refused']).default('none'),
  userKey: z.string().max(200).optional(),
  page: z.string().max(1000).optional(),
  files: z
    .array(
      z.object({
        id: z.string().max(100),
        name: z.string().max(300),
        type: z.string().max(100),
        size: z.number().int().min(0),
      }),
    )
    .max(5)
    .default([]),
  at: z.string().max(40).optional(),
})
export type ChatMessage = z.input<typeof ChatMessage>

/**
 * The chat is a channel of our own: handing over means that the answer is on record; the visitor's browser fetches it
 * and says when it has it. So an attempt never fails and can always be looked up.
 */
export const chatConnector: Connector<z.output<typeof ChatSettings>, never> = {
  kind: 'chat',
  capabilities: capabilitiesOf.chat,
  settings: ChatSettings,
  // The secret the host site signs its visitors with is made by us and never sent anywhere.
  secrets: null,
  addressOf: () => null,
  secretBoundTo: () => '',
  readsFrom: () => '',
  parse(item, context) {
    const said = readJsonItem(item, ChatMessage)
    const verified = said.identity === 'verified' && said.userKey !== undefined
    const byAddress = said.email !== undefined && (!verified || said.emailVouched)
    const author = byAddress
      ? contactAuthor({ name: said.name, email: said.email! }, context.presenceId)
      : verified
        ? {
            kind: 'handle' as const,
            scope: context.presenceId,
            key: said.userKey!,
            display: said.name || said.userKey!,
            name: said.name || null,
          }
        : // Two visitors of one name are not one person: the conversation is the scope.
          contactAuthor({ name: said.name }, said.sessionId)
    return [
      inboundMessage({
        externalId: `${said.sessionId}:${said.clientId}`,
        threadKey: said.sessionId,
        directed: true,
        visibility: 'private',
        author,
        subject: titleOf(said.text),
        text: said.text,
        // Two words do not say in which language: the page it was written from does.
        language: said.text.length < 40 ? said.language : inboundLanguage(said),
        flags: [
          ...(said.email && !said.emailVouched ? ['address-unverified'] : []),
          ...(said.identity === 'refused' ? ['identity-refused'] : []),
        ],
        meta: {
          ...(said.email ? { email: said.email, replyTo: [said.email] } : {}),
          ...(verified ? { userKey: said.userKey! } : {}),
          ...(said.page ? { page: said.page } : {}),
        },
        attachments: said.files.map(({ id, name, type, size }, index) => ({
          index,
          name,
          type,
          size,
          inline: false,
          fileId: id,
        })),
        occurredAt: utc(said.at ?? item.occurredAt),
      }),
    ]
  },
  async send(_context, outgoing) {
    return { state: 'handed_over', providerId: outgoing.clientToken }
  },
  async lookup() {
    return 'found'
  },
}

function inboundLanguage(said: z.output<typeof ChatMessage>): 'de' | 'en' | null {
  return guessLanguage(said.text) ?? said.language
}
