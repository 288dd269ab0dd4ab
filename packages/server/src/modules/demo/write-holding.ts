import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import type { DemoKeys } from './write-content.ts'

/**
 * Two promised words that run out within the hour: one in a case in which an expert was asked, so that there is something
 * to say, and one in which nothing moved. What is proposed for them comes of itself.
 */
export async function writeHolding(tx: Db, keys: DemoKeys): Promise<void> {
  const cases = await rows(
    tx,
    sql<{ id: string }>`
      select x.id from (
        (select c.id, 0 as place from cases c where ${ours(keys)} and exists (select from consultation q where q.case_id = c.id and q.state not in ('answered','withdrawn')) order by c.number desc limit 1)
        union all (select c.id, 1 from cases c where ${ours(keys)} and not exists (select from consultation q where q.case_id = c.id)
          and not exists (select from handover h where h.case_id = c.id) and not exists (select from promise p where p.case_id = c.id) order by c.number desc limit 1)) x order by x.place`,
  )
  const list = JSON.stringify(cases.map(({ id }, n) => ({ id: keys.newId(), c: id, minutes: 25 + 15 * n })))
  await run(
    tx,
    sql`update promise set state = 'replaced', settled_at = now() where state = 'open' and kind = 'next_update' and case_id = any(${cases.map(({ id }) => id)}::uuid[])`,
  )
  await run(
    tx,
    sql`insert into promise (workspace_id, id, case_id, text, due_at, made_by, made_at)
      select ${keys.workspaceId}::uuid, e.id, c.id, 'Wir sagen Ihnen, was die Prüfung ergab', now() + make_interval(mins => e.minutes), c.owner_id, now() - interval '2 days'
      from jsonb_to_recordset(${list}::jsonb) as e(id uuid, c uuid, minutes int) join cases c on c.id = e.c`,
  )
  await run(
    tx,
    sql`update cases c set next_update_at = (select min(p.due_at) from promise p where p.case_id = c.id and p.state = 'open') where c.id = any(${cases.map(({ id }) => id)}::uuid[])`,
  )
  await run(
    tx,
    sql`insert into holding_watch (workspace_id, case_id, source, promise_id, since, due_at, look_at)
      select ${keys.workspaceId}::uuid, p.case_id, 'promise', p.id, p.made_at, p.due_at, now() from jsonb_to_recordset(${list}::jsonb) as e(id uuid) join promise p on p.id = e.id`,
  )
}

/** Open, somebody's, and by mail. */
const ours = ({ workspaceId }: DemoKeys) =>
  sql`c.workspace_id = ${workspaceId}::uuid and c.owner_id is not null and c.channel = 'email' and c.category in ('open','waiting_internal') and c.merged_into is null and c.follow_up_at is null`
