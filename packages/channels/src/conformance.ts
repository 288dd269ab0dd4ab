import { capabilitiesOf } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { type AnyConnector, type InboundEvent, type ParseContext, type RawItem, Unreadable } from './connector.ts'

/** What a connector brings to be examined: settings that hold, and items of its network as recorded or made. */
export type ConformanceCase = {
  connector: AnyConnector
  settings: unknown
  /** Items that hold a message each. */
  items: RawItem[]
  /** Items of a kind it does not know or leaves out on purpose. */
  leftOut?: RawItem[]
}

const nowMs = Date.UTC(2026, 10, 20, 12)

/** The same examination for every channel. Call it inside a `describe`. */
export function examine({ connector, settings, items, leftOut = [] }: ConformanceCase): void {
  const parsedSettings = connector.settings.parse(settings)
  const context: ParseContext = {
    presenceId: '01990000-0000-7000-8000-000000000000',
    settings: parsedSettings,
    ownAddresses: ['service@firma.example'],
    nowMs,
  }
  const parse = (item: RawItem) => connector.parse(item, context)

  test('capabilities are data and agree with what it can do', () => {
    const { capabilities } = connector
    expect(capabilities).toBe(capabilitiesOf[connector.kind])
    expect(capabilities.kind).toBe(connector.kind)
    expect(connector.send !== undefined).toBe(capabilities.reply === 'send' && connector.kind !== 'form')
    expect(connector.lookup !== undefined).toBe(capabilities.lookup)
    expect(connector.open !== undefined).toBe(capabilities.intake === 'poll' || capabilities.intake === 'both')
    if (capabilities.intake === 'both') expect(connector.receive, 'what is told us has a signature').toBeDefined()
    expect(connector.act !== undefined).toBe((capabilities.actions ?? []).length > 0)
    expect(connector.signIn !== undefined).toBe(capabilities.signIn === true)
    if (connector.open) expect(connector.test, 'what is read can be tested').toBeDefined()
    if (connector.send) expect(capabilities.maxLength).not.toBeNull()
    expect(JSON.parse(JSON.stringify(capabilities))).toEqual(capabilities)
  })

  test('settings survive being stored; its addresses are texts', () => {
    expect(connector.settings.parse(JSON.parse(JSON.stringify(parsedSettings)))).toEqual(parsedSettings)
    expect(connector.secretBoundTo(parsedSettings)).toBeTypeOf('string')
    expect(connector.readsFrom(parsedSettings)).toBeTypeOf('string')
    if (connector.open) expect(connector.readsFrom(parsedSettings)).not.toBe('')
    const address = connector.addressOf(parsedSettings)
    expect(address === null || address.length > 0).toBe(true)
  })

  test('every item gives its message, whole and storable', () => {
    for (const item of items) {
      const events = parse(item)
      expect(events.length).toBeGreaterThan(0)
      for (const event of events) checkEvent(event)
    }
  })

  test('pure: the same item gives the same events and stays as it was', () => {
    for (const item of items) {
      const before = structuredClone(item)
      const first = JSON.stringify(parse(item))
      expect(JSON.stringify(parse(structuredClone(item)))).toBe(first)
      expect(Buffer.compare(Buffer.from(item.raw), Buffer.from(before.raw))).toBe(0)
      expect(item.source).toEqual(before.source)
    }
  })

  test('the order of items does not matter, and two messages never share an id', () => {
    const forth = items.map((item) => JSON.stringify(parse(item)))
    const back = items.toReversed().map((item) => JSON.stringify(parse(item)))
    expect(back.toReversed()).toEqual(forth)
    const ids = items.flatMap(parse).flatMap((event) => (event.type === 'message' ? [event.externalId] : []))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('what it leaves out says why and breaks nothing', () => {
    for (const item of leftOut) {
      for (const event of parse(item)) expect(event).toMatchObject({ type: 'filtered', code: expect.any(String) })
    }
  })

  test('hostile bytes become events or a plain reason, quickly', () => {
    for (const raw of hostile(items)) {
      const item: RawItem = { ...items[0]!, raw }
      const started = performance.now()
      try {
        for (const event of parse(item)) checkEvent(event)
      } catch (error) {
        expect(error).toBeInstanceOf(Unreadable)
        expect((error as Unreadable).code).toMatch(/^[a-z][a-z0-9-]{2,40}$/)
      }
      expect(performance.now() - started).toBeLessThan(5_000)
    }
  })

  test('attachments come back by their index, others do not exist', () => {
    for (const item of items) {
      for (const event of parse(item)) {
        if (event.type !== 'message') continue
        for (const { index, size, remote } of event.attachments) {
          if (remote) {
            expect(connector.media, 'bytes that lie elsewhere can be fetched').toBeDefined()
            continue
          }
          expect(connector.attachment?.(item, index)?.content.byteLength).toBe(size)
        }
      }
      expect(connector.attachment?.(item, 9_999) ?? null).toBeNull()
    }
  })
}

function checkEvent(event: InboundEvent): void {
  if (event.type === 'filtered') {
    expect(event.code).toMatch(/^[a-z][a-z0-9-]{2,40}$/)
    return
  }
  expect(event.externalId.length).toBeGreaterThan(0)
  if (event.occurredAt !== null) expect(new Date(event.occurredAt).toISOString()).toBe(event.occurredAt)
  if (event.type !== 'message') return
  expect(event.threadKey.length).toBeGreaterThan(0)
  expect(event.text).toBeTypeOf('string')
  expect(event.author === null || event.author.key.length > 0).toBe(true)
  expect(event.attachments.map(({ index }) => index)).toEqual(event.attachments.map((_, at) => at))
  // As the worker hands it over and the database keeps it.
  expect(structuredClone(event)).toEqual(event)
  expect(JSON.parse(JSON.stringify(event.meta))).toEqual(event.meta)
  if (event.html !== null) expect(event.html).not.toMatch(/<script|javascript:|\son\w+=/i)
}

/** Bytes that no network means to send: cut, flipped, filled up, other encodings, plain noise. */
function hostile(items: readonly RawItem[]): Uint8Array[] {
  const noise = Uint8Array.from({ length: 2_000 }, (_, at) => (at * 7_919 + (at >> 3)) & 255)
  const fixed = ['', '\u0000', '{}', '[]', 'null', '{"__proto__":{"x":1}}', '['.repeat(20_000), '<'.repeat(20_000)]
  const bent = items.slice(0, 4).flatMap(({ raw }) => {
    const bytes = Buffer.from(raw)
    const half = bytes.subarray(0, Math.floor(bytes.length / 2))
    const flipped = Buffer.from(bytes.map((byte, at) => (at % 37 === 5 ? byte ^ 0x80 : byte)))
    const wide = Buffer.from(bytes.toString('latin1'), 'utf16le')
    return [half, flipped, wide, Buffer.concat([bytes, noise]), Buffer.concat([Buffer.alloc(64), bytes])]
  })
  return [noise, ...fixed.map((text) => Buffer.from(text)), ...bent]
}
