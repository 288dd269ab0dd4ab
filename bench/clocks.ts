import { sql } from 'kysely'
import { markBreached, tellDueSoon } from '../packages/server/src/modules/clocks/sweep.ts'
import { makeStage, quantile, round } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const clockCount = Number(process.env.BENCH_CLOCKS ?? 1_000_000)
const casesEach = 5_000
const looks = 50
const chunk = 50_000

/**
 * One look at all clocks, as it runs every second: with nothing to tell among a million, and with a batch that has just
 * fallen due. A twentieth are closed, a tenth stand still.
 */
export async function run(): Promise<Result[]> {
  const stage = await makeStage()
  const { deps, workspaceId } = stage
  const db = deps.db.system
  try {
    await sql`insert into cases (workspace_id, id, number, title, channel, answer_due_at)
      select ${workspaceId}::uuid, gen_random_uuid(), n, 'Fall ' || n, 'email', now() + interval '1 day' from generate_series(1, ${casesEach}::int) n`.execute(
      db,
    )
    for (let from = 1; from <= clockCount; from += chunk)
      await sql`insert into clock (workspace_id, id, case_id, kind, promise_id, started_at, segments, paused, due_at, warn_at, closed_at, outcome)
        select ${workspaceId}::uuid, gen_random_uuid(), c.id, 'next_update', gen_random_uuid(), now(), '[]', n % 10 = 0,
          now() + interval '1 hour' + n * interval '1 second', now() + interval '50 minutes' + n * interval '1 second',
          case when n % 20 = 7 then now() end, case when n % 20 = 7 then 'met' end
        from generate_series(${from}::int, ${Math.min(clockCount, from + chunk - 1)}::int) n join cases c on c.number = n % ${casesEach}::int + 1`.execute(
        db,
      )
    await sql`vacuum analyze clock, cases`.execute(db)
    const idle = await times(async () => {
      await tellDueSoon(deps)
      await markBreached(deps)
    })
    // The next thousand of each fall due at once.
    await sql`update clock set warn_at = now(), due_at = now() + interval '10 minutes' where id in (select id from clock where closed_at is null and not paused order by due_at limit 1000)`.execute(
      db,
    )
    const warnStart = performance.now()
    let warned = 0
    for (let told = await tellDueSoon(deps); told > 0; told = await tellDueSoon(deps)) warned += told
    const warnMs = performance.now() - warnStart
    await sql`update clock set due_at = now() where id in (select id from clock where closed_at is null and not paused order by due_at limit 1000)`.execute(
      db,
    )
    const lateStart = performance.now()
    let late = 0
    for (let told = await markBreached(deps); told > 0; told = await markBreached(deps)) late += told
    const lateMs = performance.now() - lateStart
    return [
      {
        name: `clocks: a look at ${clockCount}`,
        p50Ms: round(quantile(idle, 0.5)),
        p95Ms: round(quantile(idle, 0.95)),
        worstMs: round(Math.max(...idle)),
      },
      { name: 'clocks: told as soon due', clocks: warned, ms: round(warnMs) },
      { name: 'clocks: marked as late', clocks: late, ms: round(lateMs) },
    ]
  } finally {
    await stage.end()
  }
}

async function times(work: () => Promise<void>): Promise<number[]> {
  const found: number[] = []
  for (let n = 0; n < looks; n += 1) {
    const start = performance.now()
    await work()
    found.push(performance.now() - start)
  }
  return found
}
