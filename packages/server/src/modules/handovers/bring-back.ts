import type { CaseCourse } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import { accessCase, applyChange, leaveNote } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { readCourse } from './read-course.ts'
import * as store from './store.ts'

type Ending = { state: 'done'; result: string } | { state: 'taken_back'; result: string }

/**
 * Ends a hand-over: the case goes back to the team that accompanies it and to who had it, unless they are away or gone.
 * What the second level did becomes an internal note.
 */
export async function bringBack(deps: Deps, actor: Actor, id: string, ending: Ending): Promise<CaseCourse> {
  const db = deps.db.of(actor.workspaceId)
  const caseId = await store.caseOfHandover(db, actor.workspaceId, id)
  if (!caseId) throw notFound()
  await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, caseId, { lock: true })
    const handover = await store.findHandover(tx, actor.workspaceId, id)
    if (!handover) throw notFound()
    if (handover.state !== 'open') throw new Refusal('conflict', 'This hand-over has ended already.')
    await store.settleHandover(tx, actor.workspaceId, id, { ...ending, by: actor.memberId })
    const by = { workspaceId: actor.workspaceId, actor: journalActor(actor), cause: { kind: 'handover', id } }
    if (ending.state === 'done')
      await leaveNote(tx, by, { id: deps.newId(), caseId, authorId: actor.memberId, text: ending.result })
    const teamId = handover.accompanying_team_id
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: caseId },
        actor: by.actor,
        kind: 'case.handed-back',
        data: {
          handoverId: id,
          how: ending.state,
          toTeam: teamId,
          to: handover.by_member,
          ...(ending.state === 'taken_back' ? { reason: ending.result.slice(0, 300) } : {}),
        },
      },
    ])
    const before = handover.from_member_id
    const isThere =
      before !== null &&
      (await store.isActiveMember(tx, actor.workspaceId, before)) &&
      !(await standInsOf(tx, actor.workspaceId, [before])).has(before)
    if (record.merged_into === null) await applyChange(tx, by, record, { teamId, ownerId: isThere ? before : null })
  })
  return readCourse(db, actor, caseId)
}
