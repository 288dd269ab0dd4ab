import { expect, test } from 'vitest'
import { changesBetween, isComplete, newRule, phrasesIn } from './rules-draft.ts'

const email = { ...newRule('x'), id: 'no-go.email' }

test('a rule of one’s own needs a phrase and a reason, a shipped one neither', () => {
  expect(isComplete(newRule('a'))).toBe(false)
  expect(isComplete({ ...newRule('a'), phrases: ['kulanter Weise'], reason: 'Sagt nichts.' })).toBe(true)
  expect(isComplete(email)).toBe(true)
})

test('phrases are lines: trimmed, once each, not too short', () => {
  expect(phrasesIn('  zur  Kenntnis \n\nx\nzur Kenntnis\nleider*')).toEqual(['zur Kenntnis', 'leider*'])
})

test('what differs is said rule by rule', () => {
  const own = newRule('a')
  expect(changesBetween([email], [email])).toEqual([])
  const louder = { ...email, level: 'stop' as const, enabled: false, phrases: ['an service@'] }
  expect(changesBetween([email], [louder, own]).map(({ rule, changes }) => [rule.id, changes])).toEqual([
    ['no-go.email', ['off', 'level', 'words']],
    ['own.a', ['added']],
  ])
  expect(changesBetween([email, own], [{ ...email, audience: 'public' }]).map(({ changes }) => changes)).toEqual([
    ['where'],
    ['removed'],
  ])
})
