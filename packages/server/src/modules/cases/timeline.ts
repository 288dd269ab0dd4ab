import type { Note, TimelineEvent, TimelineItem } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { accessCase, instant } from './case.ts'
import { toMessage } from './message.ts'
import { person } from './store-rows.ts'
import * as store from './store-timeline.ts'

export type Paging = { cursor?: string | undefined; limit: number }

/** Messages, notes and events of a case: the newest page first, each page in order of time. */
export async function timeline(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { cursor, limit }: Paging,
): Promise<{ items: TimelineItem[]; nextCursor: string | null }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  const found = await store.entriesBefore(db, actor, caseId, cursor === undefined ? null : readPlace(cursor), limit + 1)
  const entries = found.slice(0, limit)
  const ids = (kind: store.Entry['kind']) => entries.filter((entry) => entry.kind === kind).map((entry) => entry.id)
  const [messages, notes, events] = await Promise.all([
    store.messagesById(db, actor, ids('message')),
    store.notesById(db, actor, ids('note')),
    store.eventsBySeq(db, caseId, ids('event').map(Number)),
  ])
  const items = new Map<string, TimelineItem>([
    ...messages.map((message) => [message.id, toMessage(message)] as const),
    ...notes.map((note) => [note.id, toNote(note)] as const),
    ...events.map((event) => [String(event.seq).padStart(20, '0'), store.toEvent(event)] as const),
  ])
  return {
    items: entries.toReversed().flatMap((entry) => items.get(entry.id) ?? []),
    nextCursor: found.length > limit ? writePlace(entries.at(-1)!) : null,
  }
}

/** Everything that happened to a case, newest first, with the names of who did it. */
export async function history(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { cursor, limit }: Paging,
): Promise<{ items: TimelineEvent[]; nextCursor: string | null }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw wrongCursor()
  const found = await store.eventsBefore(db, actor, caseId, cursor === undefined ? null : Number(cursor), limit + 1)
  const events = found.slice(0, limit)
  return {
    items: events.map(store.toEvent),
    nextCursor: found.length > limit ? String(events.at(-1)!.seq) : null,
  }
}

export function toNote(note: store.NoteRecord): Note {
  return {
    kind: 'note',
    id: note.id,
    author: person(note.author_id, note.author_name),
    text: note.text,
    mentions: note.mentions,
    at: note.at.toISOString(),
    editedAt: instant(note.edited_at),
  }
}

function writePlace({ at, rank, id }: store.Place): string {
  return Buffer.from(`${at}|${rank}|${id}`).toString('base64url')
}
function readPlace(cursor: string): store.Place {
  const match = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00)\|([012])\|([0-9a-f-]{20,36})$/.exec(
    Buffer.from(cursor, 'base64url').toString('latin1'),
  )
  if (!match || Number.isNaN(Date.parse(`${match[1]!.replace(' ', 'T')}:00`))) throw wrongCursor()
  return { at: match[1]!, rank: Number(match[2]), id: match[3]! }
}
function wrongCursor(): Refusal {
  return new Refusal('invalid-input', 'The cursor is not one of ours. Start from the newest page.')
}
