import { readStanding, standInOf } from '#experts'
import { standInsOf } from '#absences'
import { raise } from '#handovers'
import { type Db, inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'
import { endOfClosed } from './end-of-closed.ts'
import { tellExpert } from './chat/tell-expert.ts'
import { nextLook, nextStep, type Step, taken } from './steps.ts'
import * as store from './store.ts'
import * as due from './store-due.ts'
import { memberPlace } from './store-people.ts'

const job = { kind: 'job', id: 'consultations' } as const
const linkDays = 14
const atOnce = 50

/** Reminders, deputies and escalations, ticking until stopped; any number of processes may do it at once. */
export function startKeepingConsultations(deps: Deps): Loop {
  return startLoop({
    name: 'consultations',
    log: deps.log.child({ part: 'consultations' }),
    idleMs: 2_000,
    async turn() {
      await tellUndelivered(deps)
      await endOfClosed(deps)
      return advanceNext(deps)
    },
  })
}

/**
 * Takes the next step of the one question that has waited longest. The step, its mail and its journal entries are one
 * transaction on the locked row: a process that is killed has done all of it or nothing. Says whether there was one.
 */
export async function advanceNext(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const row = await due.claimDue(tx)
    if (!row) return false
    const deputy = await deputyOf(tx, row)
    const moments = {
      remindAt: row.remind_at,
      dueAt: row.due_at,
      deputyAt: row.deputy_at,
      escalateAt: row.escalate_at,
    }
    const isOutOfReach = row.is_undelivered || deputy.isExpertAway
    const facts = { ...moments, step: row.step, isOutOfReach, hasDeputy: deputy.person !== null }
    // What did not arrive is no reason to wait for half time.
    const step = row.is_undelivered ? nextStep({ ...facts, remindAt: new Date(0) }, row.now) : nextStep(facts, row.now)
    if (!step) {
      await due.lookAgain(tx, row.id, laterMoment(moments, row.now))
      return true
    }
    await take(tx, deps, row, step, deputy.person)
    const { nextAt, escalateAt } = nextLook(step, moments, row.now)
    await due.writeStep(tx, row.id, { step: taken[step], state: stateAfter[step], nextAt, escalateAt })
    failPoint(deps.config, 'consultation.stepped')
    return true
  })
}

const stateAfter: Record<Step, string> = {
  half: 'reminded',
  due: 'reminded',
  deputy: 'deputy_asked',
  escalated: 'escalated',
}

function laterMoment(moments: Record<string, Date>, now: Date): Date | null {
  const later = Object.values(moments).filter((at) => at > now)
  return later.length === 0 ? null : new Date(Math.min(...later.map((at) => at.getTime())))
}

type Person = { expertId: string | null; memberId: string | null; name: string; email: string | null }

/** Who steps in: from the directory, else whom a colleague named for their absence. */
async function deputyOf(tx: Db, row: due.Due): Promise<{ isExpertAway: boolean; person: Person | null }> {
  if (row.expert_id) {
    const standing = await readStanding(tx, row.workspace_id)
    const expert = standing.experts.find(({ id }) => id === row.expert_id)
    if (expert) {
      const isExpertAway = standing.away.has(expert.id)
      const standIn = standInOf(standing, expert, standing.away)
      if (!standIn) return { isExpertAway, person: null }
      if ('memberId' in standIn)
        return { isExpertAway, person: await colleague(tx, row.workspace_id, standIn.memberId) }
      const deputy = standing.experts.find(({ id }) => id === standIn.expertId)!
      const { id: expertId, member_id: memberId, name, email } = deputy
      return { isExpertAway, person: { expertId, memberId, name, email: memberId ? null : email } }
    }
  }
  const absence = row.member_id
    ? (await standInsOf(tx, row.workspace_id, [row.member_id])).get(row.member_id)
    : undefined
  return {
    isExpertAway: absence !== undefined,
    person: absence?.deputyId ? await colleague(tx, row.workspace_id, absence.deputyId) : null,
  }
}

async function colleague(tx: Db, workspaceId: string, memberId: string): Promise<Person | null> {
  const known = await memberPlace(tx, workspaceId, memberId)
  return known ? { expertId: null, memberId, name: known.name, email: null } : null
}

async function take(tx: Db, deps: Deps, row: due.Due, step: Step, deputy: Person | null): Promise<void> {
  const { workspace_id: workspaceId, case_id: caseId, id: consultationId } = row
  const subject = { kind: 'case', id: caseId } as const
  if (step === 'half' || step === 'due') {
    if (row.member_id === null) await tellExpert(tx, deps, workspaceId, row.request_id, step)
    await append(tx, [
      {
        workspaceId,
        subject,
        actor: job,
        kind: 'consultation.reminded',
        data: { consultationId, when: step, memberId: row.member_id },
      },
    ])
    return
  }
  if (step === 'deputy' && deputy) {
    const id = deps.newId()
    const expiresAt = new Date(Math.max(row.escalate_at.getTime(), row.now.getTime()) + linkDays * 86_400_000)
    await store.insertRequest(tx, workspaceId, { id, consultationId, place: 'deputy', ...deputy, expiresAt })
    if (deputy.memberId === null) await tellExpert(tx, deps, workspaceId, id, 'question')
    await append(tx, [
      {
        workspaceId,
        subject,
        actor: job,
        kind: 'consultation.deputy',
        data: { consultationId, expertId: deputy.expertId, memberId: deputy.memberId },
      },
    ])
    return
  }
  const to = await raise(tx, deps, {
    workspaceId,
    caseId,
    teamId: await due.teamOfCase(tx, caseId),
    level: 1,
    reason: '',
    cause: 'consultation',
    actor: job,
    memberId: null,
  })
  await append(tx, [{ workspaceId, subject, actor: job, kind: 'consultation.escalated', data: { consultationId, to } }])
}

/** The asker is told once of each mail that did not arrive; where it certainly did not, the deputy need not wait. */
export async function tellUndelivered(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const lost = await due.claimUndelivered(tx, atOnce)
    await append(
      tx,
      lost.map((row) => ({
        workspaceId: row.workspace_id,
        subject: { kind: 'case' as const, id: row.case_id },
        actor: job,
        kind: 'consultation.undelivered' as const,
        data: {
          consultationId: row.consultation_id,
          because: row.state === 'failed' ? ('failed' as const) : ('unclear' as const),
          to: row.asked_by,
        },
      })),
    )
    return lost.length
  })
}
