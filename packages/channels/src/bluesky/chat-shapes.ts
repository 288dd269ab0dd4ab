import { z } from 'zod'
import { Author, Facet } from './shapes.ts'

const Id = z.string().min(1).max(200)
const Revision = z.string().min(1).max(100)
const did = z.object({ did: z.string().max(2_048) })

/** A message as the lexicon `chat.bsky.convo.defs#messageView` has it, as far as we read it. */
export const ChatMessage = z.object({
  id: Id,
  rev: z.string().max(100).catch(''),
  text: z.string().max(20_000).catch(''),
  facets: z
    .array(z.unknown())
    .max(500)
    .catch([])
    .transform((all) => all.flatMap((one) => Facet.safeParse(one).data ?? [])),
  embed: z.unknown().optional(),
  replyTo: z.object({ id: Id }).optional().catch(undefined),
  sender: did,
  sentAt: z.string().max(64).catch(''),
})
export type ChatMessage = z.output<typeof ChatMessage>

export const Convo = z.object({
  id: Id,
  rev: Revision,
  members: z
    .array(z.unknown())
    .max(200)
    .catch([])
    .transform((all) => all.flatMap((one) => Author.safeParse(one).data ?? [])),
  status: z.string().max(40).optional().catch(undefined),
  kind: z
    .object({ $type: z.string().max(100).catch(''), name: z.string().max(500).catch('') })
    .optional()
    .catch(undefined),
  lastMessage: z
    .object({ sentAt: z.string().max(64) })
    .optional()
    .catch(undefined),
})
export type Convo = z.output<typeof Convo>

export const ConvoPage = z.object({ convos: z.array(z.unknown()).max(200) })
export const RequestPage = z.object({ requests: z.array(z.unknown()).max(200) })
export const MessagePage = z.object({ messages: z.array(z.unknown()).max(200) })
export const OneConvo = z.object({ convo: Convo })
export const LogPage = z.object({ logs: z.array(z.unknown()).max(1_000), cursor: z.string().max(1_000).optional() })

/** What happened in the conversations of the account, in the order of `rev`. */
export const LogEntry = z.object({
  $type: z.string().max(100),
  rev: Revision,
  convoId: Id.optional().catch(undefined),
  message: z.unknown().optional(),
  reaction: z
    .object({ value: z.string().min(1).max(64), sender: did, createdAt: z.string().max(64).catch('') })
    .optional()
    .catch(undefined),
  relatedProfiles: z
    .array(z.unknown())
    .max(100)
    .catch([])
    .transform((all) => all.flatMap((one) => Author.safeParse(one).data ?? [])),
})
export type LogEntry = z.output<typeof LogEntry>

/** One raw item: a private message, its deletion, a sign under it, or something of a kind we do not know. */
export const StoredChat = z.object({
  kind: z.enum(['message', 'deleted', 'sign', 'other']),
  convoId: Id,
  /** Our own account. */
  self: z.string().max(2_048),
  message: z.unknown().optional(),
  messageId: Id.optional(),
  author: Author.optional().catch(undefined),
  /** Name of a group; null between two. */
  group: z.string().max(500).nullable().catch(null),
  /** Of our own words between two: the other one. */
  to: z.string().max(2_048).optional().catch(undefined),
  /** Nobody of us has accepted this conversation yet. */
  isRequest: z.boolean().catch(false),
  sign: z
    .object({ emoji: z.string().max(64), by: z.string().max(2_048), at: z.string().max(64), present: z.boolean() })
    .optional(),
  /** The kind of an entry we do not know. */
  other: z.string().max(100).optional(),
})
export type StoredChat = z.output<typeof StoredChat>

export const chatKey = (convoId: string) => `chat/${convoId}`
export const messageKey = (convoId: string, id: string) => `chat/${convoId}/${id}`

/** The conversation and message that a key of ours names; null for everything else (posts). */
export function readChatKey(key: string | null): { convoId: string; messageId: string | null } | null {
  const found = /^chat\/([^/]{1,200})(?:\/([^/]{1,200}))?$/.exec(key ?? '')
  return found ? { convoId: found[1]!, messageId: found[2] ?? null } : null
}
