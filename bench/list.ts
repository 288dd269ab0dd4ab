import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../packages/server/src/platform/deps.ts'
import { countCases } from '../packages/server/src/modules/cases/count-cases.ts'
import { type ListQuery, listCases } from '../packages/server/src/modules/cases/list-cases.ts'
import { createView } from '../packages/server/src/modules/cases/saved-views.ts'
import { makeStage, quantile, round, type Stage } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const caseCount = Number(process.env.BENCH_CASES ?? 1_000_000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 25)

// The name that `fill` gives to customer 150.
const someone = `Selma ${createHash('md5').update('150').digest('hex').slice(0, 7)}`

const queries: Record<string, Partial<ListQuery>> = {
  'view mine': { view: 'mine' },
  'view team': { view: 'team' },
  'view unassigned': { view: 'unassigned' },
  'view follow_ups': { view: 'follow_ups' },
  'view drafts': { view: 'drafts' },
  'view watched': { view: 'watched' },
  'view all': { view: 'all' },
  'view unclear': { view: 'unclear' },
  'all by newest': { sort: 'newest' },
  'all by oldest': { sort: 'oldest' },
  'all by priority': { sort: 'priority' },
  'team by priority': { view: 'team', sort: 'priority' },
  'status new': { filter: 'status:new' },
  'status waiting-customer': { filter: 'status:waiting-customer' },
  'status done': { filter: 'status:done' },
  'status any': { filter: 'status:any' },
  'owner by name': { filter: 'owner:"Member 7"' },
  'owner none': { filter: 'owner:none' },
  'team by name': { filter: 'team:"Team 3"' },
  'channel email': { filter: 'channel:email' },
  'channel letter': { filter: 'channel:letter' },
  'channel found, urgent': { filter: 'channel:found priority:urgent' },
  'topic frequent': { filter: 'topic:"Topic 1"' },
  'topic rare': { filter: 'topic:"Topic 39"' },
  'tag frequent': { filter: 'tag:vip' },
  'tag rare': { filter: 'tag:presse' },
  'tag rare, any status': { filter: 'tag:presse status:any' },
  'tag unknown': { filter: 'tag:gibtesnicht' },
  'priority urgent': { filter: 'priority:urgent' },
  'priority low': { filter: 'priority:low' },
  'priority high or urgent': { filter: 'priority:high,urgent' },
  'customer by name': { filter: `customer:"${someone}"` },
  'customer, any status': { filter: `customer:"${someone}" status:any` },
  'due overdue': { filter: 'due:overdue' },
  'due today, not mine': { filter: 'due:today -owner:me' },
  'mine, complaint': { view: 'mine', filter: 'kind:complaint' },
  number: { filter: '#2500' },
  'after a day': { filter: 'after:2026-01-01', sort: 'newest' },
  'waiting inside, tag, team': { filter: 'status:waiting-internal tag:vip team:"Team 2"' },
}

/** Lists of 50 and the counts of 50 views over a million cases of which a tenth is open; use case with all its queries. */
export async function run(): Promise<Result[]> {
  const stage = await makeStage()
  try {
    const actor = await fill(stage)
    const results: Result[] = []
    const all: number[] = []
    for (const [name, query] of Object.entries(queries)) {
      const measured = await timed(() =>
        listCases(stage.deps, actor, { view: 'all', sort: 'due', limit: 50, ...query }),
      )
      all.push(...measured.times)
      results.push({ name: `list ${name}`, rows: measured.last.items.length, ...figures(measured.times) })
    }
    results.push({ name: 'list, fifth page', ...figures((await timed(() => fifthPage(stage, actor))).times) })
    for (const filter of Object.values(queries)
      .flatMap(({ filter: text, view }) => (text && !view ? [text] : []))
      .concat(Array.from({ length: 16 }, (_, n) => `topic:"Topic ${n + 2}"`)))
      await createView(stage.deps, actor, { name: 'Bench', filter, sort: 'due', shared: false })
    const counted = await timed(() => countCases(stage.deps, actor))
    const views = Object.keys(counted.last.views).length + Object.keys(counted.last.saved).length
    results.push({ name: `counts of ${views} views`, views, ...figures(counted.times) })
    results.push({ name: 'list of 50', cases: caseCount, ...figures(all) })
    return results
  } finally {
    await stage.end()
  }
}

