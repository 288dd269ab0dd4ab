import type { BodyOf, GoodwillRun, goodwillRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { inTransaction, one, rows, run } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append, type Entry } from '#platform/journal'
import { listRuns } from './export-run.ts'
import { readPolicy } from './store.ts'

const mostInARun = 20_000

/**
 * Hands what was granted in a period, days in the time zone of the policy, to book-keeping: each grant in one run ever,
 * numbered without a gap in the order it was granted. What a department may still object to, or objects to, waits for a
 * later run. Two runs at once take turns.
 */
export async function bookRun(
  deps: Deps,
  actor: Actor,
  { from, to }: BodyOf<typeof goodwillRoutes.book>,
): Promise<GoodwillRun> {
  if (to < from) throw new Refusal('invalid-input', 'The period ends before it begins.')
  const db = deps.db.of(actor.workspaceId)
  const runId = deps.newId()
  await inTransaction(db, async (tx) => {
    await run(tx, sql`insert into goodwill_policy (workspace_id) values (${actor.workspaceId}) on conflict do nothing`)
    const counters = await one(
      tx,
      sql<{
        last_booking_no: number
        last_run: number
      }>`select last_booking_no, last_run from goodwill_policy where workspace_id = ${actor.workspaceId} for update`,
    )
    const { time_zone: zone } = await readPolicy(tx, actor.workspaceId)
    const [last, number] = [counters!.last_booking_no, counters!.last_run + 1]
    await run(
      tx,
      sql`insert into goodwill_run (workspace_id, id, number, from_day, to_day, count, by_member) values (${actor.workspaceId}, ${runId}, ${number}, ${from}::date, ${to}::date, 0, ${actor.memberId})`,
    )
    const booked = await rows(
      tx,
      sql<{ id: string; case_id: string; booking_no: number }>`
        update goodwill g set run_id = ${runId}, booking_no = n.no from (
          select id, ${last}::bigint + row_number() over (order by granted_at, id) as no from (
            select id, granted_at from goodwill where workspace_id = ${actor.workspaceId} and state = 'granted' and run_id is null
              and granted_at >= ${from}::date::timestamp at time zone ${zone} and granted_at < (${to}::date + 1)::timestamp at time zone ${zone}
              and (objectable_until is null or objectable_until <= now()) and not exists (select from goodwill_objection o where o.goodwill_id = goodwill.id and o.state = 'open')
            order by granted_at, id limit ${mostInARun} for update) due) n
        where g.id = n.id returning g.id, g.case_id, g.booking_no`,
    )
    if (booked.length === 0)
      throw new Refusal('invalid-input', 'Nothing was granted in this period that is not booked.')
    await run(tx, sql`update goodwill_run set count = ${booked.length} where id = ${runId}`)
    await run(
      tx,
      sql`update goodwill_policy set last_run = ${number}, last_booking_no = ${last + booked.length} where workspace_id = ${actor.workspaceId}`,
    )
    const common = { workspaceId: actor.workspaceId, actor: journalActor(actor) }
    await append(tx, [
      {
        ...common,
        subject: { kind: 'workspace', id: actor.workspaceId },
        kind: 'goodwill.run-made',
        data: { runId, number, count: booked.length },
      },
      ...booked
        .toSorted((a, b) => a.booking_no - b.booking_no)
        .map(
          (row): Entry => ({
            ...common,
            subject: { kind: 'case', id: row.case_id },
            kind: 'goodwill.booked',
            data: { goodwillId: row.id, runId, bookingNo: row.booking_no },
          }),
        ),
    ])
  })
  const { items } = await listRuns(deps, actor, runId)
  return items[0]!
}
