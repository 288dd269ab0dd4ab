import type { morningRoutes, ResponseOf } from '@resonanz/contracts'
import { accessCase, stalledFrom } from '#cases'
import { inTransaction } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import * as store from './store.ts'

/** What is watched every morning; the day is that of the house. */
export async function readMorning(deps: Deps, actor: Actor): Promise<ResponseOf<typeof morningRoutes.read>> {
  const db = deps.db.of(actor.workspaceId)
  const day = await store.dayOf(db, actor.workspaceId)
  const found = await store.watchedCases(db, actor.workspaceId, day)
  return {
    day,
    items: found.map((row) => ({
      caseId: row.id,
      number: row.number,
      title: row.title,
      because: row.because,
      owner: row.owner,
      team: row.team,
      moved: { theirs: row.theirs, ours: row.ours, others: row.others },
      publicWords: row.public_words,
      nextUpdateAt: row.next_update_at?.toISOString() ?? null,
      isStalled: row.stalled >= stalledFrom,
      tickedBy: row.ticked_by,
    })),
  }
}

export async function tickMorning(deps: Deps, actor: Actor, caseId: string, isDone: boolean): Promise<{ ok: true }> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    await accessCase(tx, actor, caseId)
    await store.writeTick(tx, actor, caseId, await store.dayOf(tx, actor.workspaceId), isDone)
  })
  return { ok: true }
}
