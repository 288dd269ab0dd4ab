import { makeParts } from '@resonanz/server'
import { sql } from 'kysely'
import { startRouting } from '../packages/server/src/modules/routing/index.ts'
import { startWorkflows } from '../packages/server/src/modules/workflows/index.ts'
import { makeAgents, measure, posts, setMode } from './routing.ts'
import { makeStage, median, round, type Stage } from './stage.ts'
import { makeRules, switchAll } from './workflows.ts'

const rounds = 5

/**
 * Intake with and without both beside it, turn about in one run: 200 rules that ask every message, and 500 people to
 * whom every case is pushed. `addedPercent` is what intake itself takes longer; `untilAllDonePercent` what it takes
 * longer until every entry was read by the rules and every case has an owner, for both give way while messages come.
 */
export async function run(): Promise<Record<string, unknown>[]> {
  const stage = await makeStage()
  const parts = await makeParts(stage.deps)
  try {
    await makeAgents(stage)
    await makeRules(stage)
    await switchAll(stage, false)
    await measure(stage, parts, 99)
    const without: number[] = []
    const intake: number[] = []
    const done: number[] = []
    for (let index = 0; index < rounds; index += 1) {
      await setMode(stage, false)
      await switchAll(stage, false)
      without.push((await measure(stage, parts, index * 2)).intakeSeconds)
      await setMode(stage, true)
      await switchAll(stage, true)
      await sql`delete from journal_cursor where name = 'workflows'`.execute(stage.deps.db.system)
      const loops = [startRouting(stage.deps), startWorkflows(stage.deps)]
      const start = performance.now()
      const seconds = await measure(stage, parts, index * 2 + 1, () => loops.forEach((loop) => loop.wake()))
      while (!(await isRead(stage))) await new Promise((resolve) => setTimeout(resolve, 10))
      done.push((performance.now() - start) / 1000)
      await Promise.all(loops.map((loop) => loop.stop()))
      intake.push(seconds.intakeSeconds)
    }
    const plain = median(without)
    return [
      {
        name: 'process: 200 rules, 500 agents',
        posts,
        intakePerSecond: round(posts / plain, 0),
        intakeWithBothPerSecond: round(posts / median(intake), 0),
        addedPercent: round(100 * (median(intake) / plain - 1), 1),
        untilAllDonePercent: round(100 * (median(done) / plain - 1), 1),
      },
    ]
  } finally {
    await parts.pool.close()
    await parts.hub.loop.stop()
    await stage.end()
  }
}

/** Have the rules read all that happened to messages and cases? */
async function isRead({ deps }: Stage): Promise<boolean> {
  const found = await sql<{
    left: boolean
  }>`select exists (select from journal j, journal_cursor c where c.name = 'workflows' and j.kind in ('case.created', 'message.received')
    and (j.xid, j.seq) > (c.xid, c.seq)) as left`.execute(deps.db.system)
  return !found.rows[0]!.left
}
