import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { openCases } from '#cases'
import { one } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { dueOf, readTargets, saveTargets, shownTargets } from '#targets'
import { keepClocks } from './keep-clocks.ts'

let deps: Deps
let cast: Cast
let url: string
beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

const caseCount = 4_000
const worker = new URL('../../../../../tests/crash/clock-worker.ts', import.meta.url).pathname

async function startWorker() {
  const child = spawn(process.execPath, [worker], {
    env: { ...process.env, CRASH_URL: url },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>
  return { child, ended }
}

const progress = () =>
  one(
    deps.db.system,
    sql<{ looked: number; changed: number; isDone: boolean }>`
      select looked, changed, done_at is not null as "isDone" from clock_run order by id desc limit 1`,
  )

test('killed again and again while it works due times out anew: it goes on where it stood, nothing twice, nothing lost', {
  timeout: 300_000,
}, async () => {
  const { workspaceId, presenceId, admin } = cast.nordlicht
  const openedAt = new Date(Math.floor(Date.now() / 1_000) * 1_000)
  const facts = { teamId: null, presenceId, channel: 'email', kind: null, priority: 'normal' } as const
  const before = (await readTargets(deps.db.system, workspaceId)).aimOf('first_answer', facts)!
  const answerDueAt = dueOf(before, openedAt)
  const cases = Array.from({ length: caseCount }, (_, n) => ({
    id: deps.newId(),
    title: `Fall ${n}`,
    channel: 'email' as const,
    visibility: 'private' as const,
    preview: '',
    language: 'de' as const,
    presenceId,
    identityId: null,
    customerId: null,
    contactName: 'Kim Berger',
    openedAt,
    lastMessageAt: openedAt,
    lastMessageId: null,
    messageCount: 1,
    hasAttachment: false,
    answerDueAt,
    inbound: true,
  }))
  await openCases(deps.db.system, workspaceId, cases, { actor: { kind: 'connector', id: null }, by: 'intake' })
  await readUp(deps, 'clocks', () => keepClocks(deps))
  const { rules, version } = await shownTargets(deps.db.of(workspaceId), workspaceId)
  const goal = { averageMinutes: null, atMostMinutes: 13 * 60 }
  await saveTargets(deps, admin, {
    basedOn: version,
    rules: rules.map((rule) => (rule.id === 'default' ? { ...rule, firstAnswer: goal } : rule)),
  })
  await readUp(deps, 'clocks', () => keepClocks(deps))

  let kills = 0
  for (let seen = 0; kills < 3 && !(await progress())?.isDone; ) {
    const { child, ended } = await startWorker()
    // Somewhere in a batch after another one stands.
    while (child.exitCode === null && ((await progress())?.looked ?? 0) <= seen) await sleep(2)
    await sleep(Math.random() * 20)
    child.kill('SIGKILL')
    const [code, signal] = await ended
    expect(code === null || code === 0, 'a worker that fails by itself').toBe(true)
    if (signal === 'SIGKILL') kills += 1
    seen = (await progress())!.looked
  }
  expect(kills).toBeGreaterThan(0)
  // It finds nothing to do as long as the database has not noticed that the one before is dead.
  do {
    const { ended } = await startWorker()
    expect(await ended).toEqual([0, null])
  } while (!(await progress())?.isDone)

  // The answers and the resolutions, each looked at once.
  expect(await progress()).toEqual({ looked: 2 * caseCount, changed: caseCount, isDone: true })
  const after = (await readTargets(deps.db.system, workspaceId)).aimOf('first_answer', facts)!
  const due = dueOf(after, openedAt)
  expect(due.getTime()).toBeGreaterThan(answerDueAt.getTime())
  const [cleared] = (
    await sql<{ cases: number; clocks: number; told: number }>`
      select (select count(*)::int from cases where workspace_id = ${workspaceId} and answer_due_at = ${due} and version = 2) as cases,
        (select count(*)::int from clock where workspace_id = ${workspaceId} and kind = 'first_answer' and due_at = ${due}) as clocks,
        (select count(*)::int from journal where workspace_id = ${workspaceId} and kind = 'clocks.recomputed') as told`.execute(
      deps.db.system,
    )
  ).rows
  expect(cleared).toEqual({ cases: caseCount, clocks: caseCount, told: 1 })
})
