import type { BodyOf, MorningWatch, morningRoutes } from '@resonanz/contracts'
import { may } from '@resonanz/contracts'
import { accessCase, entriesOf } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import * as store from './store.ts'

export async function readWatch(deps: Deps, actor: Actor, caseId: string): Promise<MorningWatch> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const [[line], byHand] = await Promise.all([
    store.watchedCases(db, actor.workspaceId, await store.dayOf(db, actor.workspaceId), caseId),
    store.byHandOf(db, caseId),
  ])
  return {
    isOn: line !== undefined,
    because: line?.because ?? [],
    byHand: byHand
      ? { isWatched: byHand.wanted, by: byHand.by, at: byHand.at.toISOString(), reason: byHand.reason }
      : null,
    allowed: may(actor.role, 'case.write') && !record.merged_into ? ['watch'] : [],
  }
}

/** Puts a case on the list or takes it off by hand, with the reason; null leaves it to the rule again. */
export async function watchMorning(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { isWatched, reason }: BodyOf<typeof morningRoutes.watch>,
): Promise<{ ok: true }> {
  if (isWatched !== null && reason.length < 3) throw new Refusal('invalid-input', 'Say why.')
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await accessCase(tx, actor, caseId, { lock: true })
    await store.writeWatched(tx, actor, caseId, isWatched, reason)
    const data = { isWatched, reason: isWatched === null ? '' : reason }
    await append(tx, entriesOf(actor.workspaceId, journalActor(actor), caseId, [{ kind: 'case.morning', data }]))
  })
  return { ok: true }
}
