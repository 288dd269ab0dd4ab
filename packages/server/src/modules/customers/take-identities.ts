import { sql } from 'kysely'
import { newId } from '#platform/ids'
import { type Db, rows } from '#platform/db/database'

export type Author = { kind: string; scope: string; key: string; display: string; name: string | null }
export type TakenIdentity = { identityId: string; customerId: string | null; customerName: string | null }

export function identityKey(author: { kind: string; scope: string; key: string }): string {
  return `${author.kind}|${author.scope}|${author.key}`
}

/**
 * Finds or makes the identities of many authors in two statements, by key; an unknown one stays unlinked until a person
 * links it. The answer maps `identityKey(author)` to the identity and the customer it belongs to now.
 */
export async function takeIdentities(
  tx: Db,
  workspaceId: string,
  authors: readonly Author[],
): Promise<Map<string, TakenIdentity>> {
  const unique = [...new Map(authors.map((author) => [identityKey(author), author])).values()].toSorted((a, b) =>
    identityKey(a) < identityKey(b) ? -1 : 1,
  )
  if (unique.length === 0) return new Map()
  const list = JSON.stringify(
    unique.map((author) => ({
      id: newId(),
      kind: author.kind,
      scope: author.scope,
      key: author.key,
      display: author.display.slice(0, 300),
      name: author.name?.slice(0, 200) ?? null,
    })),
  )
  await sql`insert into identity (workspace_id, id, kind, scope, key, display, name)
    select ${workspaceId}::uuid, e.id, e.kind, e.scope, e.key, e.display, e.name
    from json_to_recordset(${list}::json) as e(id uuid, kind text, scope text, key text, display text, name text)
    where not exists (select 1 from identity i where i.workspace_id = ${workspaceId}::uuid and i.kind = e.kind and i.scope = e.scope and i.key = e.key)
    on conflict (workspace_id, kind, scope, key) do nothing`.execute(tx)
  const found = await rows(
    tx,
    sql<{
      kind: string
      scope: string
      key: string
      identity_id: string
      customer_id: string | null
      customer_name: string | null
    }>`
      select i.kind, i.scope, i.key, i.id as identity_id, l.customer_id, c.name as customer_name
      from json_to_recordset(${list}::json) as e(kind text, scope text, key text)
      join identity i on i.workspace_id = ${workspaceId}::uuid and i.kind = e.kind and i.scope = e.scope and i.key = e.key
      left join identity_link l on l.identity_id = i.id and l.valid_to is null and l.state = 'confirmed'
      left join customer c on c.id = l.customer_id`,
  )
  return new Map(
    found.map((row) => [
      identityKey(row),
      { identityId: row.identity_id, customerId: row.customer_id, customerName: row.customer_name },
    ]),
  )
}
