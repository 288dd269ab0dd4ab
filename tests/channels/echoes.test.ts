import type { InboundEvent, Outgoing, SendOutcome } from '@resonanz/channels'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { inboundMessage } from '../../packages/channels/src/kit/message.ts'
import type { Claimed } from '../../packages/server/src/modules/intake/claim.ts'
import { storeItems } from '../../packages/server/src/modules/intake/store-items.ts'
import { writeBatch } from '../../packages/server/src/modules/intake/write-batch.ts'
import { resolvePost } from '../../packages/server/src/modules/publishing/decide-post.ts'
import { planPost } from '../../packages/server/src/modules/publishing/plan-post.ts'
import { sendNextPost } from '../../packages/server/src/modules/publishing/send-posts.ts'
import { createPost } from '../../packages/server/src/modules/publishing/write-post.ts'
import { handOverNext } from '../../packages/server/src/modules/replies/hand-over.ts'
import { sendReply } from '../../packages/server/src/modules/replies/index.ts'
import { resolveSending } from '../../packages/server/src/modules/replies/resolve-sending.ts'
import { inTransaction, one, rows } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { testDatabase } from '../database.ts'
import { type House, makeCast, testDeps } from '../deps.ts'
import { makeScene, postingKind } from '../post-scene.ts'

