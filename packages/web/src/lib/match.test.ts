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
  const started = performance.now()
  matchScore('a '.repeat(2000), 'a-'.repeat(2000))
  expect(performance.now() - started).toBeLessThan(2000)
})
