import type { CaseChange, Actor as JournalActor } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { append, type Entry } from '#platform/journal'
import type { CaseRecord } from './case.ts'
import { type CaseEvent, entriesOf } from './case-events.ts'
import { keepPromised, waiveMoot } from './next-update.ts'
import { type ChangedColumns, planChange } from './plan-change.ts'
import { objectionsTo } from './silence.ts'
import { keepForUndo, lockCases, type Restore } from './store-bulk.ts'
import { writeChanges } from './store-change.ts'
import { insertPromises, openPromises, recomputeNextUpdate, settlePromises } from './store-promises.ts'

/** One change of one case, by a rule or by a macro; a case stands in a batch once. */
export type ManyChange = {
  caseId: string
  change: Omit<CaseChange, 'nextUpdate' | 'watching'>
  /** The next word to the customer; left as it is where a person promised one already. */
  promise: { at: Date; text: string } | null
  actor: JournalActor
  /** Whose word the change is where a model's is corrected, and who makes a promise. */
  memberId: string
  cause: { kind: string; id: string }
}
/** Why (a part of) it was not done. */
export type ManyRefusal =
  | 'joined'
  | 'open-promise'
  | 'no-last-word'
  | 'past-promise'
  | 'steps-missing'
  | 'facts-missing'
  | 'promise-stands'
  | 'case-closed'
  | 'gone'

/**
 * The changes of a batch of cases in a fixed number of statements, in the caller's transaction, each with its journal
 * entries. What cannot be done is left out and told; nothing throws for a single case.
 */
export async function changeMany(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  changes: readonly ManyChange[],
  options: { hours: number; undo?: { actor: Actor; id: string; days: number } },
): Promise<Map<string, { changed: boolean; refused: ManyRefusal | null }>> {
  const results = new Map<string, { changed: boolean; refused: ManyRefusal | null }>()
  if (changes.length === 0) return results
  const byCase = new Map(changes.map((change) => [change.caseId, change]))
  const records = await lockCases(
    tx,
    { workspaceId } as Actor,
    sql`(select unnest(${[...byCase.keys()]}::uuid[]) as id)`,
    byCase.size,
  )
  const open = new Set(records.map(({ id }) => id))
  for (const id of byCase.keys()) results.set(id, { changed: false, refused: open.has(id) ? null : 'joined' })
  const gone = await goneReferences(tx, workspaceId, changes)
  const plans = records
    .filter((record) => {
      const { ownerId, teamId, topicId } = byCase.get(record.id)!.change
      if (![ownerId, teamId, topicId].some((id) => id && gone.has(id))) return true
      results.set(record.id, { changed: false, refused: 'gone' })
      return false
    })
    .map((record) => ({ record, by: byCase.get(record.id)!, ...planChange(record, byCase.get(record.id)!.change) }))
  const closing = plans.filter(({ set }) => set.category === 'done' || set.category === 'closed')
  const objections = await objectionsTo(tx, plans)
  const allowed = plans.filter(({ record }) => !objections.has(record.id))
  for (const [id, { because }] of objections)
    results.set(id, { changed: false, refused: because[0] === 'promise-open' ? 'open-promise' : because[0]! })
  const changing = allowed.filter((plan) => plan.events.length > 0)
  const waived = new Map<string, CaseEvent[]>()
  for (const [memberId, own] of Map.groupBy(changing, ({ by }) => by.memberId)) {
    const ids = new Set(own.map(({ record }) => record.id))
    const closed = await waiveMoot(
      tx,
      { memberId },
      closing.map(({ record }) => record.id).filter((id) => ids.has(id)),
    )
    for (const [id, events] of closed) waived.set(id, events)
    await writeChanges(tx, { workspaceId, memberId }, own)
  }
  const promised = await promiseMany(
    tx,
    deps,
    workspaceId,
    allowed
      .filter(({ record, set, by }) => by.promise === null || !refuseClosed(results, record, set))
      .map(({ by }) => by),
    results,
  )
  if (options.undo && changing.length > 0)
    await keepForUndo(tx, options.undo.actor, options.undo.id, changing.map(restoreOf), options.undo.days)
  const entries: Entry[] = []
  for (const { record, by, events } of allowed) {
    const all = [...events, ...(waived.get(record.id) ?? []), ...(promised.get(record.id) ?? [])]
    entries.push(...entriesOf(workspaceId, by.actor, record.id, all, by.cause))
    const before = results.get(record.id)!
    results.set(record.id, { ...before, changed: all.length > 0 })
  }
  await append(tx, entries)
  await keepPromised(
    tx,
    deps,
    workspaceId,
    allowed.map(({ record }) => record.id),
    options.hours,
  )
  return results
}

