import { connectorOf } from '@resonanz/channels'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchDue, keptMedia } from '../../packages/server/src/modules/media/index.ts'
import { readTemplates } from '../../packages/server/src/modules/presences/read-templates.ts'
import { sendReply } from '../../packages/server/src/modules/replies/index.ts'
import { rows, run } from '../../packages/server/src/platform/db/database.ts'
import { processBatch } from '../../packages/server/src/modules/intake/index.ts'
import {
  answer,
  at,
  type MetaScene,
  number,
  page,
  type Place,
  said,
  startMetaScene,
  verifyToken,
  whatsAppPush,
  business,
} from './meta-scene.ts'

let scene: MetaScene
let facebook: Place
let whatsApp: Place

beforeAll(async () => {
  scene = await startMetaScene()
  facebook = await scene.connect('facebook', { pageId: page })
  whatsApp = await scene.connect('whatsapp', { phoneNumberId: number, businessAccountId: business })
})
afterAll(() => scene.close())

test('the address proves itself, and takes nothing that is not signed with the secret of the app', async () => {
  const ask = (token: string) =>
    scene.app.inject(
      `/api/v1/hooks/${facebook.publicKey}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=4711`,
    )
  expect(await ask(verifyToken)).toMatchObject({ statusCode: 200, body: '4711' })
  expect((await ask('falsch')).statusCode).toBeGreaterThanOrEqual(400)
  expect(await scene.push(whatsApp, whatsAppPush(said('wamid.x', 'Von Fremden')), 'geraten')).toBeGreaterThanOrEqual(
    400,
  )
  expect(await rows(scene.deps.db.system, sql`select from inlet_item`)).toHaveLength(0)
})

test('a word by WhatsApp is a case, answered within the window; receipts only rise, in any order', async () => {
  expect(await scene.push(whatsApp, whatsAppPush(said('wamid.1', 'Wo bleibt mein Fahrrad?')))).toBe(200)
  expect(await scene.push(whatsApp, whatsAppPush(said('wamid.1', 'Wo bleibt mein Fahrrad?')))).toBe(200)
  const found = (await scene.caseOf('wamid.1'))!
  const sent = await sendReply(
    scene.deps,
    scene.cast.nordlicht.agent,
    found.case_id,
    answer(found, 'Es kommt am Montag.'),
  )
  await scene.handOver()
  const { provider_id: wamid } = (await scene.outboxOf(sent.outboxId!))!
  expect(wamid).toMatch(/^wamid\./)
  const status = (state: string) =>
    whatsAppPush({ statuses: [{ id: wamid, status: state, timestamp: String(at()), recipient_id: '4943155501' }] })
  for (const state of ['read', 'delivered', 'sent', 'failed']) await scene.push(whatsApp, status(state))
  expect(await scene.outboxOf(sent.outboxId!)).toMatchObject({ state: 'read' })
  // An answer to it finds its conversation.
  await scene.push(whatsApp, whatsAppPush(said('wamid.2', 'Danke')))
  expect((await scene.caseOf('wamid.2'))!.case_id).toBe(found.case_id)
})

