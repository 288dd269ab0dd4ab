import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import type { DemoKeys } from './write-content.ts'

const hourMs = 3_600_000

/** An incident with cases under it, causes on finished cases, and two cases that belong together. */
export async function writeRecords(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  const { workspaceId, newId } = keys
  const cases = await rows(
    tx,
    sql<{
      id: string
      topic_id: string | null
      is_open: boolean
    }>`select id, topic_id, category in ('new','open','waiting_customer','waiting_internal') as is_open from cases
      where workspace_id = ${workspaceId} and merged_into is null order by number`,
  )
  const open = cases.filter(({ is_open }) => is_open)
  if (open.length < 8) return
  // Those of the most frequent topic: an incident is about one thing.
  const alike = mostAlike(open)
  const by = keys.staff.get('nadia')!.id
  const incidentId = newId()
  await run(
    tx,
    sql`insert into incident (workspace_id, id, number, title, summary, state, next_update_at, next_update_text, created_by) values (${workspaceId}, ${incidentId}, 1, 'Automaten buchen doppelt ab',
      'Seit dem Update am Samstag buchen einige Automaten zweimal ab. Doppelte Buchungen werden von selbst erstattet.', 'working', ${new Date(now.getTime() + 5 * hourMs)}, 'Wann die Erstattungen auf dem Konto sind', ${by})`,
  )
  await run(
    tx,
    sql`insert into incident_case (workspace_id, case_id, incident_id, by_member) select ${workspaceId}, id, ${incidentId}, ${by} from unnest(${alike.slice(0, 6).map(({ id }) => id)}::uuid[]) as id`,
  )
  await run(
    tx,
    sql`insert into case_link (workspace_id, id, from_id, to_id, kind, by_member) values (${workspaceId}, ${newId()}, ${open[6]!.id}, ${open[7]!.id}, 'related', ${by})`,
  )
  const causes = [
    'Automat bucht doppelt ab',
    'Kontrollgerät liest Fahrkarte nicht',
    'Verspätung nicht angesagt',
    'Tarif in der App missverständlich',
  ]
  const ids = causes.map(() => newId())
  await run(
    tx,
    sql`insert into cause (workspace_id, id, name, created_by) select ${workspaceId}, e.id, e.name, ${by} from unnest(${ids}::uuid[], ${causes}::text[]) as e(id, name)`,
  )
  const caused = cases.filter((_, place) => place % 3 !== 1)
  await run(
    tx,
    sql`insert into case_cause (workspace_id, case_id, cause_id, by_member) select ${workspaceId}, e.id, e.cause, ${by}
      from unnest(${caused.map(({ id }) => id)}::uuid[], ${caused.map((_, place) => ids[(place * place) % ids.length]!)}::uuid[]) as e(id, cause)`,
  )
}

function mostAlike<T extends { topic_id: string | null }>(cases: readonly T[]): T[] {
  const byTopic = Map.groupBy(
    cases.filter(({ topic_id }) => topic_id !== null),
    ({ topic_id }) => topic_id,
  )
  return [...byTopic.values()].toSorted((a, b) => b.length - a.length)[0] ?? []
}
