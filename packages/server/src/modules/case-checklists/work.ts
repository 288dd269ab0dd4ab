import { type BodyOf, type CaseChecklist, type checklistRoutes, may, type ResponseOf } from '@resonanz/contracts'
import { accessCase } from '#cases'
import { checklistsOf, findChecklist, type LeadingChecklist, leadingChecklists } from '#checklists'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, causeOf, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import * as store from './store.ts'

type InCase = ResponseOf<typeof checklistRoutes.ofCase>

/** What is to be done and asked in a case. A checklist of its topic is there without anybody putting it there. */
export async function checklistsOfCase(deps: Deps, actor: Actor, caseId: string): Promise<InCase> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const [leading, ticks, all] = await Promise.all([
    leadingChecklists(db, [caseId]),
    store.ticksOf(db, caseId),
    checklistsOf(db, actor.workspaceId),
  ])
  const shown = new Set(leading.map((list) => list.checklist_id))
  return {
    items: leading.map((list) => present(list, ticks)),
    offered: all.filter((list) => list.is_active && !shown.has(list.id)).map(({ id, name }) => ({ id, name })),
    mayWork: may(actor.role, 'case.write') && record.merged_into === null,
  }
}

/** Puts a checklist into a case by hand; one that is there already stays as it is. */
export async function applyChecklist(deps: Deps, actor: Actor, caseId: string, checklistId: string): Promise<InCase> {
  await inTransaction(deps.db.of(actor.workspaceId), (tx) => applyChecklistIn(tx, deps, actor, caseId, checklistId))
  return checklistsOfCase(deps, actor, caseId)
}

/** The same in the caller's transaction; false when it was there already. */
export async function applyChecklistIn(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  checklistId: string,
): Promise<boolean> {
  await lockWorkable(tx, actor, caseId)
  const known = (await leadingChecklists(tx, [caseId])).find((list) => list.checklist_id === checklistId)
  if (known?.case_checklist_id) return false
  const template = await findChecklist(tx, actor.workspaceId, checklistId)
  if (!template) throw new Refusal('invalid-input', 'This workspace has no such checklist.')
  await begin(tx, deps, actor, caseId, { ...template, checklist_id: template.id })
  return true
}

/** A step is done, or skipped with a reason, or open again. The first one fixes the version in this case. */
export async function tickStep(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { checklistId, stepId, state, reason }: BodyOf<typeof checklistRoutes.tick>,
): Promise<InCase> {
  if (state === 'skipped' && reason.length < 3) throw new Refusal('invalid-input', 'Say why the step is skipped.')
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await lockWorkable(tx, actor, caseId)
    const list = await leadingOne(tx, caseId, checklistId)
    if (!list.steps.some((step) => step.id === stepId))
      throw new Refusal('invalid-input', 'This checklist has no such step.')
    const id = list.case_checklist_id ?? (await begin(tx, deps, actor, caseId, list))
    const kept = state === 'skipped' ? reason : ''
    if (!(await store.setStep(tx, actor, { id, stepId, state, reason: kept }))) return
    const data = { checklistId, stepId, state, ...(kept ? { reason: kept } : {}) }
    await append(tx, [entry(actor, caseId, { kind: 'checklist.step', data })])
  })
  return checklistsOfCase(deps, actor, caseId)
}

/** Somebody with the right says why it does not count here: it blocks nothing any more. */
export async function putChecklistAway(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { checklistId, reason }: BodyOf<typeof checklistRoutes.putAway>,
): Promise<InCase> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await lockWorkable(tx, actor, caseId)
    const list = await leadingOne(tx, caseId, checklistId)
    const id = list.case_checklist_id ?? (await begin(tx, deps, actor, caseId, list))
    const ticked = new Set(
      (await store.ticksOf(tx, caseId)).flatMap((tick) => (tick.case_checklist_id === id ? [tick.step_id] : [])),
    )
    const openRequired = list.steps.filter((step) => step.isRequired && !ticked.has(step.id)).length
    await store.putAway(tx, actor, id, reason)
    await append(tx, [
      entry(actor, caseId, { kind: 'checklist.put-away', data: { checklistId, openRequired, reason } }),
    ])
  })
  return checklistsOfCase(deps, actor, caseId)
}

async function lockWorkable(tx: Db, actor: Actor, caseId: string): Promise<void> {
  const record = await accessCase(tx, actor, caseId, { lock: true })
  if (record.merged_into)
    throw new Refusal('conflict', 'This case was joined into another one. Work there.', {
      mergedInto: record.merged_into,
    })
}

async function leadingOne(tx: Db, caseId: string, checklistId: string): Promise<LeadingChecklist> {
  const found = (await leadingChecklists(tx, [caseId])).find((list) => list.checklist_id === checklistId)
  if (!found) throw new Refusal('invalid-input', 'This checklist does not lead the case. Put it there first.')
  return found
}

async function begin(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  list: Pick<LeadingChecklist, 'checklist_id' | 'version' | 'name' | 'steps'>,
): Promise<string> {
  const { checklist_id: checklistId, version, name, steps } = list
  await store.beginChecklist(tx, actor, caseId, { id: deps.newId(), checklistId, version, name, steps })
  await append(tx, [entry(actor, caseId, { kind: 'checklist.begun', data: { checklistId, version } })])
  return (await leadingOne(tx, caseId, checklistId)).case_checklist_id!
}

type Told = Extract<Entry, { kind: 'checklist.begun' | 'checklist.step' | 'checklist.put-away' }>
function entry(
  actor: Actor,
  caseId: string,
  told: { [K in Told['kind']]: Pick<Extract<Told, { kind: K }>, 'kind' | 'data'> }[Told['kind']],
): Entry {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'case', id: caseId },
    actor: journalActor(actor),
    ...causeOf(actor),
    ...told,
  } as Entry
}

function present(list: LeadingChecklist, ticks: readonly store.Tick[]): CaseChecklist {
  const own = new Map(
    ticks.filter((tick) => tick.case_checklist_id === list.case_checklist_id).map((tick) => [tick.step_id, tick]),
  )
  return {
    checklistId: list.checklist_id,
    name: list.name,
    version: list.version,
    isBegun: list.case_checklist_id !== null,
    steps: list.steps.map((step) => {
      const tick = own.get(step.id)
      return {
        ...step,
        state: tick?.state ?? 'open',
        reason: tick?.reason ?? '',
        by: tick?.by_member && tick.by_name !== null ? { id: tick.by_member, name: tick.by_name } : null,
        at: tick?.at.toISOString() ?? null,
      }
    }),
  }
}
