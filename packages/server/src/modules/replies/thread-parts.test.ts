import type { Outgoing, SendOutcome } from '@resonanz/channels'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessCase, openCases } from '#cases'
import { one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { newId } from '#platform/ids'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import type { SendingDeps } from './claim-sending.ts'
import { handOverNext } from './hand-over.ts'
import { readWays } from './reply-ways.ts'
import { resolveSending } from './resolve-sending.ts'
import { sendReply } from './send-reply.ts'
import { settleAbandoned } from './settle-abandoned.ts'
import { undoReply } from './undo-reply.ts'

let [deps, url]: [Deps, string] = [undefined as never, '']
let house: House
let presenceId: string
let [caseId, threadId, asked] = ['', '', '']
let given: Outgoing[] = []
let answers: SendOutcome[] = []
let sending: SendingDeps

beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  house = (await makeCast(deps)).nordlicht
  presenceId = newId()
  await sql`insert into presence (workspace_id, id, kind, name, address) values (${house.workspaceId}, ${presenceId}, 'telegram', 'Bot', '@nordlicht_bot')`.execute(
    deps.db.system,
  )
  sending = {
    ...deps,
    processName: 'test',
    sender: {
      async send(_presence, outgoing) {
        given.push(outgoing)
        return answers.shift() ?? { state: 'handed_over', providerId: `n${given.length}-${newId()}` }
      },
      lookup: async () => 'unknown',
    },
  }
})
afterAll(() => deps.db.close())
beforeEach(async () => {
  ;[given, answers] = [[], []]
  await run(deps.db.system, sql`update outbox set state = 'undone' where state in ('queued','handing_over')`)
  ;({ caseId, threadId, asked } = await makeCase())
})

/** Three parts on a channel that takes 4,096 signs. */
const long = Array.from({ length: 250 }, (_, index) => `Satz Nummer ${index} zu Ihrer Lieferung.`).join(' ')

test('a long answer leaves as numbered parts in order, each in answer to the one before', async () => {
  const before = await countOf()
  const sent = await answer(long)
  expect(await countOf()).toBe(before + 3)
  await due()
  while (await handOverNext(sending));
  expect(given.map(({ text }) => text.slice(-3))).toEqual(['1/3', '2/3', '3/3'])
  const ids = await rows(
    deps.db.system,
    sql<{ provider_id: string }>`select provider_id from outbox where case_id = ${caseId} order by part`,
  )
  expect(given.map(({ target }) => target?.kind === 'reply' && target.replyTo)).toEqual([
    asked,
    ids[0]!.provider_id,
    ids[1]!.provider_id,
  ])
  expect(sent.message.text.endsWith('3/3')).toBe(true)
})

test('without the wish for a thread it is refused: how long, how long it may be, in what', async () => {
  await expect(answer(long, { asThread: false })).rejects.toMatchObject({
    code: 'over-channel-limit',
    extra: { limit: 4_096, used: long.length, unit: 'utf16' },
  })
})

