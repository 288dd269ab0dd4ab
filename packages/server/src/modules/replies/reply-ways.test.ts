import type { ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { newId } from '#platform/ids'
import { makeCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readWays } from './reply-ways.ts'
import { sendReply } from './send-reply.ts'

let deps: Deps
let house: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())

const hour = 3_600_000

/** A case whose customer spoke on a network so many hours ago. */
async function spoken(channel: ChannelKind, visibility: 'public' | 'private', hoursAgo: number) {
  const { id: caseId } = await makeCase(deps, house)
  const [presence, threadId, message] = [newId(), newId(), newId()]
  const w = house.workspaceId
  const at = new Date(Date.now() - hoursAgo * hour)
  await run(
    deps.db.system,
    sql`insert into presence (workspace_id, id, kind, name) values (${w}, ${presence}, ${channel}, 'Wir')`,
  )
  await run(
    deps.db.system,
    sql`insert into thread (workspace_id, id, presence_id, channel, external_key, visibility, case_id) values (${w}, ${threadId}, ${presence}, ${channel}, ${threadId}, ${visibility}, ${caseId})`,
  )
  await run(
    deps.db.system,
    sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, text, occurred_at) values (${w}, ${message}, ${threadId}, ${presence}, ${channel}, 'in', ${message}, 'Hallo?', ${at})`,
  )
  await run(
    deps.db.system,
    sql`insert into case_message (workspace_id, case_id, message_id, at) values (${w}, ${caseId}, ${message}, ${at})`,
  )
  const send = (over: Partial<Parameters<typeof sendReply>[3]> = {}) =>
    sendReply(deps, house.agent, caseId, {
      threadId,
      text: 'Gern, wir sehen nach.',
      attachmentIds: [],
      expectedLastMessageId: null,
      evenIfNewer: true,
      nextUpdate: null,
      includeQuote: false,
      logged: false,
      ...over,
    })
  const way = async () => (await readWays(deps, house.agent, caseId)).items.find((one) => one.threadId === threadId)!
  return { send, way, caseId, message, presence }
}

test('private words are taken while the window is open, and refused after it', async () => {
  const open = await spoken('whatsapp', 'private', 23)
  expect((await open.way()).window).toMatchObject({ isOpen: true, after: 'template' })
  await expect(open.send()).resolves.toBeDefined()
  const closed = await spoken('whatsapp', 'private', 25)
  expect((await closed.way()).window).toMatchObject({ isOpen: false })
  await expect(closed.send()).rejects.toMatchObject({ code: 'window-closed', extra: { after: 'template' } })
})

test('written by hand the longer window holds, where the network has one', async () => {
  const byHand = await spoken('facebook', 'private', 30)
  expect((await byHand.way()).window).toMatchObject({ isOpen: true })
  await expect(byHand.send()).resolves.toBeDefined()
  await expect((await spoken('facebook', 'private', 200)).send()).rejects.toMatchObject({ code: 'window-closed' })
})

test('of private answers to public words there is one, for as many days as the network says', async () => {
  const comment = await spoken('instagram', 'public', 24)
  expect((await comment.way()).privateReply).toMatchObject({ isLeft: true, because: null })
  await comment.send({ privately: true })
  expect((await comment.way()).privateReply).toMatchObject({ isLeft: false, because: 'used' })
  await expect(comment.send({ privately: true })).rejects.toMatchObject({ code: 'private-reply-used' })
  await expect(comment.send()).resolves.toBeDefined()
  const old = await spoken('instagram', 'public', 24 * 8)
  expect((await old.way()).privateReply).toMatchObject({ because: 'over' })
  await expect(old.send({ privately: true })).rejects.toMatchObject({ code: 'window-closed' })
})

test('a private answer goes to whose concern it is, also when somebody else joined in under the public word', async () => {
  const comment = await spoken('instagram', 'public', 24)
  const w = house.workspaceId
  const [customer, stranger, later] = [newId(), newId(), newId()]
  for (const id of [customer, stranger])
    await run(
      deps.db.system,
      sql`insert into identity (workspace_id, id, kind, scope, key, display) values (${w}, ${id}, 'handle', 'instagram', ${id}, ${id})`,
    )
  await run(deps.db.system, sql`update cases set identity_id = ${customer} where id = ${comment.caseId}`)
  await run(deps.db.system, sql`update message set identity_id = ${customer} where id = ${comment.message}`)
  await run(
    deps.db.system,
    sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, identity_id, text, occurred_at)
      select workspace_id, ${later}, thread_id, presence_id, channel, 'in', ${later}, ${stranger}, 'Bei mir auch', now() from message where id = ${comment.message}`,
  )
  const target = async (outboxId: string) =>
    (
      await rows<{ target: object }>(
        deps.db.system,
        sql`select payload->'outgoing'->'target' as target from outbox where id = ${outboxId}`,
      )
    )[0]!.target
  const openly = await comment.send()
  expect(await target(openly.outboxId!)).toMatchObject({ replyTo: later, person: { key: stranger } })
  const privately = await comment.send({ privately: true })
  expect(await target(privately.outboxId!)).toMatchObject({ replyTo: comment.message, person: { key: customer } })
  expect((await comment.way()).privateReply).toMatchObject({ isLeft: false, because: 'used' })
})

