import type { ActionOnMessage, SendOutcome } from '@resonanz/channels'
import { ConnectorError } from '@resonanz/channels'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { one, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { newId } from '#platform/ids'
import { journalOf, makeCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { askAction } from './ask-action.ts'
import { actNext, type ActingDeps } from './carry-out.ts'
import { readActions } from './read-actions.ts'

let deps: Deps
let house: House
let presenceId: string
let [caseId, theirs, ours] = ['', '', '']
let given: ActionOnMessage[] = []
let answers: (SendOutcome | Error)[] = []
let acting: ActingDeps

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
  presenceId = newId()
  await sql`insert into presence (workspace_id, id, kind, name) values (${house.workspaceId}, ${presenceId}, 'telegram', 'Bot')`.execute(
    deps.db.system,
  )
  acting = {
    ...deps,
    processName: 'test',
    async act(_presence, action) {
      given.push(action)
      const answer = answers.shift() ?? { state: 'handed_over' as const, providerId: null }
      if (answer instanceof Error) throw answer
      return answer
    },
  }
})
afterAll(() => deps.db.close())

beforeEach(async () => {
  ;[given, answers] = [[], []]
  await run(deps.db.system, sql`update message_action set state = 'failed' where state in ('queued','working')`)
  caseId = (await makeCase(deps, house)).id
  const thread = newId()
  ;[theirs, ours] = [newId(), newId()]
  await run(
    deps.db.system,
    sql`insert into thread (workspace_id, id, presence_id, channel, external_key, case_id) values (${house.workspaceId}, ${thread}, ${presenceId}, 'telegram', ${thread}, ${caseId})`,
  )
  for (const [id, direction] of [
    [theirs, 'in'],
    [ours, 'out'],
  ])
    await run(
      deps.db.system,
      sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, text, occurred_at) values (${house.workspaceId}, ${id}, ${thread}, ${presenceId}, 'telegram', ${direction}, ${`n-${id}`}, 'Hallo', now())`,
    )
  await run(
    deps.db.system,
    sql`insert into case_message (workspace_id, case_id, message_id, at) select workspace_id, ${caseId}, id, now() from message where thread_id = ${thread}`,
  )
})

const of = async (messageId: string, actor = house.lead) =>
  (await readActions(deps, actor, caseId)).items.find((item) => item.messageId === messageId)!
const stateOf = async (messageId: string) => (await of(messageId)).last?.state

test('what can be done follows the network, whose words they are, and the right', async () => {
  expect((await of(theirs)).allowed).toEqual(['like', 'pin'])
  expect((await of(ours)).allowed).toEqual(['delete', 'pin'])
  expect((await of(theirs, house.agent)).allowed).toEqual(['like'])
  expect((await of(theirs, house.reader)).allowed).toEqual([])
  await expect(askAction(deps, house.agent, ours, { action: 'delete', reason: 'Tippfehler' })).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await expect(askAction(deps, house.lead, ours, { action: 'delete', reason: '' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(askAction(deps, house.lead, theirs, { action: 'hide', reason: 'x' })).rejects.toMatchObject({
    code: 'conflict',
  })
})

test('a like is set once, is seen, and can be taken back', async () => {
  await askAction(deps, house.agent, theirs, { action: 'like', reason: '' })
  await expect(askAction(deps, house.agent, theirs, { action: 'like', reason: '' })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await actNext(acting)).toBe(true)
  expect(await actNext(acting)).toBe(false)
  expect(given).toMatchObject([{ action: 'like', externalId: `n-${theirs}` }])
  expect(await of(theirs)).toMatchObject({ isLiked: true, allowed: ['unlike', 'pin'], last: { state: 'done' } })
  await askAction(deps, house.agent, theirs, { action: 'unlike', reason: '' })
  await actNext(acting)
  expect(await of(theirs)).toMatchObject({ isLiked: false })
  expect(await journalOf(deps, caseId)).toEqual(
    expect.arrayContaining(['message.action-asked', 'message.action-settled']),
  )
})

test('a deleted answer of ours is gone here too, and nothing more can be done to it', async () => {
  await askAction(deps, house.lead, ours, { action: 'delete', reason: 'Falsche Filiale' })
  await actNext(acting)
  const message = await one(
    deps.db.system,
    sql<{ gone: boolean }>`select deleted_at is not null as gone from message where id = ${ours}`,
  )
  expect(message).toEqual({ gone: true })
  expect(await of(ours)).toMatchObject({ allowed: [], last: { state: 'done', reason: 'Falsche Filiale' } })
})

test('"not now" waits, a refusal fails, an unknown end is unclear: never a second attempt by itself', async () => {
  answers = [{ state: 'retry', code: 'rate-limited', afterMs: 60_000 }]
  await askAction(deps, house.lead, theirs, { action: 'pin', reason: '' })
  await actNext(acting)
  expect(await actNext(acting)).toBe(false)
  expect(await stateOf(theirs)).toBe('queued')
  await run(deps.db.system, sql`update message_action set next_at = now() where state = 'queued'`)
  answers = [new ConnectorError('permanent', 'no-right')]
  await actNext(acting)
  expect(await of(theirs)).toMatchObject({ isPinned: false, last: { state: 'failed', code: 'no-right' } })
  answers = [new Error('reset')]
  await askAction(deps, house.lead, theirs, { action: 'pin', reason: '' })
  await actNext(acting)
  expect(await stateOf(theirs)).toBe('unclear')
  expect(given).toHaveLength(3)
})

test('what a dead process held is unclear, and a late answer of it changes nothing', async () => {
  await askAction(deps, house.lead, theirs, { action: 'pin', reason: '' })
  await run(
    deps.db.system,
    sql`update message_action set state = 'working', attempts = 1, lease_until = now() - interval '1 second' where state = 'queued'`,
  )
  expect(await actNext(acting)).toBe(false)
  expect(await stateOf(theirs)).toBe('unclear')
  expect(given).toEqual([])
})
