import { type ChannelKind, type Delivery, type OutboxRow, type QueryOf, type replyRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor, Deps } from '#platform/deps'
import { rows } from '#platform/db/database'

type Row = {
  id: string
  case_id: string
  number: number
  title: string
  channel: ChannelKind
  to: string[]
  state: Delivery
  error_code: string | null
  error_detail: string | null
  attempts: number
  part: number
  parts: number
  send_at: Date
  created_at: Date
  by_id: string | null
  by_name: string | null
}

/** What is on its way, failed or unclear, newest first. */
export async function listOutbox(
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof replyRoutes.outbox>,
): Promise<{ items: z.infer<typeof OutboxRow>[]; nextCursor: string | null }> {
  const states =
    query.state === 'all'
      ? ['queued', 'handing_over', 'failed', 'unclear']
      : query.state === 'queued'
        ? ['queued', 'handing_over']
        : [query.state]
  const found = await rows(
    deps.db.of(actor.workspaceId),
    sql<Row>`select o.id, o.case_id, c.number, c.title, coalesce(m.channel, 'email') as channel, array(select p->>'address' from jsonb_array_elements(o.payload->'outgoing'->'to') as p) as to, o.state, o.error_code, o.error_detail, o.attempts, o.part, o.parts, o.send_at, o.created_at, b.id as by_id, b.name as by_name
      from outbox o join cases c on c.id = o.case_id left join message m on m.id = o.message_id left join member b on b.id = o.created_by
      where o.workspace_id = ${actor.workspaceId} and o.state = any(${states}::text[]) ${query.cursor ? sql`and o.id < ${/^[0-9a-f-]{36}$/.test(query.cursor) ? query.cursor : '00000000-0000-0000-0000-000000000000'}::uuid` : sql``}
      order by o.id desc limit ${query.limit + 1}`,
  )
  const items = found.slice(0, query.limit)
  return {
    items: items.map((row) => ({
      id: row.id,
      caseId: row.case_id,
      caseNumber: row.number,
      caseTitle: row.title,
      channel: row.channel,
      to: row.to,
      state: row.state,
      reason: row.error_detail,
      reasonCode: row.error_code,
      attempts: row.attempts,
      part: row.part,
      parts: row.parts,
      sendAt: row.send_at.toISOString(),
      by: row.by_id ? { id: row.by_id, name: row.by_name ?? '' } : null,
      createdAt: row.created_at.toISOString(),
    })),
    nextCursor: found.length > query.limit ? items.at(-1)!.id : null,
  }
}
