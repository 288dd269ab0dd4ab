import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { bulkChange } from './bulk.ts'
import { changeCase } from './change-case.ts'
import { settlePromise } from './settle-promise.ts'
import { startCaseClocks, tellFollowUps, tellOverdue, wakeSilent } from './tell-overdue.ts'
import { caseRow, journalOf, makeCase } from './test-cases.ts'
import { undoBulk } from './undo-bulk.ts'

let deps: Deps
let house: House
let foreign: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  const cast = await makeCast(deps)
  house = cast.nordlicht
  foreign = cast.suedwind
})
afterAll(() => deps.db.close())

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

test('a change journals each field once and its answer takes it back', async () => {
  const { id } = await makeCase(deps, house, { tags: ['alt'] })
  const before = await caseRow(deps, id)
  const { case: changed, undo } = await changeCase(deps, house.agent, id, {
    title: 'Paket verloren',
    ownerId: house.agent.memberId,
    teamId: house.teamId,
    topicId: house.topicId,
    priority: 'high',
    kind: 'complaint',
    addTags: ['presse', 'presse'],
    removeTags: ['alt'],
    particulars: 'Bitte nur vormittags anrufen',
    followUp: { at: inHours(48), untilReply: true, note: 'Lieferant fragen' },
    watching: true,
  })
  expect(changed).toMatchObject({
    title: 'Paket verloren',
    owner: { name: 'Jonas Meier' },
    priority: 'high',
    tags: ['presse'],
    watching: true,
    followUpUntilReply: true,
  })
  expect(await journalOf(deps, id)).toEqual([
    'case.created',
    'case.title',
    'case.owner',
    'case.team',
    'case.priority',
    'case.kind',
    'case.topic',
    'case.particulars',
    'case.tags',
    'case.follow-up',
    'case.watched',
  ])
  await changeCase(deps, house.agent, id, undo!)
  const { version: _, ...same } = before
  expect(await caseRow(deps, id)).toMatchObject(same)
  expect((await changeCase(deps, house.agent, id, { title: before.title, tags: ['alt'] })).undo).toBeNull()
})

test('references of the neighbour, of nobody and of readers are refused', async () => {
  const { id } = await makeCase(deps, house)
  for (const change of [
    { ownerId: foreign.agent.memberId },
    { teamId: foreign.teamId },
    { topicId: foreign.topicId },
    { ownerId: house.reader.memberId },
    { ownerId: deps.newId() },
  ]) {
    await expect(changeCase(deps, house.agent, id, change)).rejects.toMatchObject({ code: 'invalid-input' })
  }
  await expect(changeCase(deps, foreign.agent, id, { title: 'x' })).rejects.toMatchObject({ code: 'not-found' })
})

