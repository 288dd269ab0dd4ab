import { type Consultation, may, openConsultationStates } from '@resonanz/contracts'
import { readStanding, standInOf } from '#experts'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import type { ConsultationRow } from './store.ts'

const deliveries: Record<string, 'queued' | 'sent' | 'failed' | 'unclear'> = {
  queued: 'queued',
  sent: 'sent',
  handing_over: 'queued',
  handed_over: 'sent',
  delivered: 'sent',
  read: 'sent',
  failed: 'failed',
  undone: 'failed',
  unclear: 'unclear',
}

/** Questions as screens show them; who would step in is asked of the directory as it stands today. */
export async function present(db: Db, actor: Actor, found: readonly ConsultationRow[]): Promise<Consultation[]> {
  if (found.length === 0) return []
  const standing = await readStanding(db, actor.workspaceId)
  return found.map((row) => {
    const isOpen = openConsultationStates.includes(row.state)
    const expert = standing.experts.find(({ id }) => row.asked.some((one) => one.expertId === id))
    const standIn = expert && isOpen ? standInOf(standing, expert, standing.away) : null
    const deputy =
      row.asked.find(({ place }) => place === 'deputy')?.name ??
      (standIn && 'expertId' in standIn ? standing.experts.find(({ id }) => id === standIn.expertId)?.name : null) ??
      null
    const isAsked = row.asked.some(({ memberId }) => memberId === actor.memberId)
    const allowed: Consultation['allowed'] = []
    if (isOpen && (isAsked || may(actor.role, 'case.write'))) allowed.push('answer')
    if (isOpen && may(actor.role, 'case.write')) allowed.push('withdraw')
    return {
      id: row.id,
      caseId: row.case_id,
      caseNumber: row.number,
      caseTitle: row.title,
      question: row.question,
      context: row.context,
      askedBy: row.asked_by,
      askedAt: row.asked_at.toISOString(),
      state: row.state,
      asked: row.asked.map(({ place, name, memberId, expertId, at, state, by }) => ({
        place,
        name,
        memberId,
        expertId,
        askedAt: new Date(at).toISOString(),
        delivery: state === null ? null : (deliveries[state] ?? 'queued'),
        by,
      })),
      remindAt: row.remind_at.toISOString(),
      dueAt: row.due_at.toISOString(),
      deputyAt: row.deputy_at.toISOString(),
      deputy,
      escalateAt: row.escalate_at.toISOString(),
      answers: row.answers.map((answer) => ({
        ...answer,
        at: new Date(answer.at).toISOString(),
        attachments: answer.attachments.map((attachment, position) => ({
          index: numberOf(attachment['index'], position),
          name: textOf(attachment['name'], ''),
          type: textOf(attachment['type'], 'application/octet-stream'),
          size: numberOf(attachment['size'], 0),
          inline: attachment['inline'] === true,
          href: `/api/v1/consultation-answers/${answer.id}/attachments/${numberOf(attachment['index'], position)}`,
        })),
      })),
      settledAt: row.settled_at?.toISOString() ?? null,
      reason: row.reason,
      isEndedWithCase: row.state === 'withdrawn' && row.settled_by === null,
      allowed,
    }
  })
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? Math.trunc(value) : otherwise
}
function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}
