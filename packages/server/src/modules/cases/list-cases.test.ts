import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { countCases } from './count-cases.ts'
import { type ListQuery, listCases } from './list-cases.ts'
import { findByNumber, nextCase } from './next-case.ts'
import { makeCase } from './test-cases.ts'

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

const list = (query: Partial<ListQuery> = {}, actor = house.agent) =>
  listCases(deps, actor, { view: 'all', sort: 'due', limit: 50, ...query })
const numbers = async (query: Partial<ListQuery> = {}) => (await list(query)).items.map((item) => item.number)

test('views, filters and orders show what they say, and nothing of the neighbour', async () => {
  const minutes = (n: number) => new Date(Date.now() + n * 60_000)
  const overdue = await makeCase(deps, house, {
    ownerId: house.agent.memberId,
    answerDueAt: minutes(-5),
    priority: 'urgent',
  })
  const teams = await makeCase(deps, house, {
    teamId: house.teamId,
    topicId: house.topicId,
    answerDueAt: minutes(30),
    tags: ['presse', 'a"b'],
  })
  const named = await makeCase(deps, house, {
    identityName: 'Mira Voß',
    title: 'Rechnung 100 % falsch',
    answerDueAt: minutes(10),
    channel: 'phone',
  })
  const done = await makeCase(deps, house, { category: 'done', answerDueAt: null })
  const resting = await makeCase(deps, house, { ownerId: house.agent.memberId, answerDueAt: null })
  await sql`update cases set follow_up_at = now() + interval '2 days' where id = ${resting.id}`.execute(deps.db.system)
  const other = await makeCase(deps, foreign)

  expect(await numbers()).toEqual([overdue.number, named.number, teams.number, resting.number])
  expect(await numbers({ view: 'mine' })).toEqual([overdue.number])
  expect(await numbers({ view: 'team' })).toEqual([teams.number])
  expect(await numbers({ view: 'unassigned' })).toEqual([named.number, teams.number])
  expect(await numbers({ view: 'follow_ups' })).toEqual([resting.number])
  expect(await numbers({ sort: 'priority' })).toEqual([overdue.number, named.number, teams.number, resting.number])
  expect(await numbers({ filter: 'von:"jonas meier"' })).toEqual([overdue.number, resting.number])
  expect(await numbers({ filter: '-von:ich status:aktiv' })).toEqual([named.number, teams.number])
  expect(await numbers({ filter: 'thema:lieferung tag:presse team:nordlicht' })).toEqual([teams.number])
  expect(await numbers({ filter: 'kunde:voss' })).toEqual([])
  expect(await numbers({ filter: 'kunde:voß kanal:telefon' })).toEqual([named.number])
  expect(await numbers({ filter: '"100 %" -fällig:überfällig' })).toEqual([named.number])
  expect(await numbers({ filter: 'fällig:überfällig' })).toEqual([overdue.number])
  expect(await numbers({ filter: 'status:erledigt' })).toEqual([done.number])
  expect(await numbers({ filter: `#${done.number}` })).toEqual([done.number])
  expect(await numbers({ filter: 'hat:wiedervorlage ist:privat sprache:de ist:ungelesen nach:2020-01-01' })).toEqual([
    resting.number,
  ])

  const wrong = await list({ filter: 'status:offen,grün von:niemandsonst' })
  expect(wrong.filterErrors).toEqual([
    { at: 13, word: 'grün' },
    { at: 22, word: 'niemandsonst' },
  ])
  expect(wrong.items).toEqual([])

  const first = (await list()).items[0]!
  expect(first).toMatchObject({
    owner: { name: 'Jonas Meier' },
    dueKind: 'answer',
    unread: true,
    customer: { id: null, name: 'Kim Berger' },
  })
  expect(await findByNumber(deps, house.agent, overdue.number)).toEqual({ id: overdue.id })
  await expect(findByNumber(deps, house.agent, 9999)).rejects.toThrow('not-found')
  expect((await list({}, foreign.agent)).items.map((item) => item.id)).toEqual([other.id])

  expect(await nextCase(deps, house.agent, undefined)).toEqual({ id: overdue.id })
  expect(await nextCase(deps, house.agent, overdue.id)).toEqual({ id: teams.id })
  const counts = await countCases(deps, house.agent)
  expect(counts.views).toMatchObject({ all: 4, mine: 1, team: 1, unassigned: 2, follow_ups: 1, drafts: 0, unclear: 0 })
  expect(counts).toMatchObject({ overdue: 1, mentions: 0, quarantine: 0, cap: 500 })
})

