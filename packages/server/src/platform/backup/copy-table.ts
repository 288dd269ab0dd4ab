import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { newHash } from './archive.ts'
import { columnList, quoted, type Table } from './tables.ts'

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
