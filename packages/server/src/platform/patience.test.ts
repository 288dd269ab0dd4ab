import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { makePatience } from './patience.ts'

test('work that computes is over by what it computed, work that stands still much later', async () => {
  const from = process.cpuUsage()
  const busy = makePatience(60)
  while (!busy.isOver()) Math.sqrt(from.user)
  const { user, system } = process.cpuUsage(from)
  expect((user + system) / 1_000).toBeGreaterThanOrEqual(60)

  const start = performance.now()
  const still = makePatience(60, 4)
  while (!still.isOver()) await sleep(5)
  expect(performance.now() - start).toBeGreaterThanOrEqual(60)
})

test('a pause of the whole process is nobody’s fault', () => {
  const patience = makePatience(700)
  expect(patience.isOver()).toBe(false)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900)
  expect(patience.isOver()).toBe(false)
})
