import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { makeCase } from '../cases/test-cases.ts'
import { readMorning, tickMorning } from './morning-list.ts'
import { watchMorning } from './watch-morning.ts'

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

test('serious complaints, press, what is angry in public and what was put there by hand; ticks hold for the day', async () => {
  const open = async (set: ReturnType<typeof sql> | null, title: string) => {
    const made = await makeCase(deps, house, { title })
    if (set) await sql`update cases set ${set} where id = ${made.id}`.execute(deps.db.system)
    return made
  }
  await open(sql`kind = 'complaint', anger = 1`, 'Ruhige Beschwerde')
  const angry = await open(sql`kind = 'complaint', anger = 2, next_update_at = now() + interval '1 day'`, 'Wütend')
  const press = await open(sql`kind = 'press'`, 'Presse')
  const loud = await open(sql`visibility = 'public', anger = 2`, 'Öffentlich')
  await sql`update thread set visibility = 'public' where id = ${loud.threadId}`.execute(deps.db.system)
  const byHand = await open(null, 'Von Hand')
  await open(sql`kind = 'complaint', anger = 2, category = 'done'`, 'Erledigt')
  await watchMorning(deps, house.agent, byHand.id, { isWatched: true, reason: 'Der Blogger schreibt weiter' })
  const shown = async () => (await readMorning(deps, house.agent)).items
  const lines = await shown()
  expect(new Map(lines.map(({ title, because }) => [title, because]))).toEqual(
    new Map([
      ['Wütend', ['complaint']],
      ['Presse', ['press']],
      ['Öffentlich', ['public']],
      ['Von Hand', ['by-hand']],
    ]),
  )
  expect(lines.find(({ caseId }) => caseId === loud.id)!.publicWords).toBe('Nachricht 1')
  expect(lines.find(({ caseId }) => caseId === angry.id)).toMatchObject({ publicWords: null, tickedBy: null })
  await tickMorning(deps, house.agent, angry.id, true)
  await tickMorning(deps, house.lead, angry.id, true)
  expect((await shown()).find(({ caseId }) => caseId === angry.id)!.tickedBy!.name).toBe(house.agent.name)
  await tickMorning(deps, house.agent, angry.id, false)
  await watchMorning(deps, house.agent, press.id, { isWatched: false, reason: 'Der Blogger schreibt weiter' })
  expect((await shown()).map(({ title }) => title)).not.toContain('Presse')
  await watchMorning(deps, house.agent, press.id, { isWatched: null, reason: 'Der Blogger schreibt weiter' })
  expect((await shown()).map(({ title }) => title)).toContain('Presse')
  expect((await readMorning(deps, foreign.agent)).items).toEqual([])
  await expect(tickMorning(deps, foreign.agent, angry.id, true)).rejects.toMatchObject({ code: 'not-found' })
})
