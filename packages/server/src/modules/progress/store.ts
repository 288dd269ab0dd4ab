import type { StalledReason } from '@resonanz/contracts'
import { sql } from 'kysely'
import { withJoined } from '#cases'
import { type Db, one, rows, run } from '#platform/db/database'
import type { StalledFacts } from './stalled.ts'

export type StalledCase = StalledFacts & { id: string; workspace_id: string; stalled: number; reasons: StalledReason[] }
const daysLooked = 14
const newestMessages = 60

/** What is counted of these open cases, in one statement; locked. Who is being changed now comes with that change. */
export async function stalledFacts(tx: Db, ids: readonly string[]): Promise<StalledCase[]> {
  if (ids.length === 0) return []
  return rows(
    tx,
    sql<StalledCase>`
      with c as materialized (select * from cases where id = any(${[...ids]}::uuid[]) and category not in ('done','closed') and merged_into is null
        order by id for update skip locked)
      select c.id, c.workspace_id, c.stalled, coalesce(k.reasons, '[]') as reasons, c.is_repeated, c.anger,
        w.unanswered, w.messages, w.first_tone, w.last_tone,
        exists (select from case_ping_pong p where p.case_id = c.id) as is_ping_pong,
        j.transfers, j.reopened,
        (select count(*)::int from promise p where p.case_id = c.id and p.state = 'replaced' and p.made_by is not null and p.reason is distinct from 'undo') as promises_moved
      from c left join case_stalled k on k.case_id = c.id
      cross join lateral (
        select count(*)::int as messages, count(*) filter (where at > coalesce(c.last_outbound_at, '-infinity'))::int as unanswered,
          case when count(score) >= 2 then (array_agg(score order by at) filter (where score is not null))[1] end as first_tone,
          case when count(score) >= 2 then (array_agg(score order by at desc) filter (where score is not null))[1] end as last_tone
        from (select cm.at, a.sentiment_score as score from case_message cm join message m on m.id = cm.message_id
          left join message_analysis a on a.message_id = m.id
          where cm.case_id = c.id and m.direction = 'in' and m.nature = 'message' and m.deleted_at is null order by cm.at desc limit ${newestMessages}) s) w
      cross join lateral (
        select count(*) filter (where kind = 'case.team' and at > now() - make_interval(days => ${daysLooked}))::int as transfers,
          count(*) filter (where kind = 'case.reopened')::int as reopened
        from journal where subject_id = c.id and kind in ('case.team','case.reopened')) j`,
  )
}

export type Scored = { id: string; workspaceId: string; score: number; reasons: StalledReason[] }

export async function writeStalled(tx: Db, scored: readonly Scored[]): Promise<void> {
  if (scored.length === 0) return
  const list = JSON.stringify(scored)
  await run(
    tx,
    sql`update cases c set stalled = e.score from jsonb_to_recordset(${list}::jsonb) as e(id uuid, score smallint) where c.id = e.id and c.stalled <> e.score`,
  )
  await run(
    tx,
    sql`insert into case_stalled (workspace_id, case_id, score, reasons)
      select e."workspaceId", e.id, e.score, e.reasons from jsonb_to_recordset(${list}::jsonb) as e(id uuid, "workspaceId" uuid, score smallint, reasons jsonb)
      on conflict (case_id) do update set score = excluded.score, reasons = excluded.reasons, at = now()`,
  )
}

export type ProgressFacts = {
  consultations: number
  consultation_due: Date | null
  handovers: number
  handover_due: Date | null
  approvals: number
  approval_due: Date | null
  goodwill_requested: number
  goodwill_granted: number
  checklist_missing: number
  checklist_steps: number
  tasks: number
  promises: number
  promise_due: Date | null
  next_words: number
  next_words_late: number
  next_word_due: Date | null
  holdings: number
  holding_due: Date | null
  reasons: StalledReason[]
}

/** Everything the steps look at, as one row. */
export async function progressFacts(db: Db, caseId: string): Promise<ProgressFacts> {
  const joined = withJoined(caseId)
  const found = await one(
    db,
    sql<ProgressFacts>`
      select q.n as consultations, q.due as consultation_due, h.n as handovers, h.due as handover_due, a.n as approvals, a.due as approval_due,
        g.requested as goodwill_requested, g.granted as goodwill_granted, l.missing as checklist_missing, l.steps as checklist_steps,
        (select count(*)::int from task where case_id in ${joined} and state = 'open') as tasks,
        p.n as promises, p.due as promise_due, p.words as next_words, p.words_late as next_words_late, p.word_due as next_word_due,
        r.n as holdings, r.due as holding_due,
        coalesce((select reasons from case_stalled where case_id = ${caseId}), '[]') as reasons
      from (select count(*)::int as n, min(due_at) as due from consultation where case_id in ${joined} and state not in ('answered','withdrawn')) q,
        (select count(*)::int as n, min(due_at) as due from handover where case_id in ${joined} and state = 'open') h,
        (select count(*)::int as n, min(due_at) as due from approval where case_id in ${joined} and state = 'open') a,
        (select count(*) filter (where state = 'requested')::int as requested, count(*) filter (where state = 'granted')::int as granted from goodwill where case_id in ${joined}) g,
        (select count(*)::int as steps, count(*) filter (where t.step_id is null and (s->>'isRequired')::boolean)::int as missing
          from case_checklist k cross join lateral jsonb_array_elements(k.steps) s
          left join case_checklist_tick t on t.case_checklist_id = k.id and t.step_id = s->>'id'
          where k.case_id = ${caseId} and k.removed_at is null) l,
        (select count(*)::int as n, min(due_at) as due from holding_reply where case_id = ${caseId} and state = 'proposed') r,
        (select count(*) filter (where kind <> 'next_update')::int as n, min(due_at) filter (where kind <> 'next_update') as due,
          count(*) filter (where kind = 'next_update')::int as words,
          count(*) filter (where kind = 'next_update' and due_at <= now())::int as words_late, min(due_at) filter (where kind = 'next_update') as word_due
          from promise where case_id = ${caseId} and state = 'open') p`,
  )
  return found!
}
