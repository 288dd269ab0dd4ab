import type { CaseDetail } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { corrected } from './correct-cases.ts'

const row = { id: 'c1', sentiment: 'negative', kind: 'complaint', language: 'de', corrected: ['topic'] } as const
const known = { ...row, corrected: [...row.corrected] }
const understanding = {
  model: {
    sentiment: { label: 'positive', score: 0.5, confidence: 0.7 },
    kind: { label: null, confidence: 0.4 },
    language: { code: 'nl', confidence: 0.9 },
    topic: null,
  },
} as CaseDetail['understanding']

test('a value that a person says stands at once, and is marked as said', () => {
  expect(corrected(known, { sentiment: 'neutral' })).toEqual({
    sentiment: 'neutral',
    corrected: ['topic', 'sentiment'],
  })
  expect(corrected(known, { kind: 'none' })).toEqual({ kind: null, corrected: ['topic', 'kind'] })
  expect(corrected(known, { language: 'en' })).toEqual({ language: 'en', corrected: ['topic', 'language'] })
})

test('taken back, the model counts again as far as its word is known here', () => {
  const said = { ...known, corrected: ['sentiment' as const], understanding }
  expect(corrected(said, { sentiment: null })).toEqual({ sentiment: 'positive', corrected: [] })
  expect(corrected(said, { kind: null }).kind).toBe(null)
  expect(corrected(said, { language: null }).language).toBe('nl')
  expect(corrected({ ...known, corrected: ['sentiment'] }, { sentiment: null }).sentiment).toBe('negative')
})
