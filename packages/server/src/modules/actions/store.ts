import type { CatalogActionInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { notFound } from '#platform/errors'
import type { ActionRow } from './catalog-action.ts'

const columns = sql`id, workspace_id, kind, name, settings, secrets, enabled, disabled_reason, throttled_until, version`

export async function accessAction(
  db: Db,
  { workspaceId }: { workspaceId: string },
  id: string,
  options: { lock?: boolean } = {},
): Promise<ActionRow> {
  const found = await one(
    db,
    sql<ActionRow>`select ${columns} from catalog_action where id = ${id} and workspace_id = ${workspaceId} and archived_at is null ${options.lock ? sql`for update` : sql``}`,
  )
  if (!found) throw notFound()
  return found
}

export type ListedAction = ActionRow & {
  waiting: number
  failed: number
  last_done_at: Date | null
  used_by: { id: string; name: string }[]
}

export function listActions(db: Db, workspaceId: string, id: string | null = null): Promise<ListedAction[]> {
  return rows(
    db,
    sql<ListedAction>`select a.id, a.workspace_id, a.kind, a.name, a.settings, null as secrets, a.enabled, a.disabled_reason, a.throttled_until, a.version,
        (select count(*)::int from (select 1 from action_delivery d where d.action_id = a.id and d.state in ('queued','working') limit 1000) w) as waiting,
        (select count(*)::int from (select 1 from action_delivery d where d.action_id = a.id and d.state = 'failed' and d.created_at > now() - interval '7 days' limit 1000) f) as failed,
        (select max(settled_at) from (select settled_at from action_delivery d where d.action_id = a.id and d.state = 'done' order by d.id desc limit 20) l) as last_done_at,
        coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) order by w.name) from workflow w
          where w.workspace_id = a.workspace_id and w.archived_at is null and w.definition->'then' @> jsonb_build_array(jsonb_build_object('actionId', a.id::text))), '[]') as used_by
      from catalog_action a where a.workspace_id = ${workspaceId} and a.archived_at is null ${id ? sql`and a.id = ${id}` : sql``} order by a.kind, a.name, a.id limit 500`,
  )
}

export async function insertAction(
  tx: Db,
  workspaceId: string,
  id: string,
  input: CatalogActionInput,
  secrets: Buffer | null,
): Promise<void> {
  await run(
    tx,
    sql`insert into catalog_action (workspace_id, id, kind, name, settings, secrets)
      values (${workspaceId}, ${id}, ${input.kind}, ${input.name}, ${JSON.stringify(input.settings)}::jsonb, ${secrets})`,
  )
}

export async function updateAction(
  tx: Db,
  id: string,
  change: { name: string; settings: object; enabled: boolean },
): Promise<void> {
  await run(
    tx,
    sql`update catalog_action set name = ${change.name}, settings = ${JSON.stringify(change.settings)}::jsonb, enabled = ${change.enabled},
      disabled_reason = case when ${change.enabled} then null else disabled_reason end, throttled_until = null, version = version + 1 where id = ${id}`,
  )
}

export async function saveSecrets(tx: Db, id: string, secrets: Buffer): Promise<void> {
  await run(tx, sql`update catalog_action set secrets = ${secrets} where id = ${id}`)
}

export async function archiveAction(tx: Db, id: string): Promise<void> {
  await run(tx, sql`update catalog_action set archived_at = now(), enabled = false, secrets = null where id = ${id}`)
  await run(
    tx,
    sql`update action_delivery set state = 'failed', code = 'removed', settled_at = now() where action_id = ${id} and state = 'queued'`,
  )
}

/** Those of these ids that are set up and switched on, with their kind. */
export async function usableActions(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, { kind: ActionRow['kind']; name: string; enabled: boolean }>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    db,
    sql<{
      id: string
      kind: ActionRow['kind']
      name: string
      enabled: boolean
    }>`select id, kind, name, enabled from catalog_action
      where workspace_id = ${workspaceId} and archived_at is null and id = any(${[...ids]}::uuid[])`,
  )
  return new Map(found.map((row) => [row.id, row]))
}

export async function emailOf(db: Db, memberId: string): Promise<string | null> {
  const found = await one(
    db,
    sql<{ email: string }>`select u.email from member m join auth_user u on u.id = m.user_id where m.id = ${memberId}`,
  )
  return found?.email ?? null
}

/** Of these mails those that go to the customer of a case, with their words. */
export async function mailsToCustomers(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, { subject: string; text: string }>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    db,
    sql<{
      id: string
      subject: string
      text: string
    }>`select id, settings->>'subject' as subject, settings->>'text' as text from catalog_action
      where workspace_id = ${workspaceId} and kind = 'mail' and archived_at is null and settings->>'to' = 'customer' and id = any(${[...ids]}::uuid[])`,
  )
  return new Map(found.map(({ id, ...words }) => [id, words]))
}
