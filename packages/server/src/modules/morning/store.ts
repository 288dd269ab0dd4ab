import type { MorningLine } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

export async function dayOf(db: Db, workspaceId: string): Promise<string> {
  const found = await one(
    db,
    sql<{ day: string }>`select (now() at time zone coalesce((select hours->>'timeZone' from calendar
      where workspace_id = ${workspaceId} and team_id is null and presence_id is null), 'Europe/Berlin'))::date::text as day`,
  )
  return found!.day
}

export type WatchedCase = {
  id: string
  number: number
  title: string
  because: MorningLine['because']
  owner: MorningLine['owner']
  team: MorningLine['team']
  theirs: number
  ours: number
  others: number
  public_words: string | null
  next_update_at: Date | null
  stalled: number
  ticked_by: MorningLine['tickedBy']
}

const most = 200
const wordsShown = 160
const openIs = sql`c.workspace_id = w.id and c.category in ('new','open','waiting_customer','waiting_internal') and c.merged_into is null`

/**
 * Open cases by rule (angry or urgent complaints, press and law, public ones that are angry) and by hand, in one
 * statement; each arm reads an index of its own. What moved is counted from the journal of the last day.
 */
export function watchedCases(
  db: Db,
  workspaceId: string,
  day: string,
  caseId: string | null = null,
): Promise<WatchedCase[]> {
  return rows(
    db,
    sql<WatchedCase>`
      with w as (select ${workspaceId}::uuid as id), found as (
        select c.id from w join cases c on ${openIs} and c.anger = 2 where c.kind = 'complaint' or c.visibility = 'public'
        union select c.id from w join cases c on ${openIs} and c.urgency = 2 where c.kind = 'complaint'
        union select c.id from w join cases c on ${openIs} and c.kind = 'press'
        union select c.id from w join case_watched h on h.workspace_id = w.id and h.wanted join cases c on c.id = h.case_id and ${openIs}
      )
      select c.id, c.number, c.title, c.next_update_at, c.stalled,
        array_remove(array[case when c.kind = 'complaint' and (c.anger = 2 or c.urgency = 2) then 'complaint' end, case when c.kind = 'press' then 'press' end,
          case when c.visibility = 'public' and c.anger = 2 then 'public' end, case when h.wanted then 'by-hand' end], null) as because,
        case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name) end as owner,
        case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name) end as team,
        j.theirs, j.ours, j.others,
        (select left(m.text, ${wordsShown}) from case_message cm join message m on m.id = cm.message_id join thread s on s.id = m.thread_id
          where cm.case_id = c.id and cm.at > now() - interval '1 day' and m.direction = 'in' and s.visibility = 'public' and m.deleted_at is null order by cm.at desc limit 1) as public_words,
        (select jsonb_build_object('id', b.id, 'name', b.name) from morning_tick k join member b on b.id = k.by_member where k.case_id = c.id and k.day = ${day}::date) as ticked_by
      from found join cases c on c.id = found.id
      left join case_watched h on h.case_id = c.id left join member o on o.id = c.owner_id left join team t on t.id = c.team_id
      cross join lateral (
        select count(*) filter (where kind = 'message.received')::int as theirs, count(*) filter (where kind in ('reply.queued','reply.logged'))::int as ours,
          count(*) filter (where kind not in ('message.received','reply.queued','reply.logged') and actor_kind = 'person')::int as others
        from journal where subject_id = c.id and at > now() - interval '1 day') j
      where h.wanted is distinct from false and (${caseId}::uuid is null or c.id = ${caseId}::uuid)
      order by c.stalled desc, c.due_at, c.id limit ${most}`,
  )
}

export async function writeTick(tx: Db, actor: Actor, caseId: string, day: string, isDone: boolean): Promise<void> {
  if (isDone)
    await run(
      tx,
      sql`insert into morning_tick (workspace_id, case_id, day, by_member) values (${actor.workspaceId}, ${caseId}, ${day}::date, ${actor.memberId}) on conflict do nothing`,
    )
  else await run(tx, sql`delete from morning_tick where case_id = ${caseId} and day = ${day}::date`)
}

export type ByHand = { wanted: boolean; by: MorningLine['owner']; at: Date; reason: string }
export function byHandOf(db: Db, caseId: string): Promise<ByHand | undefined> {
  return one(
    db,
    sql<ByHand>`select h.wanted, case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end as by, h.at, h.reason
      from case_watched h left join member m on m.id = h.by_member where h.case_id = ${caseId}`,
  )
}

export async function writeWatched(
  tx: Db,
  actor: Actor,
  caseId: string,
  wanted: boolean | null,
  reason: string,
): Promise<void> {
  if (wanted === null) await run(tx, sql`delete from case_watched where case_id = ${caseId}`)
  else
    await run(
      tx,
      sql`insert into case_watched (workspace_id, case_id, wanted, by_member, reason) values (${actor.workspaceId}, ${caseId}, ${wanted}, ${actor.memberId}, ${reason})
        on conflict (case_id) do update set wanted = excluded.wanted, by_member = excluded.by_member, reason = excluded.reason, at = now()`,
    )
}
