import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { insertAction } from '#actions'
import { caseRow, journalOf, makeCase } from '../../../../../tests/cases.ts'
import { happen, makeRule, readAll, runsOf } from './test-workflows.ts'

let deps: Deps
let cast: Cast
let url: string
beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  cast = await makeCast(deps)
  await readAll(deps)
})
afterAll(() => deps.db.close())

/** Another process that works until it reaches the named point, where it ends as `kill -9` does. */
async function dieAt(point: string, work: 'read' | 'deliver'): Promise<NodeJS.Signals | null> {
  const child = spawn(
    process.execPath,
    [new URL('../../../../../tests/crash/workflow-worker.ts', import.meta.url).pathname, work],
    {
      env: { ...process.env, RESONANZ_FAIL_POINT: point, CRASH_URL: url },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return signal
}

test('killed after acting and before the cursor stands, or right after: every rule acted once', {
  timeout: 300_000,
}, async () => {
  const { lead, workspaceId } = cast.nordlicht
  const rule = await makeRule(deps, lead, 'Notiz', {
    trigger: { on: 'event', events: ['message.received'] },
    when: null,
    then: [{ do: 'note', text: 'Einmal', mentionIds: [] }],
  })
  for (const point of ['workflows.carried', 'workflows.read']) {
    const made = await makeCase(deps, cast.nordlicht)
    await happen(deps, workspaceId, made.id, made.messageIds[0]!)
    expect(await dieAt(point, 'read')).toBe('SIGKILL')
    await readAll(deps)
    const notes = await rows(deps.db.system, sql`select 1 from note where case_id = ${made.id}`)
    expect(notes, point).toHaveLength(1)
    expect((await runsOf(deps, rule.id)).filter(({ case_id }) => case_id === made.id)).toHaveLength(1)
    expect((await journalOf(deps, made.id)).filter((kind) => kind === 'workflow.ran')).toHaveLength(1)
    expect((await caseRow(deps, made.id)).merged_into).toBeNull()
  }
})

test('a mail is sent once, wherever the process dies', { timeout: 300_000 }, async () => {
  const { workspaceId, presenceId } = cast.nordlicht
  const settings = { to: 'customer' as const, addresses: [], presenceId, subject: 'Fall', text: 'Wir melden uns.' }
  for (const point of ['actions.claimed', 'actions.mailed']) {
    const made = await makeCase(deps, cast.nordlicht)
    const [actionId, deliveryId] = [deps.newId(), deps.newId()]
    await insertAction(deps.db.system, workspaceId, actionId, { kind: 'mail', name: 'Mail', settings }, null)
    await run(
      deps.db.system,
      sql`insert into action_delivery (workspace_id, id, action_id, case_id, payload) values (${workspaceId}, ${deliveryId}, ${actionId}, ${made.id}, '{}')`,
    )
    expect(await dieAt(point, 'deliver')).toBe('SIGKILL')
    await run(
      deps.db.system,
      sql`update action_delivery set lease_until = now() - interval '1 second' where state = 'working'`,
    )
    expect(await dieAt('nowhere', 'deliver')).toBeNull()
    const sent = await rows(deps.db.system, sql`select 1 from outbox where case_id = ${made.id}`)
    expect(sent, point).toHaveLength(1)
  }
})
