import type { Actor, JournalData, JournalKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows } from './db/database.ts'

/** One entry to write. Typed by kind: facts and references, never a customer's words. */
export type Entry = {
  [K in JournalKind]: {
    workspaceId: string
    subject: { kind: SubjectKind; id: string }
    actor: Actor
    kind: K
    data: JournalData<K>
    cause?: { kind: string; id: string } | undefined
  }
}[JournalKind]

export type SubjectKind =
  | 'case'
  | 'customer'
  | 'mention'
  | 'inlet-item'
  | 'presence'
  | 'post'
  | 'self-test'
  | 'member'
  | 'team'
  | 'unit'
  | 'invitation'
  | 'workspace'
  | 'view'
  | 'topic'
  | 'message'

/** Readers wake on this channel; a lost notification costs latency, never an event. */
export const journalChannel = 'resonanz_journal'

/** Writes entries in the caller's transaction, in the order given, and wakes the readers once it commits. */
export async function append(tx: Db, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const list = entries.map((entry) => ({
    w: entry.workspaceId,
    sk: entry.subject.kind,
    si: entry.subject.id,
    ak: entry.actor.kind,
    ai: entry.actor.id,
    c: entry.cause ?? null,
    k: entry.kind,
    d: entry.data,
  }))
  await sql`
    with written as (
      insert into journal (workspace_id, subject_kind, subject_id, actor_kind, actor_id, cause, kind, data)
      select e.w, e.sk, e.si, e.ak, e.ai, e.c, e.k, e.d
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(w uuid, sk text, si uuid, ak text, ai text, c jsonb, k text, d jsonb)
      returning 1
    ) select pg_notify(${journalChannel}, '') from (select count(*) from written) as n`.execute(tx)
}

export type JournalRow = {
  seq: number
  xid: string
  at: Date
  workspace_id: string
  subject_kind: SubjectKind
  subject_id: string
  actor_kind: Actor['kind']
  actor_id: string | null
  /** What it followed from, e.g. a run of a rule. */
  cause: { kind: string; id: string } | null
  kind: JournalKind
  data: Record<string, unknown>
}
/** Position of a reader. Written `xid-seq` where it leaves the program (Last-Event-ID). */
export type Position = { xid: string; seq: number }

export function formatPosition(position: Position): string {
  return `${position.xid}-${position.seq}`
}
export function parsePosition(text: string): Position | null {
  const match = /^(\d{1,20})-(\d{1,16})$/.exec(text)
  return match ? { xid: match[1]!, seq: Number(match[2]) } : null
}

/**
 * Rows after a position, none ever skipped: only rows whose transaction is older than the oldest one still running,
 * ordered by (transaction, sequence), so a late commit can never appear behind the cursor.
 */
export async function readAfter(db: Db, after: Position, limit = 500, workspaceId?: string): Promise<JournalRow[]> {
  return rows(
    db,
    sql<JournalRow>`
      select seq, xid::text, at, workspace_id, subject_kind, subject_id, actor_kind, actor_id, cause, kind, data from journal
      where (xid, seq) > (${after.xid}::xid8, ${after.seq}::bigint) and xid < journal_horizon()
      ${workspaceId ? sql`and workspace_id = ${workspaceId}` : sql``}
      -- By name alone it would be the text of the number, and 100000 stand before 99999.
      order by journal.xid, seq limit ${limit}`,
  )
}

/** Are there entries that a reader at this position may not see yet, because an older transaction still runs? */
export async function entriesWait(db: Db, after: Position): Promise<boolean> {
  const [row] = await rows(
    db,
    sql<{
      wait: boolean
    }>`select exists (select from journal where (xid, seq) > (${after.xid}::xid8, ${after.seq}::bigint)) as wait`,
  )
  return row!.wait
}

/** Where a reader that starts now begins. */
export async function currentPosition(db: Db): Promise<Position> {
  const [row] = await rows(db, sql<{ xid: string }>`select (journal_horizon()::text::numeric - 1)::text as xid`)
  return { xid: row!.xid, seq: Number.MAX_SAFE_INTEGER }
}
