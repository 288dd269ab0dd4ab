import { z } from 'zod'
import { route } from './route.ts'
import { Id, IdParams, Instant, Line, Ok, page, Person } from './shapes.ts'
import { WorkflowDefinition } from './workflow-grammar.ts'

/** Why a rule stands still although it is switched on. */
export const PauseReason = z.enum(['owner-left', 'owner-rights', 'loop', 'depth', 'too-often', 'failing', 'missing'])
export type PauseReason = z.infer<typeof PauseReason>

export const Workflow = z.object({
  id: Id,
  shippedKey: z.string().nullable(),
  name: z.string(),
  version: z.number().int(),
  definition: WorkflowDefinition,
  owner: Person,
  enabled: z.boolean(),
  paused: z
    .object({ reason: PauseReason, at: Instant, caseId: Id.nullable(), other: z.string().nullable() })
    .nullable(),
  runsLastWeek: z.number().int(),
  lastRunAt: Instant.nullable(),
})
export type Workflow = z.infer<typeof Workflow>

/** One node of the condition as it was seen: tests carry the value that stood there, groups only their result. */
export const TraceStep = z.object({
  depth: z.number().int(),
  group: z.enum(['all', 'any', 'not']).nullable(),
  field: z.string().nullable(),
  op: z.string().nullable(),
  value: z.unknown(),
  seen: z.unknown(),
  is: z.boolean(),
})
export type TraceStep = z.infer<typeof TraceStep>

/** What one action of a run did. `code` says why it did nothing. */
export const ActionOutcome = z.object({
  do: z.string(),
  state: z.enum(['done', 'skipped', 'failed', 'waiting']),
  code: z.string().nullable(),
  /** Of an action that reaches outside. */
  deliveryId: Id.nullable(),
  name: z.string().nullable(),
  fileId: Id.nullable(),
})
export type ActionOutcome = z.infer<typeof ActionOutcome>

export const WorkflowRun = z.object({
  id: Id,
  workflowId: Id,
  name: z.string(),
  version: z.number().int(),
  caseId: Id,
  caseNumber: z.number().int(),
  caseTitle: z.string(),
  at: Instant,
  by: Person.nullable(),
  cause: z.enum(['event', 'time', 'hand']),
  state: z.enum(['done', 'failed', 'refused', 'stopped']),
  depth: z.number().int(),
  trace: z.array(TraceStep),
  outcome: z.array(ActionOutcome),
})
export type WorkflowRun = z.infer<typeof WorkflowRun>

