import { connectorOf, type Outgoing } from '@resonanz/channels'
import { expect, test } from 'vitest'
import { makeSender } from '../../../packages/server/src/modules/presences/index.ts'
import { newId } from '../../../packages/server/src/platform/ids.ts'
import type { AtprotoAccount, Ref } from '../../peers/atproto.ts'
import { answerTo, facet, outgoing } from './words.ts'
import type { BlueskyScene } from './scene.ts'

/** What is said in public: read, answered, acted on, and gone when its writers take it away. */
export function publicWords(scene: () => BlueskyScene): void {
  test('what people write to us comes in, is answered where they wrote, and stays true when they delete it', async () => {
    const { peer, us, gerda, deps, connect } = scene()
    const settingsOfUs = { identifier: us.handle, service: peer.pds }
    const account = await connect('bluesky', settingsOfUs, { appPassword: us.appPassword })
    const session = await account.open()
    expect(await account.visit(session)).toBe(0)

    const shop: Ref = await us.post('Heute neu im Laden', { createdAt: new Date(Date.now() - 300_000).toISOString() })
    // The view takes people side by side: what answers a post may be there before it, and is then told to nobody.
    await expect.poll(async () => (await seenBy(gerda, shop.uri)).posts.length, { timeout: 60_000 }).toBe(1)
    const words = `@${us.handle} wo bleibt mein Rad? 🚲 uferlinie.test/auftrag/…`
    const link = { $type: 'app.bsky.richtext.facet#link', uri: 'https://uferlinie.test/auftrag/4711' }
    const { facets, langs } = mentionOf(us, words)
    const asked = await gerda.post(words, {
      langs,
      facets: [...facets, facet(words, 'uferlinie.test/auftrag/…', link)],
    })
    const below = await gerda.post('Und wann kommt es?', { reply: { root: shop, parent: shop } })
    await gerda.post('Seht euch das an', {
      embed: { $type: 'app.bsky.embed.record', record: { uri: shop.uri, cid: shop.cid } },
    })
    await gerda.like(shop)
    // The like may be told a moment after the words.
    await expect
      .poll(
        async () => {
          await account.visit(session)
          const stands = await account.stand()
          return [stands.length, ...stands.flatMap(({ signs }) => signs)]
        },
        { timeout: 60_000 },
      )
      .toEqual([4, '❤️'])

    const stand = await account.stand()
    const [ours, first, second, third] = ['Heute', '@', 'Und', 'Seht'].map(
      (start) => stand.find(({ text }) => text.startsWith(start))!,
    )
    expect(ours).toMatchObject({ direction: 'out', signs: ['❤️'] })
    expect(first).toMatchObject({
      x: asked.uri,
      thread: asked.uri,
      text: words.replace('uferlinie.test/auftrag/…', link.uri),
    })
    expect(second).toMatchObject({
      x: below.uri,
      thread: shop.uri,
      meta: { parents: [{ text: 'Heute neu im Laden' }] },
    })
    expect(third!.full).toContain(`> @${us.handle}: Heute neu im Laden\n> https://bsky.app/profile/${us.did}/post/`)
    expect([first, second, third].map((one) => one!.case_id !== null)).toEqual([true, true, true])

    const sender = makeSender(deps, connectorOf)
    const text = `Hallo @${gerda.handle} 🙏, hier steht es: https://uferlinie.test/a?b=(c). #Lieferung`
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const answer = outgoing(text, answerTo(first!), {
      attachments: [{ name: 'a.png', type: 'image/png', content: png, alt: 'Lieferschein' }],
    })
    const sent = await sender.send(account.id, answer)
    if (sent.state !== 'handed_over') throw new Error(JSON.stringify(sent))
    await expect.poll(async () => (await seenBy(gerda, sent.providerId!)).posts.length, { timeout: 60_000 }).toBe(1)
    const [post] = (await seenBy(gerda, sent.providerId!)).posts
    const { facets: marked = [], ...record } = post!.record as {
      facets?: { index: { byteStart: number; byteEnd: number }; features: Record<string, string>[] }[]
    }
    expect(record).toMatchObject({
      text,
      langs: ['de'],
      reply: { root: asked, parent: asked },
      embed: { images: [{ alt: 'Lieferschein', aspectRatio: { width: 1, height: 1 } }] },
    })
    const shown = marked.map(({ index, features }) => [
      Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(),
      Object.values(features[0]!)
        .filter((value) => !value.startsWith('app.'))
        .join(),
    ])
    expect(shown).toEqual([
      [`@${gerda.handle}`, gerda.did],
      ['https://uferlinie.test/a?b=(c)', 'https://uferlinie.test/a?b=(c)'],
      ['#Lieferung', 'Lieferung'],
    ])

    // The same attempt again makes no second post, and a crash in between is cleared up by looking.
    expect(await sender.send(account.id, answer)).toEqual({ state: 'handed_over', providerId: sent.providerId })
    expect(await sender.lookup(account.id, answer.clientToken)).toEqual({ providerId: sent.providerId })
    expect(await sender.lookup(account.id, `<${newId()}@firma.example>`)).toBe('absent')
    expect(await sender.send(account.id, outgoing('ä'.repeat(301), answerTo(first!)))).toMatchObject({
      state: 'failed',
      code: 'too-long',
    })
    // A second part answers the first, whose hash only the network knows.
    const part = await sender.send(
      account.id,
      outgoing('Teil 2', { ...answerTo(first!), replyTo: sent.providerId, meta: {} } as Outgoing['target']),
    )
    expect(part).toMatchObject({ state: 'handed_over' })
    const { value } = await us.call<{ value: object }>('com.atproto.repo.getRecord', {
      params: {
        repo: us.did,
        collection: 'app.bsky.feed.post',
        rkey: (part as { providerId: string }).providerId.split('/').at(-1)!,
      },
    })
    expect(value).toMatchObject({ reply: { root: asked, parent: { uri: sent.providerId } } })

    const connector = connectorOf('bluesky')
    const act = async (action: 'like' | 'unlike' | 'delete', externalId: string) =>
      connector.act!(await account.contextNow(), { action, externalId, threadKey: '', meta: {} })
    expect(await act('like', asked.uri)).toMatchObject({ state: 'handed_over' })
    expect(await act('like', asked.uri)).toMatchObject({ state: 'handed_over' })
    const likes = async () =>
      (await gerda.call<{ posts: { likeCount: number }[] }>('app.bsky.feed.getPosts', { params: { uris: asked.uri } }))
        .posts[0]!.likeCount
    await expect.poll(likes, { timeout: 60_000 }).toBe(1)
    expect(await act('unlike', asked.uri)).toMatchObject({ state: 'handed_over' })
    await expect.poll(likes, { timeout: 60_000 }).toBe(0)
    // Faster than the view hears of it: what was asked last holds.
    const inRepo = async () =>
      (
        await us.call<{ records: unknown[] }>('com.atproto.repo.listRecords', {
          params: { repo: us.did, collection: 'app.bsky.feed.like' },
        })
      ).records.length
    for (const [action, left] of [
      ['like', 1],
      ['unlike', 0],
      ['like', 1],
    ] as const) {
      expect(await act(action, asked.uri)).toMatchObject({ state: 'handed_over' })
      expect(await inRepo()).toBe(left)
    }
    expect(await act('delete', sent.providerId!)).toMatchObject({ state: 'handed_over' })
    expect(await act('delete', asked.uri)).toMatchObject({ state: 'failed', code: 'not-ours' })

    await gerda.remove(below.uri)
    const isGone = async () => {
      await account.visit(session)
      return (await account.stand()).find(({ x }) => x === below.uri)!.deleted
    }
    await expect.poll(isGone, { timeout: 60_000 }).toBe(true)
    await session.close()
  }, 240_000)
}

const mentionOf = (us: AtprotoAccount, text: string) => ({
  langs: ['de'],
  facets: [facet(text, `@${us.handle}`, { $type: 'app.bsky.richtext.facet#mention', did: us.did })],
})
const seenBy = (account: AtprotoAccount, uri: string) =>
  account.call<{ posts: { record: Record<string, unknown>; embed?: { images?: unknown[] } }[] }>(
    'app.bsky.feed.getPosts',
    {
      params: { uris: uri },
    },
  )
