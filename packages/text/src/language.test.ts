import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { detectLanguage } from './language.ts'
import { readLanguageModel } from './language/language-model.ts'

const model = readLanguageModel(readFileSync(join(import.meta.dirname, '../models/language.bin')))

describe('with the model', () => {
  test.each([
    ['Guten Tag, meine Lampe brummt seit gestern. Können Sie mir helfen?', 'de'],
    ['wo bleibt mein paket', 'de'],
    ['Danke, hat sich erledigt', 'de'],
    ['Hello, my lamp has been buzzing since yesterday. Can you help me?', 'en'],
    ['where is my parcel', 'en'],
    ['Thanks, that worked', 'en'],
    ['Bonjour, ma lampe fait du bruit depuis hier, pouvez-vous m’aider ?', 'fr'],
    ['Mijn lamp maakt sinds gisteren geluid, kunt u mij helpen?', 'nl'],
    ['La mia lampada non funziona più, che vergogna', 'it'],
    ['Mi lámpara no funciona desde ayer', 'es'],
    ['Moja lampa nie działa od wczoraj', 'pl'],
    ['Lambam dünden beri çalışmıyor', 'tr'],
    ['Min lampa brummar sedan igår, kan ni hjälpa mig?', 'sv'],
    ['Моя лампа гудит со вчерашнего дня', 'ru'],
    ['Моя лампа гуде з учорашнього дня, допоможіть', 'uk'],
    ['電気がつきません', 'ja'],
    ['40017', null],
    ['ok', null],
    ['@stadtbahn https://example.org/bonjour', null],
    ['', null],
  ])('finds the language of %j', (text, code) => {
    expect(detectLanguage(text, model).code).toBe(code)
  })

  it('says when passages are in two languages', () => {
    const german = 'Hallo zusammen, ich warte seit drei Wochen auf mein Paket.'
    const english = 'Hello everyone, I have been waiting for my parcel for three weeks.'
    expect(detectLanguage(`${german} ${english}`, model).mixed).toBe(true)
    expect(detectLanguage(`${german} ${german}`, model).mixed).toBe(false)
  })

  it('takes any bytes for a model or refuses them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(() => readLanguageModel(bytes)).toThrow(Error)
      }),
    )
  })
})

test.each([
  ['wo bleibt mein paket', 'de'],
  ['where is my parcel', 'en'],
  ['Mijn lamp maakt sinds gisteren geluid, kunt u mij helpen?', null],
  ['ok', null],
])('without a model finds German and English by their words: %j', (text, code) => {
  expect(detectLanguage(text).code).toBe(code)
})

it('answers for any text, with a confidence between 0 and 1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const { code, confidence } of [detectLanguage(text), detectLanguage(text, model)]) {
        expect(confidence).toBeGreaterThanOrEqual(0)
        expect(confidence).toBeLessThanOrEqual(1)
        expect(code === null).toBe(confidence === 0)
      }
    }),
  )
})