let deps: Deps
let house: House
let presence = ''
/** `mastodon` where public words are answered privately. */
let kind = 'telegram'

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())
beforeEach(async () => {
  presence = newId()
  kind = 'telegram'
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${house.workspaceId}, ${presence}, 'telegram', 'Bot', '{}', 'infinity')`.execute(
    deps.db.system,
  )
})

const now = () => new Date().toISOString()
const asked = () =>
  inboundMessage({
    externalId: 'frage',
    threadKey: 'talk-1',
    text: 'Wo bleibt meine Bestellung?',
    visibility: 'public',
    directed: true,
    author: { kind: 'handle', scope: 'net', key: 'karl', display: '@karl', name: 'Karl Boie' },
    occurredAt: now(),
  })
const echo = (text: string, given: Partial<Parameters<typeof inboundMessage>[0]> = {}) =>
  inboundMessage({
    externalId: 'net-1',
    threadKey: 'talk-1',
    text,
    visibility: 'public',
    directed: false,
    own: true,
    author: null,
    occurredAt: now(),
    ...given,
  })

/** What the network tells of a presence, in one batch. */
async function take(events: InboundEvent[], place: { id: string; kind: string } = { id: presence, kind }) {
  const { workspaceId } = house
  const stored = await storeItems(
    deps.db.system,
    { id: place.id, workspaceId },
    events.map(() => ({ sourceKey: newId(), contentType: 'application/json', source: {}, raw: Buffer.from('{}') })),
  )
  const items = stored.map(({ id, sourceKey }, index) => ({
    item: {
      id,
      workspace_id: workspaceId,
      presence_id: place.id,
      kind: place.kind,
      team_id: null,
      source_key: sourceKey,
      received_at: new Date(),
    } as unknown as Claimed,
    events: [events[index]!],
  }))
  const outcomes = await inTransaction(deps.db.system, (tx) => writeBatch(tx, workspaceId, items, () => null))
  return outcomes.map(({ outcome, code }) => code ?? outcome)
}

/** The network: what it was given, and what it answers; `meanwhile` happens before it does. */
function network(answer: (nth: number) => SendOutcome, meanwhile = async () => {}) {
  const given: Outgoing[] = []
  const sender = {
    async send(_presence: string, outgoing: Outgoing) {
      given.push(outgoing)
      await meanwhile()
      return answer(given.length)
    },
    lookup: async () => 'unknown' as const,
  }
  return { given, deps: { ...deps, sender, processName: 'test' } }
}
const unknown = (): SendOutcome => ({ state: 'unclear', code: 'timeout' })
const words = 'Guten Tag Herr Boie,\n\nsie kommt morgen: https://nordlicht.example/verfolgen?n=1\n\nViele Grüße\nJonas'
/** As networks give words back: on one line, the link shortened, a name before it. */
const echoed = '@karl Guten Tag Herr Boie, sie kommt morgen: https://kurz.example/x1 Viele Grüße Jonas'

async function onMastodon() {
  kind = 'mastodon'
  await sql`update presence set kind = ${kind} where id = ${presence}`.execute(deps.db.system)
}

async function answered(text: string, more: object = {}): Promise<string> {
  await take([asked()])
  const seen = (await one(
    deps.db.system,
    sql<{
      id: string
      thread_id: string
      case_id: string
    }>`select m.id, m.thread_id, cm.case_id from message m join case_message cm on cm.message_id = m.id where m.presence_id = ${presence}`,
  ))!
  await sendReply(deps, house.agent, seen.case_id, {
    threadId: seen.thread_id,
    text,
    attachmentIds: [],
    expectedLastMessageId: seen.id,
    evenIfNewer: false,
    nextUpdate: null,
    includeQuote: false,
    logged: false,
    overrides: [],
    ...more,
  })
  await sql`update outbox set send_at = now() where case_id = ${seen.case_id}`.execute(deps.db.system)
  return seen.case_id
}
const sendings = (caseId: string) =>
  rows(
    deps.db.system,
    sql<{
      id: string
      state: string
      provider_id: string | null
    }>`select id, state, provider_id from outbox where case_id = ${caseId} order by part`,
  )
/** Our words as the case shows them. */
const ours = (caseId: string) =>
  rows(
    deps.db.system,
    sql<{
      x: string
    }>`select m.external_id as x from message m join case_message cm on cm.message_id = m.id where cm.case_id = ${caseId} and m.direction = 'out' and m.deleted_at is null order by m.id`,
  ).then((found) => found.map(({ x }) => x))
const told = async (caseId: string) =>
  (
    await rows(
      deps.db.system,
      sql<{
        kind: string
        data: { foundBy?: string }
      }>`select kind, data from journal where subject_id = ${caseId} and kind like 'reply.%' order by seq`,
    )
  ).map(({ kind, data }) => (data.foundBy ? `${kind} by ${data.foundBy}` : kind))

describe('an answer nobody knows about, and words the network tells as ours', () => {
  test('told afterwards: it was that sending, once, under the network’s id; nobody sends it again', async () => {
    const caseId = await answered(words)
    while (await handOverNext(network(unknown).deps));
    const flag = () =>
      one(
        deps.db.system,
        sql<{ u: boolean; n: number }>`select has_unclear as u, message_count as n from cases where id = ${caseId}`,
      )
    expect(await flag()).toEqual({ u: true, n: 2 })
    const like: InboundEvent = {
      type: 'reaction',
      externalId: 'net-1',
      actorKey: '1',
      emoji: '👍',
      present: true,
      occurredAt: null,
    }
    expect(await take([echo(echoed), like])).toEqual(['known', 'change'])
    const [sending] = await sendings(caseId)
    expect(sending).toMatchObject({ state: 'handed_over', provider_id: 'net-1' })
    expect(await ours(caseId)).toEqual(['net-1'])
    expect(await flag()).toEqual({ u: false, n: 2 })
    expect(await told(caseId)).toContain('reply.handed-over by echo')
    await expect(resolveSending(deps, house.agent, sending!.id, { decision: 'send_again' })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await take([echo(echoed)])).toEqual(['known'])
  })

  test('told while it was being handed over: the same', async () => {
    const caseId = await answered(words)
    const net = network(unknown, async () => void (await take([echo(echoed)])))
    while (await handOverNext(net.deps));
    expect(await sendings(caseId)).toMatchObject([{ state: 'handed_over', provider_id: 'net-1' }])
    expect(await ours(caseId)).toEqual(['net-1'])
    expect(await told(caseId)).not.toContain('reply.unclear')
  })

  test('told after somebody said "send again" and before it left: it stays here', async () => {
    const caseId = await answered(words)
    while (await handOverNext(network(unknown).deps));
    const [sending] = await sendings(caseId)
    await resolveSending(deps, house.agent, sending!.id, { decision: 'send_again' })
    await take([echo(echoed)])
    const again = network(() => ({ state: 'handed_over', providerId: 'net-2' }))
    while (await handOverNext(again.deps));
    expect(again.given).toEqual([])
    expect(await sendings(caseId)).toMatchObject([{ state: 'handed_over', provider_id: 'net-1' }])
  })

  test('told after somebody said "it was sent": no second answer', async () => {
    const caseId = await answered(words)
    while (await handOverNext(network(unknown).deps));
    const [sending] = await sendings(caseId)
    await resolveSending(deps, house.agent, sending!.id, { decision: 'was_sent' })
    expect(await take([echo(echoed)])).toEqual(['known'])
    expect(await ours(caseId)).toEqual(['net-1'])
  })

  test('a part of a thread: those behind it follow', async () => {
    const long = Array.from({ length: 250 }, (_, index) => `Satz Nummer ${index} zu Ihrer Lieferung.`).join(' ')
    const caseId = await answered(long, { asThread: true, answeredVersion: 1 })
    const net = network((nth) => (nth === 2 ? unknown() : { state: 'handed_over', providerId: `part-${nth}` }))
    while (await handOverNext(net.deps));
    expect((await sendings(caseId)).map(({ state }) => state)).toEqual(['handed_over', 'unclear', 'failed'])
    await take([echo(`@karl ${net.given[1]!.text}`)])
    while (await handOverNext(net.deps));
    expect((await sendings(caseId)).map(({ provider_id }) => provider_id)).toEqual(['part-1', 'net-1', 'part-3'])
    expect(net.given.map(({ text }) => text.slice(-3))).toEqual(['1/3', '2/3', '3/3'])
    expect(net.given[2]!.target).toMatchObject({ replyTo: 'net-1' })
  })

  test.each([
    ['other words', () => echo('Guten Tag Herr Boie, sie kommt übermorgen. Viele Grüße Jonas')],
    ['another conversation', () => echo(echoed, { threadKey: 'talk-2' })],
    ['words of long before', () => echo(echoed, { occurredAt: new Date(Date.now() - 3_600_000).toISOString() })],
  ])('%s are an answer of their own', async (_, event) => {
    const caseId = await answered(words)
    while (await handOverNext(network(unknown).deps));
    await take([event()])
    expect(await sendings(caseId)).toMatchObject([{ state: 'unclear', provider_id: null }])
  })
})

describe('a private answer to public words that nobody knows about', () => {
  beforeEach(onMastodon)
  const told = (given: Partial<Parameters<typeof inboundMessage>[0]> = {}) =>
    echo(echoed, { threadKey: 'private-1', visibility: 'private', addressee: 'Karl', ...given })
  const standing = (caseId: string) =>
    rows(
      deps.db.system,
      sql<{
        x: string
        key: string
      }>`select m.external_id as x, t.external_key as key from message m join case_message cm on cm.message_id = m.id join thread t on t.id = m.thread_id where cm.case_id = ${caseId} and m.direction = 'out' and m.deleted_at is null order by m.id`,
    )
  const privately = { privately: true }
  const titled = { addressee: undefined, subject: 'Ihre Lieferung' }

  test.each([
    ['names the person', {}, {}],
    ['opens a conversation of that title', titled, { subject: 'Ihre Lieferung' }],
  ])(
    'told afterwards, where it %s: it was that sending, in its own conversation of the case',
    async (_, given, more) => {
      const caseId = await answered(words, { ...privately, ...more })
      const net = network(unknown)
      while (await handOverNext(net.deps));
      expect(net.given[0]!.target).toMatchObject({ privately: true, visibility: 'private' })
      const back = inboundMessage({
        ...asked(),
        externalId: 'dank',
        threadKey: 'private-1',
        text: 'Danke.',
        visibility: 'private',
      })
      expect(await take([told(given), back])).toEqual(['known', 'message'])
      expect(await sendings(caseId)).toMatchObject([{ state: 'handed_over', provider_id: 'net-1' }])
      expect(await standing(caseId)).toEqual([{ x: 'net-1', key: 'private-1' }])
      const where = await one(
        deps.db.system,
        sql<{
          case_id: string
        }>`select cm.case_id from message m join case_message cm on cm.message_id = m.id where m.presence_id = ${presence} and m.external_id = 'dank'`,
      )
      expect(where?.case_id).toBe(caseId)
    },
  )

  test.each([
    ['names the person', {}, {}],
    ['opens a conversation of that title', titled, { subject: 'Ihre Lieferung' }],
  ])('told while it was being handed over, where it %s: the same', async (_, given, more) => {
    const caseId = await answered(words, { ...privately, ...more })
    while (await handOverNext(network(unknown, async () => void (await take([told(given)]))).deps));
    expect(await sendings(caseId)).toMatchObject([{ state: 'handed_over', provider_id: 'net-1' }])
    expect(await standing(caseId)).toEqual([{ x: 'net-1', key: 'private-1' }])
  })

  test.each([
    ['other words', { text: 'Guten Tag Herr Boie, sie kommt übermorgen.' }],
    ['words to somebody else', { addressee: 'gerda' }],
    ['words to nobody knows whom, under another title', { addressee: undefined, subject: 'Gewinnspiel' }],
    ['words to nobody knows whom, without a title', { addressee: undefined }],
    ['words said in public', { threadKey: 'talk-1', visibility: 'public' as const, addressee: undefined }],
  ])('%s are an answer of their own, told before or after', async (_, given) => {
    const after = await answered(words, { ...privately, subject: 'Ihre Lieferung' })
    const early = { ...given, externalId: 'net-0' }
    while (await handOverNext(network(unknown, async () => void (await take([told(early)]))).deps));
    await take([told(given)])
    expect(await sendings(after)).toMatchObject([{ state: 'unclear', provider_id: null }])
  })

  test('two of the same words are open and the network does not say to whom: a person decides', async () => {
    const caseId = await answered(words, { ...privately, subject: 'Ihre Lieferung' })
    while (await handOverNext(network(unknown).deps));
    await sql`insert into outbox (workspace_id, id, case_id, thread_id, presence_id, message_id, purpose, payload, client_token, state, send_at)
      select workspace_id, ${newId()}, case_id, thread_id, presence_id, message_id, purpose, payload, ${newId()}, 'handing_over', now() from outbox where case_id = ${caseId}`.execute(
      deps.db.system,
    )
    await take([told(titled)])
    expect((await sendings(caseId)).map(({ state }) => state)).toContain('unclear')
  })
})

describe('an echo that names our token', () => {
  const marked = (clientToken: string, message = echo(echoed, { threadKey: 'private-1', visibility: 'private' })) => ({
    type: 'filtered' as const,
    code: 'own-echo',
    reason: 'ours',
    echo: { clientToken, message },
  })

  test.each([{}, { privately: true }])('settles what nobody knew about, told before or after (%o)', async (more) => {
    await onMastodon()
    const before = await answered(words, more)
    const net = network(unknown, async () => void (await take([marked(net.given[0]!.clientToken)])))
    while (await handOverNext(net.deps));
    expect(await sendings(before)).toMatchObject([{ state: 'handed_over', provider_id: 'net-1' }])
  })

  test('told afterwards; and with other words (a file that went before them) it settles nothing', async () => {
    await onMastodon()
    const caseId = await answered(words, { privately: true })
    const net = network(unknown)
    while (await handOverNext(net.deps));
    const token = net.given[0]!.clientToken
    await take([marked(token, echo('', { externalId: 'file-1', visibility: 'private', threadKey: 'private-1' }))])
    expect(await sendings(caseId)).toMatchObject([{ state: 'unclear' }])
    expect(await take([marked(token)])).toEqual(['own-echo'])
    expect(await sendings(caseId)).toMatchObject([{ state: 'handed_over', provider_id: 'net-1' }])
  })

  test('an answer that arrived is told of by nobody anew', async () => {
    const caseId = await answered(words)
    const net = network(
      () => ({ state: 'handed_over', providerId: 'net-1' }),
      async () => void (await take([marked(net.given[0]!.clientToken)])),
    )
    while (await handOverNext(net.deps));
    await take([marked(net.given[0]!.clientToken)])
    expect(await ours(caseId)).toEqual(['net-1'])
    expect(await told(caseId)).not.toContain('reply.handed-over by echo')
  })
})

describe('an answer that was sent again, and its first attempt arrived too', () => {
  async function sentAgain(meanwhile = async () => {}, more: object = {}) {
    const caseId = await answered(words, more)
    const first = network(unknown)
    while (await handOverNext(first.deps));
    const [sending] = await sendings(caseId)
    await resolveSending(deps, house.agent, sending!.id, { decision: 'send_again' })
    const second = network(() => ({ state: 'handed_over', providerId: 'net-2' }), meanwhile)
    while (await handOverNext(second.deps));
    expect(second.given).toHaveLength(1)
    return { caseId, token: second.given[0]!.clientToken }
  }
  const shown = (caseId: string) =>
    rows(
      deps.db.system,
      sql<{
        x: string
        by: string | null
        twice: boolean
      }>`select m.external_id as x, m.author_member_id as by, 'sent-twice' = any(m.flags) as twice from message m join case_message cm on cm.message_id = m.id
        where cm.case_id = ${caseId} and m.direction = 'out' and m.deleted_at is null order by m.external_id`,
    )
  const twice = () => [
    { x: 'net-1', by: house.agent.memberId, twice: true },
    { x: 'net-2', by: house.agent.memberId, twice: false },
  ]
  const facts = (caseId: string) =>
    one(
      deps.db.system,
      sql<{ n: number }>`select message_count as n, category, waiting_since from cases where id = ${caseId}`,
    )

  test('told afterwards: it is ours, sent twice, and answers nobody anew; later words are again somebody’s own', async () => {
    const { caseId } = await sentAgain()
    const before = await facts(caseId)
    expect(await take([echo(echoed)])).toEqual(['message'])
    expect(await shown(caseId)).toEqual(twice())
    expect(await facts(caseId)).toEqual({ ...before, n: 3 })
    expect((await told(caseId)).slice(-1)).toEqual(['reply.sent-twice'])
    await take([echo(echoed, { externalId: 'net-3' })])
    expect((await shown(caseId)).filter((one) => one.twice)).toHaveLength(1)
    expect((await told(caseId)).slice(-1)).toEqual(['reply.logged'])
  })

  test('told while the second attempt was under way: the same, once', async () => {
    const { caseId } = await sentAgain(async () => void (await take([echo(echoed)])))
    expect(await shown(caseId)).toEqual(twice())
    expect(await told(caseId)).toContain('reply.sent-twice')
    expect(await take([echo(echoed), echo(echoed, { externalId: 'net-2' })])).toEqual(['known', 'known'])
    expect(await facts(caseId)).toMatchObject({ n: 3 })
  })

  test('both attempts unclear: the first echo is the answer, the second the copy', async () => {
    const caseId = await answered(words)
    while (await handOverNext(network(unknown).deps));
    const [sending] = await sendings(caseId)
    await resolveSending(deps, house.agent, sending!.id, { decision: 'send_again' })
    while (await handOverNext(network(unknown).deps));
    expect(await take([echo(echoed), echo(echoed, { externalId: 'net-2' })])).toEqual(['known', 'message'])
    expect((await shown(caseId)).map(({ x, twice: isCopy }) => [x, isCopy])).toEqual([
      ['net-1', false],
      ['net-2', true],
    ])
  })

  test('found on the network before it left again: there is no copy', async () => {
    const caseId = await answered(words)
    while (await handOverNext(network(unknown).deps));
    const [sending] = await sendings(caseId)
    await resolveSending(deps, house.agent, sending!.id, { decision: 'send_again' })
    await take([echo(echoed)])
    await take([echo(echoed, { externalId: 'net-2' })])
    expect((await shown(caseId)).map(({ twice: isCopy }) => isCopy)).toEqual([false, false])
  })

  test('other words are nobody’s copy', async () => {
    const { caseId } = await sentAgain()
    await take([echo('Guten Tag Herr Boie, sie kommt übermorgen.')])
    expect((await shown(caseId)).some((one) => one.twice)).toBe(false)
  })

  test('a network that marks our words by their token: shown as well', async () => {
    const { caseId, token } = await sentAgain()
    const message = echo(echoed)
    await take([{ type: 'filtered', code: 'own-echo', reason: 'ours', echo: { clientToken: token, message } }])
    expect(await shown(caseId)).toEqual(twice())
  })
})

describe('a post nobody knows about', () => {
  const text = 'Unser Laden am Hafen hat ab Montag wieder geöffnet.'
  const post = () => echo(`${text} `, { externalId: 'post-1', threadKey: 'post-1' })
  async function planned() {
    const scene = await makeScene(deps, house)
    const draft = await createPost(deps, house.lead, scene.content({ text }))
    await planPost(deps, house.lead, draft.id, { version: 1, overrides: [] })
    await scene.due(draft.id)
    return { scene, id: draft.id, place: { id: scene.presences[0], kind: postingKind } }
  }

  test('told afterwards, or while it was being sent: it was sent, and does not go again', async () => {
    const one = await planned()
    await sendNextPost(network(unknown).deps)
    expect((await one.scene.read(one.id)).state).toBe('unclear')
    const targetId = (await one.scene.read(one.id)).targets[0]!.id
    await resolvePost(deps, house.lead, one.id, { targetId, decision: 'send_now', reason: '' })
    await take([post()], one.place)
    const again = network(() => ({ state: 'handed_over', providerId: 'post-2' }))
    while (await sendNextPost(again.deps));
    expect(again.given).toEqual([])
    expect((await one.scene.read(one.id)).targets).toMatchObject([
      { state: 'sent', providerId: 'post-1', threadId: expect.any(String) },
    ])

    const other = await planned()
    await sendNextPost(network(unknown, async () => void (await take([post()], other.place))).deps)
    expect((await other.scene.read(other.id)).targets).toMatchObject([
      { state: 'sent', providerId: 'post-1', threadId: expect.any(String) },
    ])
    expect(await other.scene.kinds(other.id)).not.toContain('post.unclear')
  })
})
