import { z } from 'zod'
import type { FetchResult, RawItem } from '../connector.ts'
import { type MastodonContext, read, readOrNull } from './client.ts'
import type { MastodonCursor } from './cursor.ts'
import { Listed, Notification, Status } from './shapes.ts'
import { fullName } from './status-event.ts'
import { type Facts, homeOf, notificationItem, statusItem } from './status-items.ts'

const page = 40
const notesPage = 80
const rememberedNotes = 100
/** Read again each time: servers show a notification a moment after a younger one. */
const overlap = 20
const rememberedKnown = 300
const rememberedOwn = 80
const firstFound = 20
/** Words of ours this young may be an answer whose hand-over is not on record yet. */
const settleMs = 2 * 60_000
const dayMs = 24 * 3_600_000

type Part = { items: RawItem[]; cursor: MastodonCursor; more: boolean; gap?: NonNullable<FetchResult['gap']> }

/** What was said to us since the last visit, oldest first; at the first visit only what was asked for. */
export async function readNotifications(context: MastodonContext, cursor: MastodonCursor): Promise<Part> {
  const first = !cursor.started
  const mark = cursor.seen[Math.min(overlap, cursor.seen.length) - 1]
  const query = { limit: String(notesPage), ...(mark === undefined ? {} : { min_id: mark }) }
  const value = await read(context, '/api/v1/notifications', Listed, query)
  const sinceMs = first ? beginOf(context, value) : cursor.sinceMs
  const seen = new Set(cursor.seen)
  const news = value.filter((one) => !seen.has(idOf(one) ?? ''))
  const items: RawItem[] = []
  let { known } = cursor
  for (const one of news.toReversed()) {
    const note = Notification.safeParse(one).data
    if (first && !(Date.parse(note?.created_at ?? '') >= sinceMs)) continue
    const status = note?.status
    if (!status || !spoken.has(note.type)) {
      items.push(notificationItem(context, one))
      continue
    }
    const facts: Facts = { directed: note.type !== 'status', edited: note.type === 'update' }
    items.push(await statusItem(context, status, first ? { ...facts, imported: true } : facts))
    known = remember(known, status)
  }
  const seenNow = [...news.flatMap((one) => idOf(one) ?? []), ...cursor.seen].slice(0, rememberedNotes)
  const isBefore = first && context.settings.backfillDays === 0
  const before = isBefore ? value.flatMap((one) => idOf(one) ?? []) : cursor.before
  const more = !first && value.length >= notesPage && news.length > 0
  return { items, cursor: { ...cursor, started: true, sinceMs, before, seen: seenNow, known }, more }
}
/**
 * From when on words are ours to answer. Without taking over, from after the newest that is there: by the network's own
 * clock, whatever ours says.
 */
function beginOf({ settings }: MastodonContext, value: readonly unknown[]): number {
  if (settings.backfillDays > 0) return Date.now() - settings.backfillDays * dayMs
  const moments = value.map((one) => Date.parse(Notification.safeParse(one).data?.created_at ?? ''))
  return Math.max(0, ...moments.filter((moment) => !Number.isNaN(moment)).map((moment) => moment + 1))
}
const spoken = new Set(['mention', 'quote', 'status', 'update'])

function remember(known: MastodonCursor['known'], status: Status): MastodonCursor['known'] {
  if (status.uri.length > 2_000) return known
  const others = known.filter(([uri]) => uri !== status.uri)
  return [...others, [status.uri, status.id, status.edited_at ?? ''] as [string, string, string]].slice(
    -rememberedKnown,
  )
}

