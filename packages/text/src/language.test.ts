import fc from 'fast-check'
import { expect, it } from 'vitest'
import { detectLanguage } from './language.ts'

it.each([
  ['Guten Tag, meine Lampe brummt seit gestern. Können Sie mir helfen?', 'de'],
  ['wo bleibt mein paket', 'de'],
  ['Danke, hat sich erledigt', 'de'],
  ['Hello, my lamp has been buzzing since yesterday. Can you help me?', 'en'],
  ['where is my parcel', 'en'],
  ['Thanks, that worked', 'en'],
  ['Bonjour, ma lampe fait du bruit depuis hier, pouvez-vous m’aider ?', null],
  ['Mijn lamp maakt sinds gisteren geluid, kunt u mij helpen?', null],
  ['Min lampa brummar sedan igår, kan ni hjälpa mig?', null],
  ['Моя лампа гудит со вчерашнего дня', null],
  ['40017', null],
  ['ok', null],
  ['', null],
])('finds the language of %j', (text, code) => {
  expect(detectLanguage(text).code).toBe(code)
})

it('answers for any text, with a confidence between 0 and 1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { code, confidence } = detectLanguage(text)
      expect(confidence).toBeGreaterThanOrEqual(0)
      expect(confidence).toBeLessThanOrEqual(1)
      expect(code === null).toBe(confidence === 0)
    }),
  )
})
