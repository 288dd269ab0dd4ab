import type { ActionDelivery } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { accessAction } from './store.ts'
import { type DeliveryRow, listDeliveries } from './store-deliveries.ts'

/** What an action was asked to do and how it went, newest first. */
export async function deliveryLog(
  deps: Deps,
  actor: Actor,
  actionId: string,
  { cursor, limit, state }: { cursor?: string | undefined; limit: number; state?: string | undefined },
): Promise<{ items: ActionDelivery[]; nextCursor: string | null }> {
  const db = deps.db.of(actor.workspaceId)
  await accessAction(db, actor, actionId)
  const found = await listDeliveries(db, actor.workspaceId, { actionId, before: cursor, state }, limit + 1)
  const items = found.slice(0, limit)
  return { items: items.map(toDelivery), nextCursor: found.length > limit ? items.at(-1)!.id : null }
}

function toDelivery(row: DeliveryRow): ActionDelivery {
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.case_number,
    workflow: row.workflow_id ? { id: row.workflow_id, name: row.workflow_name ?? '' } : null,
    isTest: row.is_test,
    state: row.state,
    code: row.code,
    nextAt: row.state === 'queued' ? row.next_at.toISOString() : null,
    createdAt: row.created_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    fileId: row.result.fileId ?? null,
    attempts: row.attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at).toISOString() })),
  }
}
