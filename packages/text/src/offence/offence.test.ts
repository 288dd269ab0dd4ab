import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, test } from 'vitest'
import { extractFeatures } from '../learn/index.ts'
import { findOffence } from './offence.ts'
import { readOffenceModel } from './offence-model.ts'

const model = readOffenceModel(readFileSync(join(import.meta.dirname, '../../models/offence.bin')))
const offenceOf = (text: string, language: string | null = 'de') =>
  findOffence(model, text, extractFeatures(text), language)

test.each([
  ['Ihr seid doch alle Vollidioten, verpisst euch!', 'de'],
  ['Du dumme Sau, halt die Fresse', 'de'],
  ['Was für ein verlogenes Drecksgesindel in diesem Amt', 'de'],
  ['You are a pathetic idiot, go to hell', 'en'],
  ['fucking morons, all of you', 'en'],
])('%j is offensive', (text, language) => {
  const { label, score, spans } = offenceOf(text, language)
  expect(label).not.toBe('none')
  expect(score).toBeGreaterThanOrEqual(0.5)
  expect(spans.length).toBeGreaterThan(0)
})

test.each([
  ['Guten Tag, wann kommt mein Paket an?', 'de'],
  ['Das Schweinefleisch war leider verdorben, ich bin enttäuscht.', 'de'],
  ['Der Zug fällt schon wieder aus, ich bin wirklich sauer.', 'de'],
  ['Where is my parcel? I am rather annoyed.', 'en'],
  ['A cocktail of pears and Dickens novels', 'en'],
])('%j is not', (text, language) => {
  expect(offenceOf(text, language).label).toBe('none')
})

it('knows a threat and hate apart', () => {
  expect(offenceOf('Ich weiß wo du wohnst, ich bring dich um du Drecksau').label).toBe('threat')
  expect(offenceOf('I will kill you', 'en').label).toBe('threat')
})

it('marks the words that carry it', () => {
  const text = 'Sehr geehrter Herr Meier, Sie Vollidiot!'
  const [span] = offenceOf(text).spans
  expect(text.slice(span!.start, span!.end)).toBe('Vollidiot')
})

it('reads any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { score, spans } = offenceOf(text)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1)
      for (const { start, end } of spans) expect(end).toBeGreaterThan(start)
    }),
  )
  expect(offenceOf('arsch'.repeat(20_000)).score).toBeLessThanOrEqual(1)
})

it('refuses bytes that are no model', () => {
  expect(() => readOffenceModel(new Uint8Array(40))).toThrow(Error)
})
