import { z } from 'zod'
import { ConnectorError, type RawItem } from '../connector.ts'
import { readAs } from './client.ts'
import { signIn } from './session.ts'
import type { BlueskyContext } from './settings.ts'
import { queryChat } from './chat-call.ts'
import { isDeleted, itemOfEntry, itemOfMessage } from './chat-items.ts'
import { ChatMessage, Convo, ConvoPage, LogEntry, LogPage, MessagePage, OneConvo, RequestPage } from './chat-shapes.ts'

const pagesAtOnce = 10
const conversationsMost = 20
const messagesMost = 100
const dayMs = 24 * 3_600_000
/** An account without leave is asked again so often: a new app password may have it. */
const askAgainMs = 3_600_000
/** Public words go on while the private ones cannot be had; after this time the channel says so. */
const toldAfterMs = 30 * 60_000

export const ChatCursor = z.object({
  /** Everything in the log up to this revision is stored; null: never read. */
  rev: z.string().max(100).nullable().default(null),
  /** Where it began: older messages were there before us. */
  since: z.string().max(100).nullable().default(null),
  /** Private messages are not open to us. */
  isClosed: z.boolean().default(false),
  notBefore: z.string().nullable().default(null),
  failingSince: z.string().nullable().default(null),
})
export type ChatCursor = z.infer<typeof ChatCursor>
/** Conversations as they were met in this session: who is in them hardly changes. */
export type Convos = Map<string, Convo | null>
type ChatVisit = { items: RawItem[]; chat: ChatCursor; owed?: ConnectorError }

/**
 * What was said privately since the last visit. Never throws for what only private messages lack: a closed or silent
 * service must not stop the public ones. `owed`: it is silent for so long that somebody should know.
 */
export async function visitChat(context: BlueskyContext, chat: ChatCursor, convos: Convos): Promise<ChatVisit> {
  const nowMs = Date.now()
  if (chat.notBefore !== null && Math.abs(Date.parse(chat.notBefore) - nowMs) < dayMs && chat.notBefore > iso(nowMs))
    return { items: [], chat }
  try {
    const found = chat.rev === null ? await begin(context, chat, convos) : await readLog(context, chat, convos)
    return { items: found.items, chat: { ...found.chat, isClosed: false, notBefore: null, failingSince: null } }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    if (error.code === 'messages-not-permitted')
      return { items: [], chat: { ...chat, isClosed: true, notBefore: iso(nowMs + askAgainMs), failingSince: null } }
    const failingSince = chat.failingSince ?? iso(nowMs)
    const notBefore = error.retryAfterMs === null ? null : iso(nowMs + error.retryAfterMs)
    const isLong = nowMs - Date.parse(failingSince) > toldAfterMs
    return { items: [], chat: { ...chat, notBefore, failingSince }, ...(isLong ? { owed: error } : {}) }
  }
}

/** The first visit: from now on, and where it is wished what was said before. An empty revision: nobody ever wrote. */
async function begin(context: BlueskyContext, chat: ChatCursor, convos: Convos): Promise<ChatVisit> {
  const all = await newestConvos(context, convos)
  const rev =
    all
      .map((convo) => convo.rev)
      .toSorted()
      .at(-1) ?? ''
  const { backfillDays } = context.settings
  const sinceMs = Date.now() - backfillDays * dayMs
  const items: RawItem[] = []
  for (const convo of backfillDays === 0 ? [] : all.slice(0, conversationsMost)) {
    if (!(Date.parse(convo.lastMessage?.sentAt ?? '') >= sinceMs)) continue
    const said = await messagesOf(context, convo)
    items.push(...said.filter(({ occurredAt }) => Date.parse(occurredAt ?? '') >= sinceMs).map(asImported))
  }
  return { items, chat: { ...chat, rev, since: rev } }
}

async function readLog(context: BlueskyContext, chat: ChatCursor, convos: Convos): Promise<ChatVisit> {
  const { did: self } = await signIn(context)
  const items: RawItem[] = []
  let rev = chat.rev!
  for (let page = 0; page < pagesAtOnce; page += 1) {
    const answer = await queryChat(context, 'chat.bsky.convo.getLog', rev === '' ? {} : { cursor: rev })
    const { logs, cursor } = readAs(answer, LogPage)
    const entries = logs.flatMap((one) => LogEntry.safeParse(one).data ?? [])
    for (const entry of entries) {
      const convo = entry.convoId ? await convoOf(context, entry.convoId, convos) : null
      const item = itemOfEntry(entry, { self, convo })
      if (item) items.push(item)
    }
    const reached = [rev, cursor ?? '', ...entries.map((entry) => entry.rev)].toSorted().at(-1)!
    if (logs.length === 0 || reached === rev) break
    rev = reached
  }
  return { items, chat: { ...chat, rev } }
}

/** For the daily comparison: the newest messages of the newest conversations, no older than where we began. */
export async function newestMessages(context: BlueskyContext, chat: ChatCursor): Promise<RawItem[]> {
  if (chat.rev === null || chat.isClosed) return []
  const all = await newestConvos(context, new Map())
  const items: RawItem[] = []
  for (const convo of all.slice(0, conversationsMost)) {
    if (convo.rev <= (chat.since ?? '')) continue
    items.push(...(await messagesOf(context, convo, chat.since ?? '')))
  }
  return items
}

async function newestConvos(context: BlueskyContext, convos: Convos): Promise<Convo[]> {
  const { convos: taken } = readAs(await queryChat(context, 'chat.bsky.convo.listConvos', { limit: 100 }), ConvoPage)
  const asked = await queryChat(context, 'chat.bsky.convo.listConvoRequests', { limit: 100 })
  const { requests } = readAs(asked, RequestPage)
  const all = [...taken, ...requests].flatMap((one) => Convo.safeParse(one).data ?? [])
  for (const convo of all) convos.set(convo.id, convo)
  return all.toSorted((a, b) => (a.rev < b.rev ? 1 : -1))
}

async function messagesOf(context: BlueskyContext, convo: Convo, after = ''): Promise<RawItem[]> {
  const { did: self } = await signIn(context)
  const params = { convoId: convo.id, limit: messagesMost }
  const { messages } = readAs(await queryChat(context, 'chat.bsky.convo.getMessages', params), MessagePage)
  return messages.toReversed().flatMap((raw) => {
    const message = isDeleted(raw) ? undefined : ChatMessage.safeParse(raw).data
    if (!message || message.id <= after) return []
    return [itemOfMessage(raw, message, { self, convo, convoId: convo.id, profiles: [] })]
  })
}

async function convoOf(context: BlueskyContext, convoId: string, convos: Convos): Promise<Convo | null> {
  const known = convos.get(convoId)
  if (known !== undefined) return known
  const answer = await queryChat(context, 'chat.bsky.convo.getConvo', { convoId })
  const found = answer.status === 200 ? (OneConvo.safeParse(answer.json).data?.convo ?? null) : null
  convos.set(convoId, found)
  return found
}

const asImported = (item: RawItem): RawItem => ({ ...item, source: { ...item.source, imported: true } })
const iso = (ms: number) => new Date(ms).toISOString()
