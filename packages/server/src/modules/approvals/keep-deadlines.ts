import { sql } from 'kysely'
import { standInsOf } from '#absences'
import { type Db, inTransaction, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append, type Entry } from '#platform/journal'
import type { ApprovalRecord } from './approval.ts'
import { reachedBy } from './ask-line.ts'
import { entry } from './entries.ts'
import { columns, insertAsked, linesOf } from './store.ts'

const batch = 100
const clock = { kind: 'job', id: 'approvals' } as const

/** Half of the time is over: whoever was asked is reminded, once per step. Answers how many. */
export async function remind(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const due = await rows(
      tx,
      sql<ApprovalRecord & { asked: string[] }>`
        update approval a set remind_at = null
        from (select id from approval where state = 'open' and remind_at <= now() order by remind_at limit ${batch} for update skip locked) claimed
        where a.id = claimed.id
        returning ${columns}, array(select k.member_id from approval_asked k where k.approval_id = a.id and k.step = a.step) as asked`,
    )
    await append(
      tx,
      due.map((row) =>
        entry(row.workspace_id, row.case_id, clock, {
          kind: 'approval.reminded',
          data: { approvalId: row.id, asked: row.asked },
        }),
      ),
    )
    return due.length
  })
}

/** Nobody decided in time: the next in line are asked. When none is left, who asked is told, once. */
export async function escalate(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const late = await rows(
      tx,
      sql<ApprovalRecord>`select ${columns} from approval a where a.state = 'open' and a.due_at <= now() and a.overdue_told_at is null
        order by a.due_at limit ${batch} for update skip locked`,
    )
    if (late.length === 0) return 0
    const lines = Map.groupBy(
      await linesOf(
        tx,
        late.map(({ id }) => id),
      ),
      (row) => row.approval_id,
    )
    for (const approval of late) await toTheNext(tx, approval, stepsOf(lines.get(approval.id) ?? []))
    return late.length
  })
}

async function toTheNext(tx: Db, approval: ApprovalRecord, line: string[][]): Promise<void> {
  const { id, workspace_id: workspaceId, case_id: caseId, authors } = approval
  const reached = await reachedBy(tx, workspaceId, id, line, approval.step + 1, authors)
  if (!reached) {
    await run(tx, sql`update approval set overdue_told_at = now(), remind_at = null where id = ${id}`)
    const data = { approvalId: id, requestedBy: approval.requested_by, asked: line.flat() }
    await append(tx, [entry(workspaceId, caseId, clock, { kind: 'approval.overdue', data })])
    return
  }
  const [moved] = await rows(
    tx,
    sql<{
      due_at: Date
    }>`update approval set step = ${reached.step}, due_at = now() + step_time, remind_at = now() + step_time / 2 where id = ${id} returning due_at`,
  )
  await insertAsked(tx, workspaceId, reached.asked)
  const asked = reached.asked.map(({ memberId }) => memberId)
  const data = { approvalId: id, step: reached.step, asked, dueAt: moved!.due_at.toISOString() }
  await append(tx, [entry(workspaceId, caseId, clock, { kind: 'approval.escalated', data })])
}

function stepsOf(line: readonly { member_id: string; step: number }[]): string[][] {
  const steps: string[][] = []
  for (const { member_id, step } of line) (steps[step] ??= []).push(member_id)
  return Array.from(steps, (step) => step ?? [])
}

type AskedAway = {
  approval_id: string
  workspace_id: string
  case_id: string | null
  member_id: string
  step: number
  authors: string[]
}

/** Somebody who was asked is away meanwhile: their deputy is asked as well, once. */
export async function askDeputies(deps: Deps): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const away = await rows(
      tx,
      sql<AskedAway>`select a.id as approval_id, a.workspace_id, a.case_id, k.member_id, k.step, a.authors
        from absence s join approval_asked k on k.member_id = s.member_id and k.workspace_id = s.workspace_id join approval a on a.id = k.approval_id
        where s.ended_at is null and s.from_at <= now() and s.to_at > now() and a.state = 'open' and k.for_member is null
          and not exists (select from approval_asked d where d.approval_id = a.id and d.for_member = k.member_id)
          -- Those for whom nobody stands in wait on; by lot, so that they keep nobody else waiting.
          and s.deputy_id is not null
        order by random() limit ${batch} for update of a skip locked`,
    )
    const entries: Entry[] = []
    for (const [workspaceId, of] of Map.groupBy(away, (row) => row.workspace_id)) {
      const standIns = await standInsOf(tx, workspaceId, [...new Set(of.map((row) => row.member_id))])
      const wanted = of.flatMap((row) => {
        const deputyId = standIns.get(row.member_id)?.deputyId
        if (!deputyId || row.authors.includes(deputyId)) return []
        return [{ approvalId: row.approval_id, memberId: deputyId, forMember: row.member_id, step: row.step }]
      })
      const asked = await insertAsked(tx, workspaceId, wanted)
      for (const [approvalId, those] of Map.groupBy(asked, (one) => one.approvalId)) {
        const caseId = of.find((row) => row.approval_id === approvalId)!.case_id
        const data = { approvalId, asked: those.map(({ memberId }) => memberId) }
        entries.push(entry(workspaceId, caseId, clock, { kind: 'approval.deputy', data }))
      }
    }
    await append(tx, entries)
    return entries.length
  })
}