test('promises: replaced with a reason, in the way of closing, kept or waived by a person; no case goes silent', async () => {
  const { id } = await makeCase(deps, house, { answerDueAt: null, category: 'open' })
  const [first, second] = [inHours(5), inHours(9)]
  await changeCase(deps, house.agent, id, { nextUpdate: { at: first, text: 'Ersatz' } })
  const { case: moved, undo } = await changeCase(deps, house.agent, id, {
    nextUpdate: { at: second, text: 'Ersatz', reason: 'Lieferant antwortet nicht' },
  })
  expect(moved).toMatchObject({ nextUpdateAt: second, dueKind: 'next_update' })
  expect(moved.promises.map((promise) => promise.state)).toEqual(['replaced', 'open'])
  await expect(changeCase(deps, house.agent, id, { category: 'done' })).rejects.toMatchObject({
    code: 'promise-open',
    extra: { because: ['promise-open'], openPromises: [{ dueAt: second }], maySilently: false },
  })
  expect((await caseRow(deps, id)).category).toBe('open')
  await changeCase(deps, house.agent, id, undo!)
  expect((await caseRow(deps, id)).next_update_at?.toISOString()).toBe(first)
  const [row] = (
    await sql<{ id: string }>`select id from promise where case_id = ${id} and state = 'open'`.execute(deps.db.system)
  ).rows
  await expect(settlePromise(deps, house.agent, row!.id, { state: 'waived' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await settlePromise(deps, house.agent, row!.id, { state: 'kept' })
  await expect(settlePromise(deps, house.agent, row!.id, { state: 'kept' })).rejects.toMatchObject({ code: 'conflict' })
  await expect(settlePromise(deps, foreign.agent, row!.id, { state: 'kept' })).rejects.toMatchObject({
    code: 'not-found',
  })
  // The rule promised the next word by itself: the case is open and somebody must move.
  const silent = await caseRow(deps, id)
  expect(silent.next_update_at!.getTime()).toBeGreaterThan(Date.now() + 47 * 3_600_000)
  // What only the rule had set does not stand against closing, and a closed case has nothing open.
  const closed = await changeCase(deps, house.agent, id, { category: 'done' })
  expect(closed.case).toMatchObject({ category: 'done', dueAt: null, nextUpdateAt: null })
  expect(closed.case.closedAt).not.toBeNull()
  expect(closed.case.promises.every((promise) => promise.state !== 'open')).toBe(true)
  const reopened = await changeCase(deps, house.agent, id, closed.undo!)
  expect(reopened.case).toMatchObject({ category: 'open', closedAt: null, dueKind: 'next_update' })
  const dropped = await changeCase(deps, house.agent, id, {
    category: 'waiting_customer',
    nextUpdate: { at: null, text: '', reason: 'Kunde meldet sich' },
  })
  expect(dropped.case).toMatchObject({ dueAt: null, category: 'waiting_customer' })
})

test('many at once: dry run, blocked ones left, undo only where nobody changed it since', async () => {
  const made = []
  for (let n = 0; n < 5; n += 1)
    made.push(await makeCase(deps, house, { title: 'Sammelfall', tags: ['bulk'], answerDueAt: null, category: 'open' }))
  const ids = made.map(({ id }) => id)
  await changeCase(deps, house.agent, ids[0]!, { nextUpdate: { at: inHours(3), text: '' } })
  const change: Parameters<typeof bulkChange>[2]['change'] = {
    category: 'closed',
    ownerId: house.agent.memberId,
    addTags: ['zu'],
  }
  const select = { view: 'all', filter: 'tag:bulk' } as const
  expect(await bulkChange(deps, house.agent, { select, change, dryRun: true })).toEqual({
    matched: 5,
    changed: 4,
    undoId: null,
    refused: [{ id: ids[0], number: made[0]!.number, because: ['promise-open'] }],
    refusedCount: 1,
  })
  expect((await caseRow(deps, ids[1]!)).category).toBe('open')
  const done = await bulkChange(deps, house.agent, { select, change, dryRun: false })
  expect(done).toMatchObject({ matched: 5, changed: 4 })
  expect(
    await bulkChange(deps, foreign.agent, { select: { ids }, change: { category: 'closed' }, dryRun: false }),
  ).toMatchObject({
    matched: 0,
    changed: 0,
  })
  await changeCase(deps, house.agent, ids[1]!, { ownerId: house.lead.memberId })
  await expect(undoBulk(deps, house.lead, done.undoId!)).rejects.toMatchObject({ code: 'not-found' })
  expect(await undoBulk(deps, house.agent, done.undoId!)).toEqual({ restored: 3 })
  await expect(undoBulk(deps, house.agent, done.undoId!)).rejects.toMatchObject({ code: 'undo-over' })
  const rows = await Promise.all(ids.map((id) => caseRow(deps, id)))
  expect(rows.map((row) => [row.category, row.owner_id, row.tags])).toEqual([
    ['open', null, ['bulk']],
    ['closed', house.lead.memberId, ['bulk', 'zu']],
    ['open', null, ['bulk']],
    ['open', null, ['bulk']],
    ['open', null, ['bulk']],
  ])
  await expect(
    bulkChange(deps, house.agent, { select: { filter: 'tag:bulk farbe:rot' }, change, dryRun: true }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
})

test('each late moment is told once, also when two look at the same time and a follow-up stands before it', async () => {
  const { id } = await makeCase(deps, house, { answerDueAt: new Date(Date.now() - 60_000) })
  await sql`update cases set follow_up_at = now() - interval '2 minutes' where id = ${id}`.execute(deps.db.system)
  const told = async () => (await journalOf(deps, id)).filter((kind) => kind !== 'case.created')
  // Who finds the row held by the other clock leaves it for its next look; nobody tells it twice.
  for (let look = 0; look < 3; look += 1) {
    await Promise.all([tellOverdue(deps, look < 2), tellOverdue(deps, true), tellFollowUps(deps), tellFollowUps(deps)])
  }
  expect((await told()).toSorted()).toEqual(['case.follow-up-due', 'case.overdue'])
  await sql`update cases set answer_due_at = now() - interval '3 hours' where id = ${id}`.execute(deps.db.system)
  expect(await tellOverdue(deps)).toBeGreaterThan(0)
  await tellOverdue(deps)
  expect((await told()).toSorted()).toEqual(['case.follow-up-due', 'case.overdue', 'case.overdue'])
})

test('a case that fell silent is woken once, also when two look; the clocks tick by themselves and stop', async () => {
  const silent = await makeCase(deps, house, { answerDueAt: null, category: 'open' })
  const waiting = await makeCase(deps, house, { answerDueAt: null, category: 'waiting_customer' })
  await Promise.all([wakeSilent(deps), wakeSilent(deps)])
  expect(await journalOf(deps, silent.id)).toEqual(['case.created', 'promise.made'])
  expect(await journalOf(deps, waiting.id)).toEqual(['case.created'])
  expect((await caseRow(deps, silent.id)).due_kind).toBe('next_update')
  const late = await makeCase(deps, house, { answerDueAt: new Date(Date.now() - 1000) })
  const clocks = startCaseClocks(deps)
  for (let tries = 0; tries < 2_000 && (await journalOf(deps, late.id)).length < 2; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20))
  await clocks.stop()
  expect(await journalOf(deps, late.id)).toEqual(['case.created', 'case.overdue'])
})
