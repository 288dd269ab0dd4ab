import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'

/** An active colleague with the team whose hours count. */
export async function memberPlace(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ name: string; teamId: string | null } | null> {
  const found = await one(
    db,
    sql<{
      name: string
      teamId: string | null
    }>`select m.name, (select tm.team_id from team_member tm where tm.member_id = m.id order by tm.team_id limit 1) as "teamId"
      from member m where m.workspace_id = ${workspaceId} and m.id = ${id} and m.active`,
  )
  return found ?? null
}

/** Does a question of this member to this person already run in the case? */
export async function isAskedAlready(
  db: Db,
  workspaceId: string,
  {
    caseId,
    askedBy,
    expertId,
    memberId,
  }: { caseId: string; askedBy: string; expertId: string | null; memberId: string | null },
): Promise<boolean> {
  const found = await one(
    db,
    sql<{
      is: boolean
    }>`select exists (select from consultation c join consultation_request r on r.consultation_id = c.id
      where c.workspace_id = ${workspaceId} and c.case_id = ${caseId} and c.asked_by = ${askedBy} and c.state not in ('answered','withdrawn')
        and (r.expert_id = ${expertId} or r.member_id = ${memberId})) as is`,
  )
  return found!.is
}

export type MailFactsRow = {
  request_id: string
  place: 'expert' | 'deputy'
  name: string
  email: string | null
  expires_at: Date
  consultation_id: string
  presence_id: string | null
  language: 'de' | 'en'
  question: string
  context: string
  due_at: Date
  state: string
  asker: string | null
  company: string
  number: number
  /** Who was asked before the deputy. */
  instead_of: string | null
}
/** Everything that a mail or the page behind the link says about a question. */
export async function factsOf(db: Db, requestId: string, workspaceId?: string) {
  return one(
    db,
    sql<MailFactsRow & { workspace_id: string; is_expired: boolean }>`
      select r.workspace_id, r.id as request_id, r.place, r.name, r.email, r.expires_at, r.expires_at <= now() as is_expired, c.id as consultation_id, c.presence_id, c.language, c.question, c.context, c.due_at, c.state,
        m.name as asker, w.name as company, k.number,
        (select e.name from consultation_request e where r.place = 'deputy' and e.consultation_id = c.id and e.place = 'expert') as instead_of
      from consultation_request r join consultation c on c.id = r.consultation_id join cases k on k.id = c.case_id join workspace w on w.id = r.workspace_id
      left join member m on m.id = c.asked_by
      where r.id = ${requestId} ${workspaceId ? sql`and r.workspace_id = ${workspaceId}` : sql``}`,
  )
}