test.each<SendOutcome>([
  { state: 'failed', code: 'refused', detail: 'no' },
  { state: 'unclear', code: 'timeout' },
])('when a part is $state the later ones stop; sent again they follow, in order', async (outcome) => {
  await answer(long)
  await due()
  answers = [{ state: 'handed_over', providerId: newId() }, outcome]
  while (await handOverNext(sending));
  expect(await statesOf()).toEqual([
    { state: 'handed_over', error_code: null },
    { state: outcome.state, error_code: 'code' in outcome ? outcome.code : null },
    { state: 'failed', error_code: 'part-before' },
  ])
  const [, second, third] = await rowsOf()
  await expect(resolveSending(deps, house.agent, third!, { decision: 'send_again' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await resolveSending(deps, house.agent, second!, { decision: 'send_again' })
  while (await handOverNext(sending));
  expect(given.map(({ text }) => text.slice(-3))).toEqual(['1/3', '2/3', '2/3', '3/3'])
  expect((await statesOf()).map(({ state }) => state)).toEqual(['handed_over', 'handed_over', 'handed_over'])
})

test('a part that was sent after all lets the later ones go; a discarded one takes them along', async () => {
  await answer(long)
  await due()
  answers = [{ state: 'unclear', code: 'timeout' }]
  await handOverNext(sending)
  await resolveSending(deps, house.agent, (await rowsOf())[0]!, { decision: 'was_sent' })
  answers = [{ state: 'failed', code: 'refused', detail: '' }]
  while (await handOverNext(sending));
  expect((await statesOf()).map(({ state }) => state)).toEqual(['handed_over', 'failed', 'failed'])
  await resolveSending(deps, house.agent, (await rowsOf())[1]!, { decision: 'discard' })
  expect((await statesOf()).map(({ state }) => state)).toEqual(['handed_over', 'undone', 'undone'])
})

test('an undo of any part takes all back', async () => {
  const before = await accessCase(deps.db.system, house.agent, caseId)
  await answer(long)
  const { draft } = await undoReply(deps, house.agent, (await rowsOf())[0]!)
  expect(draft.text).toBe(long)
  const after = await accessCase(deps.db.system, house.agent, caseId)
  expect(after.last_message_id).toBe(before.last_message_id)
  expect((await statesOf()).every(({ state }) => state === 'undone')).toBe(true)
  expect(await countOf()).toBe(1)
})

test('words the customer took away or changed stop an answer until the writer has seen it', async () => {
  await run(deps.db.system, sql`update message set version = 2, changed_at = now() where thread_id = ${threadId}`)
  await expect(answer('Gern.', { answeredVersion: 1 })).rejects.toMatchObject({
    code: 'newer-message',
    extra: { what: 'edited' },
  })
  await run(deps.db.system, sql`update message set deleted_at = now() where thread_id = ${threadId}`)
  await expect(answer('Gern.', { answeredVersion: 2 })).rejects.toMatchObject({
    code: 'newer-message',
    extra: { what: 'deleted' },
  })
  expect((await readWays(deps, house.agent, caseId)).items).toMatchObject([
    { threadId, answered: { isDeleted: true, version: 2 } },
  ])
  await expect(answer('Gern.', { evenIfNewer: true })).resolves.toBeDefined()
})

/** The network's side of a killed process: what reached it stands in a file. */
test.each(['outbox.claimed', 'outbox.sent', 'outbox.settled'])(
  'killed at %s in every part: none is doubled, none overtakes another',
  async (point) => {
    await answer(long)
    await due()
    const folder = await mkdtemp(join(tmpdir(), 'parts-'))
    const wire = join(folder, 'wire')
    for (let turn = 0; turn < 12 && (await isUnfinished()); turn += 1) {
      // Killed before it was handed over, a part is tried again: every second process lives for one.
      const lives = point === 'outbox.claimed' && turn % 2 === 1
      await work(wire, lives ? 'one' : `${point}@${join(folder, `killed-${turn}`)}`)
      while (await settleAbandoned(sending, { anyLease: true }));
      // A person decides what nobody knows: the network's own list says whether it is there.
      const unclear = await one(
        deps.db.system,
        sql<{
          id: string
          client_token: string
        }>`select id, client_token from outbox where case_id = ${caseId} and state = 'unclear'`,
      )
      const arrived = await readFile(wire, 'utf8').catch(() => '')
      if (unclear)
        await resolveSending(deps, house.agent, unclear.id, {
          decision: arrived.includes(unclear.client_token) ? 'was_sent' : 'send_again',
        })
    }
    const lines = (await readFile(wire, 'utf8')).trim().split('\n')
    expect(lines.map((line) => line.split(' ')[1])).toEqual(['1/3', '2/3', '3/3'])
  },
)

function work(wire: string, failPoint: string): Promise<void> {
  const worker = new URL('../../../../../tests/crash/parts-worker.ts', import.meta.url).pathname
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [worker],
      { env: { ...process.env, CRASH_URL: url, CRASH_WIRE: wire, RESONANZ_FAIL_POINT: failPoint } },
      () => resolve(),
    )
  })
}

async function isUnfinished(): Promise<boolean> {
  return (await statesOf()).some(({ state }) => state !== 'handed_over')
}

function statesOf() {
  return rows(
    deps.db.system,
    sql<{
      state: string
      error_code: string | null
    }>`select state, error_code from outbox where case_id = ${caseId} order by part`,
  )
}
async function rowsOf(): Promise<string[]> {
  return (
    await rows(deps.db.system, sql<{ id: string }>`select id from outbox where case_id = ${caseId} order by part`)
  ).map(({ id }) => id)
}
async function countOf(): Promise<number> {
  return (await one(deps.db.system, sql<{ n: number }>`select message_count as n from cases where id = ${caseId}`))!.n
}
function due() {
  return run(deps.db.system, sql`update outbox set send_at = now() - interval '1 second' where case_id = ${caseId}`)
}
async function answer(text: string, over: Partial<Parameters<typeof sendReply>[3]> = {}) {
  return sendReply(deps, house.agent, caseId, {
    threadId,
    text,
    attachmentIds: [],
    expectedLastMessageId: asked,
    evenIfNewer: false,
    nextUpdate: null,
    includeQuote: false,
    logged: false,
    asThread: true,
    answeredVersion: 1,
    ...over,
  })
}

async function makeCase() {
  const [id, thread, message] = [newId(), newId(), newId()]
  const w = house.workspaceId
  const now = new Date()
  await run(
    deps.db.system,
    sql`insert into thread (workspace_id, id, presence_id, channel, external_key, case_id, visibility) values (${w}, ${thread}, ${presenceId}, 'telegram', ${thread}, ${id}, 'private')`,
  )
  await run(
    deps.db.system,
    sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, text, occurred_at, received_at) values (${w}, ${message}, ${thread}, ${presenceId}, 'telegram', 'in', ${message}, 'Jana Berger', 'Wo bleibt sie?', now(), now() - interval '1 minute')`,
  )
  await openCases(
    deps.db.system,
    w,
    [
      {
        id,
        title: 'Lieferung',
        channel: 'telegram',
        visibility: 'private',
        preview: '',
        language: 'de',
        presenceId,
        identityId: null,
        customerId: null,
        contactName: 'Jana Berger',
        openedAt: now,
        lastMessageAt: now,
        lastMessageId: message,
        messageCount: 1,
        hasAttachment: false,
        answerDueAt: new Date(now.getTime() + 3_600_000),
        inbound: true,
      },
    ],
    { actor: { kind: 'connector', id: null }, by: 'intake' },
  )
  await run(
    deps.db.system,
    sql`insert into case_message (workspace_id, case_id, message_id, at) values (${w}, ${id}, ${message}, now())`,
  )
  return { caseId: id, threadId: thread, asked: message }
}
