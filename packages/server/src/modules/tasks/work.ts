import { type BodyOf, may, type ResponseOf, type Task, type taskRoutes } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import { dueAfter, readCalendars } from '#calendars'
import { accessCase, type CaseRecord } from '#cases'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, causeOf, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { presentTasks } from './present.ts'
import * as store from './store.ts'

export async function tasksOfCase(
  deps: Deps,
  actor: Actor,
  caseId: string,
): Promise<ResponseOf<typeof taskRoutes.ofCase>> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const found = await store.tasksOfCase(db, actor.workspaceId, caseId)
  return {
    items: await presentTasks(db, actor.workspaceId, found),
    mayWrite: may(actor.role, 'case.write') && record.merged_into === null,
  }
}

/** Mine, and those of whom I stand in for while they are away; or what lies with my teams and nobody has taken. */
export async function myTasks(
  deps: Deps,
  actor: Actor,
  whose: 'mine' | 'team',
): Promise<ResponseOf<typeof taskRoutes.mine>> {
  const db = deps.db.of(actor.workspaceId)
  const standIns = await standInsOf(db, actor.workspaceId, await store.assignees(db, actor.workspaceId))
  const represented = [...standIns].flatMap(([id, { deputyId }]) => (deputyId === actor.memberId ? [id] : []))
  const asked =
    whose === 'mine'
      ? { memberIds: [actor.memberId, ...represented], teamIds: [] }
      : { memberIds: [], teamIds: actor.teamIds }
  const found = await store.openTasks(db, actor.workspaceId, asked)
  return {
    items: await presentTasks(db, actor.workspaceId, found),
    open: found.length,
    overdue: found.filter((task) => task.is_late).length,
  }
}

export async function createTask(
  deps: Deps,
  actor: Actor,
  caseId: string,
  input: BodyOf<typeof taskRoutes.create>,
): Promise<Task> {
  const db = deps.db.of(actor.workspaceId)
  const id = await inTransaction(db, (tx) => createTaskIn(tx, deps, actor, caseId, input))
  return readTask(db, actor, id)
}

/** The same in the caller's transaction; answers the id of the task. */
export async function createTaskIn(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  actor: Actor,
  caseId: string,
  input: BodyOf<typeof taskRoutes.create>,
): Promise<string> {
  const id = deps.newId()
  const record = await accessCase(tx, actor, caseId, { lock: true })
  refuseMerged(record)
  const { assigneeId, teamId } = input
  await refuseNobody(tx, actor, { assigneeId, teamId })
  const dueAt = (await dueOf(tx, record, input)) ?? null
  await store.insertTask(tx, {
    workspaceId: actor.workspaceId,
    id,
    caseId,
    text: input.text,
    assigneeId,
    teamId,
    dueAt,
    by: actor.memberId,
  })
  const data = { taskId: id, assigneeId, teamId, dueAt: dueAt?.toISOString() ?? null }
  await append(tx, [{ ...about(actor, caseId), kind: 'task.created', data }])
  return id
}

/** Changes, settles or reopens. Two who settle it at once both see it done; other changes name what they saw. */
export async function changeTask(
  deps: Deps,
  actor: Actor,
  id: string,
  change: BodyOf<typeof taskRoutes.change>,
): Promise<Task> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const before = await store.findTask(tx, actor.workspaceId, id, { lock: true })
    if (!before) throw notFound()
    const record = await accessCase(tx, actor, before.case_id)
    if (change.basedOn !== undefined && change.basedOn !== before.version)
      throw new Refusal('conflict', 'Somebody changed this task meanwhile. Look at it first.', {
        version: before.version,
      })
    const dueAt = await dueOf(tx, record, change)
    const to: store.TaskColumns = {
      text: change.text ?? before.text,
      assigneeId: change.assigneeId === undefined ? before.assignee_id : change.assigneeId,
      teamId: change.teamId === undefined ? before.team_id : change.teamId,
      dueAt: dueAt === undefined ? before.due_at : dueAt,
      state: change.state ?? before.state,
    }
    if (to.assigneeId !== before.assignee_id || to.teamId !== before.team_id) await refuseNobody(tx, actor, to)
    const entries = entriesOf(actor, before, to)
    if (entries.length === 0) return
    await store.rewriteTask(tx, id, to, actor.memberId)
    await append(tx, entries)
  })
  return readTask(db, actor, id)
}

function entriesOf(actor: Actor, before: store.TaskRecord, to: store.TaskColumns): Entry[] {
  const { assigneeId, teamId } = to
  const isGivenOn = assigneeId !== before.assignee_id || teamId !== before.team_id
  const isMoved = to.dueAt?.getTime() !== before.due_at?.getTime()
  const entries: Entry[] = []
  if (isGivenOn || isMoved || to.text !== before.text) {
    const data = { taskId: before.id, assigneeId, teamId, dueAt: to.dueAt?.toISOString() ?? null, isGivenOn }
    entries.push({ ...about(actor, before.case_id), kind: 'task.changed', data })
  }
  if (to.state === before.state) return entries
  const createdBy = before.created_by
  return to.state === 'done'
    ? [...entries, { ...about(actor, before.case_id), kind: 'task.done', data: { taskId: before.id, createdBy } }]
    : [
        ...entries,
        { ...about(actor, before.case_id), kind: 'task.reopened', data: { taskId: before.id, assigneeId, createdBy } },
      ]
}

async function readTask(db: Db, actor: Actor, id: string): Promise<Task> {
  const found = await store.findTask(db, actor.workspaceId, id)
  if (!found) throw notFound()
  return (await presentTasks(db, actor.workspaceId, [found]))[0]!
}

async function refuseNobody(
  tx: Db,
  actor: Actor,
  to: { assigneeId: string | null; teamId: string | null },
): Promise<void> {
  if (to.assigneeId === null && to.teamId === null)
    throw new Refusal('invalid-input', 'A task needs a person or a team.')
  if (!(await store.areOurs(tx, actor.workspaceId, to)))
    throw new Refusal('invalid-input', 'This workspace has no such person or team.')
}

/** Undefined: nothing was said about it. */
async function dueOf(
  tx: Db,
  record: CaseRecord,
  { dueAt, dueInMinutes }: { dueAt?: string | null | undefined; dueInMinutes?: number | undefined },
): Promise<Date | null | undefined> {
  if (dueInMinutes === undefined) return typeof dueAt === 'string' ? new Date(dueAt) : dueAt
  const calendars = await readCalendars(tx, record.workspace_id)
  const place = { teamId: record.team_id, presenceId: record.presence_id }
  return dueAfter(calendars, place, await store.databaseNow(tx), dueInMinutes)
}

function refuseMerged(record: CaseRecord): void {
  if (record.merged_into)
    throw new Refusal('conflict', 'This case was joined into another one. Work there.', {
      mergedInto: record.merged_into,
    })
}

function about(actor: Actor, caseId: string) {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'case', id: caseId } as const,
    actor: journalActor(actor),
    ...causeOf(actor),
  }
}
