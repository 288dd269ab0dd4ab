import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { RawItem } from '@resonanz/channels'
import { makeParts } from '@resonanz/server'
import { sql } from 'kysely'
import { hostileMails } from '../packages/channels/src/email/testing/hostile-mails.ts'
import { startIntake, storeItems } from '../packages/server/src/modules/intake/index.ts'
import { mail } from './content.ts'
import { makeStage, quantile, round, type Stage } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const neighbours = 20

/**
 * Mails that were made to hurt (RELIABILITY A12–A18), each stored between usual ones while intake runs: how long the
 * main thread stood still, how long the usual ones waited, and that every mail ended as a message or in quarantine.
 */
export async function run(): Promise<Result[]> {
  const stage = await makeStage()
  const parts = await makeParts(stage.deps)
  const intake = startIntake(parts)
  const hostile = hostileMails().map(({ name, raw }, index) => ({ name, raw: withOwnId(raw(), index) }))
  try {
    await through(stage, intake.wake, usual(500, 1))
    await rest(200)
    const before = process.memoryUsage().rss
    let peak = before
    const memory = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
    }, 50)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    const waits: number[] = []
    const worst = { name: '', ms: 0 }
    const all: number[] = []
    for (const [index, { name, raw }] of hostile.entries()) {
      delay.enable()
      const around = usual(neighbours, 100 + index)
      const half = neighbours / 2
      const own = through(stage, intake.wake, [
        { sourceKey: `hostile/${index}`, contentType: 'message/rfc822', source: {}, raw },
      ])
      waits.push(
        ...(await Promise.all(
          [around.slice(0, half), around.slice(half)].map((items) => through(stage, intake.wake, items)),
        )),
      )
      await own
      delay.disable()
      const ms = delay.max / 1e6
      all.push(ms)
      if (ms > worst.ms) Object.assign(worst, { name, ms })
      if (process.env.BENCH_VERBOSE) console.error(`${name}: ${Math.round(ms)} ms`)
      delay.reset()
    }
    clearInterval(memory)
    const { rows } = await sql<{
      became: string
      n: number
    }>`select coalesce(outcome, state) as became, count(*)::int as n
      from inlet_item where source_key like 'hostile/%' group by 1`.execute(stage.deps.db.system)
    return [
      {
        name: 'hostile mails',
        mails: hostile.length,
        ...Object.fromEntries(rows.map(({ became, n }) => [became, n])),
        loopDelayMaxMs: round(worst.ms),
        loopDelayMaxAt: worst.name,
        loopDelayMedianOfMaxMs: round(quantile(all, 0.5)),
        neighboursP50Ms: round(quantile(waits, 0.5), 0),
        neighboursP95Ms: round(quantile(waits, 0.95), 0),
        rssMb: round(before / 2 ** 20, 0),
        rssPeakMb: round(peak / 2 ** 20, 0),
      },
    ]
  } finally {
    await intake.stop()
    await parts.pool.close()
    await parts.hub.loop.stop()
    await stage.end()
  }
}

/** Stores the items and answers, in ms, when the last of them was worked or set apart. */
async function through(stage: Stage, wake: () => void, items: readonly RawItem[]): Promise<number> {
  const db = stage.deps.db.system
  const presence = { id: stage.presences.email, workspaceId: stage.workspaceId }
  const start = performance.now()
  const stored = await db.transaction().execute((tx) => storeItems(tx, presence, items))
  wake()
  const ids = stored.map(({ id }) => id)
  for (;;) {
    const { rows } =
      await sql`select 1 from inlet_open where item_id = any(${ids}::uuid[]) and not quarantined limit 1`.execute(db)
    if (rows.length === 0) return performance.now() - start
    await rest(10)
  }
}

function usual(count: number, seed: number): RawItem[] {
  return Array.from({ length: count }, (_, index) => ({
    sourceKey: `usual/${seed}/${index}`,
    contentType: 'message/rfc822',
    source: {},
    raw: mail(index, 900 + seed),
  }))
}

/** The generated mails share one Message-ID; the same mail again would only be recognised. */
function withOwnId(raw: Buffer, index: number): Buffer {
  const at = raw.indexOf('<m1@')
  if (at >= 0) raw.write(String.fromCharCode(65 + (index % 26), 65 + Math.floor(index / 26)), at + 1, 'latin1')
  return raw
}

function rest(ms: number) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