async function fifthPage(stage: Stage, actor: Actor) {
  let cursor: string | null = null
  for (let page = 1; page < 5; page += 1)
    cursor = (
      await listCases(stage.deps, actor, { view: 'all', sort: 'due', limit: 50, ...(cursor ? { cursor } : {}) })
    ).nextCursor
  return cursor
}

async function timed<T>(work: () => Promise<T>): Promise<{ times: number[]; last: T }> {
  let last = await work()
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    last = await work()
    times.push(performance.now() - start)
  }
  return { times, last }
}
function figures(times: readonly number[]) {
  return { p50Ms: round(quantile(times, 0.5)), p95Ms: round(quantile(times, 0.95)) }
}

/** Cases spread over people, teams, topics, channels and years, a tenth of them open; written by the database itself. */
export async function fill(stage: Stage): Promise<Actor> {
  const db = stage.deps.db.system
  const { workspaceId: w } = stage
  const id = (kind: number, n: ReturnType<typeof sql>) =>
    sql`(lpad(to_hex(${kind}::int), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
  const n = sql`g.n`
  await sql`insert into auth_user (id, name, email) select 'bench-' || g.n, 'Member ' || g.n, g.n || '@bench.test' from generate_series(1, 20) g(n)`.execute(
    db,
  )
  await sql`insert into member (workspace_id, id, user_id, name, role) select ${w}, ${id(1, n)}, 'bench-' || g.n, 'Member ' || g.n, 'agent' from generate_series(1, 20) g(n)`.execute(
    db,
  )
  await sql`insert into team (workspace_id, id, name) select ${w}, ${id(2, n)}, 'Team ' || g.n from generate_series(1, 6) g(n)`.execute(
    db,
  )
  await sql`insert into topic (workspace_id, id, name) select ${w}, ${id(3, n)}, jsonb_build_object('de', 'Topic ' || g.n, 'en', 'Topic ' || g.n) from generate_series(1, 40) g(n)`.execute(
    db,
  )
  const customers = Math.ceil(caseCount / 5)
  await sql`insert into customer (workspace_id, id, name) select ${w}, ${id(4, n)}, (array['Selma','Jonas','Imke','Ruben','Edda','Carla','Anton','Lucia','Max','Theres','Mira','Tolga','Grace','Owen','Nadia'])[1 + g.n % 15] || ' ' || initcap(substr(md5((g.n % 4001)::text), 1, 7)) from generate_series(1, ${customers}::int) g(n)`.execute(
    db,
  )
  await sql`insert into identity (workspace_id, id, kind, key, display, name) select ${w}, ${id(5, n)}, 'email', g.n || '@kunde.test', g.n || '@kunde.test', (array['Selma','Jonas','Imke','Ruben','Edda','Carla','Anton','Lucia','Max','Theres','Mira','Tolga','Grace','Owen','Nadia'])[1 + g.n % 15] || ' ' || initcap(substr(md5((g.n % 4001)::text), 1, 7)) from generate_series(1, ${customers}::int) g(n)`.execute(
    db,
  )
  const step = 100_000
  for (let from = 1; from <= caseCount; from += step) {
    const r = (salt: number) => sql`abs(hashint4(g.n + ${salt}::int * 7919))::bigint % 1000`
    await sql`insert into cases (workspace_id, id, number, title, category, priority, kind, owner_id, team_id, topic_id, tags, customer_id, identity_id, contact_name, channel, visibility, preview, language,
        presence_id, opened_at, last_message_at, last_inbound_at, waiting_since, answer_due_at, next_update_at, follow_up_at, message_count, has_attachment, has_unclear)
      select ${w}, ${id(6, n)}, 2000 + g.n, 'Anliegen ' || g.n,
        case when open then (array['new','new','new','open','open','open','waiting_customer','waiting_customer','waiting_customer','waiting_internal'])[1 + (${r(1)}) % 10] when ${r(2)} < 50 then 'done' else 'closed' end,
        case when ${r(3)} < 5 then 0 when ${r(3)} < 55 then 1 when ${r(3)} < 105 then 3 else 2 end,
        (array['question','complaint','praise','fault'])[1 + (${r(4)}) % 4],
        case when ${r(5)} < 700 then ${id(1, sql`1 + (${r(6)}) % 20`)} end, case when ${r(7)} < 900 then ${id(2, sql`1 + (${r(8)}) % 6`)} end,
        case when ${r(9)} < 600 then ${id(3, sql`1 + floor(40 * power((${r(10)})::float / 1000, 3))::int`)} end,
        case when ${r(11)} < 30 then array['vip'] when ${r(11)} = 30 then array['presse'] else '{}' end,
        case when ${r(12)} < 700 then ${id(4, sql`1 + g.n % ${customers}::int`)} end, ${id(5, sql`1 + g.n % ${customers}::int`)}, 'Kunde',
        case when ${r(13)} < 600 then 'email' when ${r(13)} < 850 then 'inlet' when ${r(13)} < 930 then 'form' when ${r(13)} < 960 then 'feed' when ${r(13)} < 985 then 'phone' when ${r(13)} < 995 then 'letter' when ${r(13)} < 999 then 'visit' else 'found' end,
        'private', 'Seit gestern warte ich auf meine Rückerstattung und niemand antwortet mir', 'de', ${stage.presences.inlet}, at, at, at,
        case when open then at end, case when open and ${r(14)} < 500 then now() + make_interval(mins => (${r(15)})::int * 6 - 400) end, case when open and ${r(14)} >= 400 and ${r(14)} < 700 then now() + make_interval(mins => (${r(16)})::int * 6 - 300) end,
        case when open and ${r(17)} < 20 then now() + make_interval(mins => (${r(18)})::int * 10 - 2000) end, 1 + (${r(19)} % 8)::int, ${r(20)} < 100, open and ${r(21)} < 1
      from generate_series(${from}::int, ${Math.min(caseCount, from + step - 1)}::int) as g(n),
        lateral (select abs(hashint4(g.n))::bigint % 1000 < 40 + 60 * (g.n > ${Math.floor(caseCount / 2)}::int)::int * 2 as open, now() - make_interval(secs => (${caseCount}::int - g.n) * 20) as at) x`.execute(
      db,
    )
  }
  await sql`insert into draft (workspace_id, case_id, member_id, kind, text) select ${w}, id, ${id(1, sql`1`)}, 'reply', 'Entwurf' from cases where workspace_id = ${w} order by id desc limit 40`.execute(
    db,
  )
  await sql`insert into watch (workspace_id, case_id, member_id) select ${w}, id, ${id(1, sql`1`)} from cases where workspace_id = ${w} order by id desc limit 300`.execute(
    db,
  )
  await vacuum(stage)
  const member = (kind: number) => `0000000${kind}-0000-7000-8000-000000000001`
  return {
    memberId: member(1),
    userId: 'bench-1',
    name: 'Member 1',
    role: 'agent',
    workspaceId: w,
    teamIds: [member(2), member(2).replace(/1$/, '2')],
    sessionHash: '',
  }
}

async function vacuum(stage: Stage): Promise<void> {
  const client = await stage.deps.db.systemPool.connect()
  try {
    await client.query('set role none')
    for (const table of ['cases', 'customer', 'identity', 'member', 'topic', 'draft', 'watch'])
      await client.query(`vacuum analyze ${table}`)
  } finally {
    await client.query('set role resonanz_system')
    client.release()
  }
}
