import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'

const mostAtOnce = 1_000

/** Source keys stored for a presence: of those asked for, and of those that begin with one of `below`. */
export async function storedKeys(
  db: Db,
  presenceId: string,
  { keys, below }: { keys: readonly string[]; below: readonly string[] },
): Promise<string[]> {
  const found = new Set<string>()
  for (let at = 0; at < Math.max(keys.length, below.length); at += mostAtOnce) {
    const some = [keys, below].map((all) => all.slice(at, at + mostAtOnce))
    // Each beginning stands alone, so that it is a walk in the index and not through everything of the presence.
    const begins = some[1]!.map((start) => sql`source_key ^@ ${start}`)
    const stored = await rows(
      db,
      sql<{ key: string }>`select distinct source_key as key from inlet_item
        where presence_id = ${presenceId} and (${sql.join([sql`source_key = any(${some[0]}::text[])`, ...begins], sql` or `)})`,
    )
    for (const { key } of stored) found.add(key)
  }
  return [...found]
}
