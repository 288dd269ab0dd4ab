import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import type { DemoKeys } from './write-content.ts'

const hourMs = 3_600_000

/** Promises of every kind, one of them late, and a case that seems to stall, with its reasons. */
export async function writePromises(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  const cases = await rows(
    tx,
    sql<{
      id: string
      owner_id: string
    }>`select id, owner_id from cases where workspace_id = ${keys.workspaceId} and owner_id is not null
      and category in ('open','waiting_internal') and merged_into is null order by number desc limit 12`,
  )
  const promises = wanted.flatMap((promise, n) => {
    const found = cases[n * 2]
    if (!found) return []
    const [kind, text, what, inHours] = promise
    const dueAt = new Date(now.getTime() + inHours * hourMs)
    const madeAt = new Date(Math.min(now.getTime(), dueAt.getTime()) - 20 * hourMs)
    return [{ id: keys.newId(), c: found.id, b: found.owner_id, k: kind, t: text, w: what, d: dueAt, m: madeAt }]
  })
  await run(
    tx,
    sql`insert into promise (workspace_id, id, case_id, kind, text, what, due_at, made_by, made_at)
      select ${keys.workspaceId}::uuid, e.id, e.c, e.k, e.t, e.w, e.d, e.b, e.m
      from json_to_recordset(${JSON.stringify(promises)}::json) as e(id uuid, c uuid, b uuid, k text, t text, w text, d timestamptz, m timestamptz)`,
  )
  await run(
    tx,
    sql`insert into journal (workspace_id, subject_kind, subject_id, actor_kind, actor_id, kind, data, at)
      select ${keys.workspaceId}::uuid, 'case', e.c, 'person', e.b, 'promise.made', jsonb_build_object('promiseId', e.id, 'dueAt', e.iso, 'kind', e.k), e.m
      from json_to_recordset(${JSON.stringify(promises.map((one) => ({ ...one, iso: one.d.toISOString() })))}::json) as e(id uuid, c uuid, b uuid, k text, iso text, m timestamptz)`,
  )
  await run(
    tx,
    sql`update cases c set next_update_at = (select min(due_at) from promise p where p.case_id = c.id and p.state = 'open')
      where c.id = any(${promises.map(({ c }) => c)}::uuid[])`,
  )
  const stuck = cases[1]
  if (!stuck) return
  const reasons = JSON.stringify([
    { code: 'unanswered', count: 3, weight: 2 },
    { code: 'promises-moved', count: 2, weight: 2 },
  ])
  await run(tx, sql`update cases set stalled = 4 where id = ${stuck.id}`)
  await run(
    tx,
    sql`insert into case_stalled (workspace_id, case_id, score, reasons) values (${keys.workspaceId}, ${stuck.id}, 4, ${reasons}::jsonb)`,
  )
}

const wanted: [kind: string, text: string, what: string, inHours: number][] = [
  ['refund', 'Die Erstattung geht auf das Konto, von dem bezahlt wurde', '129,00 €', 50],
  ['call_back', 'Rückruf am Nachmittag', 'Termin für den Monteur', -2],
  ['return_of_originals', 'Die Belege kommen per Einschreiben zurück', 'Kaufbeleg und Garantiekarte', 30],
  ['document', 'Rechnungskopie per Post', 'Rechnung aus dem Frühjahr', 74],
]
