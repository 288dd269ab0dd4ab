import { type Notification, notificationRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { Actor, Deps } from '#platform/deps'
import { rows, run } from '#platform/db/database'
import { type Binding, bind } from '#platform/http/binding'

export { startNotifying } from './notify.ts'

export function notificationBindings(deps: Deps): Binding[] {
  return [
    bind(notificationRoutes.list, ({ actor, query }) => list(deps, actor, query)),
    bind(notificationRoutes.read, async ({ actor, body }) => {
      await run(
        deps.db.of(actor.workspaceId),
        sql`update notification set read_at = now() where member_id = ${actor.memberId} and read_at is null ${body.ids ? sql`and id = any(${body.ids}::uuid[])` : sql``}`,
      )
      return { ok: true as const }
    }),
  ]
}

type Row = {
  id: string
  kind: Notification['kind']
  case_id: string | null
  number: number | null
  title: string | null
  actor: string | null
  at: Date
  read_at: Date | null
  about_id: string | null
  about_name: string | null
  unread: number
}

async function list(deps: Deps, actor: Actor, query: { cursor?: string | undefined; limit: number }) {
  const before = query.cursor && /^[0-9a-f-]{36}$/.test(query.cursor) ? query.cursor : null
  const found = await rows(
    deps.db.of(actor.workspaceId),
    sql<Row>`select n.id, n.kind, n.case_id, c.number, c.title, m.name as actor, n.at, n.read_at, n.about_id, n.about_name, (select count(*)::int from (select 1 from notification u where u.member_id = ${actor.memberId} and u.read_at is null limit 100) x) as unread
      from notification n left join cases c on c.id = n.case_id left join member m on m.id = n.actor_id
      where n.member_id = ${actor.memberId} ${before ? sql`and n.id < ${before}::uuid` : sql``} order by n.id desc limit ${query.limit + 1}`,
  )
  const items = found.slice(0, query.limit)
  return {
    items: items.map((row) => ({
      id: row.id,
      kind: row.kind,
      caseId: row.case_id,
      caseNumber: row.number,
      caseTitle: row.title,
      actor: row.actor,
      at: row.at.toISOString(),
      readAt: row.read_at?.toISOString() ?? null,
      about: row.about_id ? { id: row.about_id, name: row.about_name ?? '' } : null,
    })),
    nextCursor: found.length > query.limit ? items.at(-1)!.id : null,
    unread: found[0]?.unread ?? 0,
  }
}
