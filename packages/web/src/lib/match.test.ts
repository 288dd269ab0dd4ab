import { expect, test } from 'vitest'
import { matchScore } from './match.ts'

test('beginnings of words beat what stands inside', () => {
  expect(matchScore('ant', 'Antworten')).toBeGreaterThan(matchScore('ant', 'Relevant setzen'))
  expect(matchScore('mir zu', 'Mir zuweisen')).toBeGreaterThan(0)
  expect(matchScore('kanale', 'Kanäle')).toBeGreaterThan(0)
  expect(matchScore('gross', 'Große Ansicht')).toBeGreaterThan(0)
  expect(matchScore('xyz', 'Antworten')).toBe(0)
  expect(matchScore('', 'Antworten')).toBe(1)
})

test('a hostile label or query costs no time', () => {
  // What it computed, not how long it had to wait for its turn.
  const from = process.cpuUsage()
  matchScore('a '.repeat(2000), 'a-'.repeat(2000))
  const { user, system } = process.cpuUsage(from)
  expect((user + system) / 1_000).toBeLessThan(2_000)
})
