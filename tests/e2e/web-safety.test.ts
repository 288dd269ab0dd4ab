import { expect, test } from 'vitest'
import { webSafety } from '../../suites/web-safety.ts'
import { ownPayloads, payloadsPresent, somePayloads } from '../../suites/web-safety/payloads.ts'

test('strangers’ words run nothing and reach nobody, wherever they show', { timeout: 600_000 }, async () => {
  if (!payloadsPresent) console.log('skipped: no ../shared/data (own payloads only)')
  const payloads = [...ownPayloads, ...(payloadsPresent ? somePayloads(220) : [])]
  const { found, taken } = await webSafety(payloads)
  expect(found.flatMap(({ sink, troubles }) => troubles.map((trouble) => `${sink}: ${trouble}`))).toEqual([])
  expect(found.length).toBeGreaterThan(10)
  for (const way of ['inlet', 'thread', 'mail', 'customer', 'note', 'feed'])
    expect(taken[way], way).toBeGreaterThan(payloads.length * 0.9)
})
