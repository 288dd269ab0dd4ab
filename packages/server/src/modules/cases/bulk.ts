import type { BodyOf, caseRoutes, ResponseOf } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { settingsOf } from '#settings'
import { entriesOf } from './case-events.ts'
import { selectionOf } from './list-cases.ts'
import { keepPromised, waiveMoot } from './next-update.ts'
import { planChange } from './plan-change.ts'
import { leaveSilently, maySilently, objectionsTo } from './silence.ts'
import { keepForUndo, lockCases } from './store-bulk.ts'
import { unknownReferences, writeChanges } from './store-change.ts'
import { selectAny } from './store-selection.ts'
import { waitingForWhatIsOpen } from './waits.ts'

type Bulk = BodyOf<typeof caseRoutes.bulk>

/** One transaction locks and writes them all; more is a job, not a click. */
const maxCases = 5000
const undoDays = 1
const refusedShown = 100

/**
 * Changes many cases at once, by ids or by view and filter. Cases whose customer would be left in silence stay as they
 * are and are named, unless somebody with the right says why. `dryRun` says what would happen and changes nothing.
 */
export async function bulkChange(
  deps: Deps,
  actor: Actor,
  { select, change, dryRun }: Bulk,
): Promise<ResponseOf<typeof caseRoutes.bulk>> {
  const db = deps.db.of(actor.workspaceId)
  const { nextUpdateHours } = await settingsOf(deps, actor.workspaceId)
  return inTransaction(db, async (tx) => {
    const unknown = await unknownReferences(tx, actor.workspaceId, change)
    if (unknown.length > 0)
      throw new Refusal('invalid-input', 'This workspace has no such owner, team or topic.', { unknown })
    const records = await lockCases(tx, actor, await idsOf(tx, actor, select), maxCases + 1)
    if (records.length > maxCases)
      throw new Refusal('too-large', `At most ${maxCases} cases at once. Narrow the filter.`)
    const changeOf = await waitingForWhatIsOpen(tx, records, change)
    const plans = records
      .map((record) => ({ record, ...planChange(record, changeOf(record)) }))
      .filter((plan) => plan.events.length > 0)
    const closing = plans
      .filter(({ set }) => set.category === 'done' || set.category === 'closed')
      .map(({ record }) => record.id)
    const objections = await objectionsTo(tx, plans)
    const reason = maySilently(actor) ? change.silently : undefined
    const changes = reason === undefined ? plans.filter(({ record }) => !objections.has(record.id)) : plans
    const left = reason === undefined ? plans.filter(({ record }) => objections.has(record.id)) : []
    const result = {
      matched: records.length,
      changed: changes.length,
      refusedCount: left.length,
      refused: left
        .slice(0, refusedShown)
        .map(({ record: { id, number } }) => ({ id, number, because: objections.get(id)!.because })),
    }
    if (dryRun || changes.length === 0) return { ...result, undoId: null }
    const undoId = deps.newId()
    const silent =
      reason === undefined ? new Map<string, never[]>() : await leaveSilently(tx, actor.memberId, reason, objections)
    const events = await waiveMoot(
      tx,
      actor,
      closing.filter((id) => reason !== undefined || !objections.has(id)),
    )
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
          [...plan.events, ...(silent.get(plan.record.id) ?? []), ...(events.get(plan.record.id) ?? [])],
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
    return { ...result, undoId }
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
