import { type RawBuilder, sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { ApprovalRecord, Subject } from './approval.ts'

export const columns = sql`a.workspace_id, a.id, a.kind, a.subject_kind, a.subject_id, a.case_id, a.fingerprint, a.state, a.requested_by, a.authors, a.requested_at, a.due_at, a.step,
  a.decided_by, a.decided_for, a.decided_at, a.reason`

export function findApproval(
  db: Db,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ApprovalRecord | undefined> {
  return one(
    db,
    sql<ApprovalRecord>`select ${columns} from approval a where a.id = ${id} and a.workspace_id = ${workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
}

/** Open or approved ones of a subject, locked: at most one. */
export function lockRunning(tx: Db, workspaceId: string, subject: Subject): Promise<ApprovalRecord | undefined> {
  return one(
    tx,
    sql<ApprovalRecord>`select ${columns} from approval a where a.workspace_id = ${workspaceId} and a.subject_kind = ${subject.kind} and a.subject_id = ${subject.id}
      and a.state in ('open','approved') for update`,
  )
}

/** Who wrote any version of it that was ever asked for. */
export async function earlierAuthors(tx: Db, workspaceId: string, subject: Subject): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{ author: string }>`select distinct unnest(a.authors) as author from approval a
      where a.workspace_id = ${workspaceId} and a.subject_kind = ${subject.kind} and a.subject_id = ${subject.id}`,
  )
  return found.map(({ author }) => author)
}

export async function insertApproval(
  tx: Db,
  a: {
    workspaceId: string
    id: string
    kind: string
    subject: Subject
    caseId: string | null
    fingerprint: string
    requestedBy: string
    authors: readonly string[]
    dueAt: Date
    step: number
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into approval (workspace_id, id, kind, subject_kind, subject_id, case_id, fingerprint, requested_by, authors, due_at, step_time, step, remind_at)
      values (${a.workspaceId}, ${a.id}, ${a.kind}, ${a.subject.kind}, ${a.subject.id}, ${a.caseId}, ${a.fingerprint}, ${a.requestedBy}, ${[...a.authors]}::uuid[], ${a.dueAt},
        greatest(${a.dueAt}::timestamptz - now(), interval '1 minute'), ${a.step}, now() + greatest(${a.dueAt}::timestamptz - now(), interval '1 minute') / 2)`,
  )
}

export async function insertLine(
  tx: Db,
  workspaceId: string,
  approvalId: string,
  line: readonly (readonly string[])[],
): Promise<void> {
  const members = line.flatMap((step, index) => step.map((m) => ({ m, s: index })))
  await run(
    tx,
    sql`insert into approval_line (workspace_id, approval_id, member_id, step) select ${workspaceId}, ${approvalId}, e.m, e.s
      from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as e(m uuid, s smallint)`,
  )
}

export type Asked = { approvalId: string; memberId: string; forMember: string | null; step: number }
/** Those who were not asked before; the others are left out of the answer. */
export async function insertAsked(tx: Db, workspaceId: string, asked: readonly Asked[]): Promise<Asked[]> {
  if (asked.length === 0) return []
  return rows(
    tx,
    sql<Asked>`insert into approval_asked (workspace_id, approval_id, member_id, for_member, step) select ${workspaceId}, e."approvalId", e."memberId", e."forMember", e.step
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as e("approvalId" uuid, "memberId" uuid, "forMember" uuid, step smallint)
      on conflict do nothing returning approval_id as "approvalId", member_id as "memberId", for_member as "forMember", step`,
  )
}

export type LineRow = { approval_id: string; member_id: string; step: number; active: boolean }
export function linesOf(db: Db, approvalIds: readonly string[]): Promise<LineRow[]> {
  return rows(
    db,
    sql<LineRow>`select l.approval_id, l.member_id, l.step, m.active from approval_line l join member m on m.id = l.member_id
      where l.approval_id = any(${[...approvalIds]}::uuid[]) order by l.approval_id, l.step, l.member_id`,
  )
}

export type AskedRow = { approval_id: string; member_id: string; name: string; for_name: string | null }
export function askedOf(db: Db, approvalIds: readonly string[]): Promise<AskedRow[]> {
  return rows(
    db,
    sql<AskedRow>`select k.approval_id, k.member_id, m.name, f.name as for_name from approval_asked k join member m on m.id = k.member_id left join member f on f.id = k.for_member
      where k.approval_id = any(${[...approvalIds]}::uuid[]) order by k.approval_id, k.step, m.name`,
  )
}

/** Which of these are members who work here. */
export async function activeMembersOf(db: Db, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows(
    db,
    sql<{
      id: string
    }>`select id from member where workspace_id = ${workspaceId} and active and role <> 'reader' and id = any(${[...ids]}::uuid[])`,
  )
  return new Set(found.map((row) => row.id))
}

export async function settle(
  tx: Db,
  id: string,
  to: { state: string; by: string | null; forMember?: string | null; reason: string },
): Promise<void> {
  await run(
    tx,
    sql`update approval set state = ${to.state}, decided_by = coalesce(${to.by}::uuid, decided_by), decided_for = coalesce(${to.forMember ?? null}::uuid, decided_for),
        decided_at = now(), reason = ${to.reason}, remind_at = null where id = ${id}`,
  )
}

export async function markUsed(tx: Db, id: string): Promise<number> {
  return run(tx, sql`update approval set state = 'used', used_at = now() where id = ${id} and state = 'approved'`)
}

/**
 * Whether one of these members is the same person as `memberId`: the same account, or accounts whose addresses lead to
 * one mailbox (a tag behind a plus, upper case). Reads sign-in tables: needs the system connection.
 */
export async function isSamePerson(
  system: Db,
  workspaceId: string,
  memberId: string,
  others: readonly string[],
): Promise<boolean> {
  const mailbox = (column: RawBuilder<unknown>) =>
    sql`lower(regexp_replace(split_part(${column}, '@', 1), '[+].*$', '') || '@' || split_part(${column}, '@', 2))`
  const found = await one(
    system,
    sql<{
      one: number
    }>`select 1 as one from member m join auth_user u on u.id = m.user_id, member o join auth_user v on v.id = o.user_id
      where m.workspace_id = ${workspaceId} and m.id = ${memberId} and o.workspace_id = ${workspaceId} and o.id = any(${[...others]}::uuid[])
        and (m.user_id = o.user_id or ${mailbox(sql`u.email`)} = ${mailbox(sql`v.email`)}) limit 1`,
  )
  return found !== undefined
}
