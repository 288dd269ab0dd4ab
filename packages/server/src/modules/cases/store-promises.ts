import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { CaseRecord } from './case.ts'

export type OpenPromise = { id: string; case_id: string; due_at: Date; text: string; made_by: string | null }

/** Open promises of cases, the first due first. */
export function openPromises(db: Db, caseIds: readonly string[]): Promise<OpenPromise[]> {
  return rows(
    db,
    sql<OpenPromise>`select id, case_id, due_at, text, made_by from promise
      where case_id = any(${[...caseIds]}::uuid[]) and state = 'open' order by due_at, id`,
  )
}

export async function settlePromises(
  tx: Db,
  ids: readonly string[],
  settled: { state: 'kept' | 'replaced' | 'waived'; by: string | null; reason: string | null },
): Promise<void> {
  if (ids.length === 0) return
  await run(
    tx,
    sql`update promise set state = ${settled.state}, settled_at = now(), settled_by = ${settled.by}::uuid, reason = ${settled.reason}
      where id = any(${[...ids]}::uuid[]) and state = 'open'`,
  )
}

export type NewPromise = { id: string; caseId: string; text: string; dueAt: Date; madeBy: string | null }

export async function insertPromises(tx: Db, workspaceId: string, promises: readonly NewPromise[]): Promise<void> {
  if (promises.length === 0) return
  await run(
    tx,
    sql`insert into promise (workspace_id, id, case_id, text, due_at, made_by)
      select ${workspaceId}, e.id, e."caseId", e.text, e."dueAt", e."madeBy"
      from jsonb_to_recordset(${JSON.stringify(promises)}::jsonb) as e(id uuid, "caseId" uuid, text text, "dueAt" timestamptz, "madeBy" uuid)`,
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
    sql<PromiseState>`select id, case_id, due_at, text, made_by, state, now() > due_at as is_late from promise where id = ${id} and workspace_id = ${workspaceId}`,
  )
}
