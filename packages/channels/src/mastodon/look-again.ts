import type { RawItem } from '../connector.ts'
import { type MastodonContext, readOrNull } from './client.ts'
import type { MastodonCursor } from './cursor.ts'
import { Listed, Status } from './shapes.ts'
import { deletedItem, statusItem } from './status-items.ts'

const everyMs = 15 * 60_000
const atOnce = 20
/** So many gone at once is a server in trouble, not people who delete. */
const unbelievable = 8

/**
 * Edits and deletions of what was said to us: servers tell them only to who listens at that moment. A few known ones
 * after the other, all of them within hours.
 */
export async function lookAgain(
  context: MastodonContext,
  cursor: MastodonCursor,
  nowMs = Date.now(),
): Promise<{ items: RawItem[]; cursor: MastodonCursor }> {
  if (cursor.known.length === 0 || Math.abs(nowMs - cursor.checkedAtMs) < everyMs) return { items: [], cursor }
  const from = cursor.checkNext % cursor.known.length
  // The newest first: most is changed soon after it was said.
  const asked = [...cursor.known.toReversed().slice(from), ...cursor.known.toReversed().slice(0, from)].slice(0, atOnce)
  const there = await stillThere(
    context,
    asked.map(([, id]) => id),
  )
  const items: RawItem[] = []
  const gone: string[] = []
  let { known } = cursor
  for (const [uri, id, editedAt] of asked) {
    const status = there.get(id)
    if (status === undefined) gone.push(uri)
    else if (status.uri === uri && status.edited_at && status.edited_at !== editedAt) {
      items.push(await statusItem(context, status, { directed: true, edited: true }))
      known = known.map((one) => (one[0] === uri ? [uri, status.id, status.edited_at!] : one))
    }
  }
  const believed = gone.length < unbelievable || gone.length < asked.length
  if (believed) {
    items.push(...gone.map(deletedItem))
    known = known.filter(([uri]) => !gone.includes(uri))
  }
  return { items, cursor: { ...cursor, known, checkNext: from + asked.length, checkedAtMs: nowMs } }
}

/** By asked id. All in one question where the server takes it (4.3), else one by one. */
async function stillThere(context: MastodonContext, ids: readonly string[]): Promise<Map<string, Status>> {
  const many = await readOrNull(context, '/api/v1/statuses', Listed, { 'id[]': ids })
  if (many) {
    const statuses = many.flatMap((one) => Status.safeParse(one).data ?? [])
    return new Map(statuses.map((status) => [status.id, status]))
  }
  const there = new Map<string, Status>()
  for (const id of ids) {
    const one = await readOrNull(context, `/api/v1/statuses/${encodeURIComponent(id)}`, Status)
    if (one) there.set(id, one)
  }
  return there
}
