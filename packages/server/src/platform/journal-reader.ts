import { sql } from 'kysely'
import { willPass } from './db/away.ts'
import { type Db, inTransaction, one, run } from './db/database.ts'
import type { Deps } from './deps.ts'
import { type JournalRow, readAfter } from './journal.ts'

type Reader = {
  name: string
  /** Entries at once. */
  limit: number
  fromStart?: boolean
}

/**
 * One turn of a reader: its next entries are worked in one transaction with its place. A batch that is refused is read in
 * smaller pieces; an entry that cannot be worked alone is passed over and told, so that one case never holds up all
 * others. A database that is away or busy is waited for. Says whether there is more.
 */
export async function readEntries(
  deps: Pick<Deps, 'db' | 'log'>,
  reader: Reader,
  work: (tx: Db, entries: JournalRow[]) => Promise<unknown>,
): Promise<boolean> {
  const { name, limit } = reader
  let tried: number | undefined
  try {
    return await readBatch(deps, reader, (tx, entries) => {
      tried = entries[0]!.seq
      return work(tx, entries)
    })
  } catch (error) {
    if (willPass(error)) throw error
    if (limit > 1) {
      deps.log.warn(
        { err: error, reader: name, limit },
        'a batch of the journal could not be worked; smaller ones follow',
      )
      return readEntries(deps, { ...reader, limit: Math.max(1, Math.floor(limit / 8)) }, work)
    }
    deps.log.error({ err: error, reader: name }, 'an entry of the journal could not be worked and was passed over')
    // Another process may have passed it over meanwhile: then the next one is worked.
    return readBatch(deps, reader, async (tx, entries) => (entries[0]!.seq === tried ? undefined : work(tx, entries)))
  }
}

async function readBatch(
  deps: Pick<Deps, 'db'>,
  { name, limit, fromStart }: Reader,
  work: (tx: Db, entries: JournalRow[]) => Promise<unknown>,
): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const entries = await takeEntries(tx, name, limit, fromStart ? { fromStart } : {})
    if (entries.length > 0) await work(tx, entries)
    return entries.length === limit
  })
}

/**
 * The next entries for a reader that keeps its place in the database: the place moves behind them in the caller's
 * transaction, so that what is made of them and that they were read hold together or not at all. Several processes take
 * turns by the lock of the place; empty while another one reads, or when nothing is there. A reader begins with what
 * happens after it was first here, or `fromStart` with the first entry of all.
 */
async function takeEntries(
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
