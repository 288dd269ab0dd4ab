import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { inTransaction, rows, run } from '../db/database.ts'
import { onlyOnce } from './idempotency.ts'

let deps: Deps
let house: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())

const once = (key: string, work: () => Promise<void>) =>
  onlyOnce(
    deps.db.of(house.workspaceId),
    { workspaceId: house.workspaceId, actor: house.agent.memberId, key, request: 'the same' },
    async () => {
      await work()
      return { status: 201, response: { made: true } }
    },
  )
const makeTeam = (name: string, then: () => void = () => {}) =>
  inTransaction(deps.db.of(house.workspaceId), async (tx) => {
    await run(
      tx,
      sql`insert into team (workspace_id, id, name) values (${house.workspaceId}, ${deps.newId()}, ${name})`,
    )
    then()
  })
const teams = async (name: string) => (await rows(deps.db.system, sql`select 1 from team where name = ${name}`)).length

test('a repeat gets the answer of the first', async () => {
  await once('a', () => makeTeam('A'))
  expect(await once('a', () => makeTeam('A'))).toEqual({ status: 201, response: { made: true }, replayed: true })
  expect(await teams('A')).toBe(1)
})

test('what was committed before its answer was lost is not done again, not even after a minute', async () => {
  const crash = async () => {
    await makeTeam('B')
    throw new Error('the process died here')
  }
  await expect(once('b', crash)).rejects.toThrow('died')
  await run(deps.db.system, sql`update idempotency set at = now() - interval '1 hour' where key = 'b'`)
  await expect(once('b', () => makeTeam('B'))).rejects.toMatchObject({ code: 'conflict' })
  expect(await teams('B')).toBe(1)
})

test('what was rolled back may be tried again', async () => {
  const refused = () =>
    makeTeam('C', () => {
      throw new Error('refused')
    })
  await expect(once('c', refused)).rejects.toThrow('refused')
  await once('c', () => makeTeam('C'))
  expect(await teams('C')).toBe(1)
})
