import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSuggest } from './suggest.ts'

const modules = [
  { id: 'refund', title: 'Rückerstattung', text: 'Wir erstatten den Betrag innerhalb von 14 Tagen auf Ihr Konto.' },
  {
    id: 'cancel',
    title: 'Kündigung',
    text: 'Sie kündigen Ihren Vertrag mit einer Frist von vier Wochen zum Monatsende.',
  },
  { id: 'invoice', title: 'Rechnung', text: 'Ihre Rechnungen finden Sie im Kundenkonto unter „Dokumente“.' },
  { id: 'outage', title: 'Störung', text: 'In Ihrem Gebiet ist das Netz gestört. Wir arbeiten daran.' },
]

test.each([
  ['Ich möchte meinen Handyvertrag kuendigen!', 'cancel', 'Handyvertrag'],
  ['wo ist meine Stromrechnung??', 'invoice', 'Stromrechnung'],
  ['Wann wird mir das Geld erstattet, auf welches KONTO?', 'refund', 'erstattet'],
])('%s: %s, because of %s', (text, id, word) => {
  const [first] = openSuggest(modules).rank(text)
  expect(first!.id).toBe(id)
  expect(first!.words.map(({ start, end }) => text.slice(start, end))).toContain(word)
  expect(first!.score).toBeGreaterThan(0)
  expect(first!.score).toBeLessThanOrEqual(1)
})

test('nothing in common is no suggestion', () => {
  expect(openSuggest(modules).rank('zzz')).toEqual([])
  expect(openSuggest(modules).rank('')).toEqual([])
  expect(openSuggest([]).rank('Kündigung')).toEqual([])
})

test('what people used for such cases comes first, with the words that say so', () => {
  const suggest = openSuggest(modules)
  const text = 'Seit gestern kein Internet zu Hause'
  expect(suggest.rank(text)[0]?.id).not.toBe('outage')
  suggest.learn({ text: 'bei mir geht das Internet nicht mehr', id: 'outage' })
  suggest.learn({ text: 'kein Internet, seit heute früh', id: 'outage' })
  suggest.learn({ text: 'was soll das', id: 'gone long ago' })
  const [first] = suggest.rank(text)
  expect(first!.id).toBe('outage')
  expect(first!.words.map(({ start, end }) => text.slice(start, end))).toContain('Internet')
  const again = openSuggest(modules, [
    { text: 'bei mir geht das Internet nicht mehr', id: 'outage' },
    { text: 'kein Internet, seit heute früh', id: 'outage' },
  ])
  expect(again.rank(text)).toEqual(suggest.rank(text))
})

test('any text: shares between 0 and 1, places within it, best first', () => {
  const suggest = openSuggest(modules, [{ text: 'Rechnung Konto \ud800', id: 'invoice' }])
  const words = fc.constantFrom(
    'Rechnung',
    'Konto',
    'kündigen',
    'das',
    '\ud800',
    '💥',
    '__proto__',
    'constructor',
    '\n',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(words).map((list) => list.join(' ')),
      ),
      (text) => {
        const found = suggest.rank(text, 3)
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a))
        for (const { score, words } of found) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
          for (const { start, end } of words) expect(text.slice(start, end)).not.toBe('')
        }
      },
    ),
  )
})
