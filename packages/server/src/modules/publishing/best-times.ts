import type { publishingRoutes, QueryOf, ResponseOf } from '@resonanz/contracts'
import { isTimeZone } from '#calendars'
import { sql } from 'kysely'
import { rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { accessPresence } from '#presences'

const days = 90
const least = 60
const bestMost = 3
/** Of all channels together, newest first: the index orders them by time. */
const readMost = 50_000

/** When people write to us on a presence: counts of our own, no promise of reach. Neighbouring hours are seen together. */
export async function bestTimes(
  deps: Deps,
  actor: Actor,
  { presenceId, timeZone }: QueryOf<typeof publishingRoutes.bestTimes>,
): Promise<ResponseOf<typeof publishingRoutes.bestTimes>> {
  if (!isTimeZone(timeZone)) throw new Refusal('invalid-input', 'There is no such time zone.', { field: 'timeZone' })
  const db = deps.db.of(actor.workspaceId)
  await accessPresence(db, actor, presenceId)
  const found = await rows(
    db,
    sql<{ weekday: number; hour: number; n: number }>`
      with newest as (
        select s.message_id from message_search s where s.workspace_id = ${actor.workspaceId} and s.at > now() - make_interval(days => ${days}) order by s.at desc, s.message_id desc limit ${readMost}
      )
      select extract(isodow from m.occurred_at at time zone ${timeZone})::int as weekday, extract(hour from m.occurred_at at time zone ${timeZone})::int as hour, count(*)::int as n
      from newest join message m on m.id = newest.message_id where m.presence_id = ${presenceId} and m.direction = 'in' group by 1, 2`,
  )
  const hours = Array.from({ length: 168 }, () => 0)
  for (const { weekday, hour, n } of found) hours[(weekday - 1) * 24 + hour] = n
  const messages = found.reduce((sum, { n }) => sum + n, 0)
  return { messages, days, least, hours, best: messages < least ? [] : strongest(hours) }
}

/** An hour counts with half of those beside it, so that a single busy thread does not win; two that touch are one. */
export function strongest(hours: readonly number[]): { weekday: number; hour: number; messages: number }[] {
  const at = (place: number) => hours[(place + 168) % 168]!
  const order = hours
    .map((messages, place) => ({ place, messages, weight: messages + (at(place - 1) + at(place + 1)) / 2 }))
    .filter(({ messages }) => messages > 0)
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place)
  const best: typeof order = []
  for (const one of order) {
    if (best.length === bestMost) break
    const distances = best.map(({ place }) => Math.abs(place - one.place))
    if (distances.every((distance) => Math.min(distance, 168 - distance) > 1)) best.push(one)
  }
  return best.map(({ place, messages }) => ({ weekday: Math.floor(place / 24) + 1, hour: place % 24, messages }))
}
