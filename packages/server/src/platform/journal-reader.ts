import { sql } from 'kysely'
import { type Db, one, run } from './db/database.ts'
import { type JournalRow, readAfter } from './journal.ts'

/**
 * The next entries for a reader that keeps its place in the database: the place moves behind them in the caller's
 * transaction, so that what is made of them and that they were read hold together or not at all. Several processes take
 * turns by the lock of the place; empty while another one reads, or when nothing is there. A reader begins with what
 * happens after it was first here, or `fromStart` with the first entry of all.
 */
export async function takeEntries(
  tx: Db,
  reader: string,
  limit: number,
  { fromStart = false }: { fromStart?: boolean } = {},
): Promise<JournalRow[]> {
  const place = fromStart
    ? sql`select ${reader}`
    : sql`select ${reader}, (journal_horizon()::text::numeric - 1)::text::xid8, 9007199254740991`
  await run(
    tx,
    sql`insert into journal_cursor ${fromStart ? sql`(name)` : sql`(name, xid, seq)`} ${place} on conflict (name) do nothing`,
  )
  const cursor = await one(
    tx,
    sql<{
      xid: string
      seq: number
    }>`select xid::text, seq from journal_cursor where name = ${reader} for update skip locked`,
  )
  if (!cursor) return []
  const entries = await readAfter(tx, cursor, limit)
  const last = entries.at(-1)
  if (last)
    await run(
      tx,
      sql`update journal_cursor set xid = ${last.xid}::xid8, seq = ${last.seq}, at = now() where name = ${reader}`,
    )
  return entries
}
