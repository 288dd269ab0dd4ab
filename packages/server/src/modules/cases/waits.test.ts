import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { FollowUpEvent, JournalKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeTask, createTask } from '../tasks/work.ts'
import { rows, run } from '#platform/db/database'
import { readTargets } from '#targets'
import type { Deps } from '#platform/deps'
import { append, type Entry } from '#platform/journal'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { bringBackOnce } from './bring-back.ts'
import { bulkChange } from './bulk.ts'
import { changeCase } from './change-case.ts'
import { listCases } from './list-cases.ts'
import { receiveMessages } from './receive.ts'
import { tellFollowUps } from './tell-overdue.ts'
import { makeCase } from './test-cases.ts'
import { readWaits } from './waits.ts'

let deps: Deps
let cast: Cast
let url: string
beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  cast = await makeCast(deps)
  await bringBack()
})
afterAll(() => deps.db.close())

const bringBack = () => readUp(deps, 'case-back', () => bringBackOnce(deps))
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const stateOf = async (id: string) =>
  (
    await rows<{ for: string[]; because: string | null; due: boolean }>(
      deps.db.system,
      sql`select follow_up_for as "for", back_because as because, follow_up_at <= now() as due from cases where id = ${id}`,
    )
  )[0]!
const backEntries = (id: string) =>
  rows<{ data: { because?: string } }>(
    deps.db.system,
    sql`select data from journal where subject_id = ${id} and kind = 'case.follow-up-due' order by seq`,
  ).then((found) => found.map(({ data }) => data.because ?? null))
const rest = (id: string, until: FollowUpEvent[], more = {}) =>
  changeCase(deps, cast.nordlicht.agent, id, { followUp: { at: inDays(9), untilReply: false, until, ...more } })
const happen = (caseId: string, kind: JournalKind, data: object) =>
  append(deps.db.system, [
    {
      workspaceId: cast.nordlicht.workspaceId,
      subject: { kind: 'case', id: caseId },
      actor: { kind: 'job', id: 'test' },
      kind,
      data,
    } as Entry,
  ])
const newCase = () => makeCase(deps, cast.nordlicht, { ownerId: cast.nordlicht.agent.memberId })
const taskIn = (caseId: string) =>
  createTask(deps, cast.nordlicht.lead, caseId, {
    text: 'Werkstatt anrufen',
    assigneeId: cast.nordlicht.agent.memberId,
    teamId: null,
  })

test('a case rests until a task is done, comes back once with the reason, and what happens later does nothing', async () => {
  const { agent, lead } = cast.nordlicht
  const { id } = await newCase()
  await expect(rest(id, ['task'])).rejects.toMatchObject({ code: 'nothing-to-wait-for', extra: { vain: ['task'] } })
  const [first, second] = [await taskIn(id), await taskIn(id)]
  expect(await readWaits(deps, agent, id)).toEqual({ open: expect.arrayContaining([{ event: 'task', count: 2 }]) })
  const { undo } = await rest(id, ['task'])
  expect(undo).toEqual({ followUp: null })
  const row = async () =>
    (await listCases(deps, agent, { view: 'all', sort: 'due', limit: 200 })).items.find((item) => item.id === id)
  expect(await row()).toMatchObject({ followUpFor: ['task'], backBecause: null })
  await bringBack()
  expect(await stateOf(id)).toMatchObject({ due: false })
  await changeTask(deps, lead, first.id, { state: 'done' })
  await Promise.all([bringBack(), bringBackOnce(deps), bringBackOnce(deps)])
  await bringBack()
  expect(await stateOf(id)).toEqual({ for: [], because: 'task_done', due: true })
  expect(await row()).toMatchObject({ followUpFor: [], backBecause: 'task_done', dueKind: 'follow_up' })
  await changeTask(deps, lead, second.id, { state: 'done' })
  await bringBack()
  await tellFollowUps(deps)
  expect(await backEntries(id)).toEqual(['task_done'])
  await changeCase(deps, agent, id, { followUp: null })
  expect(await row()).toMatchObject({ backBecause: null })
})

