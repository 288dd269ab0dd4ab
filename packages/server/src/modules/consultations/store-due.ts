import { sql } from 'kysely'
import { standingOf } from '#cases'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Moments } from './steps.ts'

export type Due = {
  id: string
  workspace_id: string
  case_id: string
  asked_by: string | null
  step: number
  remind_at: Date
  due_at: Date
  deputy_at: Date
  escalate_at: Date
  request_id: string
  expert_id: string | null
  member_id: string | null
  /** The question did not reach them by mail. */
  is_undelivered: boolean
  now: Date
}

/**
 * The question that has waited longest for its next step, held against every other process; undefined when none is due.
 * Those of closed cases rest.
 */
export function claimDue(tx: Db): Promise<Due | undefined> {
  return one(
    tx,
    sql<Due>`
      select c.id, c.workspace_id, c.case_id, c.asked_by, c.step, c.remind_at, c.due_at, c.deputy_at, c.escalate_at, r.id as request_id, r.expert_id, r.member_id, now() as now,
        exists (select 1 from consultation_mail x join outbox o on o.id = x.outbox_id where x.request_id = r.id and x.what = 'question' and o.state = 'failed') as is_undelivered
      from consultation c join consultation_request r on r.consultation_id = c.id and r.place = 'expert'
      where c.next_at <= now() and not exists (select 1 from ${standingOf(sql`c.case_id`)} k where k.category in ('done','closed')) order by c.next_at limit 1 for update of c skip locked`,
  )
}

/** States only rise. */
export async function writeStep(
  tx: Db,
  id: string,
  to: { step: number; state: string; nextAt: Date | null; escalateAt: Moments['escalateAt'] },
): Promise<void> {
  await run(
    tx,
    sql`update consultation set step = ${to.step}, state = ${to.state}, next_at = ${to.nextAt}, escalate_at = ${to.escalateAt} where id = ${id}`,
  )
}

/** Nothing is due after all: looked at again at the next of its moments. */
export async function lookAgain(tx: Db, id: string, at: Date | null): Promise<void> {
  await run(tx, sql`update consultation set next_at = ${at} where id = ${id}`)
}

/** Mails of questions that did not arrive, each told once; those that arrived long ago need no look any more. */
export async function claimUndelivered(
  tx: Db,
  limit: number,
): Promise<
  { workspace_id: string; consultation_id: string; case_id: string; asked_by: string | null; state: string }[]
> {
  await run(
    tx,
    sql`update consultation_mail x set told_at = now() from outbox o
      where x.told_at is null and o.id = x.outbox_id and o.state in ('handed_over','delivered','read') and x.at < now() - interval '7 days'`,
  )
  return rows(
    tx,
    sql`
      with lost as (
        select x.request_id, x.what, o.state from consultation_mail x join outbox o on o.id = x.outbox_id
        where x.told_at is null and o.state in ('failed','unclear') limit ${limit} for update of x skip locked
      ), told as (
        update consultation_mail x set told_at = now() from lost where x.request_id = lost.request_id and x.what = lost.what returning x.request_id, lost.state
      ), sooner as (
        update consultation c set next_at = now() from told join consultation_request r on r.id = told.request_id
        where c.id = r.consultation_id and c.next_at > now() and c.step < 3 and told.state = 'failed'
      )
      select c.workspace_id, c.id as consultation_id, c.case_id, c.asked_by, told.state from told
      join consultation_request r on r.id = told.request_id join consultation c on c.id = r.consultation_id`,
  )
}

/** A bounce that came in tells it itself. */
export async function markTold(tx: Db, requestId: string): Promise<void> {
  await run(tx, sql`update consultation_mail set told_at = now() where request_id = ${requestId} and told_at is null`)
}

export async function teamOfCase(tx: Db, caseId: string): Promise<string | null> {
  const found = await one(
    tx,
    sql<{
      team: string | null
    }>`select coalesce(accompanying_team_id, team_id) as team from cases where id = ${caseId}`,
  )
  return found?.team ?? null
}