test('receipts that come before the answer of the call, by a clock that is hours off: none lost, none doubled', async () => {
  for (const [off, id] of [
    [-5 * 3600, 'wamid.slow'],
    [5 * 3600, 'wamid.fast'],
  ] as const) {
    const word = {
      from: '4943155566',
      id,
      timestamp: String(at() + off),
      type: 'text',
      text: { body: 'Wann kommt es?' },
    }
    await scene.push(whatsApp, whatsAppPush({ contacts: [{ wa_id: '4943155566' }], messages: [word] }))
    await scene.push(whatsApp, whatsAppPush({ contacts: [{ wa_id: '4943155566' }], messages: [word] }))
    const found = (await scene.caseOf(id))!
    const sent = await sendReply(scene.deps, scene.cast.nordlicht.agent, found.case_id, answer(found, 'Am Montag.'))
    // The stub counts what it made: this will be the id of our answer.
    const wamid = `wamid.made${scene.stub.seen.filter(({ method }) => method !== 'GET').length + 1}`
    for (const status of ['read', 'delivered'])
      await scene.push(
        whatsApp,
        whatsAppPush({ statuses: [{ id: wamid, status, timestamp: String(at() + off), recipient_id: '4943155566' }] }),
      )
    await scene.handOver()
    expect(await scene.outboxOf(sent.outboxId!)).toMatchObject({ state: 'handed_over', provider_id: wamid })
    await run(
      scene.deps.db.system,
      sql`update inlet_open set lease_until = null, lease_by = null where not quarantined`,
    )
    while (await processBatch(scene.intake));
    expect(await scene.outboxOf(sent.outboxId!)).toMatchObject({ state: 'read' })
    const stands = await rows<{ n: number; future: boolean }>(
      scene.deps.db.system,
      sql`select count(*)::int as n, bool_or(occurred_at > now()) as future from message where external_id = ${id}`,
    )
    expect(stands).toEqual([{ n: 1, future: false }])
  }
})

