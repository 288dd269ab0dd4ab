import { expect, test } from 'vitest'
import { parseLive, retryDelayMs } from './live.ts'

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
