import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCases } from '#cases'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { clusterOf, sharedPhrases } from './cluster.ts'
import { linkCases, relationsOf, unlinkCases } from './links.ts'
import { attachCases, changeIncident, createIncident, detachCases, readIncident } from './manage.ts'

let deps: Deps
let house: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())

async function makeCases(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => deps.newId())
  const at = new Date()
  await openCases(
    deps.db.system,
    house.workspaceId,
    ids.map((id) => ({
      id, title: 'Kein Strom', channel: 'phone' as const, visibility: 'private' as const, preview: '', language: 'de', presenceId: house.presenceId, identityId: null, customerId: null,
      contactName: 'Jana Berger', openedAt: at, lastMessageAt: at, lastMessageId: null, messageCount: 0, hasAttachment: false, answerDueAt: null, inbound: true,
    })),
    { actor: { kind: 'connector', id: null }, by: 'intake' },
  ) // biome-ignore format: a row
  return ids
}
const numberOf = async (id: string) =>
  (await rows<{ number: number }>(deps.db.system, sql`select number from cases where id = ${id}`))[0]!.number
const content = {
  title: 'Stromausfall Hafen',
  summary: '',
  nextUpdateAt: null,
  nextUpdateText: '',
  mainCaseId: null,
  ownerId: null,
}

test('cases are linked once, seen from both sides, and parted again', async () => {
  const [a, b] = (await makeCases(2)) as [string, string]
  const link = await linkCases(deps, house.agent, a, { number: await numberOf(b), kind: 'duplicate_of' })
  await expect(
    linkCases(deps, house.agent, b, { number: await numberOf(a), kind: 'duplicate_of' }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await expect(linkCases(deps, house.agent, a, { number: await numberOf(a), kind: 'related' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  expect((await relationsOf(deps, house.agent, b)).links).toMatchObject([{ direction: 'to', case: { id: a } }])
  await unlinkCases(deps, house.agent, link.id)
  expect((await relationsOf(deps, house.agent, a)).links).toEqual([])
})

test('the state of an incident shows on all its cases; a case belongs to one only', async () => {
  const ids = await makeCases(5)
  const first = await createIncident(deps, house.agent, { ...content, caseIds: ids.slice(0, 3) })
  const second = await createIncident(deps, house.agent, { ...content, title: 'Anderes', caseIds: [] })
  expect(second.number).toBe(first.number + 1)
  expect(await attachCases(deps, house.agent, second.id, ids)).toEqual({ attached: 2, already: 0, elsewhere: 3 })
  const at = new Date(Date.now() + 3_600_000).toISOString()
  await changeIncident(deps, house.agent, first.id, {
    version: 1,
    state: 'working',
    nextUpdateAt: at,
    nextUpdateText: 'Techniker ist da',
  })
  for (const id of ids.slice(0, 3))
    expect((await relationsOf(deps, house.reader, id)).incident).toMatchObject({
      state: 'working',
      nextUpdateText: 'Techniker ist da',
    })
  await expect(changeIncident(deps, house.lead, first.id, { version: 1, state: 'solved' })).rejects.toMatchObject({
    code: 'stale-version',
  })
  expect(await detachCases(deps, house.agent, first.id, [ids[0]!, ids[4]!])).toEqual({ detached: 1 })
  expect(await readIncident(deps, house.agent, first.id)).toMatchObject({ cases: 2, openCases: 2 })
})

test('two people put the same cases under two incidents: each case belongs to one', async () => {
  const ids = await makeCases(20)
  const [a, b] = await Promise.all([
    createIncident(deps, house.agent, { ...content, caseIds: [] }),
    createIncident(deps, house.lead, { ...content, caseIds: [] }),
  ])
  const done = await Promise.all([
    attachCases(deps, house.agent, a.id, ids),
    attachCases(deps, house.lead, b.id, ids.toReversed()),
  ])
  expect(done[0].attached + done[1].attached).toBe(20)
})

test('everybody who says the same, with the words they share', async () => {
  const ids = await makeCases(4)
  await run(deps.db.system, sql`update cases set cluster_id = ${ids[0]} where id = any(${ids.slice(0, 3)}::uuid[])`)
  const found = await clusterOf(deps, house.agent, ids[1]!)
  expect([found.count, found.items.length, found.channels]).toEqual([3, 3, [{ channel: 'phone', cases: 3 }]])
  await run(
    deps.db.system,
    sql`update cases set opened_at = case id when ${ids[0]} then '2026-10-24T21:59:00Z'::timestamptz when ${ids[1]} then '2026-10-24T22:01:00Z' else '2026-10-25T22:59:00Z' end where id = any(${ids}::uuid[])`,
  )
  // A day of the house of 25 hours, not one of Greenwich.
  expect((await clusterOf(deps, house.agent, ids[1]!)).days).toEqual([
    { day: '2026-10-24', cases: 1 },
    { day: '2026-10-25', cases: 2 },
  ])
  expect(
    sharedPhrases([
      'Seit heute früh kein Strom im Hafenviertel!',
      'Bei uns auch kein Strom im Hafenviertel.',
      'kein Strom im Hafenviertel, seit 6 Uhr',
      'Alles gut',
    ]),
  ).toEqual([{ words: 'kein strom im hafenviertel', cases: 3 }])
})
