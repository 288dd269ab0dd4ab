import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { sql } from 'kysely'
import { settingsOf } from '#settings'
import { entriesOf } from './case-events.ts'
import { keepPromised } from './next-update.ts'
import { objectionsTo } from './silence.ts'
import { planChange } from './plan-change.ts'
import { lockCases, takeUndo } from './store-bulk.ts'
import { writeChanges } from './store-change.ts'

/** Takes a bulk change back where it still stands; cases that somebody changed since keep what they have now. */
export async function undoBulk(deps: Deps, actor: Actor, undoId: string): Promise<{ restored: number }> {
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const taken = await takeUndo(tx, actor, undoId)
    if (!taken) throw notFound()
    if (taken.over) throw new Refusal('undo-over', 'This change was taken back before, or is too old.')
    const restores = new Map(taken.restore.map((restore) => [restore.id, restore]))
    const ids = [...restores.keys()]
    const records = await lockCases(tx, actor, sql`(select unnest(${ids}::uuid[]) as id)`, ids.length)
    const wanted = records
      .filter((record) => planChange(record, restores.get(record.id)!.after).events.length === 0)
      .map((record) => ({ record, ...planChange(record, restores.get(record.id)!.undo) }))
    // Closing it again would leave the customer in silence: what was said meanwhile stands.
    const objections = await objectionsTo(tx, wanted)
    const plans = wanted.filter(({ record }) => !objections.has(record.id))
    await writeChanges(tx, actor, plans)
    await append(
      tx,
      plans.flatMap(({ record, events }) =>
        entriesOf(actor.workspaceId, journalActor(actor), record.id, [
          ...events,
          { kind: 'case.undone', data: { undoId, what: 'bulk' } },
        ]),
      ),
    )
    await keepPromised(
      tx,
      deps,
      actor.workspaceId,
      plans.map(({ record }) => record.id),
      nextUpdateHours,
    )
    return { restored: plans.length }
  })
}
