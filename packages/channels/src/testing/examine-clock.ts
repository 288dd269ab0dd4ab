import { expect, test } from 'vitest'
import type { Cursor, RawItem } from '../connector.ts'
import type { FaultCase, Ground } from './fault-case.ts'

const dayMs = 24 * 3_600_000
/** Ahead, behind, and put right again. */
const turns = [dayMs, -dayMs, 0]
const saidAtEach = 3
const mostVisits = 20

/**
 * The network's clock, or that of who wrote, is a day off in either direction and is put right while we read: nothing is
 * lost, nothing comes twice, nothing from before comes in, and what is signed holds. Inside a `describe`.
 */
export function examineClock(ground: Ground): void {
  const { connector, pushed } = ground.given
  if (connector.open) examineReading(ground)
  if (pushed) examinePushing(ground.given, pushed)
}

function examineReading(ground: Ground): void {
  test('clocks a day off: reading loses nothing, doubles nothing', () => readThrough(ground))
}

function examinePushing(
  { connector, secrets, settingsFor }: FaultCase,
  pushed: NonNullable<FaultCase['pushed']>,
): void {
  test('clocks a day off: what is signed holds, and is the same item', () => {
    const receive = connector.receive!
    const settings = connector.settings.parse(settingsFor('https://netz.example'))
    const check = { secrets: receive.secretsOf(secrets, settings) }
    const [first, ...others] = turns.map((offMs) => {
      const verdict = receive.verify(pushed.raw, pushed.headers, { ...check, nowMs: Date.now() + offMs })
      expect(verdict).toEqual({ ok: true })
      return receive.unpack(pushed.raw, pushed.headers).map(keyOf)
    })
    for (const keys of others) expect(keys).toEqual(first)
  })
}

async function readThrough({ given, context, between, network }: Ground): Promise<void> {
  const { connector, cursor: begun = {} } = given
  const { say } = network()
  between().turnClock(turns[0]!)
  await say?.(new Date(Date.now() + turns[0]!))
  const session = await connector.open!(context())
  const taken: RawItem[] = []
  let cursor: Cursor = begun
  try {
    const before = await drain()
    for (const offMs of turns) {
      between().turnClock(offMs)
      for (let n = 0; say && n < saidAtEach; n += 1) await say(new Date(Date.now() + offMs))
      taken.push(...(await drain()))
    }
    expect(await drain()).toEqual([])
    const fresh = taken.filter((item) => !before.some((one) => keyOf(one) === keyOf(item)))
    const ids = fresh.flatMap(messagesOf)
    expect(new Set(ids).size).toBe(ids.length)
    if (say) expect(ids).toHaveLength(saidAtEach * turns.length)
    // The reconcile misses nothing of it, and asks for nothing from before.
    const stored = new Set([...before, ...taken].map(({ sourceKey }) => sourceKey))
    const missing = ((await session.keys?.(cursor)) ?? []).filter((key) => !stored.has(key))
    expect(missing).toEqual([])
  } finally {
    between().turnClock(0)
    await session.close()
  }

  /** What is stored once is stored: items that come again count once. */
  async function drain(): Promise<RawItem[]> {
    const found = new Map<string, RawItem>()
    for (let n = 0; n < mostVisits; n += 1) {
      const batch = await session.fetch(cursor)
      cursor = batch.cursor
      for (const item of batch.items) found.set(keyOf(item), item)
      if (!batch.more) break
    }
    for (const item of taken) found.delete(keyOf(item))
    return [...found.values()]
  }

  function messagesOf(item: RawItem): string[] {
    const settings = connector.settings.parse(given.settingsFor(between().url))
    const nowMs = Date.now()
    return connector
      .parse(item, { presenceId: '01990000-0000-7000-8000-000000000000', settings, ownAddresses: [], nowMs })
      .flatMap((event) => (event.type === 'message' ? [event.externalId] : []))
  }
}

function keyOf({ sourceKey, version = '' }: RawItem): string {
  return `${sourceKey}\n${version}`
}
