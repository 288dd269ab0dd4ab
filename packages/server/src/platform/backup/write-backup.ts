import pg from 'pg'
import { type ArchiveEnd, writeArchive } from './archive.ts'
import { copyTable } from './copy-table.ts'
import { tablesInOrder } from './tables.ts'

export type WrittenArchive = ArchiveEnd & { bytesOfData: number }

/**
 * Writes everything of the database into one archive: all tables in one snapshot while the product goes on working.
 * The key that opens sealed credentials is not in it: it lies in the data folder.
 */
export async function writeBackup(adminUrl: string, path: string, version: string): Promise<WrittenArchive> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const archive = writeArchive(path)
  try {
    await client.query('begin isolation level repeatable read read only')
    // Sees the rows of every workspace; an owner who is no superuser would see none of them.
    await client.query('set role resonanz_system')
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
    return { tables: tables.length, rows, bytesOfData }
  } finally {
    await client.end()
  }
}
