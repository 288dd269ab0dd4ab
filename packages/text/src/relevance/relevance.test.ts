import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extractFeatures } from '../learn/index.ts'
import { readRelevanceModel, relevanceOf } from './relevance.ts'

const model = readRelevanceModel(readFileSync(new URL('../../models/relevance.bin', import.meta.url)))
const batch = (...texts: string[]) => texts.map((text) => ({ text, features: extractFeatures(text) }))

test('public transport: what the trained model knows, with or without the name', () => {
  const scores = relevanceOf(
    model,
    batch(
      'Am Bahnhof ist der Aufzug zum Gleis seit Tagen kaputt @DB_Bahn',
      'Rezept: Kuchen mit Äpfeln, 40 Minuten backen',
    ),
    { names: ['DB Bahn'] },
  ).map(({ score }) => score)
  expect(scores[0]).toBeGreaterThan(0.5)
  expect(scores[1]).toBeLessThan(0.5)
})

test('elsewhere a name, a handle or a product has to be there and no exclusion', () => {
  const about = { names: ['Müller Energie'], products: ['Sonnenstrom'], exclusions: ['Gerd Müller'] }
  const scores = relevanceOf(
    model,
    batch(
      'Mit MUELLER ENERGIE bin ich zufrieden',
      '@muellerenergie meine Rechnung fehlt',
      'Wer kennt den Tarif Sonnenstrom?',
      'Gerd Müller war der Größte',
      'Heute nur Regen',
      'Stellenangebot: Müller Energie sucht (m/w/d), Vollzeit, jetzt bewerben',
    ),
    about,
  ).map(({ score }) => score >= 0.5)
  expect(scores).toEqual([true, true, true, false, false, false])
})

test('the place of the name is said', () => {
  const [found] = relevanceOf(model, batch('Bei Telfix geht nichts'), { names: ['Telfix'] })
  expect(found!.spans).toEqual([{ start: 4, end: 10, weight: 1 }])
})

test('hostile names and texts do no harm', () => {
  const about = { names: ['', '@', '\uD800', 'a'.repeat(10_000)], exclusions: ['.*+'] }
  for (const text of ['', '\uDFFF', 'a '.repeat(50_000)])
    expect(relevanceOf(model, batch(text), about)[0]!.score).toBeLessThanOrEqual(1)
})
