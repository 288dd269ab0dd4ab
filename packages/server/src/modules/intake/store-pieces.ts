import type { RawItem } from '@resonanz/channels'
import { type RawBuilder, sql } from 'kysely'
import { type Db, run } from '#platform/db/database'

/** From here on the bytes go to the database in pieces: sent whole, 50 MB hold up the program for a third of a second. */
const pieceBytes = 2 * 1024 * 1024

export function isLarge(item: RawItem): boolean {
  return item.raw.byteLength > pieceBytes
}

export function bytesOf({ raw }: RawItem): Buffer {
  return Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
}

/** Sends the bytes piece by piece; the answer stands for the whole in a statement of the same transaction. */
export async function piecesOf(tx: Db, item: RawItem, id: string, workspaceId: string): Promise<RawBuilder<unknown>> {
  const raw = bytesOf(item)
  for (let n = 0; n * pieceBytes < raw.length; n += 1) {
    const bytes = raw.subarray(n * pieceBytes, (n + 1) * pieceBytes)
    await run(
      tx,
      sql`insert into inlet_piece (workspace_id, item_id, n, bytes) values (${workspaceId}::uuid, ${id}::uuid, ${n}, ${bytes}::bytea)`,
    )
  }
  return sql`(select string_agg(bytes, ''::bytea order by n) from inlet_piece where item_id = ${id}::uuid)`
}

export async function dropPieces(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await run(tx, sql`delete from inlet_piece where item_id = any(${ids}::uuid[])`)
}
