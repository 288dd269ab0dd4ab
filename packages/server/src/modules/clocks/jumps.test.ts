import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import type { Deps } from '#platform/deps'
import { readTargets } from '#targets'
import { changeCase } from '../cases/change-case.ts'
import { createCase } from '../cases/create-case.ts'
import { keepClocks } from './keep-clocks.ts'
import { readClocks } from './read-clocks.ts'
import { recomputeSome } from './recompute.ts'
import { markBreached, tellDueSoon } from './sweep.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at)
    values (${cast.nordlicht.workspaceId}, ${deps.newId()}, 'phone', 'Telefon', '{"number":""}', 'infinity')`.execute(
    deps.db.system,
  )
})
afterEach(() => void vi.useRealTimers())
afterAll(() => deps.db.close())

const dayMs = 86_400_000

test('a clock of this process that jumps while it works moves no due time and tells nothing', async () => {
  const { agent, workspaceId } = cast.nordlicht
  vi.useFakeTimers({ toFake: ['Date'] })
  const real = vi.getRealSystemTime()
  for (const jump of [0, dayMs, -dayMs, 400 * dayMs, -3_600_000]) {
    vi.setSystemTime(real + jump)
    const before = (await sql<{ now: Date }>`select now() as now`.execute(deps.db.system)).rows[0]!.now.getTime()
    const made = await createCase(deps, agent, {
      channel: 'phone',
      text: 'Der Strom ist weg.',
      wishedAnswer: 'phone',
      attachmentIds: [],
    })
    vi.setSystemTime(real - jump)
    await changeCase(deps, agent, made.id, { priority: 'high' })
    await readUp(deps, 'clocks', () => keepClocks(deps))
    await sql`insert into clock_run (workspace_id, id, cause) values (${workspaceId}, ${deps.newId()}, 'targets')`.execute(
      deps.db.system,
    )
    while (await recomputeSome(deps));
    expect(await tellDueSoon(deps)).toBe(0)
    expect(await markBreached(deps)).toBe(0)
    const { items } = await readClocks(deps, agent, made.id)
    const first = items.find(({ kind }) => kind === 'first_answer')!
    const waited = Date.parse(first.dueAt!) - before
    expect(waited).toBeGreaterThanOrEqual(8 * 3_600_000 - 1_000)
    expect(waited).toBeLessThan(8 * 3_600_000 + 120_000)
    expect(first.state).toBe('running')
  }
  expect(await readTargets(deps.db.system, workspaceId)).toBeDefined()
})
