import type { CaseChange, Actor as JournalActor } from '@resonanz/contracts'
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
  const open = (await store.openPromises(tx, [caseId])).filter(({ kind }) => kind === 'next_update')
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

/** What only the rule had set for ourselves ends with the case; returns the events by case. */
export async function waiveMoot(
  tx: Db,
  actor: Pick<Actor, 'memberId'>,
  closing: readonly string[],
): Promise<Map<string, CaseEvent[]>> {
  const events = new Map<string, CaseEvent[]>()
  if (closing.length === 0) return events
  const moot = (await store.openPromises(tx, closing)).filter((promise) => !store.isOurWord(promise))
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

/** What is promised keeps a case open: whatever closed it by the way (an undo, a joining) is mended here. */
export async function keepOpenWhilePromised(
  tx: Db,
  { workspaceId, actor, cause }: { workspaceId: string; actor: JournalActor; cause?: { kind: string; id: string } },
  caseIds: readonly string[],
): Promise<void> {
  const reopened = await store.reopenWithPromise(tx, caseIds)
  await append(
    tx,
    reopened.flatMap(({ id, was }) =>
      entriesOf(workspaceId, actor, id, [{ kind: 'case.status', data: { from: was, to: 'open' } }], cause),
    ),
  )
}
