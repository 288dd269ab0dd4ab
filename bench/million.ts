import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import type { Actor } from '../packages/server/src/platform/deps.ts'
import { makeStage, type Stage } from './stage.ts'

export const caseCount = Number(process.env.BENCH_CASES ?? 1_000_000)
export type Million = Stage & { actor: Actor; fillSeconds: number }

const members = 40
const teams = 12
const topics = 18
/** Different words; the first stands in two thirds of all messages, the ten-thousandth in a few dozen. */
const vocabulary = 100_000

let made: Promise<Million> | null = null
let folder: string | null = null

/** One installation with a million cases and messages for all benches of a run: filled once. */
export function million(): Promise<Million> {
  made ??= make()
  return made
}

/** Ends its database and answers its data folder, for a product of its own to start on. */
export async function millionFolder(): Promise<string> {
  await (await million()).end()
  made = null
  return folder!
}

export async function removeMillion(): Promise<void> {
  await (await made)?.end()
  made = null
  if (folder && !process.env.BENCH_DATA) rmSync(folder, { recursive: true, force: true })
  folder = null
}

/** BENCH_DATA names a folder that stays and is used again, for work on one query. */
async function make(): Promise<Million> {
  const kept = process.env.BENCH_DATA
  if (kept && existsSync(kept)) {
    folder = kept
    const stage = await makeStage(kept)
    return { ...stage, actor: actorOf(stage), fillSeconds: 0 }
  }
  folder = kept ?? mkdtempSync(join(tmpdir(), 'resonanz-bench-'))
  mkdirSync(folder, { recursive: true })
  // Under root the database runs as another user, who must get through.
  chmodSync(folder, 0o711)
  const stage = await makeStage(folder)
  const start = performance.now()
  await fillPeople(stage)
  await Promise.all([fillCases(stage), fillMessages(stage)])
  await tidy(stage)
  return { ...stage, actor: actorOf(stage), fillSeconds: (performance.now() - start) / 1000 }
}

