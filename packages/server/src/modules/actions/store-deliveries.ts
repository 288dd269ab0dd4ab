import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { ActionRow } from './catalog-action.ts'

/** The loop that hands over wakes on this channel. */
export const actionChannel = 'resonanz_action'

export type NewDelivery = {
  id: string
  actionId: string
  caseId: string | null
  runId: string | null
  workflowId: string | null
  byMember: string | null
  isTest?: boolean
  payload: object
  options?: object
}

/** Puts what is to be done outside into the queue, in the caller's transaction. */
export async function queueDeliveries(tx: Db, workspaceId: string, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return
  const list = JSON.stringify(
    deliveries.map((delivery) => ({ ...delivery, isTest: delivery.isTest ?? false, options: delivery.options ?? {} })),
  )
  await run(
    tx,
    sql`insert into action_delivery (workspace_id, id, action_id, case_id, run_id, workflow_id, by_member, is_test, payload, options)
      select ${workspaceId}, e.id, e."actionId", e."caseId", e."runId", e."workflowId", e."byMember", e."isTest", e.payload, e.options
      from jsonb_to_recordset(${list}::jsonb) as e(id uuid, "actionId" uuid, "caseId" uuid, "runId" uuid, "workflowId" uuid, "byMember" uuid, "isTest" boolean, payload jsonb, options jsonb)`,
  )
  await sql`select pg_notify(${actionChannel}, '')`.execute(tx)
}

export type Claimed = {
  id: string
  workspace_id: string
  action_id: string
  case_id: string | null
  run_id: string | null
  workflow_id: string | null
  by_member: string | null
  is_test: boolean
  payload: Record<string, unknown>
  /** `seen`: the newest message of the case when the rule decided. */
  options: { attach?: 'case' | 'draft'; seen?: string | null }
  attempts: number
  tries: number
  created_at: Date
  action: Pick<ActionRow, 'kind' | 'name' | 'settings' | 'enabled'>
}

const leaseSeconds = 90
const perAction = 2

/**
 * Takes what is due, a few of each action at once: a slow receiver keeps nobody else waiting. What a dead worker held
 * comes back when its lease ends.
 */
export async function claimDeliveries(db: Db, worker: string, limit: number): Promise<Claimed[]> {
  const found = await rows(
    db,
    sql<Omit<Claimed, 'action'> & { kind: ActionRow['kind']; name: string; settings: unknown; enabled: boolean }>`
      with next as (
        select q.id from catalog_action a cross join lateral (
          select d.id, d.next_at from action_delivery d
          where d.action_id = a.id and d.state in ('queued','working') and d.next_at <= now() and (d.lease_until is null or d.lease_until < now()) and (a.enabled or d.is_test)
          order by d.next_at limit ${perAction} for update of d skip locked) q
        where a.throttled_until is null or a.throttled_until <= now()
        order by q.next_at limit ${limit}
      )
      update action_delivery d set state = 'working', attempts = d.attempts + 1, tries = d.tries + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_by = ${worker}
      from next, catalog_action a where d.id = next.id and a.id = d.action_id
      returning d.id, d.workspace_id, d.action_id, d.case_id, d.run_id, d.workflow_id, d.by_member, d.is_test, d.payload, d.options, d.attempts, d.tries, d.created_at, a.kind, a.name, a.settings, a.enabled`,
  )
  return found.map(({ kind, name, settings, enabled, ...claimed }) => ({
    ...claimed,
    action: { kind, name, settings, enabled },
  }))
}

/** The row, held until the transaction ends; null when somebody else settled it meanwhile. */
export async function holdDelivery(tx: Db, id: string, worker: string): Promise<boolean> {
  const held = await one(
    tx,
    sql<{
      id: string
    }>`select id from action_delivery where id = ${id} and state = 'working' and lease_by = ${worker} for update`,
  )
  return held !== undefined
}

