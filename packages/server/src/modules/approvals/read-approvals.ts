import type { Approval, approvalRoutes, QueryOf } from '@resonanz/contracts'
import { sql } from 'kysely'
import { standInsOf } from '#absences'
import { withJoined } from '#cases'
import { membersByIds } from '#organisation'
import { one, rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import type { ApprovalHandlers, ApprovalRecord } from './approval.ts'
import { rightToDecide } from './policy.ts'
import { askedOf, columns, findApproval, linesOf } from './store.ts'

/** Every member sees an approval whose case they may read; what they may do with it stands beside it. */
export async function readApproval(
  deps: Deps,
  handlers: ApprovalHandlers,
  actor: Actor,
  id: string,
): Promise<Approval> {
  const found = await findApproval(deps.db.of(actor.workspaceId), actor.workspaceId, id)
  if (!found) throw notFound()
  const [approval] = await present(deps, handlers, actor, [found])
  return approval!
}

/** Newest first; what waits for a decision with the earliest deadline first. */
export async function listApprovals(
  deps: Deps,
  handlers: ApprovalHandlers,
  actor: Actor,
  query: QueryOf<typeof approvalRoutes.list>,
): Promise<{ items: Approval[]; nextCursor: string | null }> {
  const db = deps.db.of(actor.workspaceId)
  const after = query.cursor && /^[0-9a-f-]{36}$/.test(query.cursor) ? query.cursor : null
  const waiting = query.view === 'toDecide'
  const which = {
    toDecide: sql`a.state = 'open' and not a.authors @> ${[actor.memberId]}::uuid[] and exists (select from approval_asked k where k.approval_id = a.id and k.member_id = ${actor.memberId})`,
    requested: sql`a.requested_by = ${actor.memberId}`,
    decided: sql`a.decided_by = ${actor.memberId}`,
  }[query.view]
  const beyond = waiting
    ? sql`and (a.due_at, a.id) > (select x.due_at, x.id from approval x where x.id = ${after}::uuid)`
    : sql`and a.id < ${after}::uuid`
  const found = await rows(
    db,
    sql<ApprovalRecord>`select ${columns} from approval a where a.workspace_id = ${actor.workspaceId} and ${which}
      ${query.caseId ? sql`and a.case_id in ${withJoined(query.caseId)}` : sql``} ${after ? beyond : sql``}
      order by ${waiting ? sql`a.due_at, a.id` : sql`a.id desc`} limit ${query.limit + 1}`,
  )
  const items = await present(deps, handlers, actor, found.slice(0, query.limit))
  return { items, nextCursor: found.length > query.limit ? items.at(-1)!.id : null }
}

export async function countToDecide(deps: Deps, actor: Actor): Promise<{ toDecide: number }> {
  const counted = await one(
    deps.db.of(actor.workspaceId),
    sql<{
      n: number
    }>`select count(*)::int as n from (select 1 from approval_asked k join approval a on a.id = k.approval_id
      where k.workspace_id = ${actor.workspaceId} and k.member_id = ${actor.memberId} and a.state = 'open' and not a.authors @> ${[actor.memberId]}::uuid[] limit 100) x`,
  )
  return { toDecide: counted?.n ?? 0 }
}

async function present(
  deps: Deps,
  handlers: ApprovalHandlers,
  actor: Actor,
  found: readonly ApprovalRecord[],
): Promise<Approval[]> {
  if (found.length === 0) return []
  const db = deps.db.of(actor.workspaceId)
  const ids = found.map(({ id }) => id)
  const caseIds = found.flatMap(({ case_id }) => case_id ?? [])
  const people = found.flatMap((row) => [row.requested_by, row.decided_by, row.decided_for]).filter((id) => id !== null)
  const [asked, lines, members, cases, clock] = await Promise.all([
    askedOf(db, ids),
    linesOf(db, ids),
    membersByIds(db, people),
    rows(
      db,
      sql<{
        id: string
        number: number
        title: string
        contact_name: string
      }>`select id, number, title, contact_name from cases where id = any(${caseIds}::uuid[])`,
    ),
    one(db, sql<{ now: Date }>`select now()`),
  ])
  const standIns = await standInsOf(db, actor.workspaceId, [...new Set(lines.map((row) => row.member_id))])
  const subjects = new Map(
    (
      await Promise.all(
        [...Map.groupBy(found, ({ kind }) => kind)].map(
          async ([kind, of]) => (await handlers[kind]?.describe(deps, actor, of)) ?? new Map(),
        ),
      )
    ).flatMap((map) => [...map]),
  )
  return Promise.all(
    found.map(async (row): Promise<Approval> => {
      const line = lines.filter((one) => one.approval_id === row.id)
      const right = await rightToDecide(db, deps, handlers, actor, row, { line, standIns })
      const about = cases.find(({ id }) => id === row.case_id)
      const person = (id: string | null) => (id ? (members.get(id) ?? null) : null)
      return {
        id: row.id,
        kind: row.kind,
        state: row.state,
        case: about ? { id: about.id, number: about.number, title: about.title, customer: about.contact_name } : null,
        requestedBy: person(row.requested_by) ?? { id: row.requested_by, name: '' },
        requestedAt: row.requested_at.toISOString(),
        dueAt: row.due_at.toISOString(),
        isOverdue: row.state === 'open' && row.due_at < clock!.now,
        asked: asked
          .filter((one) => one.approval_id === row.id)
          .map((one) => ({ id: one.member_id, name: one.name, for: one.for_name })),
        decidedBy: person(row.decided_by),
        decidedFor: person(row.decided_for),
        decidedAt: row.decided_at?.toISOString() ?? null,
        reason: row.reason,
        fingerprint: row.fingerprint,
        mayDecide: right.may,
        whyNot: right.may ? null : right.why,
        mayWithdraw: row.state === 'open' && row.requested_by === actor.memberId,
        subject: subjects.get(row.id) ?? null,
      }
    }),
  )
}