/** What is finished promises nothing. */
function refuseClosed(
  results: Map<string, { changed: boolean; refused: ManyRefusal | null }>,
  record: CaseRecord,
  set: Partial<ChangedColumns>,
): boolean {
  const category = set.category ?? record.category
  if (category !== 'done' && category !== 'closed') return false
  results.set(record.id, { changed: results.get(record.id)!.changed, refused: 'case-closed' })
  return true
}

function restoreOf({ record, undo, after }: { record: { id: string }; undo: CaseChange; after: CaseChange }): Restore {
  return { id: record.id, undo, after }
}

/** A promise of a person stands; what only the rule of the house had set is replaced. */
async function promiseMany(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  changes: readonly ManyChange[],
  results: Map<string, { changed: boolean; refused: ManyRefusal | null }>,
): Promise<Map<string, CaseEvent[]>> {
  const events = new Map<string, CaseEvent[]>()
  const wished = changes.filter((change) => change.promise !== null)
  if (wished.length === 0) return events
  const open = Map.groupBy(
    (
      await openPromises(
        tx,
        wished.map(({ caseId }) => caseId),
      )
    ).filter(({ kind }) => kind === 'next_update'),
    (promise) => promise.case_id,
  )
  const made = wished.flatMap((change) => {
    if (open.get(change.caseId)?.some((promise) => promise.made_by !== null)) {
      results.set(change.caseId, { changed: results.get(change.caseId)!.changed, refused: 'promise-stands' })
      return []
    }
    return [
      { id: deps.newId(), ...change, dueAt: change.promise!.at, text: change.promise!.text, madeBy: change.memberId },
    ]
  })
  for (const promise of made) {
    const replaced = open.get(promise.caseId) ?? []
    const dueAt = promise.dueAt.toISOString()
    events.set(promise.caseId, [
      ...replaced.map(
        ({ id }): CaseEvent => ({ kind: 'promise.replaced', data: { promiseId: id, by: promise.id, dueAt } }),
      ),
      { kind: 'promise.made', data: { promiseId: promise.id, dueAt } },
    ])
  }
  const ids = new Set(made.map(({ caseId }) => caseId))
  await settlePromises(
    tx,
    [...open.values()]
      .flat()
      .filter(({ case_id }) => ids.has(case_id))
      .map(({ id }) => id),
    { state: 'replaced', by: null, reason: null },
  )
  await insertPromises(tx, workspaceId, made)
  if (ids.size > 0) await recomputeNextUpdate(tx, [...ids])
  return events
}

/** Named owners, teams and topics that this workspace does not have or use any more. */
async function goneReferences(tx: Db, workspaceId: string, changes: readonly ManyChange[]): Promise<Set<string>> {
  const named = (key: 'ownerId' | 'teamId' | 'topicId') => [
    ...new Set(changes.flatMap(({ change }) => (change[key] ? [change[key]!] : []))),
  ]
  const [owners, teams, topics] = [named('ownerId'), named('teamId'), named('topicId')]
  if (owners.length + teams.length + topics.length === 0) return new Set()
  const found = await one(
    tx,
    sql<{ known: string[] }>`select array(
        select id from member where workspace_id = ${workspaceId} and active and role <> 'reader' and id = any(${owners}::uuid[])
        union all select id from team where workspace_id = ${workspaceId} and id = any(${teams}::uuid[])
        union all select id from topic where workspace_id = ${workspaceId} and id = any(${topics}::uuid[])) as known`,
  )
  const known = new Set(found!.known)
  return new Set([...owners, ...teams, ...topics].filter((id) => !known.has(id)))
}
