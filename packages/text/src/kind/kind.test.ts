import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { extractFeatures } from '../learn/index.ts'
import { findKind } from './kind.ts'
import { readKindModel } from './kind-model.ts'

const model = readKindModel(readFileSync(join(import.meta.dirname, '../../models/kind.bin')))
const kindOf = (text: string) => findKind(model, text, extractFeatures(text))

test.each([
  ['Wann wird meine Bestellung geliefert?', 'question'],
  ['What time do you close on Saturdays?', 'question'],
  ['Das ist eine Frechheit, seit Wochen vertröstet ihr mich nur. Nie wieder!', 'complaint'],
  ['Terrible service, rude staff and nobody cares. What a joke.', 'complaint'],
  ['Vielen Dank für die schnelle und freundliche Hilfe!', 'praise'],
  ['Thank you so much, your team was brilliant', 'praise'],
  ['Es wäre schön, wenn man in der App nach Datum filtern könnte.', 'suggestion'],
  ['Bitte senden Sie mir die Rechnung noch einmal zu.', 'request'],
  ['Die App stürzt seit dem Update beim Öffnen ab.', 'fault'],
  ['Hiermit kündige ich meinen Vertrag zum nächstmöglichen Zeitpunkt.', 'cancellation'],
  ['Please cancel my subscription at the end of the month.', 'cancellation'],
  ['Mein Anwalt wird sich bei Ihnen melden, wir werden Klage erheben.', 'press-legal'],
  ['CLICK HERE to win a free iPhone!!! http://win.example', 'spam'],
])('%j is of kind %s', (text, kind) => {
  expect(kindOf(text).kind.label).toBe(kind)
})

describe('grades', () => {
  it('finds gas and water more urgent than a question', () => {
    const urgent = kindOf('Bei uns riecht es nach Gas, bitte sofort jemanden schicken!').urgency
    expect(urgent).toBeGreaterThan(kindOf('Gibt es die Lampe auch in Rot?').urgency + 0.2)
  })

  it('finds shouting angrier than thanks', () => {
    const angry = kindOf('Das ist eine UNVERSCHÄMTHEIT!!! Ihr Abzocker!').anger
    expect(angry).toBeGreaterThan(kindOf('Danke, alles bestens.').anger + 0.3)
  })

  it.each([
    ['Ich schreibe Ihnen jetzt zum dritten Mal und keiner antwortet!', 'zum dritten Mal'],
    ['I am still waiting for a reply, nobody answers your phone', 'still waiting'],
  ])('hears that it is not the first contact: %j', (text, words) => {
    const { score, spans } = kindOf(text).repeatedContact
    expect(score).toBeGreaterThan(0.5)
    expect(spans.map(({ start, end }) => text.slice(start, end))).toContain(words)
  })

  it('hears none where there is none', () => {
    expect(kindOf('Guten Tag, wie lange dauert die Lieferung?').repeatedContact.score).toBeLessThan(0.5)
  })
})

it('reads any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { kind, urgency, anger, repeatedContact } = kindOf(text)
      for (const share of [kind.confidence, urgency, anger, repeatedContact.score]) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }
    }),
  )
})

it('refuses bytes that are no model', () => {
  expect(() => readKindModel(new Uint8Array(40))).toThrow(Error)
})
