import { sql } from 'kysely'
import { type Db, inTransaction, one } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'
import { settingsOf } from './catalog-action.ts'
import { attachDocument, makeDocument } from './make-document.ts'
import { nextTry } from './retry.ts'
import { sendMail } from './send-mail.ts'
import * as store from './store-deliveries.ts'
import { type Attempt, callWebhook, hopeless } from './webhook.ts'

export type DeliveringDeps = Deps & { processName: string; webhookTimeoutMs?: number }

const atOnce = 8

/** Does what waits outside: webhooks, mails, documents. `wake` when something was queued. */
export function startActions(deps: DeliveringDeps): Loop {
  return startLoop({
    name: 'actions',
    log: deps.log.child({ part: 'actions' }),
    idleMs: 2_000,
    turn: () => deliverOnce(deps),
  })
}

/** One handful of what is due; says whether there was any. */
export async function deliverOnce(deps: DeliveringDeps): Promise<boolean> {
  const claimed = await store.claimDeliveries(deps.db.system, deps.processName, atOnce)
  if (claimed.length > 0) failPoint(deps.config, 'actions.claimed')
  await Promise.all(claimed.map((delivery) => deliver(deps, delivery)))
  return claimed.length > 0
}

async function deliver(deps: DeliveringDeps, delivery: store.Claimed): Promise<void> {
  try {
    if (delivery.action.kind === 'webhook') await deliverWebhook(deps, delivery)
    else if (delivery.action.kind === 'mail') await deliverMail(deps, delivery)
    else await deliverDocument(deps, delivery)
  } catch (error) {
    deps.log.warn({ err: error, delivery: delivery.id }, 'an action failed')
    await settle(deps, delivery, { status: null, code: 'internal', retryAfter: null, tookMs: 0 })
  }
}

async function deliverWebhook(deps: DeliveringDeps, delivery: store.Claimed): Promise<void> {
  const secrets = await one(
    deps.db.system,
    sql<{ secrets: Buffer | null }>`select secrets from catalog_action where id = ${delivery.action_id}`,
  )
  const attempt = await callWebhook(deps, {
    id: delivery.id,
    url: settingsOf(delivery.action, 'webhook').url,
    body: JSON.stringify(delivery.payload),
    secrets: secrets?.secrets ?? null,
  })
  failPoint(deps.config, 'actions.called')
  await settle(deps, delivery, attempt)
}

/** The mail and the end of the delivery are one transaction: a crash before it sends nothing, after it nothing again. */
async function deliverMail(deps: DeliveringDeps, delivery: store.Claimed): Promise<void> {
  const start = performance.now()
  await inTransaction(deps.db.system, async (tx) => {
    if (!(await store.holdDelivery(tx, delivery.id, deps.processName))) return
    const code = await sendMail(deps, tx, delivery)
    await finish(tx, delivery, {
      status: null,
      code,
      retryAfter: null,
      tookMs: Math.round(performance.now() - start),
    })
  })
  failPoint(deps.config, 'actions.mailed')
}

async function deliverDocument(deps: DeliveringDeps, delivery: store.Claimed): Promise<void> {
  const start = performance.now()
  const made = await makeDocument(deps, delivery)
  failPoint(deps.config, 'actions.rendered')
  await inTransaction(deps.db.system, async (tx) => {
    if (!(await store.holdDelivery(tx, delivery.id, deps.processName))) return
    const attempt = { status: null, retryAfter: null, tookMs: Math.round(performance.now() - start) }
    if (typeof made === 'string') return finish(tx, delivery, { ...attempt, code: made })
    const fileId = await attachDocument(deps, tx, delivery, made)
    await finish(tx, delivery, { ...attempt, code: null }, fileId)
  })
}

async function settle(deps: DeliveringDeps, delivery: store.Claimed, attempt: Attempt): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    if (!(await store.holdDelivery(tx, delivery.id, deps.processName))) return
    await finish(tx, delivery, attempt)
  })
}

/** How an attempt ended: done, tried again later, or failed for good; the last two words stand in the case. */
async function finish(tx: Db, delivery: store.Claimed, attempt: Attempt, fileId: string | null = null): Promise<void> {
  await store.noteAttempt(tx, delivery, attempt)
  const { code } = attempt
  if (code === null) {
    await store.settleDelivery(tx, delivery.id, { state: 'done', code: null, result: fileId ? { fileId } : {} })
    return tell(tx, delivery, { state: 'done', code: null, fileId })
  }
  if (code === 'gone') {
    await store.disableAction(tx, delivery.action_id, 'gone')
    await append(tx, [
      {
        workspaceId: delivery.workspace_id,
        subject: { kind: 'workspace', id: delivery.workspace_id },
        actor: { kind: 'job', id: 'actions' },
        kind: 'action.changed',
        data: { actionId: delivery.action_id, what: 'disabled' },
      },
    ])
  }
  const isFinal =
    code === 'gone' ||
    hopeless.includes(code) ||
    delivery.is_test ||
    (delivery.action.kind !== 'webhook' && code !== 'internal')
  const next = isFinal
    ? ({ at: 'never' } as const)
    : nextTry(delivery.tries, attempt.status, attempt.retryAfter, Math.random())
  if (next.at === 'never') {
    await store.settleDelivery(tx, delivery.id, { state: 'failed', code })
    return tell(tx, delivery, { state: 'failed', code, fileId: null })
  }
  await store.retryDelivery(tx, delivery.id, next.seconds, code)
  if (next.throttleSeconds !== null) await store.throttleAction(tx, delivery.action_id, next.throttleSeconds)
}

async function tell(
  tx: Db,
  delivery: store.Claimed,
  end: { state: 'done' | 'failed'; code: string | null; fileId: string | null },
): Promise<void> {
  if (!delivery.case_id || delivery.is_test) return
  await append(tx, [
    {
      workspaceId: delivery.workspace_id,
      subject: { kind: 'case', id: delivery.case_id },
      actor: delivery.by_member
        ? { kind: 'person', id: delivery.by_member }
        : { kind: 'rule', id: delivery.workflow_id ?? 'actions' },
      ...(delivery.run_id ? { cause: { kind: 'workflow', id: delivery.run_id } } : {}),
      kind: 'action.settled',
      data: {
        deliveryId: delivery.id,
        actionId: delivery.action_id,
        name: delivery.action.name.slice(0, 120),
        what: delivery.action.kind,
        ...end,
      },
    },
  ])
}
