import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SendOutcome } from '@resonanz/channels'
import { accessCase, openCases } from '#cases'
import type { Deps } from '#platform/deps'
import { inTransaction, one, run } from '#platform/db/database'
import { newId } from '#platform/ids'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { noteBounces } from './bounces.ts'
import type { SendingDeps } from './claim-sending.ts'
import { handOverNext } from './hand-over.ts'
import { resolveSending } from './resolve-sending.ts'
import { sendReply } from './send-reply.ts'
import { settleAbandoned } from './settle-abandoned.ts'
import { undoReply } from './undo-reply.ts'

let deps: Deps
let cast: Cast
let caseId: string
let threadId: string
let lastId: string
/** The network's side of the port: what it answers next, and what it was given. */
let answers: SendOutcome[] = []
let given: string[] = []
let sending: SendingDeps

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  sending = {
    ...deps,
    processName: 'test',
    sender: {
      async send(_presence, outgoing) {
        given.push(outgoing.clientToken)
        return answers.shift() ?? { state: 'handed_over', providerId: 'p' }
      },
      lookup: async () => 'unknown',
    },
  }
})
afterAll(() => deps.db.close())

beforeEach(async () => {
  ;[caseId, threadId, lastId] = [newId(), newId(), newId()]
  answers = []
  given = []
  const { workspaceId: w, presenceId: p } = cast.nordlicht
  await inTransaction(deps.db.system, async (tx) => {
    await run(tx, sql`update outbox set state = 'undone' where state in ('queued','handing_over')`)
    await run(
      tx,
      sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, case_id) values (${w}, ${threadId}, ${p}, 'email', ${threadId}, 'Lieferung', ${caseId})`,
    )
    await run(
      tx,
      sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, subject, text, meta, occurred_at) values (${w}, ${lastId}, ${threadId}, ${p}, 'email', 'in', ${lastId}, 'Jana Berger', 'jana@kunden.test', 'Lieferung', 'Wo bleibt sie?', '{"messageId": "<eins@kunden.test>", "references": ["<null@kunden.test>"]}', now())`,
    )
    await openCases(
      tx,
      w,
      [
        {
          id: caseId,
          title: 'Lieferung',
          channel: 'email',
          visibility: 'private',
          preview: 'Wo bleibt sie?',
          language: 'de',
          presenceId: p,
          identityId: null,
          customerId: null,
          contactName: 'Jana Berger',
          openedAt: new Date(),
          lastMessageAt: new Date(),
          lastMessageId: lastId,
          messageCount: 1,
          hasAttachment: false,
          answerDueAt: new Date(Date.now() + 3_600_000),
          inbound: true,
        },
      ],
      { actor: { kind: 'connector', id: null }, by: 'intake' },
    )
    await run(
      tx,
      sql`insert into case_message (workspace_id, case_id, message_id, at) values (${w}, ${caseId}, ${lastId}, now())`,
    )
  })
})

const answer = (over: Partial<Parameters<typeof sendReply>[3]> = {}) =>
  sendReply(deps, cast.nordlicht.agent, caseId, {
    threadId,
    text: 'Guten Tag Frau Berger, sie kommt morgen.',
    attachmentIds: [],
    expectedLastMessageId: lastId,
    evenIfNewer: false,
    nextUpdate: null,
    includeQuote: true,
    logged: false,
    ...over,
  })
const record = () => accessCase(deps.db.system, cast.nordlicht.agent, caseId)
const stateOf = async (id: string | null) =>
  (await one(
    deps.db.system,
    sql<{
      state: string
      error_code: string | null
      attempts: number
    }>`select state, error_code, attempts from outbox where id = ${id}`,
  ))!
const dueNow = (id: string | null) =>
  run(deps.db.system, sql`update outbox set send_at = now() - interval '1 second' where id = ${id}`)

