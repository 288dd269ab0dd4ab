import type { BackReason, FollowUpEvent } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { isOpen } from './case.ts'

/** What is open in these cases that a follow-up can wait for, in one statement. */
export function openWaits(
  db: Db,
  caseIds: readonly string[],
): Promise<{ case_id: string; event: FollowUpEvent; count: number }[]> {
  if (caseIds.length === 0) return Promise.resolve([])
  const of = sql`case_id = any(${[...caseIds]}::uuid[])`
  return rows(
    db,
    sql<{ case_id: string; event: FollowUpEvent; count: number }>`
      select case_id, event, count(*)::int as count from (
        select case_id, 'consultation' as event from consultation where ${of} and state not in ('answered','withdrawn')
        union all select case_id, 'task' from task where ${of} and state = 'open'
        union all select case_id, 'promise' from promise where ${of} and state = 'open'
        union all select case_id, 'approval' from approval where ${of} and state = 'open'
        union all select case_id, 'handover' from handover where ${of} and state = 'open'
        union all select c.case_id, 'incident' from incident_case c join incident i on i.id = c.incident_id where c.${of} and i.state <> 'solved') as o
      group by case_id, event order by case_id, event`,
  )
}

/** Something happened: in a case, or to an incident with whatever cases are in it. */
export type Happening = { seq: number; event: FollowUpEvent; because: BackReason; caseId?: string; incidentId?: string }

/**
 * Brings back the resting cases that wait for one of these, in one statement, each once and by the first: what it waits
 * for is emptied. What happened before the follow-up was set does not count. The follow-up is due from now on, so that
 * lists, counts and whoever looks at due times need no second rule.
 */
export function bringBack(
  tx: Db,
  happenings: readonly Happening[],
): Promise<{ id: string; workspace_id: string; back_because: BackReason }[]> {
  if (happenings.length === 0) return Promise.resolve([])
  return rows(
    tx,
    sql<{ id: string; workspace_id: string; back_because: BackReason }>`
      with happened as (
        select coalesce(e."caseId", i.case_id) as case_id, e.seq, e.event, e.because
        from jsonb_to_recordset(${JSON.stringify(happenings)}::jsonb) as e(seq bigint, event text, because text, "caseId" uuid, "incidentId" uuid)
        left join incident_case i on i.incident_id = e."incidentId"
      ),
      found as materialized (
        select c.id, h.because, h.seq from cases c join happened h on h.case_id = c.id
        where ${isOpen} and c.follow_up_for <> '{}' and c.follow_up_at > now() and h.event = any(c.follow_up_for)
          and h.seq > coalesce((select max(j.seq) from journal j where j.subject_id = c.id and j.kind = 'case.follow-up'), 0)
        order by c.id for update of c
      )
      update cases c set follow_up_at = date_trunc('milliseconds', now()), follow_up_told_at = date_trunc('milliseconds', now()),
        follow_up_for = '{}', follow_up_until_reply = false, back_because = f.because, version = c.version + 1
      from (select distinct on (id) id, because from found order by id, seq) f
      where c.id = f.id
      returning c.id, c.workspace_id, c.back_because`,
  )
}
