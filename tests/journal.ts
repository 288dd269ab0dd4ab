import { sql } from 'kysely'
import { one } from '../packages/server/src/platform/db/database.ts'
import type { Deps } from '../packages/server/src/platform/deps.ts'

/**
 * Lets a reader of the journal take turns until it has read what stands there now. Another transaction of this cluster,
 * a neighbouring test's say, may hold the journal's horizon back for a moment: then it waits.
 */
export async function readUp(deps: Deps, reader: string, turn: () => Promise<boolean>): Promise<void> {
  const last = await one<{ xid: string; seq: number }>(
    deps.db.system,
    sql`select xid::text, seq from journal order by journal.xid desc, seq desc limit 1`,
  )
  for (let tries = 0; tries < 2_400; tries += 1) {
    while (await turn());
    if (!last) return
    const place = await one<{ isThere: boolean }>(
      deps.db.system,
      sql`select (xid, seq) >= (${last.xid}::xid8, ${last.seq}::bigint) as "isThere" from journal_cursor where name = ${reader}`,
    )
    if (place?.isThere) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`${reader} did not come to the end of the journal.`)
}
