import type { Language, ServiceNote } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { notFound } from '#platform/errors'
import type { Actor } from '#platform/deps'
import { mayChange } from './policy.ts'

export type NoteRow = {
  id: string
  case_id: string
  case_number: number
  token: string
  title: string
  body: string
  language: Language
  indexed: boolean
  found_kinds: string[]
  confirmed_by: string | null
  confirmed_name: string | null
  confirmed_reason: string | null
  created_by: string | null
  author: string | null
  created_at: Date
  expires_at: Date
  withdrawn_at: Date | null
  withdrawn_reason: string | null
  is_expired: boolean
}

const columns = sql`n.id, n.case_id, c.number as case_number, n.token, n.title, n.body, n.language, n.indexed, n.found_kinds, n.confirmed_by, k.name as confirmed_name, n.confirmed_reason,
  n.created_by, b.name as author, n.created_at, n.expires_at, n.withdrawn_at, n.withdrawn_reason, n.expires_at <= now() as is_expired`
const from = sql`from service_note n join cases c on c.id = n.case_id left join member b on b.id = n.created_by left join member k on k.id = n.confirmed_by`

export async function accessNote(db: Db, actor: Actor, id: string, options: { lock?: boolean } = {}): Promise<NoteRow> {
  const found = await one(
    db,
    sql<NoteRow>`select ${columns} ${from} where n.id = ${id} and n.workspace_id = ${actor.workspaceId} ${options.lock ? sql`for update of n` : sql``}`,
  )
  if (!found) throw notFound()
  return found
}

export function notesOf(
  db: Db,
  actor: Actor,
  query: { caseId?: string | undefined; state: 'public' | 'over' | 'all'; cursor?: string | undefined; limit: number },
): Promise<NoteRow[]> {
  const isOver = sql`(n.withdrawn_at is not null or n.expires_at <= now())`
  return rows(
    db,
    sql<NoteRow>`select ${columns} ${from} where n.workspace_id = ${actor.workspaceId}
      ${query.caseId ? sql`and n.case_id = ${query.caseId}` : sql``}
      ${query.state === 'all' ? sql`` : query.state === 'over' ? sql`and ${isOver}` : sql`and not ${isOver}`}
      ${query.cursor ? sql`and n.id < ${query.cursor}` : sql``} order by n.id desc limit ${query.limit + 1}`,
  )
}

export async function insertNote(
  tx: Db,
  n: {
    workspaceId: string
    id: string
    caseId: string
    token: string
    title: string
    text: string
    language: Language
    indexed: boolean
    foundKinds: string[]
    confirmedBy: string | null
    confirmedReason: string | null
    memberId: string
    expiresAt: string
  },
): Promise<void> {
  await sql`insert into service_note (workspace_id, id, case_id, token, title, body, language, indexed, found_kinds, confirmed_by, confirmed_reason, created_by, expires_at)
    values (${n.workspaceId}, ${n.id}, ${n.caseId}, ${n.token}, ${n.title}, ${n.text}, ${n.language}, ${n.indexed}, ${n.foundKinds}::text[], ${n.confirmedBy}, ${n.confirmedReason}, ${n.memberId}, ${n.expiresAt})`.execute(
    tx,
  )
}

export async function moveEnd(tx: Db, id: string, expiresAt: string): Promise<void> {
  await run(tx, sql`update service_note set expires_at = ${expiresAt} where id = ${id}`)
}

export async function markWithdrawn(tx: Db, id: string, memberId: string, reason: string): Promise<void> {
  await run(
    tx,
    sql`update service_note set withdrawn_at = now(), withdrawn_by = ${memberId}, withdrawn_reason = ${reason} where id = ${id} and withdrawn_at is null`,
  )
}

export type PublicNote = Pick<
  NoteRow,
  'title' | 'body' | 'language' | 'indexed' | 'created_at' | 'expires_at' | 'is_expired' | 'withdrawn_at'
> & {
  workspace_id: string
  company: string
}

/** For everybody: by its address alone, in every workspace. */
export function publicNote(db: Db, token: string): Promise<PublicNote | undefined> {
  return one(
    db,
    sql<PublicNote>`select n.workspace_id, n.title, n.body, n.language, n.indexed, n.created_at, n.expires_at, n.expires_at <= now() as is_expired, n.withdrawn_at, w.name as company
      from service_note n join workspace w on w.id = n.workspace_id where n.token = ${token}`,
  )
}

export function presentNote(row: NoteRow, actor: Pick<Actor, 'role'>, address: string): ServiceNote {
  const state = row.withdrawn_at ? 'withdrawn' : row.is_expired ? 'expired' : 'public'
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.case_number,
    url: `${address}/n/${row.token}`,
    title: row.title,
    text: row.body,
    language: row.language,
    indexed: row.indexed,
    state,
    expiresAt: row.expires_at.toISOString(),
    foundKinds: row.found_kinds,
    confirmedBy: row.confirmed_by ? { id: row.confirmed_by, name: row.confirmed_name ?? '' } : null,
    confirmedReason: row.confirmed_reason,
    by: row.created_by ? { id: row.created_by, name: row.author ?? '' } : null,
    createdAt: row.created_at.toISOString(),
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    withdrawnReason: row.withdrawn_reason,
    mayChange: mayChange(actor, state),
  }
}
