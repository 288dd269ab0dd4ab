import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { migrate, readMigrations } from '../db/migrate.ts'
import { startEmbeddedPostgres } from '../embedded-postgres/index.ts'
import { makeLog } from '../log.ts'
import { type ArchiveHeader, BadArchive, readArchive, type TableEnd } from './archive.ts'
import { copyTable } from './copy-table.ts'
import { columnList, quoted, type Table, tablesInOrder } from './tables.ts'

export type RestoreResult = { tables: number; rows: number; verified: boolean; madeAt: string }

/**
 * Puts an archive into an empty database and compares every table with it, row count and hash, before it commits.
 * The copy does not send: presences are paused and what was on its way is `unclear`, until a person says otherwise.
 */
export async function restore(
  adminUrl: string,
  path: string,
  options: { quiet?: boolean } = {},
): Promise<RestoreResult> {
  const header = await readHeader(path)
  const newest = readMigrations().at(-1)!.version
  if (header.schemaVersion > newest)
    throw new BadArchive(`it comes from a newer version (schema ${header.schemaVersion}, ours is ${newest})`)
  await migrate(adminUrl, { upTo: header.schemaVersion })
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await ownerSeesAll(client, true)
    const filled = await client.query(`select 1 from workspace limit 1`)
    if (filled.rowCount) throw new NotEmpty()
    await client.query('delete from installation')
    const known = new Map((await tablesInOrder(client)).map((table) => [table.name, table]))
    const ends: TableEnd[] = []
    let open: Copying | null = null
    for await (const frame of readArchive(path)) {
      if (frame.kind === 'T') {
        const table = known.get(frame.value.name)
        if (!table || frame.value.columns.some((column) => !table.columns.includes(column)))
          throw new BadArchive(`table ${String(frame.value.name).slice(0, 60)} is unknown`)
        if (open) throw new BadArchive('it is damaged')
        open = beginCopy(client, { name: table.name, columns: frame.value.columns })
      }
      if (frame.kind === 'D') await open?.write(frame.value)
      if (frame.kind === 'E' && open) {
        await open.end()
        ends.push(frame.value)
        open = null
      }
    }
    await compare(client, ends)
    await settle(client)
    await goOnAfterOldTransactions(client)
    await ownerSeesAll(client, false)
    await client.query('commit')
    if (!options.quiet) await client.query(`update installation set last_backup_verified = true`)
    await migrate(adminUrl)
    return {
      tables: ends.length,
      rows: ends.reduce((sum, end) => sum + end.rows, 0),
      verified: true,
      madeAt: header.madeAt,
    }
  } catch (error) {
    // What PostgreSQL cannot take as a value of its column was damaged on its way.
    if (/^(22|23)/.test((error as { code?: string }).code ?? '')) throw new BadArchive('it is damaged', error)
    throw error
  } finally {
    // Ends an unfinished copy too; whatever is not committed is gone with the connection.
    await client.end()
  }
}

/** This cluster counts its transactions anew: new journal entries must still come after all of the old ones. */
async function goOnAfterOldTransactions(client: pg.Client) {
  await client.query(
    `do $$ begin execute format('create or replace function journal_xid_offset() returns bigint language sql immutable parallel safe as %L',
       (select 'select ' || coalesce(max(xid::text::numeric), 0)::text || '::bigint' from journal)); end $$`,
  )
}

/** PostgreSQL copies into a table only past its row security. Within the transaction: nobody else ever sees it open. */
async function ownerSeesAll(client: pg.Client, open: boolean) {
  await client.query(
    `do $$ declare t regclass; begin
       for t in select oid from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace loop
         execute format('alter table %s ${open ? 'no force' : 'force'} row level security', t);
       end loop; end $$`,
  )
}

export class NotEmpty extends Error {
  constructor() {
    super('The database is not empty. Restore into a new one: nothing was changed.')
    this.name = 'NotEmpty'
  }
}

type Copying = { write(chunk: Buffer): Promise<void>; end(): Promise<void> }

function beginCopy(client: pg.Client, table: Table): Copying {
  const stream: CopyStreamQuery = client.query(copyFrom(`copy ${quoted(table.name)} (${columnList(table)}) from stdin`))
  const failed = new Promise<never>((_, reject) => stream.on('error', reject))
  failed.catch(() => {})
  return {
    async write(chunk) {
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), failed])
    },
    async end() {
      const finished = once(stream, 'finish')
      stream.end()
      await Promise.race([finished, failed])
    },
  }
}

/** Restores into a scratch database of its own and throws it away: proof that the archive is whole. */
export async function verifyArchive(path: string): Promise<RestoreResult> {
  // Says what is plainly wrong before it starts a database for it.
  await readHeader(path)
  const dataDir = mkdtempSync(join(tmpdir(), 'resonanz-verify-'))
  const scratch = await startEmbeddedPostgres({ dataDir, log: makeLog('silent'), durable: false })
  try {
    return await restore(scratch.url, path, { quiet: true })
  } finally {
    await scratch.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function readHeader(path: string): Promise<ArchiveHeader> {
  for await (const frame of readArchive(path)) {
    if (frame.kind !== 'H' || frame.value.format !== 1 || frame.value.product !== 'resonanz') break
    return frame.value
  }
  throw new BadArchive('it is not one of ours')
}

async function compare(client: pg.Client, ends: readonly TableEnd[]) {
  const tables = new Map((await tablesInOrder(client)).map((table) => [table.name, table]))
  for (const end of ends) {
    const now = await copyTable(client, tables.get(end.name)!, async () => {})
    if (now.rows !== end.rows || now.sha256 !== end.sha256)
      throw new BadArchive(`table ${end.name} did not arrive as it left (${now.rows} of ${end.rows} rows)`)
  }
}

async function settle(client: pg.Client) {
  await client.query(
    `select setval(pg_get_serial_sequence('journal', 'seq'), greatest((select max(seq) from journal), 1))`,
  )
  await client.query(
    `update presence set paused = true, lease_until = null, lease_by = null where kind in ('email', 'feed') and not (settings ? 'sample')`,
  )
  await client.query(
    `update outbox set state = 'unclear', error_code = 'restored', lease_until = null where state in ('queued', 'handing_over')`,
  )
  await client.query(
    `update cases set has_unclear = true where id in (select case_id from outbox where state = 'unclear')`,
  )
  await client.query(`update inlet_open set lease_until = null, lease_by = null`)
  await client.query(`delete from auth_session`)
}
