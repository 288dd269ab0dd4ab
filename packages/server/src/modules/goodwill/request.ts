import { requestApproval } from '#approvals'
import { dueAfter, readCalendars } from '#calendars'
import type { CaseRecord } from '#cases'
import { type Db, one } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { sql } from 'kysely'
import { approversOf } from './authority.ts'
import { fingerprintOfGoodwill, subjectOf } from './goodwill.ts'
import { type Content, readPolicy, setApproval } from './store.ts'

/** Asks those whose limit suffices; the deadline counts the working hours of the team of the case. */
export async function askForApproval(
  tx: Db,
  deps: Deps,
  actor: Actor,
  record: Pick<CaseRecord, 'id' | 'team_id' | 'topic_id'>,
  goodwill: {
    id: string
    content: Content
    requestedBy: string
    overrule: { teamId: string | null; reason: string | null }
    /** Who could grant what is taken back may take it back. */
    reversesId?: string
  },
): Promise<string> {
  const { workspaceId } = actor
  const about = {
    workspaceId,
    caseId: record.id,
    topicId: record.topic_id,
    teamId: record.team_id,
    currency: goodwill.content.currency,
    without: goodwill.reversesId ?? goodwill.id,
  }
  const [policy, calendars, clock] = await Promise.all([
    readPolicy(tx, workspaceId),
    readCalendars(tx, workspaceId),
    one(tx, sql<{ now: Date }>`select now()`),
  ])
  const { approvalId } = await requestApproval(tx, deps, actor, {
    kind: 'goodwill',
    subjectKind: subjectOf(goodwill.id).kind,
    subjectId: goodwill.id,
    caseId: record.id,
    fingerprint: fingerprintOfGoodwill(record.id, goodwill.content, goodwill.overrule),
    dueAt: dueAfter(calendars, { teamId: record.team_id }, clock!.now, policy.due_hours * 60),
    approvers: await approversOf(tx, about, Math.abs(goodwill.content.amountMinor)),
    authors: [goodwill.requestedBy],
  })
  await setApproval(tx, goodwill.id, approvalId)
  return approvalId
}