test('pages hold every case once, in each order, also when due times are the same to the microsecond', async () => {
  const due = new Date(Date.now() + 86_400_000)
  for (let n = 0; n < 12; n += 1) {
    await makeCase(deps, foreign, {
      answerDueAt: n % 3 === 0 ? due : new Date(due.getTime() + n),
      priority: n % 2 ? 'high' : 'low',
    })
  }
  await sql`update cases set answer_due_at = answer_due_at + interval '1 microsecond' * (number % 4) where workspace_id = ${foreign.workspaceId}`.execute(
    deps.db.system,
  )
  for (const sort of ['due', 'newest', 'oldest', 'priority'] as const) {
    const whole = (await list({ sort, limit: 100 }, foreign.agent)).items.map((item) => item.id)
    const paged: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await list({ sort, limit: 5, ...(cursor ? { cursor } : {}) }, foreign.agent)
      paged.push(...page.items.map((item) => item.id))
      cursor = page.nextCursor
    } while (cursor)
    expect(paged).toEqual(whole)
    expect(new Set(paged).size).toBe(13)
  }
})

test('due today and this week end at midnight of the company, whatever the day and the hour', async () => {
  const today = async () =>
    (await sql<{ day: string }>`select (now() at time zone 'Europe/Berlin')::date::text as day`.execute(deps.db.system))
      .rows[0]!.day
  // What is made on one day and looked for on the next says nothing: then once more.
  let began: string
  let look: Awaited<ReturnType<typeof lookAround>>
  do {
    began = await today()
    look = await lookAround(`grenze-${deps.newId()}`)
  } while ((await today()) !== began)
  const { numberOf, isSunday, dueToday, dueThisWeek } = look
  const named = (...names: string[]) => names.map((name) => numberOf.get(name)!).toSorted()
  expect(dueToday).toEqual(named('today', ...(isSunday ? ['week'] : [])))
  expect(dueThisWeek).toEqual(named('today', 'week', ...(isSunday ? [] : ['tomorrow'])))
})

/** Cases at both sides of each midnight, and which of them the list calls due. */
async function lookAround(tag: string) {
  const found = await sql<{ name: string; at: Date }>`
    with here as (select now() at time zone 'Europe/Berlin' as t), day as (select t::date + 1 as next, date_trunc('week', t)::date + 7 as monday from here)
    select e.name, e.at::timestamp at time zone 'Europe/Berlin' as at from day,
      lateral (values ('today', day.next - interval '1 second'), ('tomorrow', day.next::timestamp),
        ('week', day.monday - interval '1 second'), ('monday', day.monday::timestamp)) e(name, at)`.execute(
    deps.db.system,
  )
  const numberOf = new Map<string, number>()
  for (const { name, at } of found.rows)
    numberOf.set(name, (await makeCase(deps, house, { answerDueAt: at, tags: [tag] })).number)
  return {
    numberOf,
    isSunday: found.rows[1]!.at.getTime() === found.rows[3]!.at.getTime(),
    dueToday: (await numbers({ filter: `tag:${tag} fällig:heute` })).toSorted(),
    dueThisWeek: (await numbers({ filter: `tag:${tag} fällig:woche` })).toSorted(),
  }
}

test('a made-up cursor and a hostile filter are refused or find nothing, never an error of the database', async () => {
  for (const cursor of [
    'x',
    'e30',
    Buffer.from('{"sort":"due","key":"2026-99-99 00:00:00+00","priority":0,"id":"x"}').toString('base64url'),
  ]) {
    await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid-input' })
  }
  for (const filter of [
    "'; drop table cases; --",
    'von:%',
    'tag:{},"',
    'kunde:\\ "\\\'" & | ! <->',
    'nummer:999999999 ☃ ﷽',
    '"it\'s" o\'neil a@b.c',
  ]) {
    expect((await list({ filter })).items).toEqual([])
  }
})
