import { expect, test, vi } from 'vitest'
import { parseLive, retryDelayMs, startLive } from './live.ts'

test('events of a kind we do not know, or no JSON, are passed over', () => {
  expect(parseLive('{"type":"quarantine","event":"inlet.quarantined"}')).toEqual({
    type: 'quarantine',
    event: 'inlet.quarantined',
  })
  for (const data of ['', 'null', '[]', '{', '{"type":"later"}', '"case"']) expect(parseLive(data)).toBeNull()
})

test('reconnecting doubles its wait up to half a minute and spreads it', () => {
  expect(retryDelayMs(1, 0.5)).toBe(1000)
  expect(retryDelayMs(3, 0.5)).toBe(4000)
  expect(retryDelayMs(40, 1)).toBe(37_500)
  expect(retryDelayMs(40, 0)).toBe(22_500)
})

test('the first stream begins behind what the screen was read from, and so does the next one before any event', () => {
  const opened: string[] = []
  let again = () => {}
  vi.stubGlobal('window', {
    addEventListener: (_: string, back: () => void) => {
      again = back
    },
    removeEventListener: () => {},
  })
  vi.stubGlobal(
    'EventSource',
    class {
      constructor(address: string) {
        opened.push(address)
      }
      addEventListener() {}
      close() {}
    },
  )
  const stop = startLive('812-9007199254740991')
  again()
  stop()
  vi.unstubAllGlobals()
  expect(opened).toEqual(Array(2).fill('/api/v1/live?after=812-9007199254740991'))
})