export async function noteAttempt(
  tx: Db,
  delivery: Pick<Claimed, 'id' | 'workspace_id' | 'attempts'>,
  attempt: { status: number | null; code: string | null; tookMs: number },
): Promise<void> {
  await run(
    tx,
    sql`insert into action_attempt (workspace_id, delivery_id, n, status, code, took_ms)
      values (${delivery.workspace_id}, ${delivery.id}, ${delivery.attempts}, ${attempt.status}, ${attempt.code}, ${attempt.tookMs}) on conflict do nothing`,
  )
}

export async function settleDelivery(
  tx: Db,
  id: string,
  end: { state: 'done' | 'failed'; code: string | null; result?: object },
): Promise<void> {
  await run(
    tx,
    sql`update action_delivery set state = ${end.state}, code = ${end.code}, result = ${JSON.stringify(end.result ?? {})}::jsonb, settled_at = now(), lease_until = null, lease_by = null where id = ${id}`,
  )
}

export async function retryDelivery(tx: Db, id: string, seconds: number, code: string): Promise<void> {
  await run(
    tx,
    sql`update action_delivery set state = 'queued', code = ${code}, next_at = now() + make_interval(secs => ${seconds}), lease_until = null, lease_by = null where id = ${id}`,
  )
}

export async function throttleAction(tx: Db, id: string, seconds: number): Promise<void> {
  await run(
    tx,
    sql`update catalog_action set throttled_until = greatest(throttled_until, now() + make_interval(secs => ${seconds})) where id = ${id}`,
  )
}

export async function disableAction(tx: Db, id: string, reason: 'gone'): Promise<void> {
  await run(tx, sql`update catalog_action set enabled = false, disabled_reason = ${reason} where id = ${id}`)
}

/** Into the queue again, with its id; only what came to an end. */
export async function requeue(tx: Db, workspaceId: string, id: string): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update action_delivery set state = 'queued', tries = 0, next_at = now(), code = null, settled_at = null
      where id = ${id} and workspace_id = ${workspaceId} and state in ('done','failed')`,
  )
  await sql`select pg_notify(${actionChannel}, '')`.execute(tx)
  return changed > 0
}

export type DeliveryRow = {
  id: string
  action_id: string
  kind: ActionRow['kind']
  case_id: string | null
  case_number: number | null
  workflow_id: string | null
  workflow_name: string | null
  is_test: boolean
  state: 'queued' | 'working' | 'done' | 'failed'
  code: string | null
  next_at: Date
  created_at: Date
  settled_at: Date | null
  result: { fileId?: string }
  attempts: { n: number; at: string; status: number | null; code: string | null; tookMs: number }[]
}

export function listDeliveries(
  db: Db,
  workspaceId: string,
  where: { actionId?: string; id?: string; before?: string | undefined; state?: string | undefined },
  limit: number,
): Promise<DeliveryRow[]> {
  return rows(
    db,
    sql<DeliveryRow>`select d.id, d.action_id, a.kind, d.case_id, c.number as case_number, d.workflow_id, w.name as workflow_name, d.is_test, d.state, d.code, d.next_at, d.created_at, d.settled_at, d.result,
        coalesce((select jsonb_agg(jsonb_build_object('n', t.n, 'at', t.at, 'status', t.status, 'code', t.code, 'tookMs', t.took_ms) order by t.n) from action_attempt t where t.delivery_id = d.id), '[]') as attempts
      from action_delivery d join catalog_action a on a.id = d.action_id left join cases c on c.id = d.case_id left join workflow w on w.id = d.workflow_id
      where d.workspace_id = ${workspaceId} ${where.actionId ? sql`and d.action_id = ${where.actionId}` : sql``} ${where.id ? sql`and d.id = ${where.id}` : sql``}
        ${where.before ? sql`and d.id < ${where.before}::uuid` : sql``} ${where.state ? sql`and d.state = ${where.state}` : sql``}
      order by d.id desc limit ${limit}`,
  )
}
