import { sql } from 'kysely'
import type { Stage } from './stage.ts'

/**
 * Fills the database with cases that look like years of work: most of them done, threads and messages beside them, words
 * indexed. Written by the database itself, in the shapes that intake writes.
 */
export async function fillCases(stage: Stage, count: number): Promise<void> {
  const db = stage.deps.db.system
  const { workspaceId: w, teamId } = stage
  const presence = stage.presences.inlet
  const step = 50_000
  for (let from = 0; from < count; from += step) {
    const to = Math.min(count, from + step) - 1
    const series = sql`generate_series(${from}::int, ${to}::int) as g(n)`
    const id = (kind: number) =>
      sql`(lpad(to_hex(${kind}::int * 16777216 + g.n / 65536), 8, '0') || '-' || lpad(to_hex(g.n % 65536), 4, '0') || '-7000-8000-00000000000' || ${kind}::text)::uuid`
    await sql`set local statement_timeout = 0`.execute(db).catch(() => {})
    await sql`insert into cases (workspace_id, id, number, title, category, priority, owner_id, team_id, contact_name, channel, visibility, preview, language, presence_id, opened_at, last_message_at, last_inbound_at, last_message_id, waiting_since, answer_due_at, message_count, closed_at)
      select ${w}::uuid, ${id(1)}, 2000000 + g.n, 'Anliegen ' || g.n || ' ' || (array['Rückerstattung','Lieferung','Rechnung','App stürzt ab','Kündigung','Frage zum Tarif'])[1 + g.n % 6], case when g.n % 20 = 0 then 'open' when g.n % 20 = 1 then 'new' when g.n % 20 = 2 then 'waiting_customer' else 'done' end, g.n % 4,
        null, ${teamId}::uuid, 'Kunde ' || (g.n % 40000), 'inlet', 'public', 'Seit gestern warte ich auf meine Rückerstattung und niemand antwortet mir', 'de', ${presence}::uuid, now() - make_interval(secs => (${count}::int - g.n) * 20), now() - make_interval(secs => (${count}::int - g.n) * 20), now() - make_interval(secs => (${count}::int - g.n) * 20),
        ${id(3)}, null, case when g.n % 20 < 2 then now() + make_interval(mins => g.n % 5000) end, 1, case when g.n % 20 > 2 then now() end from ${series}`.execute(
      db,
    )
    await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, visibility, case_id) select ${w}::uuid, ${id(2)}, ${presence}::uuid, 'inlet', 'fill-' || g.n, null, 'public', ${id(1)} from ${series}`.execute(
      db,
    )
    await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, text, language, occurred_at, received_at)
      select ${w}::uuid, ${id(3)}, ${id(2)}, ${presence}::uuid, 'inlet', 'in', 'fill-' || g.n, 'Kunde ' || (g.n % 40000), 'Seit gestern warte ich auf meine Rückerstattung und niemand antwortet mir. Bestellung ' || g.n || ', Fall für Gruppe ' || (g.n % 997), 'de', now() - make_interval(secs => (${count}::int - g.n) * 20), now() - make_interval(secs => (${count}::int - g.n) * 20) from ${series}`.execute(
      db,
    )
    await sql`insert into case_message (workspace_id, case_id, message_id, at) select ${w}::uuid, ${id(1)}, ${id(3)}, now() - make_interval(secs => (${count}::int - g.n) * 20) from ${series}`.execute(
      db,
    )
    await sql`insert into message_search (workspace_id, message_id, case_id, at, words)
      select ${w}::uuid, ${id(3)}, ${id(1)}, now() - make_interval(secs => (${count}::int - g.n) * 20), array_to_tsvector(array['seit','gestern','wart','ich','auf','mein','ruckerstattung','und','niemand','antwortet','mir','bestellung', g.n::text, 'fall','fur','grupp', 'g' || (g.n % 997), (array['lieferung','rechnung','stopp','kundigung','tarif','karton'])[1 + g.n % 6]]) from ${series}`.execute(
      db,
    )
  }
  for (const table of ['cases', 'thread', 'message', 'case_message', 'message_search']) await vacuum(stage, table)
}

async function vacuum(stage: Stage, table: string) {
  const client = await stage.deps.db.systemPool.connect()
  try {
    await client.query('set role none')
    await client.query(`vacuum analyze ${table}`)
  } finally {
    await client.query('set role resonanz_system')
    client.release()
  }
}
