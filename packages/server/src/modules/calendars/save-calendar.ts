import type { BodyOf, Calendar, calendarRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { checkedHours } from './check-hours.ts'
import { calendarsShown } from './list-calendars.ts'
import { type CalendarPlace, calendarOf, deleteCalendar, isPlaceKnown, lockCalendars, writeCalendar } from './store.ts'

/** Sets the hours of a place. Clocks that run are worked out anew by the reader of its journal entry. */
export async function saveCalendar(
  deps: Deps,
  actor: Actor,
  { basedOn, hours, ...place }: BodyOf<typeof calendarRoutes.save>,
): Promise<Calendar> {
  if (place.teamId && place.presenceId)
    throw new Refusal('invalid-input', 'Service hours belong to the house, to a team or to a presence.')
  const wanted = checkedHours(hours)
  const db = deps.db.of(actor.workspaceId)
  const id = await inTransaction(db, async (tx) => {
    await lockCalendars(tx, actor.workspaceId)
    if (!(await isPlaceKnown(tx, actor.workspaceId, place)))
      throw new Refusal('invalid-input', 'This workspace has no such team or presence.')
    const now = await calendarOf(tx, actor.workspaceId, place)
    if ((now?.version ?? 0) !== basedOn)
      throw new Refusal('conflict', 'Somebody changed these hours meanwhile. Look at them first.', {
        version: now?.version ?? 0,
      })
    const made = { id: now?.id ?? deps.newId(), version: basedOn + 1 }
    await writeCalendar(tx, actor, { ...made, ...place, hours: wanted })
    await append(tx, [entryOf(actor, place, made)])
    return made.id
  })
  const [saved] = await calendarsShown(db, actor.workspaceId, id)
  return saved!
}

export async function removeCalendar(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await lockCalendars(tx, actor.workspaceId)
    const gone = await deleteCalendar(tx, actor.workspaceId, id)
    if (!gone) throw notFound()
    const place = { teamId: gone.team_id, presenceId: gone.presence_id }
    await append(tx, [entryOf(actor, place, { id, version: null })])
  })
  return { ok: true }
}

function entryOf(actor: Actor, place: CalendarPlace, { id, version }: { id: string; version: number | null }): Entry {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'workspace', id: actor.workspaceId },
    actor: journalActor(actor),
    kind: 'calendar.changed',
    data: { calendarId: id, of: place.teamId ? 'team' : place.presenceId ? 'presence' : 'house', version },
  }
}