test('after a day only an approved template leaves, with the words that were checked', async () => {
  scene.stub.answers['message_templates'] = {
    data: [
      {
        name: 'nachricht',
        language: 'de',
        status: 'APPROVED',
        category: 'UTILITY',
        components: [{ type: 'BODY', text: 'Guten Tag {{1}}, wir haben Neues.' }],
      },
    ],
  }
  const { items } = await readTemplates(scene.deps, { connectorOf }, scene.cast.nordlicht.agent, whatsApp.id)
  expect(items).toMatchObject([{ name: 'nachricht', variables: ['1'] }])
  await expect(
    readTemplates(scene.deps, { connectorOf }, scene.cast.suedwind.agent, whatsApp.id),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
  const late = JSON.stringify(whatsAppPush(said('wamid.3', 'Noch da?', 30))).replaceAll('4943155501', '4943155577')
  await scene.push(whatsApp, JSON.parse(late))
  const found = (await scene.caseOf('wamid.3'))!
  const words = answer(found, 'Guten Tag Gerda, wir haben Neues.')
  await expect(sendReply(scene.deps, scene.cast.nordlicht.agent, found.case_id, words)).rejects.toMatchObject({
    code: 'window-closed',
  })
  const template = { name: 'nachricht', language: 'de', values: { '1': 'Gerda' }, headerValues: {} }
  await expect(
    sendReply(scene.deps, scene.cast.nordlicht.agent, found.case_id, { ...words, text: 'Ganz andere Worte', template }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  const sent = await sendReply(scene.deps, scene.cast.nordlicht.agent, found.case_id, { ...words, template })
  await scene.handOver()
  expect(await scene.outboxOf(sent.outboxId!)).toMatchObject({ state: 'handed_over' })
  expect(scene.stub.seen.at(-1)).toMatchObject({
    json: { type: 'template', to: '4943155577', template: { name: 'nachricht' } },
  })
})

test('a picture is fetched with the token and served by the same way as files of mails', async () => {
  const picture = {
    from: '4943155501',
    id: 'wamid.9',
    timestamp: String(at()),
    type: 'image',
    image: { id: '400900', mime_type: 'image/jpeg' },
  }
  await scene.push(whatsApp, whatsAppPush({ contacts: [{ wa_id: '4943155501' }], messages: [picture] }))
  while (await fetchDue({ ...scene.deps, processName: 'test' }, { connectorOf }));
  const { id } = (await scene.caseOf('wamid.9'))!
  expect(await keptMedia(scene.deps.db.system, scene.cast.nordlicht.workspaceId, id, 0)).toMatchObject({
    type: 'image/png',
  })
  const told = await rows(
    scene.deps.db.system,
    sql`select from journal where kind = 'message.media' and data->>'state' = 'kept'`,
  )
  expect(told.length).toBeGreaterThan(0)
})

test('Messenger: read up to a time raises what was said till then; our own echo opens nothing', async () => {
  const talk = (value: object) => ({
    object: 'page',
    entry: [
      {
        id: page,
        time: Date.now(),
        messaging: [{ sender: { id: '6001' }, recipient: { id: page }, timestamp: Date.now(), ...value }],
      },
    ],
  })
  await scene.push(facebook, talk({ message: { mid: 'm_1', text: 'Ist jemand da?' } }))
  const found = (await scene.caseOf('m_1'))!
  const sent = await sendReply(scene.deps, scene.cast.nordlicht.agent, found.case_id, answer(found, 'Ja, wir sind da.'))
  await scene.handOver()
  const { json } = scene.stub.seen.findLast(({ path }) => path.endsWith('/messages'))! as {
    json: { message: { metadata: string } }
  }
  await scene.push(
    facebook,
    talk({
      sender: { id: page },
      recipient: { id: '6001' },
      message: { mid: 'm_echo', is_echo: true, text: 'Ja, wir sind da.', metadata: json.message.metadata },
    }),
  )
  // Had its answer been lost on the way, the echo would say that it arrived.
  await sql`update outbox set state = 'unclear', provider_id = null, unclear_at = now() where id = ${sent.outboxId}`.execute(
    scene.deps.db.system,
  )
  const message = { mid: 'm_late', is_echo: true, text: 'Ja, wir sind da.', metadata: json.message.metadata }
  await scene.push(facebook, talk({ sender: { id: page }, recipient: { id: '6001' }, message }))
  expect(await scene.outboxOf(sent.outboxId!)).toMatchObject({ state: 'handed_over', provider_id: 'm_late' })
  await scene.push(
    facebook,
    talk({
      sender: { id: page },
      recipient: { id: '6001' },
      message: { mid: 'm_app', is_echo: true, text: 'Aus der App' },
    }),
  )
  const out = await rows(
    scene.deps.db.system,
    sql`select from message where thread_id = ${found.thread_id} and direction = 'out'`,
  )
  expect(out).toHaveLength(2)
  await scene.push(facebook, talk({ read: { watermark: Date.now() + 1000 } }))
  expect(await scene.outboxOf(sent.outboxId!)).toMatchObject({ state: 'read' })
})

test('a comment of ours that the network tells of before it answers us stands there once', async () => {
  const feed = (value: object) => ({
    object: 'page',
    entry: [
      {
        id: page,
        time: at(),
        changes: [{ field: 'feed', value: { item: 'comment', verb: 'add', created_time: at(), ...value } }],
      },
    ],
  })
  const post = `${page}_9`
  await scene.push(
    facebook,
    feed({
      comment_id: '9_1',
      post_id: post,
      parent_id: post,
      from: { id: '7001', name: 'Gerda' },
      message: 'Wo bleibt es?',
    }),
  )
  const found = (await scene.caseOf('9_1'))!
  const sent = await sendReply(scene.deps, scene.cast.nordlicht.agent, found.case_id, answer(found, 'Es kommt.'))
  // The stub counts what it made: this will be the id of our answer.
  const made = scene.stub.seen.filter(({ method }) => method !== 'GET').length + 1
  const id = `9_1_made${made}`
  await scene.push(
    facebook,
    feed({
      comment_id: id,
      post_id: post,
      parent_id: '9_1',
      from: { id: page, name: 'Uferlinie' },
      message: 'Es kommt.',
    }),
  )
  await scene.handOver()
  expect(await scene.outboxOf(sent.outboxId!)).toMatchObject({ state: 'handed_over', provider_id: id })
  const shown = await rows<{ external_id: string }>(
    scene.deps.db.system,
    sql`select m.external_id from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${found.case_id} and m.direction = 'out'`,
  )
  expect(shown).toEqual([{ external_id: id }])
})
