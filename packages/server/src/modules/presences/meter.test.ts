import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { createPresence } from './create-presence.ts'
import { meterOf } from './meter.ts'
import { readUsage } from './usage.ts'

let deps: Deps
let cast: Cast
let id: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  const secrets = { clientId: 'app', refreshToken: 'r' }
  const input = PresenceInput.parse({ kind: 'x', name: 'X', settings: { username: 'firma', dailyBudget: 1 }, secrets })
  id = (await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input)).presence.id
})
afterAll(() => deps.db.close())

test('many at once never take more than the day holds; what was given back can be taken', async () => {
  const meter = meterOf(deps, { id, workspace_id: cast.nordlicht.workspaceId })
  const day = connectorOf('x').metered!.dayOf(Date.now())
  const call = { day, kind: 'readForeign', amount: 0.1 }
  const taken = await Promise.all(Array.from({ length: 25 }, () => meter.take({ ...call, most: 1 })))
  expect(taken.filter(Boolean)).toHaveLength(10)
  expect(await meter.take({ ...call, most: null })).toBe(true)
  await meter.giveBack({ ...call, amount: 0.3 })
  expect(await meter.usedOn(day)).toBeCloseTo(0.8, 6)
  expect(await readUsage(deps, { connectorOf }, cast.nordlicht.agent, id)).toEqual({
    usage: {
      unit: 'dollars',
      day,
      used: 0.8,
      most: 1,
      keptForAnswers: 0,
      kinds: [{ kind: 'readForeign', calls: 11, amount: 0.8 }],
    },
  })
})

test('another company sees none of it; channels that cost nothing have none', async () => {
  await expect(readUsage(deps, { connectorOf }, cast.suedwind.owner, id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await readUsage(deps, { connectorOf }, cast.nordlicht.owner, cast.nordlicht.presenceId)).toEqual({
    usage: null,
  })
})
