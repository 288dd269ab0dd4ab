import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { type Loop, startLoop } from '#platform/loop'
import { raise } from './escalate.ts'
import { pingPongOf } from './ping-pong.ts'
import * as store from './store-course.ts'

const rule = { kind: 'rule', id: 'case-course' } as const

/** Watches over the way cases take: what is late with the second level, serious cases that are late, back and forth. */
export function startKeepingCourse(deps: Deps): Loop {
  return startLoop({
    name: 'case-course',
    log: deps.log.child({ part: 'case-course' }),
    idleMs: 2_000,
    async turn() {
      const late = await tellLateHandovers(deps)
      return (await readMoves(deps)) || late
    },
  })
}

/** Hand-overs past their time: the lead is told, once. Says whether there may be more. */
export async function tellLateHandovers(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const late = await store.claimLateHandovers(tx, 50)
    for (const { workspace_id: workspaceId, case_id: caseId, team_id: teamId } of late)
      await raise(tx, deps, {
        workspaceId,
        caseId,
        teamId,
        level: 1,
        reason: '',
        cause: 'handover',
        actor: rule,
        memberId: null,
      })
    return late.length === 50
  })
}

/**
 * Reads the journal behind a kept cursor: cases that went from team to team too often are marked once, serious ones that
 * are late are raised. Its changes and its place in the journal are one transaction.
 */
export async function readMoves(deps: Deps): Promise<boolean> {
  return readEntries(deps, { name: 'case-course', limit: 500 }, async (tx, batch) => {
    const moved = [...new Set(batch.filter((entry) => entry.kind === 'case.team').map((entry) => entry.subject_id))]
    const moves = Map.groupBy(await store.movesOf(tx, moved), (move) => move.case_id)
    for (const [caseId, list] of moves) {
      const found = pingPongOf(list)
      const workspaceId = list[0]!.workspace_id
      if (!found || !(await store.markPingPong(tx, workspaceId, caseId, found))) continue
      await append(tx, [
        {
          workspaceId,
          subject: { kind: 'case', id: caseId },
          actor: rule,
          kind: 'case.ping-pong',
          data: { path: found.path },
        },
      ])
    }
    const overdue = [
      ...new Set(batch.filter((entry) => entry.kind === 'case.overdue').map((entry) => entry.subject_id)),
    ]
    for (const { workspace_id: workspaceId, id: caseId, team_id: teamId } of await store.seriousOf(tx, overdue))
      await raise(tx, deps, {
        workspaceId,
        caseId,
        teamId,
        level: 1,
        reason: '',
        cause: 'overdue',
        actor: rule,
        memberId: null,
      })
  })
}
