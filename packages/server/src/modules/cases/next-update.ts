import type { CaseChange } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { dueOf, readTargets } from '#targets'
import { targetFacts } from './case.ts'
import { type CaseEvent, entriesOf } from './case-events.ts'
import * as store from './store-promises.ts'

type NextUpdate = NonNullable<CaseChange['nextUpdate']>

/**
 * Promises the next word anew: the promise that stood is replaced by the new one, or waived with a reason when none
 * follows. Returns the events and the way back; null when nothing changes. The caller has locked the case.
 */
export async function changeNextUpdate(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  { at, text, reason }: NextUpdate,
): Promise<{ events: CaseEvent[]; undo: NextUpdate } | null> {
  const open = await store.openPromises(tx, [caseId])
  if (at === null && open.length === 0) return null
  if (at === null && !reason) throw new Refusal('invalid-input', 'Say why the promise is dropped.')
  const dueAt = at === null ? null : new Date(at)
  if (dueAt && open.length === 1 && open[0]!.due_at.getTime() === dueAt.getTime() && open[0]!.text === text) return null
  const madeId = deps.newId()
  await store.settlePromises(
    tx,
    open.map((promise) => promise.id),
    {
      state: dueAt ? 'replaced' : 'waived',
      by: actor.memberId,
      reason: reason ?? null,
    },
  )
  if (dueAt)
    await store.insertPromises(tx, actor.workspaceId, [{ id: madeId, caseId, text, dueAt, madeBy: actor.memberId }])
  await store.recomputeNextUpdate(tx, [caseId])
  const why = reason ? { reason } : {}
  const first = open[0]
  return {
    events: [
      ...open.map(
        ({ id }): CaseEvent =>
          dueAt
            ? { kind: 'promise.replaced', data: { promiseId: id, by: madeId, dueAt: dueAt.toISOString(), ...why } }
            : { kind: 'promise.waived', data: { promiseId: id, ...why } },
      ),
      ...(dueAt ? [{ kind: 'promise.made', data: { promiseId: madeId, dueAt: dueAt.toISOString() } } as const] : []),
    ],
    undo: first
      ? { at: first.due_at.toISOString(), text: first.text, reason: 'undo' }
      : { at: null, text: '', reason: 'undo' },
  }
}

/**
 * No case goes silent: an open case that does not wait for the customer has an answer due or a next word promised.
 * Where neither stands, the target for the next word promises one, said by the rule and not by a person; these hours
 * count where no target is set. Returns the
 * promises it made.
 */
export async function keepPromised(
  tx: Db,
  deps: Deps,
  workspaceId: string,
  caseIds: readonly string[],
  hours: number,
): Promise<{ id: string; caseId: string }[]> {
  const silent = await store.casesWithoutDue(tx, workspaceId, caseIds)
  if (silent.length === 0) return []
  const targets = await readTargets(tx, workspaceId)
  const made = silent.map((record) => {
    const aim = targets.aimOf('next_update', targetFacts(record))
    const dueAt = aim ? dueOf(aim, record.now) : new Date(record.now.getTime() + hours * 3_600_000)
    return { id: deps.newId(), caseId: record.id, text: '', dueAt, madeBy: null }
  })
  await store.insertPromises(tx, workspaceId, made)
  await store.recomputeNextUpdate(
    tx,
    silent.map(({ id }) => id),
  )
  await append(
    tx,
    made.flatMap(({ id, caseId, dueAt }) =>
      entriesOf(workspaceId, { kind: 'rule', id: 'next-update' }, caseId, [
        { kind: 'promise.made', data: { promiseId: id, dueAt: dueAt.toISOString() } },
      ]),
    ),
  )
  return made.map(({ id, caseId }) => ({ id, caseId }))
}

/**
 * Promises that stand against closing. What a person promised must be kept or waived by a person first (`blocked`);
 * what only the rule set for ourselves ends with the case (`moot`).
 */
export async function promisesAgainstClosing(
  tx: Db,
  caseIds: readonly string[],
): Promise<{ blocked: Map<string, store.OpenPromise[]>; moot: store.OpenPromise[] }> {
  const open = await store.openPromises(tx, caseIds)
  const blocked = Map.groupBy(
    open.filter((promise) => promise.made_by !== null),
    (promise) => promise.case_id,
  )
  return { blocked, moot: open.filter((promise) => !blocked.has(promise.case_id)) }
}

/** Waives what the rule had set; returns the events by case. */
export async function waiveMoot(
  tx: Db,
  actor: Actor,
  moot: readonly store.OpenPromise[],
): Promise<Map<string, CaseEvent[]>> {
  const events = new Map<string, CaseEvent[]>()
  if (moot.length === 0) return events
  await store.settlePromises(
    tx,
    moot.map((promise) => promise.id),
    { state: 'waived', by: actor.memberId, reason: 'closed' },
  )
  await store.recomputeNextUpdate(
    tx,
    moot.map((promise) => promise.case_id),
  )
  for (const { id, case_id } of moot) {
    events.set(case_id, [
      ...(events.get(case_id) ?? []),
      { kind: 'promise.waived', data: { promiseId: id, reason: 'closed' } },
    ])
  }
  return events
}
