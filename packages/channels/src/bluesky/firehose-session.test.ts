import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConnectorError, type Cursor, type FetchResult, type RawItem, type Session } from '../connector.ts'
import { makeEgress } from '../kit/egress.ts'
import { firehoseConnector } from './firehose-connector.ts'
import type { FirehoseContext } from './firehose-session.ts'
import { commitFrame, makeSigner, plainFrame } from './testing/make-frames.ts'
import { type Relay, startRelay } from './testing/relay.ts'

const [gerda, karl, forger] = [makeSigner('gerda'), makeSigner('karl'), makeSigner('gerda')]
const key = (rkey: string) => `app.bsky.feed.post/${rkey}`
const said = (seq: number, rkey: string, text: string, who = gerda) =>
  commitFrame(who, seq, { action: 'create', path: key(rkey), record: { $type: 'app.bsky.feed.post', text } })

let relay: Relay
let context: FirehoseContext
let session: Session | null
let cursor: Cursor
let stored: Set<string>

beforeEach(async () => {
  relay = await startRelay([gerda, karl])
  const settings = firehoseConnector.settings.parse({
    relay: relay.url.replace('http', 'ws'),
    directory: relay.url,
    queries: ['Werkstatt'],
  })
  stored = new Set()
  context = {
    presenceId: 'p',
    settings,
    secrets: undefined as never,
    egress: makeEgress({ allow: [new URL(relay.url).host] }),
    split: () => Promise.reject(new Error('not here')),
    renewSecrets: () => Promise.reject(new Error('not here')),
    known: async ({ keys, below }) =>
      [...stored].filter((one) => keys.includes(one) || below.some((start) => one.startsWith(start))),
    signal: new AbortController().signal,
  }
  cursor = { seq: 0 }
  session = null
})
afterEach(async () => {
  await session?.close()
  await context.egress.close()
  await relay.close()
})

/** Reads until so many items came; opens anew where the connection is gone, as the poller does. */
const gaps: FetchResult['gap'][] = []
async function read(count: number): Promise<RawItem[]> {
  const items: RawItem[] = []
  while (items.length < count) {
    session ??= await firehoseConnector.open!(context)
    const batch = await session.fetch(cursor)
    items.push(...batch.items)
    if (batch.gap) gaps.push(batch.gap)
    for (const { sourceKey } of batch.items) stored.add(sourceKey)
    cursor = batch.cursor
    if (batch.more || items.length >= count) continue
    if ((await session.wait!(50, new AbortController().signal)) !== 'closed') continue
    await session.close()
    session = null
  }
  return items
}
const events = (items: RawItem[]) =>
  items.flatMap((item) =>
    firehoseConnector.parse(item, { presenceId: 'p', settings: context.settings, ownAddresses: [], nowMs: Date.now() }),
  )

