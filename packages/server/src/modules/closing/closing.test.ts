import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { makeCase } from '../../../../../tests/cases.ts'
import { bulkChange } from '../cases/bulk.ts'
import { changeCase } from '../cases/change-case.ts'
import { changeMany } from '../cases/change-many.ts'
import { inTransaction } from '#platform/db/database'
import { readProgress } from '../progress/read-progress.ts'
import { complete, levelsFor } from './levels.ts'
import { readClosingPolicy, saveClosingPolicy } from './policy.ts'

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
beforeEach(() => run(deps.db.system, sql`delete from closing_policy`))

/** One whose customer waits for nothing any more. */
async function answered(set: ReturnType<typeof sql> = sql`tags = tags`): Promise<string> {
  const { id } = await makeCase(deps, house)
  await run(deps.db.system, sql`update cases set waiting_since = null, kind = null where id = ${id}`)
  await run(deps.db.system, sql`update cases set ${set} where id = ${id}`)
  return id
}
const save = async (
  levels: Parameters<typeof complete>[0],
  exceptions: { kinds: ('complaint' | 'question')[]; teamIds: string[]; levels: Parameters<typeof complete>[0] }[] = [],
) =>
  saveClosingPolicy(deps, house.lead, {
    levels: complete(levels),
    exceptions: exceptions.map((each) => ({ ...each, levels: complete(each.levels) })),
    evidence: 'serious',
    version: (await readClosingPolicy(deps, house.lead)).version,
  })
const close = (id: string, more = {}, by = house.agent) => changeCase(deps, by, id, { category: 'done', ...more })

test('without a word of the company nothing stops closing', async () => {
  await close(await answered())
})

test('what is required and empty stops closing, with what is missing; a hint does not', async () => {
  await save({ kind: 'required', topic: 'required', particulars: 'hint' })
  const id = await answered()
  await expect(close(id)).rejects.toMatchObject({
    code: 'facts-missing',
    extra: { because: ['facts-missing'], missingFacts: ['topic', 'kind'] },
  })
  expect((await readProgress(deps, house.agent, id)).steps.at(-1)!.items).toMatchObject([
    { code: 'filed', state: 'missing' },
    { code: 'facts', state: 'missing', count: 2 },
    { code: 'closed' },
  ])
  await expect(close(id, { kind: 'question' })).rejects.toMatchObject({ extra: { missingFacts: ['topic'] } })
  // What the same change says counts.
  await close(id, { kind: 'question', topicId: house.topicId })
})

test('by kind and team: the first exception that fits, the kind as the same change sets it', async () => {
  await save({}, [
    { kinds: ['complaint'], teamIds: [], levels: { particulars: 'required' } },
    { kinds: [], teamIds: [house.teamId], levels: { 'found-where': 'required' } },
  ])
  await close(await answered())
  await expect(close(await answered(sql`kind = 'complaint'`))).rejects.toMatchObject({
    extra: { missingFacts: ['particulars'] },
  })
  await expect(close(await answered(), { kind: 'complaint' })).rejects.toMatchObject({ code: 'facts-missing' })
  await expect(close(await answered(sql`team_id = ${house.teamId}`))).rejects.toMatchObject({
    extra: { missingFacts: ['found-where'] },
  })
  expect(
    levelsFor(
      { levels: {}, exceptions: [{ kinds: ['complaint'], teamIds: ['x'], levels: complete({ kind: 'off' }) }] },
      { kind: 'complaint', teamId: null },
    ).kind,
  ).toBe('hint')
})

test('spam needs nothing; with the right somebody says why and goes on', async () => {
  await save({ cause: 'required' })
  await close(await answered(sql`kind = 'spam'`))
  const id = await answered()
  await expect(close(id, { silently: 'Ohne' })).rejects.toMatchObject({ code: 'facts-missing' })
  await close(id, { silently: 'Ursache wird nicht mehr gefunden' }, house.lead)
})

test('many at once: those that lack something are named and stay; a rule is told the same', async () => {
  await save({ topic: 'required' })
  const [known, unknown] = [await answered(sql`topic_id = ${house.topicId}`), await answered()]
  const done = await bulkChange(deps, house.agent, {
    select: { ids: [known, unknown] },
    change: { category: 'done' },
    dryRun: false,
  })
  expect(done).toMatchObject({ changed: 1, refused: [{ id: unknown, because: ['facts-missing'] }] })
  const result = await inTransaction(deps.db.system, (tx) =>
    changeMany(
      tx,
      deps,
      house.workspaceId,
      [
        {
          caseId: unknown,
          change: { category: 'done' },
          promise: null,
          actor: { kind: 'rule', id: 'r' },
          memberId: house.lead.memberId,
          cause: { kind: 'workflow', id: deps.newId() },
        },
      ],
      { hours: 24 },
    ),
  )
  expect(result.get(unknown)).toMatchObject({ changed: false, refused: 'facts-missing' })
})

test('one after the other, with teams of the house', async () => {
  const first = await save({ topic: 'required' })
  await expect(saveClosingPolicy(deps, house.admin, { ...first, version: first.version - 1 })).rejects.toMatchObject({
    code: 'stale-version',
  })
  await expect(
    saveClosingPolicy(deps, house.admin, {
      ...first,
      exceptions: [{ kinds: [], teamIds: [foreign.teamId], levels: complete({}) }],
    }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  expect((await readClosingPolicy(deps, foreign.lead)).levels.topic).toBe('hint')
})
