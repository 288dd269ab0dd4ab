import type { BodyOf, Checklist, checklistRoutes, ChecklistInput } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import * as store from './store.ts'

const checklistsMost = 300

export async function listChecklists(deps: Deps, actor: Actor): Promise<{ items: Checklist[] }> {
  const found = await store.checklistsOf(deps.db.of(actor.workspaceId), actor.workspaceId)
  return { items: found.map(present) }
}

export async function createChecklist(deps: Deps, actor: Actor, input: ChecklistInput): Promise<Checklist> {
  const id = deps.newId()
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if ((await store.countChecklists(tx, actor.workspaceId)) >= checklistsMost)
      throw new Refusal('conflict', `At most ${checklistsMost} checklists. Put away what nobody uses.`)
    return write(tx, actor, { id, version: 1, ...input })
  })
}

/** The same in the caller's transaction, for parts that bring a checklist along. */
export async function createChecklistIn(
  tx: Db,
  actor: Pick<Actor, 'workspaceId' | 'memberId'>,
  id: string,
  input: ChecklistInput,
): Promise<void> {
  await store.writeChecklist(tx, actor, { id, version: 1, ...input })
}

/** Makes the next version. Cases in which it was begun keep theirs. Nothing new without a difference. */
export async function saveChecklist(
  deps: Deps,
  actor: Actor,
  id: string,
  { basedOn, ...input }: BodyOf<typeof checklistRoutes.save>,
): Promise<Checklist> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const before = await store.findChecklist(tx, actor.workspaceId, id, { lock: true })
    if (!before) throw notFound()
    if (before.version !== basedOn)
      throw new Refusal('conflict', 'Somebody changed this checklist meanwhile. Look at it first.', {
        version: before.version,
      })
    const kept = { name: before.name, topicId: before.topic_id, steps: before.steps, isActive: before.is_active }
    if (JSON.stringify(inOrder(kept)) === JSON.stringify(inOrder(input))) return present(before)
    return write(tx, actor, { id, version: before.version + 1, ...input })
  })
}

export async function removeChecklist(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const before = await store.findChecklist(tx, actor.workspaceId, id, { lock: true })
    if (!before) throw notFound()
    await store.archiveChecklist(tx, id)
    await append(tx, [entryOf(actor, { checklistId: id, version: before.version, isRemoved: true })])
  })
  return { ok: true }
}

async function write(tx: Db, actor: Actor, list: store.NewVersion): Promise<Checklist> {
  if (list.topicId && !(await store.isTopic(tx, actor.workspaceId, list.topicId)))
    throw new Refusal('invalid-input', 'This workspace has no such topic.')
  await store.writeChecklist(tx, actor, list)
  await append(tx, [entryOf(actor, { checklistId: list.id, version: list.version, isRemoved: false })])
  return present((await store.findChecklist(tx, actor.workspaceId, list.id))!)
}

function entryOf(actor: Actor, data: { checklistId: string; version: number; isRemoved: boolean }): Entry {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'workspace', id: actor.workspaceId },
    actor: journalActor(actor),
    kind: 'checklist.changed',
    data,
  }
}

/** The database keeps no order of keys. */
function inOrder({ name, topicId, steps, isActive }: ChecklistInput) {
  return [
    [name, topicId, isActive],
    steps.map((step) => [
      step.id,
      step.text,
      step.isRequired,
      step.hint,
      step.link,
      step.question?.de ?? null,
      step.question?.en ?? null,
    ]),
  ]
}

function present(record: store.ChecklistRecord): Checklist {
  return {
    id: record.id,
    name: record.name,
    topicId: record.topic_id,
    steps: record.steps,
    isActive: record.is_active,
    version: record.version,
    changedAt: record.changed_at.toISOString(),
    changedBy:
      record.changed_by && record.changed_by_name !== null
        ? { id: record.changed_by, name: record.changed_by_name }
        : null,
  }
}