describe('the stream', () => {
  test('breaks and is taken up after the last event that was stored: nothing lost, nothing double', async () => {
    relay.push(said(1, '3ma2222222222', 'Werkstatt eins'), said(2, '3mb2222222222', 'Wetter'))
    const first = await read(1)
    relay.cut()
    relay.push(said(3, '3mc2222222222', 'Werkstatt zwei', karl))
    const second = await read(1)
    expect(relay.asked).toEqual([0, 2])
    expect(events([...first, ...second])).toMatchObject([
      {
        type: 'message',
        text: 'Werkstatt eins',
        directed: false,
        author: { display: '@gerdaa.example' },
        meta: { queries: ['Werkstatt'], signature: 'right' },
      },
      { type: 'message', text: 'Werkstatt zwei' },
    ])
    expect(cursor).toEqual({ seq: 3 })
  })

  test('what its author did not sign is kept out and told; unchecked where nobody wants it checked', async () => {
    relay.push(said(1, '3ma2222222222', 'Werkstatt', forger))
    expect(events(await read(1))).toMatchObject([{ type: 'filtered', code: 'signature-wrong' }])
    await session!.close()
    session = null
    cursor = { seq: 0 }
    context.settings = { ...context.settings, checkSignatures: false }
    expect(events(await read(1))).toMatchObject([{ type: 'message', meta: { signature: 'unchecked' } }])
  })

  test('of deletions and changes only those of kept posts count; a closed account takes all of its own', async () => {
    relay.push(
      said(1, '3ma2222222222', 'Werkstatt eins'),
      said(2, '3mb2222222222', 'Werkstatt zwei'),
      said(3, '3mc2222222222', 'Werkstatt', karl),
    )
    await read(3)
    relay.push(
      commitFrame(gerda, 4, { action: 'delete', path: key('3mz2222222222') }),
      commitFrame(gerda, 5, { action: 'update', path: key('3mb2222222222'), record: { text: 'anders' } }),
      commitFrame(karl, 6, { action: 'delete', path: key('3mc2222222222') }),
      plainFrame('account', {
        did: gerda.did,
        seq: 7,
        active: false,
        status: 'deleted',
        time: '2026-11-19T08:00:00.000Z',
      }),
    )
    expect(
      events(await read(4)).map((event) => [event.type, 'externalId' in event && event.externalId.split('/').at(-1)]),
    ).toEqual([
      ['edit', '3mb2222222222'],
      ['delete', '3mc2222222222'],
      ['delete', '3ma2222222222'],
      ['delete', '3mb2222222222'],
    ])
  })

  test('an account that is switched off for now hides its kept posts until it is back', async () => {
    relay.push(said(1, '3ma2222222222', 'Werkstatt'))
    await read(1)
    const about = { did: gerda.did, time: '2026-11-19T08:00:00.000Z' }
    relay.push(
      plainFrame('account', { ...about, seq: 2, active: false, status: 'deactivated' }),
      plainFrame('account', { ...about, seq: 3, active: true }),
      plainFrame('account', { did: karl.did, seq: 4, active: true, time: about.time }),
    )
    const items = await read(2)
    expect(events(items)).toMatchObject([
      { type: 'hide', hidden: true },
      { type: 'hide', hidden: false },
    ])
    expect(new Set(items.map(({ version }) => version)).size).toBe(2)
  })

  test('deleted as soon as it was written: both, in their order', async () => {
    relay.push(
      said(1, '3ma2222222222', 'Werkstatt eins'),
      commitFrame(gerda, 2, { action: 'delete', path: key('3ma2222222222') }),
    )
    expect(events(await read(2)).map(({ type }) => type)).toEqual(['message', 'delete'])
  })

  test('events that the relay no longer has are told as a gap; a cursor it never gave is dropped', async () => {
    relay.greet = () => plainFrame('info', { name: 'OutdatedCursor' })
    relay.push(said(1, '3ma2222222222', 'Werkstatt'))
    gaps.length = 0
    expect(events(await read(1)).map(({ type }) => type)).toEqual(['message'])
    expect(gaps).toEqual([{ from: null, to: null }])
    await session!.close()
    session = null
    cursor = { seq: 9_000 }
    relay.greet = (asked) => (asked === 9_000 ? plainFrame('error', { error: 'FutureCursor' }) : null)
    session = await firehoseConnector.open!(context)
    let told = await session.fetch(cursor)
    while (!told.gap) {
      await session.wait!(50, new AbortController().signal)
      told = await session.fetch(cursor)
    }
    expect(told).toMatchObject({ items: [], cursor: { seq: null }, gap: { from: null, to: null } })
    cursor = told.cursor
    relay.greet = () => plainFrame('error', { error: 'ConsumerTooSlow' })
    await session!.close()
    session = null
    await expect(read(1)).rejects.toMatchObject({ kind: 'transient', code: 'stream-ended' })
  })

  test('a directory that is away stops reading before the event, not after it', async () => {
    relay.push(said(1, '3ma2222222222', 'Werkstatt'))
    const away = { ...context.settings, directory: 'http://127.0.0.1:9' }
    context.settings = away
    const error = await read(1).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConnectorError)
    expect(cursor).toEqual({ seq: 0 })
  })

  test('a wrong query, a silent relay and a closed port are told to who sets it up', async () => {
    const test = async (settings: object) =>
      (
        await firehoseConnector.test!({ ...context, patienceMs: 100, settings: { ...context.settings, ...settings } })
      ).steps.map(({ step, code }) => [step, code])
    expect(await test({ queries: ['Rad', '(offen'] })).toEqual([['read', 'query-wrong']])
    expect(await test({ relay: 'ws://127.0.0.1:9' })).toEqual([['connect', 'unreachable']])
    expect(await test({})).toEqual([
      ['connect', null],
      ['read', null],
    ])
  })
})
