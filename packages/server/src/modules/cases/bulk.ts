import type { BodyOf, caseRoutes } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { entriesOf } from './case-events.ts'
import { selectionOf } from './list-cases.ts'
import { keepPromised, promisesAgainstClosing, waiveMoot } from './next-update.ts'
import { planChange } from './plan-change.ts'
import { keepForUndo, lockCases } from './store-bulk.ts'
import { unknownReferences, writeChanges } from './store-change.ts'
import { selectAny } from './store-selection.ts'

type Bulk = BodyOf<typeof caseRoutes.bulk>

/** One transaction locks and writes them all; more is a job, not a click. */
const maxCases = 5000
const undoDays = 1

/**
 * Changes many cases at once, by ids or by view and filter. Cases with an open promise to the customer are left as they
 * are when the change closes. `dryRun` says what would happen and changes nothing.
 */
export async function bulkChange(
  deps: Deps,
  actor: Actor,
  { select, change, dryRun }: Bulk,
): Promise<{ matched: number; changed: number; undoId: string | null }> {
  const db = deps.db.of(actor.workspaceId)
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  return inTransaction(db, async (tx) => {
    const unknown = await unknownReferences(tx, actor.workspaceId, change)
    if (unknown.length > 0)
      throw new Refusal('invalid-input', 'This workspace has no such owner, team or topic.', { unknown })
    const records = await lockCases(tx, actor, await idsOf(tx, actor, select), maxCases + 1)
    if (records.length > maxCases)
      throw new Refusal('too-large', `At most ${maxCases} cases at once. Narrow the filter.`)
    const plans = records
      .map((record) => ({ record, ...planChange(record, change) }))
      .filter((plan) => plan.events.length > 0)
    const closing = plans
      .filter(({ set }) => set.category === 'done' || set.category === 'closed')
      .map(({ record }) => record.id)
    const { blocked, moot } = await promisesAgainstClosing(tx, closing)
    const changes = plans.filter(({ record }) => !blocked.has(record.id))
    if (dryRun || changes.length === 0) return { matched: records.length, changed: changes.length, undoId: null }
    const undoId = deps.newId()
    const events = await waiveMoot(tx, actor, moot)
    await writeChanges(tx, actor, changes)
    await keepForUndo(
      tx,
      actor,
      undoId,
      changes.map(({ record, undo, after }) => ({ id: record.id, undo, after })),
      undoDays,
    )
    await append(
      tx,
      changes.flatMap((plan) =>
        entriesOf(
          actor.workspaceId,
          journalActor(actor),
          plan.record.id,
          [...plan.events, ...(events.get(plan.record.id) ?? [])],
          {
            kind: 'bulk',
            id: undoId,
          },
        ),
      ),
    )
    await keepPromised(
      tx,
      deps,
      actor.workspaceId,
      changes.map(({ record }) => record.id),
      nextUpdateHours,
    )
    return { matched: records.length, changed: changes.length, undoId }
  })
}

/** A filter with a word that is not understood would match more than was meant: refused. */
async function idsOf(db: Db, actor: Actor, select: Bulk['select']): Promise<RawBuilder<unknown>> {
  if (select.ids) return sql`(select unnest(${select.ids}::uuid[]) as id)`
  if (select.view === undefined && select.filter === undefined)
    throw new Refusal('invalid-input', 'Say which cases: ids, view or filter.')
  const { selection, errors } = await selectionOf(db, actor, select)
  if (errors.length > 0)
    throw new Refusal('invalid-input', 'The filter has a word that is not understood.', { filterErrors: errors })
  return selectAny(selection, sql`cases.id`, maxCases + 1)
}
