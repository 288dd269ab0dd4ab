import type { ChecklistStep } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'

/** A checklist that leads a case: begun ones as they stood then, those of its topic as they stand now. */
export type LeadingChecklist = {
  case_id: string
  checklist_id: string
  /** Null: nobody has begun it. */
  case_checklist_id: string | null
  name: string
  version: number
  steps: ChecklistStep[]
}

const floorsMost = 20

/** All checklists that lead these cases, in one query. Those of a topic above count as well. */
export function leadingChecklists(db: Db, caseIds: readonly string[]): Promise<LeadingChecklist[]> {
  return rows(db, sql<LeadingChecklist>`${leading(caseIds)} select * from guides order by case_id, name, checklist_id`)
}

export type OpenStep = { case_id: string; checklist: string; step: string }

/** Steps that must be done before these cases may be closed and are still open. */
export function openRequiredSteps(db: Db, caseIds: readonly string[]): Promise<OpenStep[]> {
  return rows(
    db,
    sql<OpenStep>`${leading(caseIds)}
      select l.case_id, l.name as checklist, s.step->>'text' as step from guides l
        cross join lateral jsonb_array_elements(l.steps) with ordinality as s(step, place)
      where (s.step->>'isRequired')::boolean
        and not exists (select 1 from case_checklist_tick t where t.case_checklist_id = l.case_checklist_id and t.step_id = s.step->>'id')
      order by l.case_id, l.name, s.place`,
  )
}

function leading(caseIds: readonly string[]) {
  return sql`with recursive above as (
      select id as case_id, workspace_id, topic_id, 0 as floor from cases where id = any(${[...caseIds]}::uuid[]) and topic_id is not null
      union all select a.case_id, a.workspace_id, t.parent_id, a.floor + 1 from above a join topic t on t.id = a.topic_id where t.parent_id is not null and a.floor < ${floorsMost}
    ), guides as (
      select b.case_id, b.checklist_id, b.id as case_checklist_id, b.name, b.version, b.steps from case_checklist b
        where b.case_id = any(${[...caseIds]}::uuid[]) and b.removed_at is null
      union all select distinct a.case_id, l.id, null::uuid, l.name, l.version, l.steps from above a
        join checklist l on l.topic_id = a.topic_id and l.workspace_id = a.workspace_id and l.is_active and l.archived_at is null
        where not exists (select 1 from case_checklist b where b.case_id = a.case_id and b.checklist_id = l.id)
    )`
}
