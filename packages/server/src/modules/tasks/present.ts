import type { Person, Task } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import { membersByIds } from './store-members.ts'
import type { Db } from '#platform/db/database'
import type { TaskRecord } from './store.ts'

/** With who stands in for assignees that are away, in two queries however many. */
export async function presentTasks(db: Db, workspaceId: string, records: readonly TaskRecord[]): Promise<Task[]> {
  const people = [...new Set(records.flatMap((task) => (task.assignee_id ? [task.assignee_id] : [])))]
  const standIns = await standInsOf(db, workspaceId, people)
  const deputies = [...standIns.values()].flatMap(({ deputyId }) => deputyId ?? [])
  const names = await membersByIds(db, workspaceId, deputies)
  return records.map((task) => {
    const deputyId = task.assignee_id ? standIns.get(task.assignee_id)?.deputyId : null
    return {
      id: task.id,
      caseId: task.case_id,
      caseNumber: task.case_number,
      caseTitle: task.case_title,
      text: task.text,
      assignee: person(task.assignee_id, task.assignee_name),
      team: person(task.team_id, task.team_name),
      standIn: deputyId ? person(deputyId, names.get(deputyId) ?? null) : null,
      dueAt: task.due_at?.toISOString() ?? null,
      isLate: task.is_late,
      state: task.state,
      version: task.version,
      createdBy: person(task.created_by, task.created_by_name),
      createdAt: task.created_at.toISOString(),
      settledBy: person(task.settled_by, task.settled_by_name),
      settledAt: task.settled_at?.toISOString() ?? null,
    }
  })
}

function person(id: string | null, name: string | null): Person | null {
  return id !== null && name !== null ? { id, name } : null
}
