import type { AttachmentContent, RemoteMedia } from '@resonanz/channels'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { notFound } from '#platform/errors'
import { inFairOrder, type Room } from '#platform/lanes'

export type Claimed = {
  workspace_id: string
  message_id: string
  index: number
  presence_id: string
  remote: RemoteMedia
  name: string
  attempts: number
  is_gone: boolean
}

/** Longer than one attempt may take: a process that died is followed by another. */
const leaseSeconds = 120

/** What is due and may begin, now ours. What was never tried comes first: hosts that hang keep nobody else's files waiting. */
export function claimMedia(db: Db, by: string, room: Room): Promise<Claimed[]> {
  const due = sql`
    select d.*, d.message_id::text || ':' || d.index as id from (
      select distinct presence_id from message_media where state = 'pending' and next_at <= now() and (lease_until is null or lease_until < now())
    ) w cross join lateral (
      select d.message_id, d.index, d.workspace_id, d.presence_id, d.next_at as due_at, d.attempts > 0 as is_ailing from message_media d
      where d.presence_id = w.presence_id and d.state = 'pending' and d.next_at <= now() and (d.lease_until is null or d.lease_until < now())
      order by d.attempts, d.next_at limit ${room.perPresence}::int
    ) d`
  return rows(
    db,
    sql<Claimed>`with next as (
        select d.message_id, d.index from (${inFairOrder(due, room)}) f join message_media d on d.message_id = f.message_id and d.index = f.index
        where d.state = 'pending' and (d.lease_until is null or d.lease_until < now()) for update of d skip locked
      )
      update message_media d set attempts = d.attempts + 1, lease_by = ${by}, lease_until = now() + make_interval(secs => ${leaseSeconds})
      from next n join message m on m.id = n.message_id where d.message_id = n.message_id and d.index = n.index
      returning d.workspace_id, d.message_id, d.index, d.presence_id, d.remote, d.name, d.attempts, m.deleted_at is not null as is_gone`,
  )
}

type Settled = { state: 'kept'; file: AttachmentContent } | { state: 'failed'; code: string }

/** Once, by who holds it: says whether it was us. */
export async function settleMedia(tx: Db, by: string, of: Claimed, settled: Settled): Promise<boolean> {
  const file = settled.state === 'kept' ? settled.file : null
  const code = settled.state === 'failed' ? settled.code : null
  const bytes = file && Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength)
  const mine = await run(
    tx,
    sql`update message_media set state = ${settled.state}, code = ${code}, remote = '{}', lease_by = null, lease_until = null, settled_at = now(),
        name = coalesce(${file?.name ?? null}, name), type = ${file?.type ?? null}, bytes = ${bytes}
      where message_id = ${of.message_id} and index = ${of.index} and state = 'pending' and lease_by = ${by}`,
  )
  if (mine === 0) return false
  const change = file
    ? { media: 'kept', name: file.name, type: file.type, size: file.content.byteLength }
    : { media: 'failed', code }
  await run(
    tx,
    sql`update message set attachments = jsonb_set(attachments, array[${of.index}::text], (attachments -> ${of.index}::int) || ${JSON.stringify(change)}::jsonb, false)
      where id = ${of.message_id} and attachments -> ${of.index}::int is not null`,
  )
  return true
}

export async function tryLater(db: Db, by: string, of: Claimed, code: string, seconds: number): Promise<void> {
  await run(
    db,
    sql`update message_media set code = ${code}, lease_by = null, lease_until = null, next_at = now() + make_interval(secs => ${seconds})
      where message_id = ${of.message_id} and index = ${of.index} and state = 'pending' and lease_by = ${by}`,
  )
}

export async function casesOf(tx: Db, messageId: string): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{ case_id: string }>`select case_id from case_message where message_id = ${messageId} order by case_id`,
  )
  return found.map((row) => row.case_id)
}

/** Throws `not-found` until the bytes are here. */
export async function keptMedia(
  db: Db,
  workspaceId: string,
  messageId: string,
  index: number,
): Promise<AttachmentContent> {
  const file = await one(
    db,
    sql<{ name: string; type: string; bytes: Buffer }>`select name, type, bytes from message_media
      where message_id = ${messageId} and index = ${index} and workspace_id = ${workspaceId} and state = 'kept'`,
  )
  if (!file) throw notFound()
  return { name: file.name, type: file.type, content: file.bytes }
}
