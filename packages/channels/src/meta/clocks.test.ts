import { expect, test } from 'vitest'
import { noteClock, theirNowMs } from './clock.ts'
import { facebookConnector, whatsAppConnector } from './connectors.ts'
import { answer, facebook, hourMs, stub, useGraphStub, whatsApp } from './test-scene.ts'
import { mayAnswerPrivately, windowAt } from './window.ts'

useGraphStub()

const minuteMs = 60_000
const beforeNow = (ms: number) => new Date(Date.now() - ms).toISOString()
const closed = { code: 10, error_subcode: 2018278 }
const byMessenger = (ms: number, automatic = false) =>
  facebookConnector.send!(
    facebook(),
    answer({ threadKey: 'm/6001', visibility: 'private', lastInboundAt: beforeNow(ms) }, { automatic }),
  )
const byWhatsApp = (ms: number) =>
  whatsAppConnector.send!(
    whatsApp(),
    answer({ threadKey: 'w/4943155501', visibility: 'private', lastInboundAt: beforeNow(ms) }),
  )

test.each([
  [24 * hourMs - minuteMs, 'open', true],
  [24 * hourMs + minuteMs, 'human', true],
  [7 * 24 * hourMs + 4 * minuteMs, 'human', true],
  [7 * 24 * hourMs + 6 * minuteMs, 'closed', false],
  [-3 * hourMs, 'open', true],
])('%i ms after the last word', (ms, window, privately) => {
  const nowMs = Date.UTC(2026, 5, 1)
  const at = new Date(nowMs - ms).toISOString()
  expect([windowAt(at, nowMs), mayAnswerPrivately(at, nowMs)]).toEqual([window, privately])
})

test('refused minutes before the day is over for us: a person goes on once it is for both, an automaton does not', async () => {
  const last = 24 * hourMs - 2 * minuteMs
  stub.refuse(/messages/, 400, closed)
  const outcome = await byMessenger(last)
  expect(outcome).toMatchObject({ state: 'retry', code: 'window-closed' })
  const { afterMs } = outcome as { afterMs: number }
  expect(afterMs).toBeGreaterThan(minuteMs)
  expect(await byMessenger(last + afterMs)).toMatchObject({ state: 'handed_over' })
  expect(stub.seen.at(-1)!.json).toMatchObject({ tag: 'HUMAN_AGENT' })
  stub.refuse(/messages/, 400, closed)
  expect(await byMessenger(last, true)).toMatchObject({ state: 'failed', code: 'window-closed' })
  stub.refuse(/messages/, 400, closed)
  expect(await byMessenger(20 * hourMs)).toMatchObject({ state: 'failed', code: 'window-closed' })
})

test('by WhatsApp the network decides at the edge; clearly after it nothing is tried', async () => {
  expect(await byWhatsApp(24 * hourMs + 3 * minuteMs)).toMatchObject({ state: 'handed_over' })
  stub.refuse(/messages/, 400, { code: 131047 })
  expect(await byWhatsApp(24 * hourMs + 3 * minuteMs)).toMatchObject({ state: 'failed', code: 'window-closed' })
  const asked = stub.seen.length
  expect(await byWhatsApp(24 * hourMs + 10 * minuteMs)).toMatchObject({ state: 'failed', code: 'window-closed' })
  expect(stub.seen).toHaveLength(asked)
})

test('a clock of ours that runs hours ahead closes no window early; one that runs behind changes nothing', async () => {
  const root = 'https://graph.example'
  const nowMs = Date.now()
  const date = (ms: number) => ({ date: new Date(Date.now() + ms).toUTCString() })
  noteClock(root, date(-3 * hourMs))
  expect(Date.now() - theirNowMs(root)).toBeGreaterThan(3 * hourMs - 5_000)
  // Written an hour ago by Meta's clock: by ours that is four hours ago.
  expect(windowAt(beforeNow(25 * hourMs), theirNowMs(root))).toBe('open')
  noteClock(root, date(3 * hourMs))
  expect(theirNowMs(root, nowMs)).toBe(nowMs)
  noteClock(root, date(0))
  noteClock(root, { date: 'nonsense' })
  expect(theirNowMs(root, nowMs)).toBe(nowMs)
})
