import type { ChecklistStep } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

export type Tick = {
  case_checklist_id: string
  step_id: string
  state: 'done' | 'skipped'
  reason: string
  by_member: string | null
  by_name: string | null
  at: Date
}
export function ticksOf(db: Db, caseId: string): Promise<Tick[]> {
  return rows(
    db,
    sql<Tick>`select t.case_checklist_id, t.step_id, t.state, t.reason, t.by_member, t.at, (select name from member where id = t.by_member) as by_name
      from case_checklist_tick t join case_checklist b on b.id = t.case_checklist_id where b.case_id = ${caseId} and b.removed_at is null`,
  )
}

type Begun = { id: string; checklistId: string; version: number; name: string; steps: readonly ChecklistStep[] }
/** From now on the checklist stays in this case as it is. One that was put away comes back as it was. */
export async function beginChecklist(tx: Db, actor: Actor, caseId: string, begun: Begun): Promise<void> {
  await run(
    tx,
    sql`insert into case_checklist (workspace_id, id, case_id, checklist_id, version, name, steps, begun_by)
      values (${actor.workspaceId}, ${begun.id}, ${caseId}, ${begun.checklistId}, ${begun.version}, ${begun.name}, ${JSON.stringify(begun.steps)}::jsonb, ${actor.memberId})
      on conflict (case_id, checklist_id) do update set removed_at = null, removed_by = null, removed_reason = null`,
  )
}

export async function putAway(tx: Db, actor: Actor, id: string, reason: string): Promise<void> {
  await run(
    tx,
    sql`update case_checklist set removed_at = now(), removed_by = ${actor.memberId}, removed_reason = ${reason} where id = ${id}`,
  )
}

type StepState = { id: string; stepId: string; state: 'open' | 'done' | 'skipped'; reason: string }
/** Answers whether anything changed. */
export async function setStep(tx: Db, actor: Actor, { id, stepId, state, reason }: StepState): Promise<boolean> {
  if (state === 'open') {
    const gone = await rows(
      tx,
      sql<{
        id: string
      }>`delete from case_checklist_tick where case_checklist_id = ${id} and step_id = ${stepId} returning step_id as id`,
    )
    return gone.length > 0
  }
  const written = await one(
    tx,
    sql<{
      id: string
    }>`insert into case_checklist_tick as t (workspace_id, case_checklist_id, step_id, state, reason, by_member)
      values (${actor.workspaceId}, ${id}, ${stepId}, ${state}, ${reason}, ${actor.memberId})
      on conflict (case_checklist_id, step_id) do update set state = excluded.state, reason = excluded.reason, by_member = excluded.by_member, at = now()
        where t.state <> excluded.state or t.reason <> excluded.reason
      returning step_id as id`,
  )
  return written !== undefined
}