test('a private answer has its own limit and its own unit, and is never a thread where it is the only one', async () => {
  const comment = await spoken('instagram', 'public', 1)
  const text = 'ü'.repeat(600)
  await expect(comment.send({ text })).resolves.toBeDefined()
  await expect(comment.send({ text, privately: true, asThread: true })).rejects.toMatchObject({
    code: 'over-channel-limit',
    extra: { unit: 'bytes', limit: 1_000 },
  })
})

test.each(['mastodon', 'discourse', 'x'] as const)('public words on %s may be answered privately', async (channel) => {
  await expect((await spoken(channel, 'public', 1)).send({ privately: true })).resolves.toBeDefined()
})

test('what a server allows holds for private words, too, where they are posts like others', async () => {
  const toot = await spoken('mastodon', 'public', 1)
  const own = { maxLength: 268, link: 23 }
  await run(deps.db.system, sql`update presence set limits = ${JSON.stringify(own)}::jsonb where id = ${toot.presence}`)
  await expect(toot.send({ text: 'ü'.repeat(300), privately: true })).rejects.toMatchObject({ extra: { limit: 268 } })
})

test('a network without private answers refuses them', async () => {
  await expect((await spoken('wordpress', 'public', 1)).send({ privately: true })).rejects.toMatchObject({
    code: 'no-way-to-reply',
  })
})

test.each([
  [4_968, 1],
  [268, 5],
])('what the server of our account allows (%i) holds in the way, the check and the parts', async (most, parts) => {
  const toot = await spoken('mastodon', 'public', 1)
  const text = 'Ihr Rad steht ab Montag in der Werkstatt bereit. '.repeat(22).trim()
  await expect(toot.send({ text })).rejects.toMatchObject({ code: 'over-channel-limit', extra: { limit: 468 } })
  const own = { maxLength: most, link: 23 }
  await run(deps.db.system, sql`update presence set limits = ${JSON.stringify(own)}::jsonb where id = ${toot.presence}`)
  expect((await toot.way()).limits).toEqual(own)
  if (parts === 1) await expect(toot.send({ text })).resolves.toBeDefined()
  else {
    await expect(toot.send({ text })).rejects.toMatchObject({ code: 'over-channel-limit', extra: { limit: most } })
    await expect(toot.send({ text, asThread: true })).resolves.toBeDefined()
  }
  const sent = await rows(deps.db.system, sql`select id from outbox where case_id = ${toot.caseId}`)
  expect(sent).toHaveLength(parts)
})
