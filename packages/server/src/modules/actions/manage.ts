import { randomBytes } from 'node:crypto'
import type { CatalogAction, CatalogActionInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, inTransaction, one } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { secretsPurpose, type WebhookSecrets } from './catalog-action.ts'
import * as store from './store.ts'
import { queueDeliveries, requeue } from './store-deliveries.ts'

const oldSecretHours = 24

export async function listCatalog(deps: Deps, actor: Actor): Promise<{ items: CatalogAction[] }> {
  const found = await store.listActions(deps.db.of(actor.workspaceId), actor.workspaceId)
  return { items: found.map(toAction) }
}

/** The secret of a webhook is made here and told once. */
export async function createAction(
  deps: Deps,
  actor: Actor,
  input: CatalogActionInput,
): Promise<{ action: CatalogAction; secret: string | null }> {
  const id = deps.newId()
  const secret = input.kind === 'webhook' ? newSecret() : null
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await refuseForeign(tx, actor, input)
    const sealed = secret ? sealedOf(deps, [{ secret, until: null }]) : null
    await store.insertAction(tx, actor.workspaceId, id, input, sealed)
    await append(tx, [changed(actor, id, 'created')])
  })
  return { action: await read(deps, actor, id), secret }
}

export async function changeAction(
  deps: Deps,
  actor: Actor,
  id: string,
  change: { input: CatalogActionInput; enabled: boolean; version: number },
): Promise<CatalogAction> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const action = await store.accessAction(tx, actor, id, { lock: true })
    if (action.version !== change.version) throw new Refusal('stale-version', 'Somebody changed it meanwhile.')
    if (action.kind !== change.input.kind) throw new Refusal('invalid-input', 'Its kind stays what it is.')
    await refuseForeign(tx, actor, change.input)
    await store.updateAction(tx, id, {
      name: change.input.name,
      settings: change.input.settings,
      enabled: change.enabled,
    })
    await append(tx, [changed(actor, id, 'changed')])
    await sql`select pg_notify('resonanz_action', '')`.execute(tx)
  })
  return read(deps, actor, id)
}

export async function removeAction(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await store.accessAction(tx, actor, id, { lock: true })
    const [listed] = await store.listActions(tx, actor.workspaceId, id)
    if (listed && listed.used_by.length > 0)
      throw new Refusal('conflict', 'A rule uses it. Take it out of the rule first.', { usedBy: listed.used_by })
    await store.archiveAction(tx, id)
    await append(tx, [changed(actor, id, 'removed')])
  })
  return { ok: true }
}

/** A new secret signs from now on; the one before signs along for a day, so that receivers can change in peace. */
export async function rotateSecret(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ action: CatalogAction; secret: string | null }> {
  const secret = newSecret()
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const action = await store.accessAction(tx, actor, id, { lock: true })
    if (action.kind !== 'webhook') throw new Refusal('invalid-input', 'Only webhooks are signed.')
    const before = action.secrets ? deps.seal.open<WebhookSecrets>(action.secrets, secretsPurpose) : []
    const until = Date.now() + oldSecretHours * 3_600_000
    const kept = before.slice(0, 1).map((one) => ({ ...one, until }))
    await store.saveSecrets(tx, id, sealedOf(deps, [{ secret, until: null }, ...kept]))
    await append(tx, [changed(actor, id, 'secret')])
  })
  return { action: await read(deps, actor, id), secret }
}

/** Tries it once for real, with the newest open case where one is needed; nothing is told in the case. */
export async function testAction(deps: Deps, actor: Actor, id: string): Promise<{ deliveryId: string }> {
  const deliveryId = deps.newId()
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const action = await store.accessAction(tx, actor, id)
    const newest = await one(
      tx,
      sql<{
        id: string
        number: number
      }>`select id, number from cases where workspace_id = ${actor.workspaceId} and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null
        order by last_message_at desc, id desc limit 1`,
    )
    await queueDeliveries(tx, actor.workspaceId, [
      {
        id: deliveryId,
        actionId: action.id,
        caseId: newest?.id ?? null,
        runId: null,
        workflowId: null,
        byMember: actor.memberId,
        isTest: true,
        payload: {
          type: 'workflow.test',
          timestamp: new Date().toISOString(),
          data: { action: { id: action.id, name: action.name } },
        },
      },
    ])
  })
  return { deliveryId }
}

/** Once more, with the same webhook-id. A mail is never repeated: it would come twice. */
export async function replayDelivery(deps: Deps, actor: Actor, id: string): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const known = await one(
      tx,
      sql<{
        action_id: string
        kind: string
        state: string
      }>`select d.action_id, a.kind, d.state from action_delivery d join catalog_action a on a.id = d.action_id
        where d.id = ${id} and d.workspace_id = ${actor.workspaceId} for update of d`,
    )
    if (!known) throw notFound()
    await store.accessAction(tx, actor, known.action_id)
    if (known.state === 'done' && known.kind !== 'webhook')
      throw new Refusal('conflict', 'It was done: a second one would go out twice.')
    if (!(await requeue(tx, actor.workspaceId, id))) throw new Refusal('conflict', 'It is still on its way.')
    await append(tx, [changed(actor, known.action_id, 'replayed')])
  })
  return { ok: true }
}

async function read(deps: Deps, actor: Actor, id: string): Promise<CatalogAction> {
  const [found] = await store.listActions(deps.db.of(actor.workspaceId), actor.workspaceId, id)
  if (!found) throw notFound()
  return toAction(found)
}

function toAction(row: store.ListedAction): CatalogAction {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    settings: row.settings,
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    version: row.version,
    waiting: row.waiting,
    failedLastWeek: row.failed,
    lastDoneAt: row.last_done_at?.toISOString() ?? null,
    usedBy: row.used_by,
  } as CatalogAction
}

/** A mail leaves by a mailbox of this workspace. */
async function refuseForeign(tx: Db, actor: Actor, input: CatalogActionInput): Promise<void> {
  if (input.kind !== 'mail') return
  const own = await one(
    tx,
    sql<{
      id: string
    }>`select id from presence where id = ${input.settings.presenceId} and workspace_id = ${actor.workspaceId} and kind = 'email' and archived_at is null`,
  )
  if (!own) throw new Refusal('invalid-input', 'This workspace has no such mailbox.', { unknown: ['presenceId'] })
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
function sealedOf(deps: Deps, secrets: WebhookSecrets): Buffer {
  return deps.seal.close(secrets, secretsPurpose)
}
function changed(
  actor: Actor,
  actionId: string,
  what: 'created' | 'changed' | 'removed' | 'secret' | 'replayed',
): Entry {
  return {
    workspaceId: actor.workspaceId,
    subject: { kind: 'workspace', id: actor.workspaceId },
    actor: journalActor(actor),
    kind: 'action.changed',
    data: { actionId, what },
  }
}
