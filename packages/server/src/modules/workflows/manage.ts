import { type Workflow, type WorkflowDefinition, may } from '@resonanz/contracts'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { permissionFor } from './guard.ts'
import { namedIn } from './references.ts'
import * as store from './store.ts'

type Input = { name: string; definition: WorkflowDefinition }

export async function createWorkflow(deps: Deps, actor: Actor, { name, definition }: Input): Promise<Workflow> {
  const id = deps.newId()
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await refuseWrong(tx, actor, definition)
    await store.insertWorkflow(tx, actor, { id, shippedKey: null, name, definition, enabled: false })
    await append(tx, [entry(actor, { kind: 'workflow.changed', data: { workflowId: id, version: 1 } })])
  })
  return readWorkflow(deps, actor, id)
}

/** The next version. Its owner is who saved it: their rights are asked when it runs. Nothing new without a difference. */
export async function saveWorkflow(
  deps: Deps,
  actor: Actor,
  id: string,
  { basedOn, name, definition, note }: Input & { basedOn: number; note: string },
): Promise<Workflow> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const before = await store.accessWorkflow(tx, actor, id, { lock: true })
    if (before.version !== basedOn)
      throw new Refusal('conflict', 'Somebody changed this rule meanwhile. Look at it first.', {
        version: before.version,
      })
    if (before.name === name && JSON.stringify(before.definition) === JSON.stringify(definition)) return
    await refuseWrong(tx, actor, definition)
    const version = before.version + 1
    await store.saveVersion(tx, actor, { id, version, name, definition, note })
    await append(tx, [entry(actor, { kind: 'workflow.changed', data: { workflowId: id, version } })])
  })
  return readWorkflow(deps, actor, id)
}

export async function switchWorkflow(deps: Deps, actor: Actor, id: string, enabled: boolean): Promise<Workflow> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const before = await store.accessWorkflow(tx, actor, id, { lock: true })
    if (before.enabled === enabled && before.paused_reason === null) return
    if (enabled) await refuseWrong(tx, actor, before.definition)
    await store.switchWorkflow(tx, actor, id, enabled)
    await append(tx, [entry(actor, { kind: 'workflow.switched', data: { workflowId: id, enabled } })])
  })
  return readWorkflow(deps, actor, id)
}

export async function removeWorkflow(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await store.accessWorkflow(tx, actor, id, { lock: true })
    await store.archiveWorkflow(tx, id)
    await append(tx, [entry(actor, { kind: 'workflow.removed', data: { workflowId: id } })])
  })
  return { ok: true }
}

export async function readWorkflow(deps: Deps, actor: Actor, id: string): Promise<Workflow> {
  const [row] = await store.listed(deps.db.of(actor.workspaceId), actor.workspaceId, id)
  if (!row) throw notFound()
  return toWorkflow(row)
}

export function toWorkflow(row: store.ListedRow): Workflow {
  return {
    id: row.id,
    shippedKey: row.shipped_key,
    name: row.name,
    version: row.version,
    definition: row.definition,
    owner: { id: row.owner_id, name: row.owner_name },
    enabled: row.enabled,
    paused: row.paused_reason
      ? {
          reason: row.paused_reason,
          at: (row.paused_at ?? new Date(0)).toISOString(),
          caseId: row.paused_detail?.caseId ?? null,
          other: row.other_name,
        }
      : null,
    runsLastWeek: row.runs,
    lastRunAt: row.last_run_at?.toISOString() ?? null,
  }
}

/** A rule names only what is there, and does nothing that its owner may not do. */
export async function refuseWrong(tx: Db, actor: Actor, definition: WorkflowDefinition): Promise<void> {
  const forbidden = definition.then.find((action) => !may(actor.role, permissionFor(action)))
  if (forbidden) throw new Refusal('not-allowed', 'You may not do yourself what the rule would do.')
  const unknown = await store.unknownOf(tx, actor.workspaceId, namedIn(definition))
  if (unknown.length > 0)
    throw new Refusal('invalid-input', 'The rule names something that this workspace does not have.', { unknown })
}

type What = {
  [K in 'workflow.changed' | 'workflow.switched' | 'workflow.removed']: Pick<
    Extract<Entry, { kind: K }>,
    'kind' | 'data'
  >
}['workflow.changed' | 'workflow.switched' | 'workflow.removed']

export function entry(actor: Actor, what: What): Entry {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'workspace', id: actor.workspaceId },
    actor: journalActor(actor),
    ...what,
  } as Entry
}
