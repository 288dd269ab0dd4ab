import type { BackReason } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { isOpen } from './case.ts'

export type OverdueCase = {
  id: string
  workspace_id: string
  due_kind: 'answer' | 'next_update'
  due_at: Date
  is_told: boolean
}

/** The moment that a customer waits for. A follow-up in front of it must not hide it, so not due_at. */
const promisedAt = sql`least(answer_due_at, next_update_at)`

/** Moments that passed through this program are cut to milliseconds: the same moment is not told again for that. */
function isUntold(told: RawBuilder<unknown>, moment: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`date_trunc('milliseconds', ${told}) is distinct from date_trunc('milliseconds', ${moment})`
}

/**
 * Claims cases whose promised moment has passed and was not told yet, and marks them told, in one statement. The mark is
 * the moment itself: one that is moved is told again, each once. One that comes back (hours changed twice, a clock was set
 * back) is marked and not told (`is_told`). Rows that another process holds are left to it.
 * `recently` looks only at due times of the last minutes, which is cheap enough for every second.
 */
export function claimOverdue(tx: Db, limit: number, recently: boolean): Promise<OverdueCase[]> {
  return rows(
    tx,
    sql<OverdueCase>`
      update cases c set overdue_told_at = claimed.moment, version = version + 1
      from (select found.* from workspace w cross join lateral (
          select id, ${promisedAt} as moment from cases
          where workspace_id = w.id and ${isOpen} and due_at <= now() ${recently ? sql`and due_at > now() - interval '5 minutes'` : sql``}
            and ${promisedAt} <= now() and ${isUntold(sql`overdue_told_at`, promisedAt)}
          order by due_at, id limit ${limit} for update skip locked) found) claimed
      where c.id = claimed.id
      returning c.id, c.workspace_id, claimed.moment as due_at,
        case when c.answer_due_at = claimed.moment then 'answer' else 'next_update' end as due_kind,
        exists (select from journal j where j.subject_id = c.id and j.kind = 'case.overdue' and j.data->>'dueKind' in ('answer','next_update')
          and (j.data->>'dueAt')::timestamptz = date_trunc('milliseconds', claimed.moment)) as is_told`,
  )
}

/** The same for follow-ups whose time has come; what they waited for besides did not come first. */
export function claimFollowUps(
  tx: Db,
  limit: number,
): Promise<{ id: string; workspace_id: string; back_because: BackReason | null }[]> {
  return rows(
    tx,
    sql<{ id: string; workspace_id: string; back_because: BackReason | null }>`
      update cases c set follow_up_told_at = c.follow_up_at, version = version + 1,
        back_because = case when c.follow_up_for <> '{}' then 'time' end, follow_up_for = '{}'
      from (select id from cases where follow_up_at is not null and follow_up_at <= now() and ${isUntold(sql`follow_up_told_at`, sql`follow_up_at`)} and ${isOpen}
        order by follow_up_at limit ${limit} for update skip locked) claimed
      where c.id = claimed.id
      returning c.id, c.workspace_id, c.back_because`,
  )
}

/**
 * Open cases of which nothing says when somebody moves: no answer due, no next word, no follow-up, not waiting for the
 * customer. When they are to be solved says nothing to the customer. Locked, so that no two processes promise at once.
 */
export function claimSilent(tx: Db, limit: number): Promise<{ id: string; workspace_id: string }[]> {
  return rows(
    tx,
    sql<{ id: string; workspace_id: string }>`
      select found.id, w.id as workspace_id from workspace w cross join lateral (
        select id from cases where id in (
          (select id from cases where workspace_id = w.id and ${isOpen} and category <> 'waiting_customer' and due_at = 'infinity' order by id limit ${limit})
          union all
          (select id from cases where workspace_id = w.id and ${isOpen} and category <> 'waiting_customer' and resolution_due_at is not null
            and answer_due_at is null and next_update_at is null and follow_up_at is null order by id limit ${limit}))
          and answer_due_at is null and next_update_at is null and follow_up_at is null
        for update skip locked) found`,
  )
}
