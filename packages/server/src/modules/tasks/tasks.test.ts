import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifyOnce } from '../notifications/notify.ts'
import { rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { changeTask, createTask, myTasks, tasksOfCase } from './work.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

async function newCase() {
  const id = deps.newId()
  const w = cast.nordlicht.workspaceId
  await sql`insert into cases (workspace_id, id, number, title, channel, team_id) values
    (${w}, ${id}, (select coalesce(max(number), 3000) + 1 from cases where workspace_id = ${w}), 'Fall', 'phone', ${cast.nordlicht.teamId})`.execute(
    deps.db.system,
  )
  return id
}
const wish = (to: Actor | null, more = {}) => ({
  text: 'Werkstatt anrufen',
  assigneeId: to?.memberId ?? null,
  teamId: null,
  ...more,
})
const texts = async (who: Actor, whose: 'mine' | 'team' = 'mine') =>
  (await myTasks(deps, who, whose)).items.map(({ text }) => text)

test('a task of a case that was joined into another one stays somebody’s', async () => {
  const { agent, lead } = cast.nordlicht
  const [joined, into] = [await newCase(), await newCase()]
  const task = await createTask(deps, lead, joined, wish(agent, { text: 'Bleibt meine' }))
  await sql`update cases set merged_into = ${into} where id = ${joined}`.execute(deps.db.system)
  expect(await texts(agent)).toContain('Bleibt meine')
  expect((await tasksOfCase(deps, agent, into)).items.map(({ id }) => id)).toEqual([task.id])
  expect(await changeTask(deps, agent, task.id, { state: 'done' })).toMatchObject({ state: 'done' })
})

test('given, done, opened again: each once in the journal, told to whom it concerns', async () => {
  const { agent, lead } = cast.nordlicht
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const caseId = await newCase()
  const task = await createTask(deps, lead, caseId, wish(agent, { dueInMinutes: 60 }))
  expect(task).toMatchObject({ state: 'open', assignee: { id: agent.memberId }, version: 1, isLate: false })
  expect(Date.parse(task.dueAt!)).toBeGreaterThan(Date.now())
  expect(await texts(agent)).toEqual(['Werkstatt anrufen'])
  expect(await texts(lead)).toEqual([])
  const done = await changeTask(deps, agent, task.id, { state: 'done' })
  expect(done).toMatchObject({ state: 'done', settledBy: { id: agent.memberId } })
  expect((await changeTask(deps, lead, task.id, { state: 'done' })).version).toBe(done.version)
  await expect(changeTask(deps, lead, task.id, { text: 'Anders', basedOn: 1 })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await changeTask(deps, lead, task.id, { state: 'open' })).toMatchObject({ settledBy: null, settledAt: null })
  const kinds = await rows<{ kind: string }>(
    deps.db.system,
    sql`select kind from journal where subject_id = ${caseId} order by seq`,
  )
  expect(kinds.map(({ kind }) => kind)).toEqual(['task.created', 'task.done', 'task.reopened'])
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const told = await rows<{ member_id: string; kind: string }>(
    deps.db.system,
    sql`select member_id, kind from notification where case_id = ${caseId} order by journal_seq`,
  )
  expect(told).toEqual([
    { member_id: agent.memberId, kind: 'task_assigned' },
    { member_id: lead.memberId, kind: 'task_done' },
    { member_id: agent.memberId, kind: 'task_assigned' },
  ])
  await changeTask(deps, lead, task.id, { state: 'done' })
})

test('a team’s task is everybody’s there until one takes it; overdue ones are counted', async () => {
  const { agent, lead, teamId } = cast.nordlicht
  const caseId = await newCase()
  const inTeam = { ...agent, teamIds: [teamId] }
  const task = await createTask(deps, lead, caseId, wish(null, { teamId, dueAt: '2026-01-01T00:00:00Z' }))
  expect(await myTasks(deps, inTeam, 'team')).toMatchObject({ open: 1, overdue: 1 })
  await changeTask(deps, inTeam, task.id, { assigneeId: agent.memberId })
  expect(await myTasks(deps, inTeam, 'team')).toMatchObject({ open: 0 })
  expect(await myTasks(deps, inTeam, 'mine')).toMatchObject({ open: 1, overdue: 1 })
  await expect(changeTask(deps, lead, task.id, { assigneeId: null, teamId: null })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(createTask(deps, lead, caseId, wish(cast.suedwind.agent))).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await changeTask(deps, inTeam, task.id, { state: 'done' })
})

test('whoever is away is stood in for', async () => {
  const { agent, lead, workspaceId } = cast.nordlicht
  const caseId = await newCase()
  await createTask(deps, lead, caseId, wish(agent, { text: 'Während der Abwesenheit' }))
  expect(await texts(lead)).toEqual([])
  await sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values
    (${workspaceId}, ${deps.newId()}, ${agent.memberId}, now() - interval '1 hour', now() + interval '1 day', ${lead.memberId})`.execute(
    deps.db.system,
  )
  const [shown] = (await myTasks(deps, lead, 'mine')).items
  expect(shown).toMatchObject({ text: 'Während der Abwesenheit', standIn: { id: lead.memberId } })
  expect((await tasksOfCase(deps, cast.nordlicht.reader, caseId)).items).toHaveLength(1)
})

test('ten people finish it at once: done once', async () => {
  const { agent, lead } = cast.nordlicht
  const caseId = await newCase()
  const task = await createTask(deps, lead, caseId, wish(agent))
  await Promise.all(Array.from({ length: 10 }, () => changeTask(deps, agent, task.id, { state: 'done' })))
  const [n] = await rows<{ n: number }>(
    deps.db.system,
    sql`select count(*)::int as n from journal where subject_id = ${caseId} and kind = 'task.done'`,
  )
  expect(n!.n).toBe(1)
  await expect(changeTask(deps, cast.suedwind.agent, task.id, { state: 'open' })).rejects.toMatchObject({
    code: 'not-found',
  })
})
