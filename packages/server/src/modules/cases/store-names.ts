import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import type { Filter } from './filter/terms.ts'

type Named = 'owner' | 'team' | 'topic' | 'customer' | 'identity'
/** Ids that the names in filters stand for, by `field:word`. */
export type ResolvedNames = Map<string, string[]>

const maxPeopleFound = 500

/** Looks up all names of many filters in one statement. A part of the name is enough; several people may fit. */
export async function resolveNames(db: Db, workspaceId: string, filters: readonly Filter[]): Promise<ResolvedNames> {
  const wanted = {
    owner: new Set<string>(),
    team: new Set<string>(),
    topic: new Set<string>(),
    customer: new Set<string>(),
  }
  for (const term of filters.flat()) {
    if (term.field === 'owner' || term.field === 'team' || term.field === 'topic' || term.field === 'customer') {
      for (const word of term.values) if (term.field === 'customer' || !isSelf(word)) wanted[term.field].add(word)
    }
  }
  const words = (field: keyof typeof wanted) => sql`unnest(${[...wanted[field]]}::text[]) as w(word)`
  const queries = {
    owner: sql`select 'owner' as field, word, id from ${words('owner')} join member on workspace_id = ${workspaceId} and name ilike ${part}`,
    team: sql`select 'team' as field, word, id from ${words('team')} join team on workspace_id = ${workspaceId} and name ilike ${part}`,
    topic: sql`select 'topic' as field, word, id from ${words('topic')} join topic on workspace_id = ${workspaceId} and (name->>'de' ilike ${part} or name->>'en' ilike ${part})`,
    customer: sql`select 'customer' as field, word, f.id from ${words('customer')} cross join lateral (
        (select id from customer where workspace_id = ${workspaceId} and name ilike ${part} limit ${maxPeopleFound})
        union (select id from customer where workspace_id = ${workspaceId} and number = word)) f
      union all
      select 'identity' as field, word, f.id from ${words('customer')} cross join lateral (
        (select id from identity where workspace_id = ${workspaceId} and name is not null and name ilike ${part} limit ${maxPeopleFound})
        union (select id from identity where workspace_id = ${workspaceId} and kind = 'email' and scope = '' and key = lower(word))) f`,
  }
  const asked = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((field) => wanted[field].size > 0)
  const found: ResolvedNames = new Map()
  if (asked.length === 0) return found
  const query = sql<{ field: Named; word: string; id: string }>`${sql.join(
    asked.map((field) => queries[field]),
    sql` union all `,
  )}`
  for (const row of await rows(db, query)) {
    const key = `${row.field}:${row.word}`
    const ids = found.get(key)
    if (ids) ids.push(row.id)
    else found.set(key, [row.id])
  }
  return found
}

/** The word anywhere in the name; what would be a wildcard in it stands for itself. */
const part = sql`'%' || replace(replace(replace(word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`

export function isSelf(word: string): boolean {
  return word === 'me' || word === 'none'
}
