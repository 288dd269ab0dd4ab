import { type ManyAnswer, type manyAnswerRoutes, may, type QueryOf, type ResponseOf } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import * as store from './store.ts'

export async function listMany(
  deps: Deps,
  actor: Actor,
  { incidentId, cursor, limit }: QueryOf<typeof manyAnswerRoutes.list>,
): Promise<ResponseOf<typeof manyAnswerRoutes.list>> {
  const before = cursor && /^[0-9a-f-]{36}$/.test(cursor) ? cursor : undefined
  const found = await store.manyRows(deps.db.of(actor.workspaceId), actor.workspaceId, {
    incidentId,
    before,
    limit: limit + 1,
  })
  const items = found.slice(0, limit)
  return { items: items.map((row) => toMany(row, actor)), nextCursor: found.length > limit ? items.at(-1)!.id : null }
}

export async function readMany(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<ResponseOf<typeof manyAnswerRoutes.read>> {
  const db = deps.db.of(actor.workspaceId)
  const [row] = await store.manyRows(db, actor.workspaceId, { id, limit: 1 })
  if (!row) throw notFound()
  const results = await store.resultsOf(db, id)
  return {
    ...toMany(row, actor),
    content: row.content,
    items: results.map((result) => ({
      case: { id: result.case_id, number: result.number, title: result.title, customer: result.customer },
      channel: result.channel,
      state: result.result,
      reason: result.reason,
      errorCode: result.error_code,
      messageId: result.message_id,
      at: result.at?.toISOString() ?? null,
      isAnswered: result.answered,
      mayRetry: result.may_retry && row.state !== 'stopped' && may(actor.role, 'reply.many'),
    })),
  }
}

function toMany(row: store.ManyRow, actor: Actor): ManyAnswer {
  return {
    id: row.id,
    title: row.title,
    incident: row.incident,
    state: row.state,
    isApprovalOpen: row.is_approval_open,
    by: { id: row.created_by, name: row.by_name },
    createdAt: row.created_at.toISOString(),
    startAt: row.start_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
    counts: row.counts,
    mayStop: (row.state === 'waiting' || row.state === 'sending') && may(actor.role, 'reply.many'),
  }
}
