import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Cursor, RawItem } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import type { WordpressContext } from './client.ts'
import { wordpressConnector } from './connector.ts'
import { startWordpressStub, type WordpressStub } from './testing/stub.ts'

let stub: WordpressStub
let context: WordpressContext
beforeEach(async () => {
  stub = await startWordpressStub()
  context = {
    presenceId: 'p',
    settings: wordpressConnector.settings.parse({ url: stub.url, username: 'service' }),
    secrets: { applicationPassword: 'nur fuer tests' },
    egress: makeEgress({ allow: [new URL(stub.url).host] }),
    split: () => Promise.reject(new Error('not here')),
    renewSecrets: () => Promise.reject(new Error('not here')),
    signal: AbortSignal.timeout(60_000),
  }
})
afterEach(async () => {
  await context.egress.close()
  await stub.close()
})
const visit = async (cursor: Cursor) => (await wordpressConnector.open!(context)).fetch(cursor)
const eventsOf = (items: RawItem[]) =>
  items.flatMap((item) =>
    wordpressConnector.parse(item, { presenceId: 'p', ownAddresses: [], nowMs: 0, settings: context.settings }),
  )

describe('reading over pages (stub)', () => {
  test('a whole number of pages, and more than one, are read to where we stood; each comment once', async () => {
    stub.add()
    let { cursor } = await visit({})
    for (let n = 0; n < 299; n += 1) stub.add()
    let items: RawItem[]
    ;({ items, cursor } = await visit(cursor))
    expect(items.map(({ sourceKey }) => sourceKey)).toEqual(Array.from({ length: 299 }, (_, n) => `comment/${n + 2}`))
    expect((await visit(cursor)).items).toEqual([])
  })

  test('the reconcile knows all of ours, not only the newest hundred; what it brings of our own is ours', async () => {
    for (let n = 0; n < 50; n += 1) stub.add()
    const { cursor } = await visit({})
    for (let n = 0; n < 250; n += 1) stub.add({ author: n === 0 ? 1 : 0 })
    const session = await wordpressConnector.open!(context)
    const keys = await session.keys!(cursor)
    expect(keys).toHaveLength(250)
    expect(keys[0]).toBe('comment/51')
    expect(eventsOf(await session.take!(['comment/51', 'comment/52', 'comment/999']))).toMatchObject([
      { externalId: '51', own: true },
      { externalId: '52' },
    ])
    expect(await session.keys!({})).toEqual([])
  })

  test('changes of older ones are seen too, one hundred at a visit: edited, hidden, gone, there again', async () => {
    let { cursor } = await visit({})
    for (let n = 0; n < 350; n += 1) stub.add()
    ;({ cursor } = await visit(cursor))
    stub.comments.get(3)!.content = 'Nun anders'
    stub.comments.get(120)!.status = 'hold'
    stub.comments.get(130)!.status = 'spam'
    const binned = stub.comments.get(200)!
    binned.status = 'trash'
    const seen: unknown[] = []
    const visits = async (count: number) => {
      seen.length = 0
      for (let n = 0; n < count; n += 1) {
        const read = await visit(cursor)
        cursor = read.cursor
        seen.push(...eventsOf(read.items))
      }
      return seen
    }
    expect(await visits(3)).toMatchObject([
      { type: 'edit', externalId: '3', text: 'Nun anders' },
      { type: 'hide', externalId: '120', hidden: true },
      { type: 'hide', externalId: '130', hidden: true },
      { type: 'delete', externalId: '200' },
    ])
    expect(await visits(3)).toEqual([])
    binned.status = 'approved'
    expect(await visits(3)).toEqual([{ type: 'delete', externalId: '200', restored: true, occurredAt: null }])
  })

  test('a site that forgot everything is not believed', async () => {
    let { cursor } = await visit({})
    for (let n = 0; n < 30; n += 1) stub.add()
    ;({ cursor } = await visit(cursor))
    const kept = new Map(stub.comments)
    stub.comments.clear()
    const empty = await visit(cursor)
    expect(empty.items).toEqual([])
    for (const [id, one] of kept) stub.comments.set(id, one)
    expect((await visit(empty.cursor)).items).toEqual([])
  })
})
