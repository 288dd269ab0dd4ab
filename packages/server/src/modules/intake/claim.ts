import type { ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type Claimed = {
  id: string
  workspace_id: string
  presence_id: string
  kind: ChannelKind
  presence_name: string
  team_id: string | null
  settings: Record<string, unknown>
  source_key: string
  version: string
  content_type: string
  source: Record<string, unknown>
  raw: Buffer
  received_at: Date
  attempts: number
}
type Row = Omit<Claimed, 'raw'> & { raw: Buffer | null; raw_bytes: number }

/** Bytes of a large item come in pieces, so that the program never stands still over one of them. */
const largeBytes = 1024 * 1024
const pieceBytes = 2 * 1024 * 1024

const columns = sql`i.id, i.workspace_id, i.presence_id, p.kind, p.name as presence_name, p.team_id, p.settings, i.source_key, i.version, i.content_type, i.source, i.received_at,
  case when octet_length(i.raw) <= ${largeBytes} then i.raw end as raw, octet_length(i.raw) as raw_bytes,
  q.attempts`

/**
 * Takes up to `limit` waiting items for 60 seconds. One presence is worked by one process at a time, oldest item first,
 * so that a conversation keeps its order; several processes share the presences.
 */
export async function claimItems(db: Db, by: string, limit: number, maxBytes: number): Promise<Claimed[]> {
  const claimed = await rows(
    db,
    sql<Row>`
      with turn as materialized (select pg_advisory_xact_lock(hashtext('resonanz.intake.claim'))),
      mine as (
        select q.item_id from turn, inlet_open q
        where not q.quarantined and (q.lease_until is null or q.lease_until < now())
          and q.presence_id not in (select o.presence_id from inlet_open o where o.lease_until > now() and not o.quarantined and o.lease_by <> ${by} and o.lease_by <> 'parked')
        order by q.item_id limit ${limit} for update of q skip locked
      ), sized as (
        select m.item_id, sum(octet_length(i.raw)) over (order by m.item_id) - octet_length(i.raw) as before from mine m join inlet_item i on i.id = m.item_id
      ), leased as (
        update inlet_open q set lease_by = ${by}, lease_until = now() + interval '60 seconds', attempts = attempts + 1
        from sized s where q.item_id = s.item_id and s.before < ${maxBytes} returning q.item_id, q.attempts
      )
      select ${columns} from leased q join inlet_item i on i.id = q.item_id join presence p on p.id = i.presence_id order by i.id`,
  )
  return withBytes(db, claimed)
}

/** Takes one item whoever waits for it (a form visitor, a person who tries again). Empty when somebody else has it. */
export async function claimOne(db: Db, by: string, itemId: string): Promise<Claimed[]> {
  const claimed = await rows(
    db,
    sql<Row>`
      with leased as (
        update inlet_open q set lease_by = ${by}, lease_until = now() + interval '60 seconds', attempts = attempts + 1, quarantined = false
        where item_id = ${itemId} and (lease_until is null or lease_until < now() or quarantined) returning q.item_id, q.attempts
      )
      select ${columns} from leased q join inlet_item i on i.id = q.item_id join presence p on p.id = i.presence_id`,
  )
  return withBytes(db, claimed)
}

/** Large items lie in memory that threads share: they are handed on without a copy. */
async function withBytes(db: Db, found: readonly Row[]): Promise<Claimed[]> {
  const claimed: Claimed[] = []
  for (const { raw_bytes: size, ...row } of found)
    claimed.push({ ...row, raw: row.raw ?? (await readPieces(db, row.id, size)) })
  return claimed
}

async function readPieces(db: Db, itemId: string, size: number): Promise<Buffer> {
  const whole = Buffer.from(new SharedArrayBuffer(size))
  for (let at = 0; at < size; at += pieceBytes) {
    const piece = await one(
      db,
      sql<{
        bytes: Buffer
      }>`select substring(raw from ${at + 1}::int for ${pieceBytes}::int) as bytes from inlet_item where id = ${itemId}`,
    )
    piece?.bytes.copy(whole, at)
  }
  return whole
}

/** With the embedded database no other process can hold a lease: those left by a crash are free at once. */
export async function freeAllLeases(db: Db): Promise<void> {
  await run(
    db,
    sql`update inlet_open set lease_until = null, lease_by = null where lease_until is not null and lease_by <> 'parked'`,
  )
  await run(db, sql`update presence set lease_until = null, lease_by = null where lease_until is not null`)
  await run(db, sql`update message_media set lease_until = null, lease_by = null where lease_until is not null`)
}

export async function ownAddresses(db: Db, workspaceId: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      address: string
    }>`select lower(address) as address from presence where workspace_id = ${workspaceId} and kind = 'email' and address is not null`,
  )
  return found.map((row) => row.address)
}