const WorkflowInput = z.strictObject({
  name: Line(120).pipe(z.string().min(1)),
  definition: WorkflowDefinition,
})
const Paging = z.strictObject({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
const Shipped = z.enum(['technician', 'documents', 'dunning', 'recall'])
export type ShippedKey = z.infer<typeof Shipped>

export const workflowRoutes = {
  list: route({
    id: 'workflows.list',
    method: 'GET',
    path: '/api/v1/workflows',
    access: 'case.read',
    summary: 'The rules that run, those that stand still and why, and the shipped ones that are not in use',
    response: z.object({
      items: z.array(Workflow),
      shipped: z.array(z.object({ key: Shipped, name: z.string(), about: z.string(), definition: WorkflowDefinition })),
    }),
  }),
  read: route({
    id: 'workflows.read',
    method: 'GET',
    path: '/api/v1/workflows/{id}',
    access: 'case.read',
    object: 'workflow',
    summary: 'One rule',
    params: IdParams,
    response: Workflow,
  }),
  create: route({
    id: 'workflows.create',
    method: 'POST',
    path: '/api/v1/workflows',
    access: 'workflow.manage',
    summary: 'Make a rule; it is switched off until somebody switches it on',
    body: WorkflowInput,
    response: Workflow,
    status: 201,
  }),
  save: route({
    id: 'workflows.save',
    method: 'PUT',
    path: '/api/v1/workflows/{id}',
    access: 'workflow.manage',
    object: 'workflow',
    summary: 'Make a new version; who saves it owns it. 409 when somebody made one meanwhile',
    params: IdParams,
    body: WorkflowInput.extend({ basedOn: z.number().int().min(1), note: Line(300).default('') }),
    response: Workflow,
  }),
  switch: route({
    id: 'workflows.switch',
    method: 'POST',
    path: '/api/v1/workflows/{id}/switch',
    access: 'workflow.manage',
    object: 'workflow',
    summary: 'Switch a rule on or off; who switches it on owns it, and one that stands still runs again',
    params: IdParams,
    body: z.strictObject({ enabled: z.boolean() }),
    response: Workflow,
  }),
  remove: route({
    id: 'workflows.remove',
    method: 'DELETE',
    path: '/api/v1/workflows/{id}',
    access: 'workflow.manage',
    object: 'workflow',
    summary: 'Take a rule away; its runs stay',
    params: IdParams,
    response: Ok,
  }),
  useShipped: route({
    id: 'workflows.useShipped',
    method: 'POST',
    path: '/api/v1/workflows/shipped/{key}',
    access: 'workflow.manage',
    summary: 'Switch a shipped rule on, with the documents it makes',
    params: z.strictObject({ key: Shipped }),
    response: Workflow,
    status: 201,
  }),
  versions: route({
    id: 'workflows.versions',
    method: 'GET',
    path: '/api/v1/workflows/{id}/versions',
    access: 'case.read',
    object: 'workflow',
    summary: 'All versions, newest first',
    params: IdParams,
    response: z.object({
      items: z.array(
        z.object({
          version: z.number().int(),
          name: z.string(),
          definition: WorkflowDefinition,
          note: z.string(),
          by: Person.nullable(),
          at: Instant,
        }),
      ),
    }),
  }),
  runs: route({
    id: 'workflows.runs',
    method: 'GET',
    path: '/api/v1/workflows/{id}/runs',
    access: 'case.read',
    object: 'workflow',
    summary: 'What a rule did, newest first, with what it saw',
    params: IdParams,
    query: Paging,
    response: page(WorkflowRun),
  }),
  ofCase: route({
    id: 'workflows.ofCase',
    method: 'GET',
    path: '/api/v1/cases/{id}/workflow-runs',
    access: 'case.read',
    object: 'case',
    summary: 'Which rules and macros did something in a case, newest first',
    params: IdParams,
    query: Paging,
    response: page(WorkflowRun),
  }),
  trial: route({
    id: 'workflows.trial',
    method: 'POST',
    path: '/api/v1/workflows/trial',
    access: 'workflow.manage',
    summary: 'What a rule would have done at the last 500 events of its kind; nothing is written',
    body: z.strictObject({
      definition: WorkflowDefinition,
      /** Only this case, and why or why not. */
      caseNumber: z.number().int().positive().optional(),
    }),
    response: z.object({
      /** Steps whose words to customers the guideline would stop; counted from 0. */
      stopped: z.array(z.object({ step: z.number().int(), reason: z.string() })),
      checked: z.number().int(),
      found: z.number().int(),
      since: Instant.nullable(),
      /** The newest that fit, at most 50; of a named case also when it does not fit. */
      items: z.array(
        z.object({
          caseId: Id,
          caseNumber: z.number().int(),
          caseTitle: z.string(),
          at: Instant,
          fits: z.boolean(),
          trace: z.array(TraceStep),
        }),
      ),
    }),
  }),
  macros: route({
    id: 'workflows.macros',
    method: 'GET',
    path: '/api/v1/macros',
    access: 'case.write',
    summary: 'Several actions at once, started by hand',
    response: z.object({
      items: z.array(
        z.object({ id: Id, name: z.string(), key: z.string().nullable(), definition: WorkflowDefinition }),
      ),
    }),
  }),
  runMacro: route({
    id: 'workflows.runMacro',
    method: 'POST',
    path: '/api/v1/macros/{id}/run',
    access: 'case.write',
    object: 'workflow',
    summary: 'Do what a macro says in these cases; `undoId` takes the changes of the cases back',
    params: IdParams,
    body: z.strictObject({ caseIds: z.array(Id).min(1).max(200) }),
    response: z.object({
      done: z.number().int(),
      /** Cases whose condition does not fit, or that somebody joined. */
      left: z.number().int(),
      undoId: Id.nullable(),
      runs: z.array(z.object({ caseId: Id, outcome: z.array(ActionOutcome) })),
    }),
  }),
}