const id = (kind: number, n = 'g.n') =>
  `(lpad(to_hex(${kind}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
export const idOf = (kind: number, n: number) =>
  `${kind.toString(16).padStart(8, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
/** 0 to 999, the same for the same row in every run. */
const chance = (salt: number) => `(abs(hashint4(g.n + ${salt * 7919})::bigint) % 1000)`
export const kinds = { member: 1, team: 2, topic: 3, customer: 4, identity: 5, case: 6, thread: 7, message: 8 }

function actorOf(stage: Stage): Actor {
  return {
    memberId: idOf(kinds.member, 1),
    userId: 'bench-1',
    name: 'Member 1',
    role: 'agent',
    workspaceId: stage.workspaceId,
    teamIds: [idOf(kinds.team, 1), idOf(kinds.team, 2)],
    sessionHash: '',
  }
}

async function fillPeople(stage: Stage): Promise<void> {
  const db = stage.deps.db.system
  const w = `'${stage.workspaceId}'::uuid`
  const customers = Math.ceil(caseCount / 5)
  const name = `(array['Selma','Jonas','Imke','Ruben','Edda','Carla','Anton','Lucia','Max','Theres','Mira','Tolga','Grace','Owen','Nadia'])[1 + g.n % 15] || ' ' || initcap(substr(md5((g.n % 4001)::text), 1, 7))`
  for (const text of [
    `insert into auth_user (id, name, email) select 'bench-' || g.n, 'Member ' || g.n, g.n || '@bench.test' from generate_series(1, ${members}) g(n)`,
    `insert into member (workspace_id, id, user_id, name, role) select ${w}, ${id(kinds.member)}, 'bench-' || g.n, 'Member ' || g.n, 'agent' from generate_series(1, ${members}) g(n)`,
    `insert into team (workspace_id, id, name) select ${w}, ${id(kinds.team)}, 'Team ' || g.n from generate_series(1, ${teams}) g(n)`,
    `insert into team_member (workspace_id, team_id, member_id) select ${w}, ${id(kinds.team, 'x')}, ${id(kinds.member)} from generate_series(1, ${members}) g(n), unnest(array[1 + g.n % ${teams}, 1 + (g.n + 1) % ${teams}]) x`,
    `insert into team_member (workspace_id, team_id, member_id) values (${w}, '${idOf(kinds.team, 1)}', '${idOf(kinds.member, 1)}') on conflict do nothing`,
    `insert into topic (workspace_id, id, name) select ${w}, ${id(kinds.topic)}, jsonb_build_object('de', 'Topic ' || g.n, 'en', 'Topic ' || g.n) from generate_series(1, ${topics}) g(n)`,
    `insert into customer (workspace_id, id, name) select ${w}, ${id(kinds.customer)}, ${name} from generate_series(1, ${customers}) g(n)`,
    `insert into identity (workspace_id, id, kind, key, display, name) select ${w}, ${id(kinds.identity)}, 'email', g.n || '@kunde.test', g.n || '@kunde.test', ${name} from generate_series(1, ${customers}) g(n)`,
    `insert into identity_link (workspace_id, id, identity_id, customer_id) select ${w}, ${id(9)}, ${id(kinds.identity)}, ${id(kinds.customer)} from generate_series(1, ${customers}) g(n)`,
  ])
    await sql.raw(text).execute(db)
}

/** A twentieth open, as after years of work; spread over people, teams, topics, channels, tags and customers. */
function fillCases(stage: Stage): Promise<void> {
  const w = `'${stage.workspaceId}'::uuid`
  const customers = Math.ceil(caseCount / 5)
  const presence = `'${stage.presences.inlet}'::uuid`
  return bulk(stage, 'cases', async (client) => {
    await client.query(`insert into cases (workspace_id, id, number, title, category, priority, kind, owner_id, team_id, topic_id, tags, customer_id, identity_id, contact_name, channel, visibility, preview, language,
        presence_id, opened_at, last_message_at, last_inbound_at, last_message_id, waiting_since, answer_due_at, next_update_at, follow_up_at, message_count, has_attachment, has_unclear, closed_at,
        sentiment, urgency, anger, offence, is_repeated, cluster_id, corrected)
      select ${w}, ${id(kinds.case)}, 2000 + g.n, 'Anliegen ' || g.n,
        case when open then (array['new','new','new','open','open','open','waiting_customer','waiting_customer','waiting_customer','waiting_internal'])[1 + ${chance(1)} % 10] when ${chance(2)} < 50 then 'done' else 'closed' end,
        case when ${chance(3)} < 5 then 0 when ${chance(3)} < 55 then 1 when ${chance(3)} < 105 then 3 else 2 end,
        (array['question','complaint','praise','fault'])[1 + ${chance(4)} % 4],
        case when ${chance(5)} < 700 then ${id(kinds.member, `1 + ${chance(6)} % ${members}`)} end, case when ${chance(7)} < 900 then ${id(kinds.team, `1 + ${chance(8)} % ${teams}`)} end,
        case when ${chance(9)} < 600 then ${id(kinds.topic, `1 + floor(${topics} * power(${chance(10)}::float / 1000, 3))::int`)} end,
        case when ${chance(11)} < 30 then array['vip'] when ${chance(11)} = 30 then array['presse'] else '{}' end,
        case when ${chance(12)} < 700 then ${id(kinds.customer, `1 + g.n % ${customers}`)} end, ${id(kinds.identity, `1 + g.n % ${customers}`)}, 'Kunde',
        case when ${chance(13)} < 600 then 'email' when ${chance(13)} < 850 then 'inlet' when ${chance(13)} < 930 then 'form' when ${chance(13)} < 960 then 'feed' when ${chance(13)} < 985 then 'phone' when ${chance(13)} < 995 then 'letter' when ${chance(13)} < 999 then 'visit' else 'found' end,
        'private', 'Seit gestern warte ich auf meine Rückerstattung und niemand antwortet mir', 'de', ${presence}, at, at, at, ${id(kinds.message)},
        case when open then at end, case when open and ${chance(14)} < 500 then now() + make_interval(mins => ${chance(15)}::int * 6 - 400) end, case when open and ${chance(14)} >= 400 and ${chance(14)} < 700 then now() + make_interval(mins => ${chance(16)}::int * 6 - 300) end,
        case when open and ${chance(17)} < 20 then now() + make_interval(mins => ${chance(18)}::int * 10 - 2000) end, 1, ${chance(20)} < 100, open and ${chance(21)} < 1, case when not open then at + interval '3 days' end,
        (array['negative','neutral','neutral','positive'])[1 + ${chance(30)} % 4], case when ${chance(31)} < 40 then 2 when ${chance(31)} < 200 then 1 else 0 end, case when ${chance(32)} < 30 then 2 when ${chance(32)} < 200 then 1 else 0 end,
        case when ${chance(33)} < 3 then 'threat' when ${chance(33)} < 15 then 'insult' end, ${chance(34)} < 20,
        case when ${chance(35)} < 100 then ${id(10, '1 + g.n / 1000')} when g.n > ${caseCount - 3000} then ${id(10, '0')} end, '{}'
      from generate_series(1, ${caseCount}) as g(n),
        lateral (select ${chance(22)} < 20 + 60 * (g.n > ${Math.floor(caseCount / 2)})::int as open, now() - make_interval(secs => (${caseCount} - g.n) * 20) as at) x`)
    await client.query(
      `insert into draft (workspace_id, case_id, member_id, kind, text) select ${w}, ${id(kinds.case)}, '${idOf(kinds.member, 1)}', 'reply', 'Entwurf' from generate_series(${caseCount - 40}, ${caseCount}) g(n)`,
    )
    await client.query(
      `insert into watch (workspace_id, case_id, member_id) select ${w}, ${id(kinds.case)}, '${idOf(kinds.member, 1)}' from generate_series(${caseCount - 300}, ${caseCount}) g(n)`,
    )
  })
}

/** One message per case; its words follow Zipf: how often the k-th is used goes with 1/k. */
async function fillMessages(stage: Stage): Promise<void> {
  const w = `'${stage.workspaceId}'::uuid`
  const presence = `'${stage.presences.inlet}'::uuid`
  const at = `now() - make_interval(secs => (${caseCount} - g.n) * 20)`
  const series = `generate_series(1, ${caseCount}) as g(n)`
  await bulk(stage, 'thread', (client) =>
    client.query(
      `insert into thread (workspace_id, id, presence_id, channel, external_key, visibility, case_id) select ${w}, ${id(kinds.thread)}, ${presence}, 'inlet', 'fill-' || g.n, 'public', ${id(kinds.case)} from ${series}`,
    ),
  )
  await bulk(stage, 'message', (client) =>
    client.query(
      `insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, identity_id, author_name, text, language, occurred_at, received_at)
        select ${w}, ${id(kinds.message)}, ${id(kinds.thread)}, ${presence}, 'inlet', 'in', 'fill-' || g.n, ${id(kinds.identity, `1 + g.n % ${Math.ceil(caseCount / 5)}`)}, 'Kunde ' || g.n % 40000, words.text, 'de', ${at}, ${at}
        from ${series}, lateral (select string_agg('w' || floor(power(${vocabulary}, random() + (g.n + i.n) * 0))::int, ' ') || ' b' || g.n as text from generate_series(1, 20) as i(n)) as words`,
    ),
  )
  await bulk(stage, 'case_message', (client) =>
    client.query(
      `insert into case_message (workspace_id, case_id, message_id, at) select ${w}, ${id(kinds.case)}, ${id(kinds.message)}, ${at} from ${series}`,
    ),
  )
  await bulk(stage, 'message_search', (client) =>
    client.query(
      `insert into message_search (workspace_id, message_id, case_id, at, words) select workspace_id, id, ${id(kinds.case, "('x' || substr(id::text, 25))::bit(48)::bigint")}, occurred_at, array_to_tsvector(string_to_array(text, ' ')) from message order by id`,
    ),
  )
}

/** Writes into a table without its indexes and makes them anew: many times faster than keeping them along. */
async function bulk(stage: Stage, table: string, write: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(stage.adminUrl)
  await client.connect()
  try {
    await client.query(`set session_replication_role = replica`)
    await client.query(`set synchronous_commit = off`)
    await client.query(`set maintenance_work_mem = '256MB'`)
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
        where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)`,
      [table],
    )
    for (const { name } of indexes) await client.query(`drop index ${name}`)
    await write(client)
    for (const { definition } of indexes) await client.query(definition)
    await client.query(`vacuum analyze ${table}`)
  } finally {
    await client.end()
  }
}

async function tidy(stage: Stage): Promise<void> {
  const client = new pg.Client(stage.adminUrl)
  await client.connect()
  try {
    await client.query(`update case_counter set last_number = ${caseCount + 3000}`)
    for (const table of ['customer', 'identity', 'identity_link', 'member', 'team', 'topic', 'draft', 'watch'])
      await client.query(`vacuum analyze ${table}`)
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}
