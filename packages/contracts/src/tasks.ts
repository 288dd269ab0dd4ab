import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Person } from './shapes.ts'

export const Task = z.object({
  id: Id,
  caseId: Id,
  caseNumber: z.number().int(),
  caseTitle: z.string(),
  text: z.string(),
  assignee: Person.nullable(),
  team: z.object({ id: Id, name: z.string() }).nullable(),
  /** Stands in while the assignee is away. */
  standIn: Person.nullable(),
  dueAt: Instant.nullable(),
  isLate: z.boolean(),
  state: z.enum(['open', 'done']),
  version: z.number().int(),
  createdBy: Person.nullable(),
  createdAt: Instant,
  settledBy: Person.nullable(),
  settledAt: Instant.nullable(),
})
export type Task = z.infer<typeof Task>

const What = Line(500).pipe(z.string().min(1))
/** `dueInMinutes` counts working time of the case's team; `dueAt` is a moment. One of them, or none. */
const Due = { dueAt: Instant.nullable().optional(), dueInMinutes: z.number().int().min(1).max(525_600).optional() }

export const taskRoutes = {
  ofCase: route({
    id: 'tasks.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/tasks',
    access: 'case.read',
    object: 'case',
    summary: 'Tasks of a case: open ones by due time, then the last done',
    params: IdParams,
    response: z.object({ items: z.array(Task), mayWrite: z.boolean() }),
  }),
  create: route({
    id: 'tasks.create',
    method: 'POST',
    path: '/api/v1/cases/{id}/tasks',
    access: 'case.write',
    object: 'case',
    summary: 'Give somebody, or a team, something to do in a case',
    status: 201,
    params: IdParams,
    body: z.strictObject({
      text: What,
      assigneeId: Id.nullable().default(null),
      teamId: Id.nullable().default(null),
      ...Due,
    }),
    response: Task,
  }),
  change: route({
    id: 'tasks.change',
    method: 'PATCH',
    path: '/api/v1/tasks/{id}',
    access: 'case.write',
    object: 'task',
    summary: 'Change a task, mark it as done or open it again; 409 when somebody changed it meanwhile',
    params: IdParams,
    body: z.strictObject({
      basedOn: z.number().int().min(1).optional(),
      text: What.optional(),
      assigneeId: Id.nullable().optional(),
      teamId: Id.nullable().optional(),
      state: z.enum(['open', 'done']).optional(),
      ...Due,
    }),
    response: Task,
  }),
  mine: route({
    id: 'tasks.mine',
    method: 'GET',
    path: '/api/v1/tasks',
    access: 'case.read',
    summary: 'What I am to do: my tasks, my teams’, and those of whom I stand in for',
    query: z.strictObject({ whose: z.enum(['mine', 'team']).default('mine') }),
    response: z.object({ items: z.array(Task), open: z.number().int(), overdue: z.number().int() }),
  }),
}
