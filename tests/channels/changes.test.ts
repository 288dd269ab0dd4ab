import type { InboundEvent } from '../../packages/channels/src/index.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SendingDeps, sendReply } from '../../packages/server/src/modules/replies/index.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { inTransaction, one, rows } from '../../packages/server/src/platform/db/database.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { testDatabase } from '../database.ts'
import { type Cast, makeCast, testDeps } from '../deps.ts'
import { inboundMessage } from '../../packages/channels/src/kit/message.ts'
import { handOverNext } from '../../packages/server/src/modules/replies/hand-over.ts'
import { settleAbandoned } from '../../packages/server/src/modules/replies/settle-abandoned.ts'
import type { Claimed } from '../../packages/server/src/modules/intake/claim.ts'
import { storeItems } from '../../packages/server/src/modules/intake/store-items.ts'
import { writeBatch } from '../../packages/server/src/modules/intake/write-batch.ts'

let deps: Deps
let cast: Cast
let presence: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())
beforeEach(async () => {
  presence = newId()
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${cast.nordlicht.workspaceId}, ${presence}, 'telegram', 'Bot', '{}', 'infinity')`.execute(
    deps.db.system,
  )
})

let minute = 0
const at = (minutes: number) => new Date(Date.now() - (100 - minutes) * 60_000).toISOString()
const said = (externalId: string, given: Partial<Parameters<typeof inboundMessage>[0]> = {}) =>
  inboundMessage({
    externalId,
    threadKey: 'post-1',
    text: `Worte ${externalId}`,
    visibility: 'public',
    directed: true,
    author: { kind: 'handle', scope: 'net', key: 'karl', display: '@karl', name: 'Karl Boie' },
    occurredAt: at((minute += 1)),
    ...given,
  })

/** Every event an item of its own, all in one batch. */
async function take(...events: InboundEvent[]) {
  return takeUntil(async () => {}, ...events)
}

/** `written`: done before it is on record. */
async function takeUntil(written: () => Promise<void>, ...events: InboundEvent[]) {
  const { workspaceId } = cast.nordlicht
  const stored = await storeItems(
    deps.db.system,
    { id: presence, workspaceId },
    events.map(() => ({ sourceKey: newId(), contentType: 'application/json', source: {}, raw: Buffer.from('{}') })),
  )
  return inTransaction(deps.db.system, async (tx) => {
    const items = stored.map(({ id, sourceKey }, index) => {
      const item = {
        id,
        workspace_id: workspaceId,
        presence_id: presence,
        kind: 'telegram',
        team_id: null,
        source_key: sourceKey,
        received_at: new Date(),
      }
      return { item: item as unknown as Claimed, events: [events[index]!] }
    })
    const outcomes = await writeBatch(tx, workspaceId, items, () => null)
    await written()
    return outcomes.map(({ outcome, code }) => code ?? outcome)
  })
}
const messages = () =>
  rows(
    deps.db.system,
    sql<{
      x: string
      text: string
      direction: string
      version: number
      case_id: string | null
      hidden: boolean
      deleted: boolean
    }>`
      select m.external_id as x, m.text, m.direction, m.version, m.hidden_at is not null as hidden, m.deleted_at is not null as deleted,
        (select case_id from case_message where message_id = m.id) as case_id from message m where m.presence_id = ${presence} order by m.occurred_at`,
  )
const theCase = () =>
  one(
    deps.db.system,
    sql<{ id: string; category: string; waiting_since: Date | null; n: number }>`
      select c.id, c.category, c.waiting_since, count(*) over ()::int as n from cases c where c.presence_id = ${presence}`,
  )

describe('what a network tells of messages', () => {
  test('edits are versions in the network’s order: an older one that comes late changes nothing', async () => {
    await take(said('a'))
    const edit = (text: string, minutes: number): InboundEvent => ({
      type: 'edit',
      externalId: 'a',
      text,
      html: null,
      occurredAt: at(minutes),
    })
    await take(edit('dritte', 63), edit('zweite', 62))
    await take(edit('erste', 61))
    expect(await messages()).toMatchObject([{ text: 'dritte', version: 3 }])
    const kept = await rows(
      deps.db.system,
      sql<{
        text: string
      }>`select v.text from message_version v join message m on m.id = v.message_id where m.presence_id = ${presence} order by v.version`,
    )
    expect(kept.map(({ text }) => text)).toEqual(['Worte a', 'zweite'])
  })
  test('hidden, shown again, deleted; unknown parents wait', async () => {
    const hide = (hidden: boolean, minutes: number): InboundEvent => ({
      type: 'hide',
      externalId: 'a',
      hidden,
      occurredAt: at(minutes),
    })
    expect(await take(hide(true, 50))).toEqual(['no-parent'])
    await take(said('a'))
    await take(hide(true, 51))
    expect((await messages())[0]).toMatchObject({ hidden: true })
    await take(hide(false, 53))
    await take(hide(true, 52), { type: 'delete', externalId: 'a', occurredAt: null })
    expect((await messages())[0]).toMatchObject({ hidden: false, deleted: true })
    // There again; told in one batch, the last by the network's time holds.
    await take({ type: 'delete', externalId: 'a', restored: true, occurredAt: at(60) })
    expect((await messages())[0]).toMatchObject({ deleted: false })
    await take(
      { type: 'delete', externalId: 'a', restored: true, occurredAt: at(63) },
      { type: 'delete', externalId: 'a', occurredAt: at(62) },
    )
    expect((await messages())[0]).toMatchObject({ deleted: false })
  })
  test('a sign counts once per person and goes again; an old one that comes late changes nothing', async () => {
    await take(said('a'))
    const sign = (actorKey: string, present: boolean, minutes: number): InboundEvent => ({
      type: 'reaction',
      externalId: 'a',
      actorKey,
      emoji: '❤',
      present,
      occurredAt: at(minutes),
    })
    await take(sign('1', true, 70), sign('2', true, 70), sign('1', true, 70))
    await take(sign('1', false, 72), sign('2', false, 60))
    const left = await rows(
      deps.db.system,
      sql<{
        a: string
      }>`select r.actor_key as a from message_reaction r join message m on m.id = r.message_id where m.presence_id = ${presence} and r.present`,
    )
    expect(left).toEqual([{ a: '2' }])
  })
})

describe('what we say elsewhere', () => {
  test('an answer in the network’s own app is an answer: nobody waits any more', async () => {
    await take(said('a'))
    expect((await theCase())!.waiting_since).not.toBeNull()
    await take(said('b', { own: true, directed: false, author: null, text: 'Ist unterwegs.' }))
    expect(await theCase()).toMatchObject({ waiting_since: null, category: 'waiting_customer', n: 1 })
    expect(await messages()).toMatchObject([
      { direction: 'in' },
      { direction: 'out', text: 'Ist unterwegs.', case_id: expect.any(String) },
    ])
  })
  test('our own post is nobody’s concern; who turns to us under it has one, with the post in it', async () => {
    expect(await take(said('post', { own: true, directed: false, author: null }))).toEqual(['own-post'])
    expect(await theCase()).toBeUndefined()
    await take(said('comment'))
    const found = await messages()
    expect(found.map(({ case_id }) => case_id)).toEqual([found[0]!.case_id, found[0]!.case_id])
    expect(found[0]!.case_id).not.toBeNull()
  })
  test('the answer that comes before the words it answers: the same', async () => {
    const words = said('a')
    await take(said('b', { own: true, directed: false, author: null }))
    await take(words)
    expect(await theCase()).toMatchObject({ n: 1 })
    expect((await messages()).every(({ case_id }) => case_id !== null)).toBe(true)
  })
  test('a conversation only watched becomes a case once somebody turns to us in it', async () => {
    expect(await take(said('a', { directed: false }))).toEqual(['mention'])
    expect(await take(said('b'), said('c'))).toEqual(['message', 'message'])
    expect(await theCase()).toMatchObject({ n: 1 })
  })
})

describe('answers of ours', () => {
  async function answered(
    outcome: object | ((part: number) => object),
    reply: object = {},
    meanwhile = async () => {},
  ) {
    await take(said('a'))
    const { id } = (await theCase())!
    const [seen] = await rows(
      deps.db.system,
      sql<{ id: string; thread_id: string }>`select id, thread_id from message where presence_id = ${presence}`,
    )
    const { outboxId } = await sendReply(deps, cast.nordlicht.agent, id, {
      threadId: seen!.thread_id,
      text: 'Guten Tag Herr Boie,\n\nwir sehen sofort nach.\n\nViele Grüße\nJonas Meier',
      attachmentIds: [],
      expectedLastMessageId: seen!.id,
      evenIfNewer: false,
      nextUpdate: null,
      includeQuote: false,
      logged: false,
      overrides: [],
      ...reply,
    })
    await sql`update outbox set send_at = now() where case_id = ${id}`.execute(deps.db.system)
    const handed: unknown[] = []
    const sending: SendingDeps = {
      ...deps,
      processName: 'test',
      sender: {
        send: async (_, outgoing) => {
          handed.push(outgoing)
          await meanwhile()
          return {
            state: 'handed_over',
            ...(typeof outcome === 'function' ? outcome(handed.length) : outcome),
          } as never
        },
        lookup: async () => 'unknown',
      },
    }
    while (await handOverNext(sending));
    return { caseId: id, outboxId, target: (handed[0] as { target: unknown } | undefined)?.target }
  }
  const stateOf = async (id: string | null) =>
    (await one(deps.db.system, sql<{ state: string }>`select state from outbox where id = ${id}`))!.state
  const receipt = (state: 'delivered' | 'read' | 'failed'): InboundEvent => ({
    type: 'status',
    externalId: 'net-1',
    state,
    occurredAt: null,
  })

  test('go to the words they answer, get the network’s id, and receipts only rise', async () => {
    const { outboxId, target } = await answered({ providerId: 'net-1' })
    expect(target).toMatchObject({
      kind: 'reply',
      threadKey: 'post-1',
      replyTo: 'a',
      visibility: 'public',
      person: { key: 'karl' },
    })
    await take(receipt('read'))
    await take(receipt('delivered'), receipt('failed'))
    expect(await stateOf(outboxId)).toBe('read')
  })
  test('an echo of what we sent is known; a sign under our answer finds it', async () => {
    await answered({ providerId: 'net-1' })
    expect(await take(said('net-1', { own: true, directed: false, author: null }))).toEqual(['known'])
    expect(
      await take({
        type: 'reaction',
        externalId: 'net-1',
        actorKey: '1',
        emoji: '👍',
        present: true,
        occurredAt: null,
      }),
    ).toEqual(['change'])
  })
  test('an echo that is just being written while the network answers us is the same words, once', async () => {
    const echoes: Promise<unknown>[] = []
    const own = said('net-1', { own: true, directed: false, author: null })
    const isWriting = () =>
      new Promise<void>((resolve) => {
        echoes.push(
          takeUntil(async () => {
            resolve()
            await new Promise((settled) => setTimeout(settled, 300))
          }, own),
        )
      })
    const { outboxId } = await answered({ providerId: 'net-1' }, {}, isWriting)
    await Promise.all(echoes)
    expect(await stateOf(outboxId)).toBe('handed_over')
    expect((await messages()).filter(({ x }) => x === 'net-1')).toMatchObject([
      { text: expect.stringContaining('sehen sofort nach') },
    ])
  })
  test('found by its token after a crash it has the network’s id: its echo is known', async () => {
    const { outboxId } = await answered({ state: 'retry', code: 'throttled' })
    await sql`update outbox set state = 'handing_over', lease_by = 'dead', lease_until = now() - interval '1 second' where id = ${outboxId}`.execute(
      deps.db.system,
    )
    const sender = { send: () => Promise.reject(new Error('not again')), lookup: async () => ({ providerId: 'net-1' }) }
    expect(await settleAbandoned({ ...deps, processName: 'next', sender })).toBe(true)
    expect(await stateOf(outboxId)).toBe('handed_over')
    expect(await take(said('net-1', { own: true, directed: false, author: null }))).toEqual(['known'])
  })
  test('a failure told later makes the case due at once', async () => {
    const { outboxId } = await answered({ providerId: 'net-1' })
    await take(receipt('failed'))
    expect(await stateOf(outboxId)).toBe('failed')
    expect(await theCase()).toMatchObject({ category: 'open', waiting_since: expect.any(Date) })
  })
  test('a part that is told as failed later stops those behind it: nothing waits for ever', async () => {
    const long = { text: 'Ein Satz zu Ihrer Lieferung. '.repeat(300), asThread: true }
    const { caseId } = await answered(
      (part) => (part === 1 ? { providerId: 'net-1' } : { state: 'retry', code: 'throttled' }),
      long,
    )
    await take(receipt('failed'))
    const parts = await rows(
      deps.db.system,
      sql<{
        state: string
        error_code: string | null
      }>`select state, error_code from outbox where case_id = ${caseId} order by part`,
    )
    expect(parts.length).toBeGreaterThan(1)
    expect(parts.map(({ state }) => state)).toEqual(parts.map(() => 'failed'))
    expect(parts.at(-1)).toMatchObject({ error_code: 'part-before' })
  })
  test('an unclear answer that was read asks nobody any more', async () => {
    const { caseId, outboxId } = await answered({ state: 'unclear', code: 'timeout' })
    const flag = async () =>
      (await one(
        deps.db.system,
        sql<{
          u: boolean
          due: Date | null
        }>`select has_unclear as u, answer_due_at as due from cases where id = ${caseId}`,
      ))!
    expect(await flag()).toMatchObject({ u: true, due: expect.any(Date) })
    const through = new Date(Date.now() + 1000).toISOString()
    await take({ type: 'status', externalId: 'post-1', through, state: 'read', occurredAt: null })
    expect(await stateOf(outboxId)).toBe('read')
    expect(await flag()).toEqual({ u: false, due: null })
  })
  test('a private answer to public words: what the person answers there is the same case', async () => {
    const { caseId } = await answered({ providerId: 'net-1', threadKey: 'dm:karl' })
    await take(said('d', { threadKey: 'dm:karl', visibility: 'private' }))
    expect((await messages()).find(({ x }) => x === 'd')).toMatchObject({ case_id: caseId })
  })
})