describe('answering', () => {
  test('stops the clock, keeps the promise, promises the next word, waits for the undo time', async () => {
    const at = new Date(Date.now() + 7_200_000).toISOString()
    const first = await answer({ nextUpdate: { at, text: 'Stand der Lieferung' } })
    expect(first.message).toMatchObject({ direction: 'out', outbox: { state: 'queued' }, to: ['jana@kunden.test'] })
    expect(await record()).toMatchObject({
      category: 'open',
      answer_due_at: null,
      waiting_since: null,
      next_update_at: new Date(at),
    })
    expect(await handOverNext(sending)).toBe(false)
    await answer({ expectedLastMessageId: first.message.id, text: 'Sie ist da.' })
    expect(await record()).toMatchObject({ category: 'waiting_customer', next_update_at: null })
    const promises = await sql<{ state: string }>`select state from promise where case_id = ${caseId}`.execute(
      deps.db.system,
    )
    expect(promises.rows).toEqual([{ state: 'kept' }])
  })

  test('is stopped when somebody wrote meanwhile, unless the writer says so after reading', async () => {
    const colleague = await answer()
    await expect(answer()).rejects.toMatchObject({
      code: 'newer-message',
      extra: { messageId: colleague.message.id, direction: 'out' },
    })
    await expect(answer({ evenIfNewer: true })).resolves.toBeDefined()
  })

  test('an undo gives everything back, and the words become the draft', async () => {
    const before = await record()
    const sent = await answer({ category: 'done' })
    const { draft } = await undoReply(deps, cast.nordlicht.agent, sent.outboxId!)
    expect(draft.text).toContain('sie kommt morgen')
    const after = await record()
    for (const column of [
      'category',
      'answer_due_at',
      'waiting_since',
      'last_message_id',
      'message_count',
      'closed_at',
    ] as const)
      expect(after[column]).toEqual(before[column])
    await dueNow(sent.outboxId)
    expect(await handOverNext(sending)).toBe(false)
    expect(given).toEqual([])
    await expect(undoReply(deps, cast.nordlicht.agent, sent.outboxId!)).rejects.toMatchObject({ code: 'undo-over' })
  })

  test('another company’s case, thread or file is not there', async () => {
    await expect(
      sendReply(deps, cast.suedwind.agent, caseId, {
        threadId,
        text: 'x',
        attachmentIds: [],
        expectedLastMessageId: null,
        evenIfNewer: true,
        nextUpdate: null,
        includeQuote: true,
        logged: false,
      }),
    ).rejects.toMatchObject({ code: 'not-found' })
    await expect(answer({ threadId: newId() })).rejects.toMatchObject({ code: 'not-found' })
    await expect(answer({ attachmentIds: [newId()] })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('handing over', () => {
  test('once, in the order of the thread', async () => {
    const first = await answer()
    const two = await answer({ expectedLastMessageId: first.message.id, text: 'Nachtrag' })
    await dueNow(two.outboxId)
    expect(await handOverNext(sending)).toBe(false)
    await dueNow(first.outboxId)
    while (await handOverNext(sending));
    expect(given.length).toBe(2)
    expect([(await stateOf(first.outboxId)).state, (await stateOf(two.outboxId)).state]).toEqual([
      'handed_over',
      'handed_over',
    ])
  })

  test('refused for now: tried again later; refused for good: failed and due at once; unknown end: a person decides', async () => {
    const sent = await answer()
    answers = [{ state: 'retry', code: 'temporarily-refused' }]
    await dueNow(sent.outboxId)
    await handOverNext(sending)
    expect(await stateOf(sent.outboxId)).toMatchObject({ state: 'queued', attempts: 1 })
    answers = [{ state: 'failed', code: 'mailbox-unknown', detail: '550' }]
    await dueNow(sent.outboxId)
    await handOverNext(sending)
    expect(await stateOf(sent.outboxId)).toMatchObject({ state: 'failed', error_code: 'mailbox-unknown' })
    expect((await record()).answer_due_at!.getTime()).toBeLessThanOrEqual(Date.now() + 1_000)

    await resolveSending(deps, cast.nordlicht.agent, sent.outboxId!, { decision: 'send_again' })
    answers = [{ state: 'unclear' }]
    await dueNow(sent.outboxId)
    await handOverNext(sending)
    expect(await stateOf(sent.outboxId)).toMatchObject({ state: 'unclear' })
    expect((await record()).has_unclear).toBe(true)
    expect(await handOverNext(sending)).toBe(false)
    await resolveSending(deps, cast.nordlicht.agent, sent.outboxId!, { decision: 'was_sent' })
    expect(await record()).toMatchObject({ has_unclear: false, answer_due_at: null })
    expect(new Set(given).size).toBe(1)
  })

  test('held back by what the network allows: it waits visibly until the time named, and no attempt is used up', async () => {
    const sent = await answer()
    for (let turn = 0; turn < 15; turn += 1) {
      answers = [{ state: 'retry', code: 'throttled', afterMs: 600_000, untried: true }]
      await dueNow(sent.outboxId)
      await handOverNext(sending)
    }
    expect(await stateOf(sent.outboxId)).toEqual({ state: 'queued', error_code: 'throttled', attempts: 0 })
    expect(await handOverNext(sending)).toBe(false)
    const waits = await one(
      deps.db.system,
      sql<{
        seconds: number
      }>`select extract(epoch from send_at - now())::float8 as seconds from outbox where id = ${sent.outboxId}`,
    )
    expect(waits!.seconds).toBeGreaterThan(500)
    // Two days on it counts as one: nothing waits for ever.
    await run(deps.db.system, sql`update outbox set created_at = now() - interval '3 days' where id = ${sent.outboxId}`)
    answers = [{ state: 'retry', code: 'throttled', untried: true }]
    await dueNow(sent.outboxId)
    await handOverNext(sending)
    expect(await stateOf(sent.outboxId)).toMatchObject({ state: 'queued', attempts: 1 })
  })

  test('a worker that died leaves nothing that sends itself again', async () => {
    const sent = await answer()
    await run(
      deps.db.system,
      sql`update outbox set state = 'handing_over', lease_by = 'dead', lease_until = now() + interval '50 seconds', send_at = now() where id = ${sent.outboxId}`,
    )
    expect(await settleAbandoned(sending)).toBe(false)
    await run(
      deps.db.system,
      sql`update outbox set lease_until = now() - interval '1 second' where id = ${sent.outboxId}`,
    )
    expect(await settleAbandoned(sending)).toBe(true)
    expect(await stateOf(sent.outboxId)).toMatchObject({ state: 'unclear', error_code: 'interrupted' })
    expect(await handOverNext(sending)).toBe(false)
    expect(given).toEqual([])
  })

  test('a mailbox that cannot be asked is asked once, not once for each', async () => {
    const sent = await answer()
    const others = [1, 2].map(() => newId())
    await run(
      deps.db.system,
      sql`insert into outbox (workspace_id, id, case_id, thread_id, presence_id, message_id, purpose, payload, client_token, send_at, created_by)
        select o.workspace_id, n.id, o.case_id, o.thread_id, o.presence_id, o.message_id, o.purpose, o.payload, n.id::text, o.send_at, o.created_by
        from outbox o, unnest(${others}::uuid[]) as n(id) where o.id = ${sent.outboxId}`,
    )
    const all = [sent.outboxId, ...others]
    await run(
      deps.db.system,
      sql`update outbox set state = 'handing_over', lease_by = 'dead', lease_until = now() - interval '1 second' where id = any(${all}::uuid[])`,
    )
    let asked = 0
    const sender: SendingDeps['sender'] = {
      ...sending.sender,
      lookup: () => {
        asked += 1
        return Promise.reject(new Error('no answer'))
      },
    }
    expect(await settleAbandoned({ ...sending, sender })).toBe(true)
    expect(asked).toBe(1)
    for (const id of all) expect((await stateOf(id)).state).toBe('unclear')
  })

  test('a hard bounce makes the sending fail, a soft one changes nothing', async () => {
    const sent = await answer()
    await dueNow(sent.outboxId)
    await handOverNext(sending)
    const token = given[0]!
    const bounce = (hard: boolean) =>
      inTransaction(deps.db.system, (tx) =>
        noteBounces(tx, cast.nordlicht.workspaceId, [
          { clientToken: token, hard, status: '5.1.1', reason: 'userunknown' },
        ]),
      )
    await bounce(false)
    expect((await stateOf(sent.outboxId)).state).toBe('handed_over')
    await bounce(true)
    expect(await stateOf(sent.outboxId)).toMatchObject({ state: 'failed', error_code: 'bounced' })
  })
})
