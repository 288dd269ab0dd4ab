import { expect, test } from 'vitest'
import { number, stub, useGraphStub, whatsApp } from './test-scene.ts'
import { unpackPush } from './unpack.ts'
import { readStanding, tellsOfStanding } from './whatsapp-standing.ts'

useGraphStub()

test.each([
  [
    { quality_rating: 'GREEN', status: 'CONNECTED', whatsapp_business_manager_messaging_limit: 'TIER_2K' },
    { quality: 'good', peoplePerDay: 2_000, isUnlimited: false, isRestricted: false },
  ],
  [
    { quality_rating: 'YELLOW', status: 'CONNECTED', messaging_limit_tier: 'TIER_250' },
    { quality: 'low', peoplePerDay: 250, isUnlimited: false, isRestricted: false },
  ],
  [
    { quality_rating: 'RED', status: 'RESTRICTED', messaging_limit_tier: 'TIER_UNLIMITED' },
    { quality: 'bad', peoplePerDay: null, isUnlimited: true, isRestricted: true },
  ],
  [
    { quality_rating: 'NA', status: 7, messaging_limit_tier: 'TIER_OF_TOMORROW' },
    { quality: null, peoplePerDay: null, isUnlimited: false, isRestricted: false },
  ],
])('how Meta sees the number: %j', async (told, standing) => {
  stub.answers[number] = told
  expect(await readStanding(whatsApp())).toEqual(standing)
})

test('a version that has the limit by its old name only; a token that ended is told', async () => {
  stub.answers[number] = { quality_rating: 'GREEN', messaging_limit_tier: 'TIER_1K' }
  expect(await readStanding(whatsApp())).toMatchObject({ quality: 'good', peoplePerDay: 1_000 })
  stub.refuse(/./, 401, { code: 190 })
  await expect(readStanding(whatsApp())).rejects.toMatchObject({ kind: 'sign_in' })
})

test('pushes that tell of a change are known by their field', () => {
  const push = (field: string) =>
    unpackPush(
      Buffer.from(
        JSON.stringify({
          object: 'whatsapp_business_account',
          entry: [{ id: '1022', changes: [{ field, value: { event: 'FLAGGED', current_limit: 'TIER_10K' } }] }],
        }),
      ),
    )
  for (const field of ['phone_number_quality_update', 'account_update', 'account_alerts'])
    expect(push(field).map(tellsOfStanding)).toEqual([true])
  expect(push('messages').map(tellsOfStanding)).toEqual([false])
})
