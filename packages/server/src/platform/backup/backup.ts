import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type ArchiveEnd, newHash, writeArchive } from './archive.ts'
import { columnList, quoted, type Table, tablesInOrder } from './tables.ts'

export type BackupResult = ArchiveEnd & { path: string; bytesOfData: number }

/**
 * Writes everything of the database into one archive: all tables in one snapshot while the product goes on working.
 * `adminUrl` must see all rows. The key that opens sealed credentials is not in it: it lies in the data folder.
 */
export async function backup(adminUrl: string, path: string, version: string): Promise<BackupResult> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const archive = writeArchive(path)
  try {
    await client.query('begin isolation level repeatable read read only')
    const facts = (
      await client.query<{ version: number; id: string; at: Date }>(
        `select (select max(version) from schema_version) as version, (select id from installation) as id, now() as at`,
      )
    ).rows[0]!
    await archive.write({
      kind: 'H',
      value: {
        format: 1,
        product: 'resonanz',
        version,
        schemaVersion: facts.version,
        madeAt: facts.at.toISOString(),
        installationId: facts.id,
      },
    })
    let rows = 0
    let bytesOfData = 0
    const tables = await tablesInOrder(client)
    for (const table of tables) {
      await archive.write({ kind: 'T', value: table })
      const copied = await copyTable(client, table, async (chunk) => {
        bytesOfData += chunk.length
        await archive.write({ kind: 'D', value: chunk })
      })
      rows += copied.rows
      await archive.write({ kind: 'E', value: { name: table.name, ...copied } })
    }
    await client.query('commit')
    await archive.write({ kind: 'Z', value: { tables: tables.length, rows } })
    await archive.close()
    await client.query(`update installation set last_backup_at = now(), last_backup_verified = null`)
    return { path, tables: tables.length, rows, bytesOfData }
  } finally {
    await client.end()
  }
}

/** One table as COPY text; its hash is independent of how the chunks fell. */
export async function copyTable(
  client: pg.Client,
  table: Table,
  each: (chunk: Buffer) => Promise<void>,
): Promise<{ rows: number; sha256: string }> {
  const hash = newHash()
  const key = table.columns.includes('id') ? 'id' : table.columns.includes('seq') ? 'seq' : null
  const stream = client.query(
    copyTo(
      `copy (select ${columnList(table)} from ${quoted(table.name)} order by ${key ? quoted(key) : columnList(table)}) to stdout`,
    ),
  )
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk)
    await each(chunk)
  }
  return { rows: stream.rowCount, sha256: hash.digest('hex') }
}
