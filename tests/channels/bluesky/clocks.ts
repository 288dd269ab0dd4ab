import { expect, test, vi } from 'vitest'
import { facet } from './words.ts'
import type { BlueskyScene } from './scene.ts'

/** People, our own app and we ourselves may be a day off. */
export function clocks(scene: () => BlueskyScene): void {
  test('clocks that are a day off: neither those of people nor ours lose or double anything; a like taken back is noticed', async () => {
    const { peer, gerda, connect } = scene()
    const dayMs = 86_400_000
    const shop = await peer.account('uhr')
    const account = await connect(
      'bluesky',
      { identifier: shop.handle, service: peer.pds },
      { appPassword: shop.appPassword },
    )
    const session = await account.open()
    const at = (offMs: number) => new Date(Date.now() + offMs).toISOString()
    const say = (text: string, offMs: number) =>
      gerda.post(`@${shop.handle} ${text}`, {
        createdAt: at(offMs),
        facets: [
          facet(`@${shop.handle}`, `@${shop.handle}`, { $type: 'app.bsky.richtext.facet#mention', did: shop.did }),
        ],
      })
    const told = async () => (await account.stand()).map(({ text }) => text.replace(/^@\S+ /, '')).toSorted()
    const until = (...texts: string[]) =>
      expect
        .poll(async () => (await account.visit(session), await told()), { timeout: 60_000 })
        .toEqual(texts.toSorted())
    const post = await shop.post('Eigenes, lange vorher', { createdAt: at(-10 * dayMs) })
    await say('vor dem Verbinden', -dayMs / 2)
    await expect
      .poll(
        async () => {
          const { notifications } = await shop.call<{ notifications: unknown[] }>(
            'app.bsky.notification.listNotifications',
          )
          return notifications.length
        },
        { timeout: 60_000 },
      )
      .toBe(1)
    await account.visit(session)
    await say('jetzt', 0)
    await until('jetzt')
    await say('gestern', -dayMs)
    await say('morgen', dayMs)
    await until('jetzt', 'gestern', 'morgen')
    // Our own app may have a wrong clock too: its keys are times.
    for (const [text, offMs] of [
      ['ahead', dayMs],
      ['behind', -dayMs],
    ] as const)
      await shop.post(text, { createdAt: at(offMs) })
    await until('jetzt', 'gestern', 'morgen', 'ahead', 'behind')
    const like = await gerda.like(post)
    const kept = () => account.at()['signs'] as unknown[]
    await expect.poll(async () => (await account.visit(session), kept().length), { timeout: 60_000 }).toBe(1)
    await gerda.remove(like.uri)
    await expect.poll(async () => (await account.visit(session), kept().length), { timeout: 60_000 }).toBe(0)
    await session.close()

    for (const offMs of [-dayMs, dayMs]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs })
      try {
        const off = await peer.account(offMs < 0 ? 'frueh' : 'spaet')
        const place = await connect(
          'bluesky',
          { identifier: off.handle, service: peer.pds },
          { appPassword: off.appPassword },
        )
        const visit = await place.open()
        await place.visit(visit)
        const text = `@${off.handle} wann?`
        const facets = [facet(text, `@${off.handle}`, { $type: 'app.bsky.richtext.facet#mention', did: off.did })]
        const asked = await gerda.post(text, { createdAt: new Date(Date.now() - offMs).toISOString(), facets })
        await expect
          .poll(async () => (await place.visit(visit), (await place.stand()).map(({ x }) => x)), { timeout: 60_000 })
          .toEqual([asked.uri])
        await place.visit(visit)
        expect(await place.stand()).toHaveLength(1)
        await visit.close()
      } finally {
        vi.useRealTimers()
      }
    }
  }, 240_000)
}
