import { connectorOf, type Outgoing } from '@resonanz/channels'
import { expect, test } from 'vitest'
import { makeSender } from '../../../packages/server/src/modules/presences/index.ts'
import type { AtprotoAccount } from '../../peers/atproto.ts'
import { answerTo, outgoing } from './words.ts'
import type { BlueskyScene } from './scene.ts'

/** Conversations between two, with the password that may read them and with one that may not. */
export function privateMessages(scene: () => BlueskyScene): void {
  test('private messages: read as conversations of their own, answered there, and a private word about a public one', async () => {
    const { peer, gerda, karl, deps, connect } = scene()
    const [shop, frieda] = await Promise.all([peer.account('laden'), peer.account('frieda')])
    const settings = { identifier: shop.handle, service: peer.pds }
    const account = await connect('bluesky', settings, { appPassword: shop.messagePassword })
    const session = await account.open()
    await account.visit(session)
    const tested = await connectorOf('bluesky').test!(await account.contextNow())
    expect(tested).toMatchObject({ ok: true, steps: [{}, {}, {}, { step: 'messages', ok: true }] })

    const members = async (one: AtprotoAccount, other: string) =>
      one.chat<{ convo: { id: string } }>('chat.bsky.convo.getConvoForMembers', { params: { members: other } })
    const { convo } = await members(frieda, shop.did)
    const say = (one: AtprotoAccount, text: string) =>
      one.chat<{ id: string }>('chat.bsky.convo.sendMessage', { body: { convoId: convo.id, message: { text } } })
    const first = await say(frieda, 'Meine Kundennummer ist 4711 🚲')
    const second = await say(frieda, 'Und die Adresse?')
    await say(shop, 'In der App geschrieben')
    const heart = { convoId: convo.id, messageId: second.id, value: '❤️' }
    await frieda.chat('chat.bsky.convo.addReaction', { body: heart })
    expect(await account.visit(session)).toBe(4)
    const thread = `chat/${convo.id}`
    const stand = () => account.stand()
    expect(await stand()).toMatchObject([
      { x: `${thread}/${first.id}`, thread, text: 'Meine Kundennummer ist 4711 🚲', direction: 'in' },
      { x: `${thread}/${second.id}`, signs: ['❤️'] },
      { direction: 'out', text: 'In der App geschrieben' },
    ])
    expect((await stand())[0]!.case_id).not.toBeNull()
    await frieda.chat('chat.bsky.convo.removeReaction', { body: heart })
    await account.visit(session)
    expect((await stand())[1]!.signs).toEqual([])
    // Nothing new: nothing comes twice, also when the log is read again or compared as a whole.
    expect(await account.visit(session)).toBe(0)
    const keys = await session.keys!(account.at())
    expect(keys.filter((key) => key.startsWith(thread))).toHaveLength(3)

    const sender = makeSender(deps, connectorOf)
    const inThread = (await stand())[1]!
    const privately = { ...answerTo(inThread), visibility: 'private' } as Outgoing['target']
    const sent = await sender.send(account.id, outgoing('Danke, siehe https://uferlinie.test/a #Rad', privately))
    expect(sent).toMatchObject({ state: 'handed_over', providerId: expect.stringMatching(`^${thread}/`) })
    const { messages } = await frieda.chat<{ messages: { text: string; facets?: unknown[] }[] }>(
      'chat.bsky.convo.getMessages',
      { params: { convoId: convo.id, limit: '1' } },
    )
    expect(messages[0]).toMatchObject({ text: 'Danke, siehe https://uferlinie.test/a #Rad', facets: [{}, {}] })
    expect(await sender.send(account.id, outgoing('ä'.repeat(1_001), privately))).toMatchObject({ code: 'too-long' })
    const gone = { ...privately, threadKey: 'chat/2222222222222' } as Outgoing['target']
    expect(await sender.send(account.id, outgoing('Hallo', gone))).toMatchObject({ code: 'conversation-closed' })
    // A heart of ours, twice and taken back.
    const act = async (action: 'like' | 'unlike' | 'delete') =>
      connectorOf('bluesky').act!(await account.contextNow(), {
        action,
        externalId: inThread.x,
        threadKey: '',
        meta: {},
      })
    for (const action of ['like', 'unlike'] as const) expect(await act(action)).toMatchObject({ state: 'handed_over' })
    expect(await act('delete')).toMatchObject({ state: 'failed', code: 'channel-cannot' })

    // From public words to a private message: where the person takes them.
    const about = (did: string) =>
      ({
        ...answerTo({ x: `at://${did}/app.bsky.feed.post/1`, thread: 'at://x', meta: {} }),
        visibility: 'private',
        privately: true,
        person: { key: did, display: '' },
      }) as Outgoing['target']
    const led = await sender.send(account.id, outgoing('Bitte Ihre Kundennummer', about(gerda.did)))
    expect(led).toMatchObject({ state: 'handed_over', threadKey: expect.stringMatching(/^chat\//) })
    const { convo: asked } = await members(gerda, shop.did)
    expect((led as { threadKey: string }).threadKey).toBe(`chat/${asked.id}`)
    await karl.call('com.atproto.repo.putRecord', {
      body: {
        repo: karl.did,
        collection: 'chat.bsky.actor.declaration',
        rkey: 'self',
        record: { allowIncoming: 'none' },
      },
    })
    expect(await sender.send(account.id, outgoing('Hallo', about(karl.did)))).toMatchObject({
      state: 'failed',
      code: 'no-messages-taken',
    })
    expect(await peer.violations()).toEqual([])
    await session.close()
  }, 240_000)

  test('an app password without leave for messages: the public ones go on, and the channel says what is missing', async () => {
    const { peer, karl, deps, connect } = scene()
    const account = await connect(
      'bluesky',
      { identifier: karl.handle, service: peer.pds },
      { appPassword: karl.appPassword },
    )
    const session = await account.open()
    expect(await session.fetch({})).toMatchObject({ limits: { noPrivate: true }, more: false })
    const tested = await connectorOf('bluesky').test!(await account.contextNow())
    expect(tested).toMatchObject({
      ok: true,
      steps: [{}, {}, {}, { step: 'messages', ok: false, code: 'messages-not-permitted' }],
    })
    const privately = { ...answerTo({ x: '', thread: 'chat/2222222222222', meta: {} }), visibility: 'private' }
    const sender = makeSender(deps, connectorOf)
    expect(await sender.send(account.id, outgoing('Hallo', privately as Outgoing['target']))).toMatchObject({
      state: 'failed',
      code: 'messages-not-permitted',
    })
    await session.close()
  }, 240_000)
}
