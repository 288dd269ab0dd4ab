import type { PromiseKind, PromiseProof } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { CaseRecord } from './case.ts'

export type OpenPromise = {
  id: string
  case_id: string
  kind: PromiseKind
  due_at: Date
  text: string
  what: string
  made_by: string | null
  /** The words that gave it; a rule's own promise has none, one that a rule told the customer has. */
  message_id: string | null
  owner_id: string | null
}

/** What the rule of the house set for ourselves is nobody's word to the customer, until it was told. */
export function isOurWord({
  kind,
  made_by,
  message_id,
}: Pick<OpenPromise, 'kind' | 'made_by' | 'message_id'>): boolean {
  return made_by !== null || message_id !== null || kind !== 'next_update'
}

/** Open promises of cases, the first due first. */
export function openPromises(db: Db, caseIds: readonly string[]): Promise<OpenPromise[]> {
  return rows(
    db,
    sql<OpenPromise>`select id, case_id, kind, due_at, text, what, made_by, message_id, owner_id from promise
      where case_id = any(${[...caseIds]}::uuid[]) and state = 'open' order by due_at, id`,
  )
}

export async function settlePromises(
  tx: Db,
  ids: readonly string[],
  settled: {
    state: 'kept' | 'replaced' | 'waived'
    by: string | null
    reason: string | null
    proof?: PromiseProof | undefined
    replacedBy?: string
  },
): Promise<void> {
  if (ids.length === 0) return
  await run(
    tx,
    sql`update promise set state = ${settled.state}, settled_at = now(), settled_by = ${settled.by}::uuid, reason = ${settled.reason},
        proof_kind = ${settled.proof?.kind ?? null}, proof_id = ${settled.proof?.id ?? null}::uuid, proof_words = ${settled.proof?.words ?? null},
        replaced_by = ${settled.replacedBy ?? null}::uuid
      where id = any(${[...ids]}::uuid[]) and state = 'open'`,
  )
}

export type NewPromise = {
  id: string
  caseId: string
  kind?: PromiseKind
  text: string
  what?: string
  dueAt: Date
  madeBy: string | null
  ownerId?: string | null
  messageId?: string
}

export async function insertPromises(tx: Db, workspaceId: string, promises: readonly NewPromise[]): Promise<void> {
  if (promises.length === 0) return
  await run(
    tx,
    sql`insert into promise (workspace_id, id, case_id, kind, text, what, due_at, made_by, owner_id, message_id)
      select ${workspaceId}, e.id, e."caseId", coalesce(e.kind, 'next_update'), e.text, coalesce(e.what, ''), e."dueAt", e."madeBy", e."ownerId", e."messageId"
      from jsonb_to_recordset(${JSON.stringify(promises)}::jsonb)
        as e(id uuid, "caseId" uuid, kind text, text text, what text, "dueAt" timestamptz, "madeBy" uuid, "ownerId" uuid, "messageId" uuid)`,
  )
}

/** cases.next_update_at is the due time of the first open promise; whoever touches promises calls this in the same transaction. */
export async function recomputeNextUpdate(tx: Db, caseIds: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update cases c set next_update_at = p.due_at
      from (select i.id, (select min(due_at) from promise where case_id = i.id and state = 'open') as due_at from unnest(${[...caseIds]}::uuid[]) as i(id)) p
      where c.id = p.id and c.next_update_at is distinct from p.due_at`,
  )
}

export type SilentCase = Pick<CaseRecord, 'id' | 'team_id' | 'presence_id' | 'channel' | 'kind' | 'priority'> & {
  now: Date
}
/** Open cases that are ours to move and of which nothing says when; with what targets ask of them. */
export function casesWithoutDue(tx: Db, workspaceId: string, caseIds: readonly string[]): Promise<SilentCase[]> {
  return rows(
    tx,
    sql<SilentCase>`select id, team_id, presence_id, channel, kind, priority, now() as now from cases
      where id = any(${[...caseIds]}::uuid[]) and workspace_id = ${workspaceId} and category in ('new','open','waiting_internal') and merged_into is null
        and answer_due_at is null and next_update_at is null`,
  )
}

export type PromiseState = OpenPromise & { state: string; is_late: boolean }
export function findPromise(db: Db, workspaceId: string, id: string): Promise<PromiseState | undefined> {
  return one(
    db,
    sql<PromiseState>`select id, case_id, kind, due_at, text, what, made_by, message_id, owner_id, state, now() > due_at as is_late from promise where id = ${id} and workspace_id = ${workspaceId}`,
  )
}

/** A message or file of this case, or a grant to it. */
export async function isProofOf(db: Db, caseId: string, { kind, id }: PromiseProof): Promise<boolean> {
  const found = await one(
    db,
    sql<{ is: boolean }>`select case ${kind}
      when 'message' then exists (select from case_message where case_id = ${caseId} and message_id = ${id ?? null}::uuid)
      when 'file' then exists (select from file f join case_message cm on cm.message_id = f.message_id where cm.case_id = ${caseId} and f.id = ${id ?? null}::uuid)
      when 'goodwill' then exists (select from goodwill where case_id = ${caseId} and id = ${id ?? null}::uuid and state = 'granted' and reverses_id is null)
      else false end as is`,
  )
  return found!.is
}

/** Finished cases in which something is promised all the same: open again. Answers them with what they were. */
export function reopenWithPromise(
  tx: Db,
  caseIds: readonly string[],
): Promise<{ id: string; was: 'done' | 'closed' }[]> {
  return rows(
    tx,
    sql<{ id: string; was: 'done' | 'closed' }>`
      update cases c set category = 'open', closed_at = null, version = c.version + 1
      from (select id, category from cases where id = any(${[...caseIds]}::uuid[]) and category in ('done','closed') and merged_into is null for update) f
      where c.id = f.id and exists (select from promise p where p.case_id = c.id and p.state = 'open' and (p.made_by is not null or p.message_id is not null or p.kind <> 'next_update'))
      returning c.id, f.category as was`,
  )
}
