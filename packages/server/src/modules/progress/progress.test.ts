import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entriesOf, makePromise, tellOverdue } from '#cases'
import { append } from '#platform/journal'
import { rows } from '#platform/db/database'
import { type Deps, journalActor } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { listCases } from '../cases/list-cases.ts'
import { nextCase } from '../cases/next-case.ts'
import { caseRow, makeCase } from '../cases/test-cases.ts'
import { scoreOnce } from './keep-stalled.ts'
import { readProgress } from './read-progress.ts'
import { scoreOf, type StalledFacts, stalledReasons } from './stalled.ts'

let deps: Deps
let house: House
let foreign: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  const cast = await makeCast(deps)
  house = cast.nordlicht
  foreign = cast.suedwind
  await settled()
})
afterAll(() => deps.db.close())

/** Another transaction of this cluster may hold the journal's horizon back for a moment. */
async function settled(until: () => Promise<boolean> = async () => true) {
  for (let n = 0; n < 1_200; n += 1) {
    while (await scoreOnce(deps));
    if (await until()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the journal was not read in time')
}

const calm: StalledFacts = {
  unanswered: 1,
  is_repeated: false,
  first_tone: 0.1,
  last_tone: 0,
  anger: 0,
  messages: 1,
  is_ping_pong: false,
  transfers: 0,
  promises_moved: 0,
  reopened: 0,
}

test('one sign alone is never stalling; two that weigh are, each named with its count', () => {
  const of = (change: Partial<StalledFacts>) => stalledReasons({ ...calm, ...change })
  expect(of({})).toEqual([])
  for (const change of [{ unanswered: 9 }, { is_repeated: true }, { is_ping_pong: true }, { promises_moved: 5 }])
    expect(scoreOf(of(change))).toBeLessThan(3)
  expect(of({ unanswered: 4, is_repeated: true })).toEqual([
    { code: 'unanswered', count: 4, weight: 2 },
    { code: 'nobody-answers', count: 1, weight: 1 },
  ])
  expect(of({ is_ping_pong: true, transfers: 7 }).map(({ code }) => code)).toEqual(['ping-pong'])
  expect(of({ first_tone: 0.2, last_tone: -0.6 }).map(({ code }) => code)).toEqual(['tone-falls'])
})

test('words without an answer and "nobody answers" make a case stalled, told once, found by filter and first in the order', async () => {
  const quiet = await makeCase(deps, house, { ownerId: house.agent.memberId })
  const stuck = await makeCase(deps, house, {
    messages: 4,
    ownerId: house.agent.memberId,
    answerDueAt: new Date(Date.now() + 9 * 3_600_000),
  })
  await sql`update cases set is_repeated = true where id = ${stuck.id}`.execute(deps.db.system)
  const received = (id: string) =>
    entriesOf(house.workspaceId, { kind: 'customer', id: null }, id, [
      { kind: 'case.corrected', data: { field: 'kind', from: null, to: 'complaint', isTakenBack: false } },
    ])
  await append(deps.db.system, [...received(stuck.id), ...received(quiet.id), ...received(stuck.id)])
  await settled(async () => (await caseRow(deps, stuck.id)).stalled >= 3)
  const { stalled } = await readProgress(deps, house.agent, stuck.id)
  expect(stalled).toMatchObject({ isStalled: true, score: 3 })
  expect(stalled.reasons.map(({ code, count }) => [code, count])).toEqual([
    ['unanswered', 4],
    ['nobody-answers', 1],
  ])
  await append(deps.db.system, received(stuck.id))
  await readUp(deps, 'case-progress', () => scoreOnce(deps))
  const told = await rows(deps.db.system, sql`select 1 from journal where kind = 'case.stalled'`)
  expect(told).toHaveLength(1)
  const list = (filter: string, sort: 'due' | 'stalled' = 'due') =>
    listCases(deps, house.agent, { view: 'needs_me', filter, sort, limit: 1 })
  for (const filter of ['ist:festgefahren', 'is:stalled', 'is:stuck'])
    expect((await list(filter)).items.map(({ id, isStalled }) => [id, isStalled])).toEqual([[stuck.id, true]])
  expect((await list('')).items[0]!.id).toBe(quiet.id)
  const first = await list('', 'stalled')
  expect(first.items[0]!.id).toBe(stuck.id)
  const second = await listCases(deps, house.agent, {
    view: 'needs_me',
    sort: 'stalled',
    limit: 1,
    cursor: first.nextCursor!,
  })
  expect(second.items[0]!.id).toBe(quiet.id)
})

test('what needs me: mine, as deputy, asked, promised; the key goes through it and round again', async () => {
  const { lead, admin, workspaceId } = house
  const open = (ownerId: string | null, hours: number) =>
    makeCase(deps, house, { ownerId, answerDueAt: new Date(Date.now() + hours * 3_600_000) })
  const mine = await open(lead.memberId, 30)
  const away = await open(admin.memberId, 31)
  const promised = await open(house.agent.memberId, 32)
  const waiting = await makeCase(deps, house, {
    ownerId: lead.memberId,
    category: 'waiting_customer',
    answerDueAt: null,
  })
  const ids = async () => {
    const { items } = await listCases(deps, lead, { view: 'needs_me', sort: 'due', limit: 50 })
    return items.map(({ id }) => id)
  }
  expect(await ids()).toEqual([mine.id])
  await sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values
    (${workspaceId}, ${deps.newId()}, ${admin.memberId}, now() - interval '1 hour', now() + interval '1 day', ${lead.memberId})`.execute(
    deps.db.system,
  )
  await makePromise(
    deps.db.system,
    { workspaceId, actor: journalActor(lead) },
    {
      id: deps.newId(),
      caseId: promised.id,
      kind: 'refund',
      text: '',
      what: '20 €',
      dueAt: new Date(Date.now() + 40 * 3_600_000),
      madeBy: house.agent.memberId,
      ownerId: lead.memberId,
    },
  )
  expect(await ids()).toEqual([mine.id, away.id, promised.id])
  expect(await ids()).not.toContain(waiting.id)
  // Page by page in the other orders: each once, the urgent one first wherever it comes from.
  await sql`update cases set priority = 0 where id = ${promised.id}`.execute(deps.db.system)
  for (const sort of ['priority', 'stalled'] as const) {
    const seen = []
    let cursor: string | undefined
    do {
      const page = await listCases(deps, lead, { view: 'needs_me', sort, limit: 1, cursor })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(sort === 'priority' ? [promised.id, mine.id, away.id] : [mine.id, away.id, promised.id])
  }
  const walk = []
  for (let at: string | undefined, n = 0; n < 4; n += 1) {
    const { id } = await nextCase(deps, lead, at)
    walk.push(id)
    at = id ?? undefined
  }
  expect(walk).toEqual([mine.id, away.id, promised.id, mine.id])
})

async function aCustomer(): Promise<string> {
  const id = deps.newId()
  await sql`insert into customer (workspace_id, id, name) values (${house.workspaceId}, ${id}, 'Frau Klee')`.execute(
    deps.db.system,
  )
  return id
}

test('the five steps say what is missing and what is next', async () => {
  const made = await makeCase(deps, house)
  const before = await readProgress(deps, house.agent, made.id)
  expect(before.steps.map(({ state }) => state)).toEqual(['done', 'current', 'ahead', 'ahead', 'ahead'])
  expect(before.next).toEqual({ step: 'understand', code: 'customer' })
  await makePromise(
    deps.db.system,
    { workspaceId: house.workspaceId, actor: journalActor(house.agent) },
    {
      id: deps.newId(),
      caseId: made.id,
      kind: 'document',
      text: '',
      what: '',
      dueAt: new Date(Date.now() + 3_600_000),
      madeBy: house.agent.memberId,
      ownerId: null,
    },
  )
  const after = await readProgress(deps, house.agent, made.id)
  expect(after.steps.find(({ step }) => step === 'inform')!.items).toMatchObject([
    { code: 'last-word', state: 'missing' },
    { code: 'promise', state: 'missing', count: 1, dueAt: expect.any(String) },
  ])
  // A next word that is late is a debt: the case is not informed, and closing is not what comes next.
  const promised = await makeCase(deps, house, { answerDueAt: null })
  await sql`update cases set kind = 'question', customer_id = ${await aCustomer()}, waiting_since = null,
      last_outbound_at = now() where id = ${promised.id}`.execute(deps.db.system)
  const say = async (hours: number) => {
    await sql`delete from promise where case_id = ${promised.id}`.execute(deps.db.system)
    await sql`insert into promise (workspace_id, id, case_id, text, due_at, made_by) values
      (${house.workspaceId}, ${deps.newId()}, ${promised.id}, '', now() + ${hours} * interval '1 hour', ${house.agent.memberId})`.execute(
      deps.db.system,
    )
    const { steps, next } = await readProgress(deps, house.agent, promised.id)
    return [steps.find(({ step }) => step === 'inform')!.state, next]
  }
  expect(await say(2)).toEqual(['done', { step: 'document', code: 'closed' }])
  expect(await say(-2)).toEqual(['current', { step: 'inform', code: 'next-word' }])
  const steps = [
    { id: 'foto', text: 'Foto', isRequired: true },
    { id: 'dank', text: 'Danken', isRequired: false },
  ]
  const checklistId = deps.newId()
  await sql`insert into checklist (workspace_id, id, name, steps) values
    (${house.workspaceId}, ${checklistId}, 'Reklamation', ${JSON.stringify(steps)}::jsonb)`.execute(deps.db.system)
  await sql`insert into case_checklist (workspace_id, id, case_id, checklist_id, version, name, steps) values
    (${house.workspaceId}, ${deps.newId()}, ${promised.id}, ${checklistId}, 1, 'Reklamation', ${JSON.stringify(steps)}::jsonb)`.execute(
    deps.db.system,
  )
  const { steps: withList } = await readProgress(deps, house.agent, promised.id)
  expect(withList.find(({ step }) => step === 'resolve')!.items).toContainEqual(
    expect.objectContaining({ code: 'checklist', state: 'missing', count: 1 }),
  )
  await expect(readProgress(deps, foreign.agent, made.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await tellOverdue(deps)).toBe(0)
})
