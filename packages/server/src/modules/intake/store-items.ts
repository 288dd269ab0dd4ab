import { createHash } from 'node:crypto'
import type { RawItem } from '@resonanz/channels'
import { type RawBuilder, sql } from 'kysely'
import { newId } from '#platform/ids'
import { type Db, rows, run } from '#platform/db/database'
import { bytesOf, dropPieces, isLarge, piecesOf } from './store-pieces.ts'

export const intakeChannel = 'resonanz_intake'

export type StoredItem = { id: string; sourceKey: string; fresh: boolean }

/**
 * Stores raw items before anything looks inside: one statement, on disk when it returns. What is known already stays as
 * it is. With `cursor` the presence's reading position is saved in the same transaction, so that a crash between the two
 * cannot happen. Answers every item with its id, the known ones too.
 */
export async function storeItems(
  tx: Db,
  presence: { id: string; workspaceId: string },
  items: readonly RawItem[],
  options: { cursor?: Record<string, unknown>; signature?: string } = {},
): Promise<StoredItem[]> {
  const unique = [...new Map(items.map((item) => [`${sourceKeyOf(item)}\n${item.version ?? ''}`, item])).values()]
  const fresh: { id: string; source_key: string; version: string }[] = []
  // 65,535 parameters at most per statement.
  for (let start = 0; start < unique.length; start += 2_000) {
    const values: RawBuilder<unknown>[] = []
    const large: string[] = []
    for (const item of unique.slice(start, start + 2_000)) {
      const id = newId()
      const source = storable(item.occurredAt ? { ...item.source, occurredAt: item.occurredAt } : item.source)
      if (isLarge(item)) large.push(id)
      const raw = isLarge(item) ? await piecesOf(tx, item, id, presence.workspaceId) : sql`${bytesOf(item)}::bytea`
      values.push(
        sql`(${presence.workspaceId}::uuid, ${id}::uuid, ${presence.id}::uuid, ${sourceKeyOf(item)}, ${item.version ?? ''}, ${item.contentType}, ${source}::jsonb, ${raw}, ${options.signature ?? 'none'})`,
      )
    }
    fresh.push(
      ...(await rows(
        tx,
        sql<{ id: string; source_key: string; version: string }>`
          with taken as (
            insert into inlet_item (workspace_id, id, presence_id, source_key, version, content_type, source, raw, signature)
            values ${sql.join(values)} on conflict (presence_id, source_key, version) do nothing
            returning id, source_key, version
          ), waiting as (
            insert into inlet_open (workspace_id, item_id, presence_id) select ${presence.workspaceId}::uuid, id, ${presence.id}::uuid from taken
          ) select * from taken`,
      )),
    )
    await dropPieces(tx, large)
  }
  if (options.cursor || fresh.length > 0) {
    // Pushes come side by side: the row is written once a second, so that they do not wait for one another.
    await run(
      tx,
      sql`update presence set cursor = coalesce(${options.cursor ? JSON.stringify(options.cursor) : null}::jsonb, cursor),
          last_received_at = case when ${fresh.length > 0} then now() else last_received_at end
        where id = ${presence.id} and (${options.cursor !== undefined} or last_received_at is null or last_received_at < now() - interval '1 second')`,
    )
  }
  if (fresh.length > 0) await sql`select pg_notify(${intakeChannel}, '')`.execute(tx)
  const freshIds = new Map(fresh.map((row) => [`${row.source_key}\n${row.version}`, row.id]))
  const known = unique.filter((item) => !freshIds.has(`${sourceKeyOf(item)}\n${item.version ?? ''}`))
  const knownIds = await idsOf(tx, presence.id, known)
  return items.map((item) => {
    const key = `${sourceKeyOf(item)}\n${item.version ?? ''}`
    return { id: freshIds.get(key) ?? knownIds.get(key)!, sourceKey: sourceKeyOf(item), fresh: freshIds.has(key) }
  })
}

/** Networks write what no database keeps: NUL, half a character. */
function storable(source: RawItem['source']): string {
  return JSON.stringify(source, (_name, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value,
  )
}

function sourceKeyOf(item: RawItem): string {
  const key = item.sourceKey.replaceAll('\u0000', '')
  if (key.length > 0 && key.length <= 500) return key
  return createHash('sha256')
    .update(key.length > 0 ? key : item.raw)
    .digest('hex')
}

/** How many of the items are stored already, or stand twice among them. */
export async function knownItems(db: Db, presenceId: string, items: readonly RawItem[]): Promise<number> {
  const keys = new Set(items.map((item) => `${sourceKeyOf(item)}\n${item.version ?? ''}`))
  return items.length - keys.size + (await idsOf(db, presenceId, items)).size
}

async function idsOf(tx: Db, presenceId: string, items: readonly RawItem[]): Promise<Map<string, string>> {
  if (items.length === 0) return new Map()
  const list = JSON.stringify(items.map((item) => ({ k: sourceKeyOf(item), v: item.version ?? '' })))
  const found = await rows(
    tx,
    sql<{
      id: string
      k: string
      v: string
    }>`select i.id, e.k, e.v from json_to_recordset(${list}::json) as e(k text, v text)
      join inlet_item i on i.presence_id = ${presenceId}::uuid and i.source_key = e.k and i.version = e.v`,
  )
  return new Map(found.map((row) => [`${row.k}\n${row.v}`, row.id]))
}
