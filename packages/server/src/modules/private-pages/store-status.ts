import type { StatusCategory } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'
import { type AnswerTold, courseOf, type StepFact, type StepTold, toldKinds } from './course.ts'

export type Concern = {
  id: string
  number: number
  category: StatusCategory
  opened_at: Date
  closed_at: Date | null
  next_update_at: Date | null
}
/** The case that stands for the one of a page today. */
export function concernOf(db: Db, workspaceId: string, caseId: string): Promise<Concern | undefined> {
  return one(
    db,
    sql<Concern>`with recursive up as (select id, merged_into from cases where id = ${caseId} and workspace_id = ${workspaceId}
        union select c.id, c.merged_into from cases c join up on c.id = up.merged_into)
      select c.id, c.number, c.category, c.opened_at, c.closed_at, c.next_update_at from up join cases c on c.id = up.id where up.merged_into is null`,
  )
}

/** What the customer may know of the way so far, newest first: from the journal, and our words where everybody could read them. */
export async function stepsTold(db: Db, caseId: string): Promise<StepTold[]> {
  const [facts, answers] = await Promise.all([stepFacts(db, caseId), ourAnswers(db, caseId)])
  return courseOf(facts, answers)
}

/** Of this case and of those that were joined into it; only the fields that say when and which step. */
function stepFacts(db: Db, caseId: string): Promise<StepFact[]> {
  return rows(
    db,
    sql<StepFact>`with recursive down as (select id from cases where id = ${caseId}
        union select c.id from cases c join down on c.merged_into = down.id)
      select j.at, j.kind, j.data->>'to' as "to", j.data->>'kind' as about, coalesce((j.data->>'questions')::int, (j.data->>'answers')::int, 0) as questions, j.data->>'messageId' as "messageId", (j.data->>'dueAt')::timestamptz as until
      from journal j where j.subject_id in (select id from down) and j.kind = any(${[...toldKinds]}::text[])
      order by j.seq desc limit 300`,
  )
}

/** When we answered, and where. The words themselves only where everybody could read them anyway. */
function ourAnswers(db: Db, caseId: string): Promise<AnswerTold[]> {
  return rows(
    db,
    sql<AnswerTold>`select m.occurred_at as at, case when t.visibility = 'public' then left(m.text, 1000) end as text
      from case_message cm join message m on m.id = cm.message_id join thread t on t.id = m.thread_id
      where cm.case_id = ${caseId} and m.direction = 'out' and m.nature in ('message','automatic') and m.deleted_at is null
        and not exists (select from outbox o where o.message_id = m.id and o.state not in ('handed_over','delivered','read'))
      order by cm.at desc, cm.message_id desc limit 50`,
  )
}
