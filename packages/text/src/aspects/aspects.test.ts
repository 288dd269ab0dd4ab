import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extractFeatures } from '../learn/index.ts'
import { aspectsOf, readAspectModel } from './aspects.ts'

const model = readAspectModel(readFileSync(new URL('../../models/aspects.bin', import.meta.url)))
const read = (text: string) => aspectsOf(model, [{ features: extractFeatures(text) }])[0]!

test('what is spoken of and how', () => {
  expect(read('Der Aufzug am Hauptbahnhof ist seit Wochen defekt')[0]).toMatchObject({
    category: 'lift',
    sentiment: 'negative',
  })
  const both = read('Rolltreppe kaputt und der Aufzug auch außer Betrieb, wie soll ich mit Kinderwagen zum Gleis?')
  expect(both.map(({ category }) => category)).toEqual(expect.arrayContaining(['lift', 'escalator']))
})

test('nothing of it: nothing is said', () => {
  expect(read('Meine Rechnung vom März ist falsch')).toEqual([])
  expect(read('')).toEqual([])
})
