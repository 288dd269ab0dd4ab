import { readFileSync } from 'node:fs'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { sql } from 'kysely'
import { storeItems } from '../packages/server/src/modules/intake/index.ts'
import { post } from './content.ts'
import { makeStage, median, round, type Stage } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const rounds = 3
/** The kernel counts processor time in hundredths of a second. */
const tickMs = 10

/**
 * What adding a job costs the database: processor time of its processes per job. Domain rows are their own queue (an
 * item of intake, an answer to send); everything else may go through pg-boss, one by one or in batches.
 */
export async function run(): Promise<Result[]> {
  const stage = await makeStage()
  const boss = new PgBoss({ connectionString: stage.adminUrl, schema: 'pgboss', max: 2, supervise: false })
  boss.on('error', () => {})
  try {
    await boss.start()
    await boss.createQueue('bench')
    const job = (n: number) => ({ name: 'bench', data: { caseId: stage.deps.newId(), n } })
    const results: Result[] = []
    const kinds: [string, number, (n: number) => Promise<void>][] = [
      ['intake items, 500 at once', 10_000, batches(500, (from, count) => addItems(stage, from, count))],
      ['intake item, one at a time', 1_000, batches(1, (from) => addItems(stage, from, 1))],
      ['answer to send, one at a time', 1_000, batches(1, () => addAnswer(stage))],
      ['pg-boss, one at a time', 1_000, batches(1, async (from) => void (await boss.send(job(from))))],
      [
        'pg-boss, 500 at once',
        10_000,
        batches(500, async (from, count) => {
          await boss.insert(
            'bench',
            Array.from({ length: count }, (_, n) => ({ data: job(from + n).data })),
          )
        }),
      ],
    ]
    for (const [name, count, add] of kinds) {
      await add(count / 10)
      const taken: { rate: number; cpuMs: number }[] = []
      for (let index = 0; index < rounds; index += 1) taken.push(await costOf(stage, count, () => add(count)))
      results.push({
        name: `add job: ${name}`,
        databaseCpuMsPerJob: round(median(taken.map(({ cpuMs }) => cpuMs)), 3),
        itemsPerSecond: round(median(taken.map(({ rate }) => rate)), 0),
      })
    }
    return results
  } finally {
    await boss.stop({ graceful: false }).catch(() => {})
    await stage.end()
  }
}

let next = 0
function batches(size: number, add: (from: number, count: number) => Promise<void>) {
  return async (count: number) => {
    for (let done = 0; done < count; done += size) await add((next += size), size)
  }
}

async function addItems(stage: Stage, from: number, count: number): Promise<void> {
  const items = Array.from({ length: count }, (_, index) => ({
    sourceKey: `job-${from + index}`,
    contentType: 'application/json',
    source: {},
    raw: Buffer.from(JSON.stringify(post(from + index, 700))),
  }))
  const presence = { id: stage.presences.inlet, workspaceId: stage.workspaceId }
  await stage.deps.db.system.transaction().execute((tx) => storeItems(tx, presence, items))
}

/** The row that a use case adds when somebody sends: what it does beside that is not counted here. */
async function addAnswer(stage: Stage): Promise<void> {
  const id = stage.deps.newId()
  await sql`with added as (
      insert into outbox (workspace_id, id, presence_id, payload, client_token, send_at)
      values (${stage.workspaceId}, ${id}, ${stage.presences.email}, ${JSON.stringify({ to: ['kundin@example.test'], text: 'Guten Tag, wir haben nachgesehen.' })}::jsonb, ${id}, 'infinity') returning 1
    ) select pg_notify('resonanz_outbox', '') from added`.execute(stage.deps.db.system)
}

async function costOf(stage: Stage, count: number, work: () => Promise<void>) {
  const before = await databaseCpuMs(stage)
  const start = performance.now()
  await work()
  const seconds = (performance.now() - start) / 1000
  return { rate: count / seconds, cpuMs: ((await databaseCpuMs(stage)) - before) / count }
}

/** User and system time of all client backends of this database so far. */
async function databaseCpuMs(stage: Stage): Promise<number> {
  const client = new pg.Client(stage.adminUrl)
  await client.connect()
  try {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return rows.reduce((sum, { pid }) => sum + ticksOf(pid) * tickMs, 0)
  } finally {
    await client.end()
  }
}

function ticksOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return Number(fields[11]) + Number(fields[12])
  } catch {
    return 0
  }
}
