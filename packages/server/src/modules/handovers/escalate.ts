import type { Actor as JournalActor, CaseCourse, Escalation } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import { accessCase } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { readCourse } from './read-course.ts'
import * as store from './store.ts'

/** A person raises a case, with the reason. Raising what is raised already changes nothing. */
export async function escalateCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { level, reason }: { level: 1 | 2; reason: string },
): Promise<CaseCourse> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const record = await accessCase(tx, actor, caseId, { lock: true })
    if (record.merged_into || record.closed_at)
      throw new Refusal('conflict', 'Only a case that is worked on can be raised. Reopen it first.')
    await raise(tx, deps, {
      workspaceId: actor.workspaceId,
      caseId,
      teamId: record.accompanying_team_id ?? record.team_id,
      level,
      reason,
      cause: 'person',
      actor: journalActor(actor),
      memberId: actor.memberId,
    })
  })
  return readCourse(db, actor, caseId)
}

export type Raise = {
  workspaceId: string
  caseId: string
  teamId: string | null
  level: 1 | 2
  reason: string
  cause: Escalation['cause']
  actor: JournalActor
  memberId: string | null
}

/** Raises a case in the caller's transaction, once while it is open; answers who is told. */
export async function raise(tx: Db, deps: Pick<Deps, 'newId'>, given: Raise): Promise<string[]> {
  const to = await whomToTell(tx, given)
  const id = deps.newId()
  const { workspaceId, caseId, level, reason, cause, memberId } = given
  if (!(await store.insertEscalation(tx, { workspaceId, id, caseId, level, reason, cause, by: memberId }))) return to
  await append(tx, [
    {
      workspaceId,
      subject: { kind: 'case', id: caseId },
      actor: given.actor,
      kind: 'case.escalated',
      data: { escalationId: id, level, cause, to, ...(reason ? { reason } : {}) },
    },
  ])
  return to
}

/** The team's leads, else the management; for those who are away, who stands in, and never nobody. */
async function whomToTell(tx: Db, { workspaceId, teamId, level }: Raise): Promise<string[]> {
  const { leads, management } = await store.leadersOf(tx, workspaceId, teamId)
  const line = level === 1 && leads.length > 0 ? leads : management
  const away = await standInsOf(tx, workspaceId, line)
  const present = line.flatMap((id) => {
    const absence = away.get(id)
    return absence ? (absence.deputyId ?? []) : id
  })
  if (present.length > 0) return [...new Set(present)]
  return line === management ? management : [...new Set([...line, ...management])]
}

export async function settleEscalation(deps: Deps, actor: Actor, id: string): Promise<CaseCourse> {
  const db = deps.db.of(actor.workspaceId)
  const caseId = await store.caseOfEscalation(db, actor.workspaceId, id)
  if (!caseId) throw notFound()
  await inTransaction(db, async (tx) => {
    if (!(await store.settleEscalation(tx, actor.workspaceId, id, actor.memberId))) return
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'case', id: caseId },
        actor: journalActor(actor),
        kind: 'case.escalation-settled',
        data: { escalationId: id },
      },
    ])
  })
  return readCourse(db, actor, caseId)
}