const happenings: [FollowUpEvent, JournalKind, object, string][] = [
  ['consultation', 'consultation.answered', { isLate: false }, 'consultation_answered'],
  ['consultation', 'consultation.withdrawn', {}, 'consultation_ended'],
  ['promise', 'promise.kept', {}, 'promise_kept'],
  ['promise', 'case.overdue', { dueKind: 'next_update' }, 'promise_due'],
  ['approval', 'approval.rejected', {}, 'approval_decided'],
  ['handover', 'case.handed-back', {}, 'handover_returned'],
]
test.each(happenings)('waits for %s: %s brings it back', async (event, kind, data, because) => {
  const { id } = await newCase()
  const other = await newCase()
  await run(
    deps.db.system,
    sql`update cases set follow_up_at = now() + interval '9 days', follow_up_for = array[${event}] where id = any(${[id, other.id]}::uuid[])`,
  )
  await happen(id, kind, data)
  await happen(id, 'case.overdue', { dueKind: 'answer', dueAt: inDays(0) })
  await bringBack()
  expect(await stateOf(id)).toEqual({ for: [], because, due: true })
  expect(await stateOf(other.id)).toMatchObject({ for: [event], because: null, due: false })
})

test('a solved incident brings back every case in it that waits, in one go; a changed one does not', async () => {
  const { workspaceId, lead } = cast.nordlicht
  const made = [await newCase(), await newCase(), await newCase()]
  const incidentId = deps.newId()
  await run(
    deps.db.system,
    sql`insert into incident (workspace_id, id, number, title, state, created_by) values (${workspaceId}, ${incidentId}, 77, 'Brand', 'open', ${lead.memberId})`,
  )
  for (const { id } of made)
    await run(
      deps.db.system,
      sql`insert into incident_case (workspace_id, case_id, incident_id) values (${workspaceId}, ${id}, ${incidentId})`,
    )
  await rest(made[0]!.id, ['incident'])
  await bulkChange(deps, cast.nordlicht.agent, {
    select: { ids: made.slice(1).map(({ id }) => id) },
    change: { followUp: { at: inDays(9), untilReply: false, until: ['incident', 'task'] } },
    dryRun: false,
  })
  expect((await stateOf(made[1]!.id)).for).toEqual(['incident'])
  const tell = (state: string) =>
    append(deps.db.system, [
      {
        workspaceId,
        subject: { kind: 'workspace', id: workspaceId },
        actor: { kind: 'person', id: lead.memberId },
        kind: 'incident.changed',
        data: { incidentId, number: 77, state },
      } as Entry,
    ])
  await tell('open')
  await bringBack()
  expect(await stateOf(made[2]!.id)).toMatchObject({ due: false })
  await tell('solved')
  await bringBack()
  for (const { id } of made) expect(await stateOf(id)).toEqual({ for: [], because: 'incident_solved', due: true })
})

test('what happened before does not count; the customer and the latest moment bring it back too', async () => {
  const { id } = await newCase()
  const done = await taskIn(id)
  await taskIn(id)
  await changeTask(deps, cast.nordlicht.lead, done.id, { state: 'done' })
  await rest(id, ['task'], { untilReply: true })
  await bringBack()
  expect(await stateOf(id)).toMatchObject({ for: ['task'], due: false })
  await receive(id)
  expect(await stateOf(id)).toMatchObject({ for: [], because: 'customer_wrote' })

  await rest(id, ['task'])
  await run(deps.db.system, sql`update cases set follow_up_at = now() - interval '1 second' where id = ${id}`)
  await tellFollowUps(deps)
  expect(await stateOf(id)).toEqual({ for: [], because: 'time', due: true })
  expect(await backEntries(id)).toEqual(['time'])
})

async function receive(caseId: string): Promise<void> {
  const at = new Date()
  const message = { id: deps.newId(), threadId: deps.newId(), channel: 'email' as const, nature: 'message', at }
  const targets = await readTargets(deps.db.system, cast.nordlicht.workspaceId)
  const words = { caseId, messages: [{ ...message, receivedAt: at, attachments: false }], preview: 'Hallo' }
  await receiveMessages(deps.db.system, cast.nordlicht.workspaceId, [{ ...words, channel: 'email' }], targets)
}

test('killed after bringing back and before it stands, or right after: back exactly once', {
  timeout: 300_000,
}, async () => {
  for (const point of ['case-back.brought', 'case-back.read']) {
    const { id } = await newCase()
    const task = await taskIn(id)
    await rest(id, ['task'])
    await changeTask(deps, cast.nordlicht.lead, task.id, { state: 'done' })
    expect(await dieAt(point)).toBe('SIGKILL')
    await bringBack()
    expect(await stateOf(id), point).toMatchObject({ because: 'task_done', due: true })
    expect(await backEntries(id), point).toEqual(['task_done'])
  }
})

/** Another process that works until it reaches the named point, where it ends as `kill -9` does. */
async function dieAt(point: string): Promise<NodeJS.Signals | null> {
  const worker = new URL('../../../../../tests/crash/back-worker.ts', import.meta.url).pathname
  const env = { ...process.env, RESONANZ_FAIL_POINT: point, CRASH_URL: url }
  const child = spawn(process.execPath, [worker], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return signal
}