/** Answers of ours written in the network's own app: those that speak to somebody. */
export async function readOwn(context: MastodonContext, cursor: MastodonCursor): Promise<Part> {
  if (!cursor.me) return { items: [], cursor, more: false }
  const path = `/api/v1/accounts/${encodeURIComponent(cursor.me.id)}/statuses`
  const found = await readOrNull(context, path, Listed, { limit: String(page), exclude_reblogs: 'true' })
  const statuses = found?.flatMap((one) => Status.safeParse(one).data ?? []) ?? []
  const nowMs = Date.now()
  // Young by the network's clock, or seen a moment ago by ours: either may be wrong, and then it waits no longer than this.
  const since = new Map(cursor.ownWaiting)
  const isYoung = ({ uri, created_at }: Status) =>
    Date.parse(created_at ?? '') > nowMs - settleMs && nowMs - (since.get(uri) ?? nowMs) < settleMs
  const settled = statuses.filter((status) => !isYoung(status))
  const ownWaiting = statuses.filter(isYoung).map(({ uri }): [string, number] => [uri, since.get(uri) ?? nowMs])
  const seen = new Set(cursor.ownSeen)
  const news =
    cursor.ownSeen === null ? [] : settled.filter(({ uri, in_reply_to_id }) => in_reply_to_id && !seen.has(uri))
  const items: RawItem[] = []
  for (const status of news.toReversed()) items.push(await statusItem(context, status, { directed: true, own: true }))
  const ownSeen = [...new Set([...settled.map(({ uri }) => uri), ...seen])].slice(0, rememberedOwn)
  // A whole page and nothing of it known: what stands behind it is not read.
  const isShort = seen.size > 0 && (found?.length ?? 0) >= page && statuses.every(({ uri }) => !seen.has(uri))
  const gap = isShort ? { gap: { from: null, to: statuses.at(-1)?.created_at ?? null } } : {}
  return { items, cursor: { ...cursor, ownSeen, ownWaiting }, more: false, ...gap }
}

const Found = z.object({ statuses: Listed.default([]) })

/** Hashtags and searches: said to nobody in particular. What speaks to us comes as a notification. */
export async function readFound(context: MastodonContext, cursor: MastodonCursor): Promise<Part> {
  const { hashtags, searches } = context.settings
  const items: RawItem[] = []
  const marks: MastodonCursor['found'] = {}
  for (const source of [...hashtags.map((tag) => `#${tag}`), ...searches]) {
    const mark = cursor.found[source]
    const list = await listOf(context, source, mark ?? null)
    const statuses = list.flatMap((one) => Status.safeParse(one).data ?? [])
    const news = mark === undefined ? statuses.slice(0, firstFound) : statuses
    for (const status of news.toReversed()) {
      if (speaksToUs(context, cursor, status)) continue
      const imported = mark === undefined ? { imported: true } : {}
      items.push(await statusItem(context, status, { directed: false, sources: [source], ...imported }))
    }
    marks[source] = idOf(list[0]) ?? mark ?? null
  }
  return { items, cursor: { ...cursor, found: marks }, more: false }
}

async function listOf(context: MastodonContext, source: string, mark: string | null): Promise<unknown[]> {
  const query = { limit: String(page), ...(mark === null ? {} : { min_id: mark }) }
  if (source.startsWith('#')) {
    const path = `/api/v1/timelines/tag/${encodeURIComponent(source.slice(1))}`
    return (await readOrNull(context, path, Listed, query)) ?? []
  }
  const asked = { ...query, q: source, type: 'statuses' }
  return (await readOrNull(context, '/api/v2/search', Found, asked))?.statuses ?? []
}

function speaksToUs(context: MastodonContext, { me }: MastodonCursor, status: Status): boolean {
  const own = context.settings.account
  const home = homeOf(context)
  return (
    fullName(status.account.acct, home) === own ||
    status.account.id === me?.id ||
    (me !== null && status.in_reply_to_account_id === me.id) ||
    (status.mentions ?? []).some(({ acct }) => fullName(acct, home) === own) ||
    // Some servers do not list those who are named; the words do.
    status.content.toLowerCase().includes(`@${own}`)
  )
}

function idOf(value: unknown): string | null {
  const id = (value as { id?: unknown } | undefined)?.id
  return typeof id === 'string' && id.length <= 200 ? id : null
}
