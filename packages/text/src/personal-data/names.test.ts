import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findNames } from './names.ts'

const found = (text: string, known: string[] = []) =>
  findNames(text, known).map(({ start, end }) => text.slice(start, end))

test('known names in the spellings people use for them', () => {
  const known = ['Jürgen Groß-Weiß', 'Selma Yıldız']
  for (const text of [
    'Jürgen Groß-Weiß',
    'juergen gross-weiss',
    'JÜRGEN',
    'Jurgens',
    'Gross',
    'selma yildiz',
    'YILDIZ',
  ])
    expect(found(`hat ${text} gesagt`, known).join(' ')).toBe(text)
  expect(found('Das ist groß', ['Groß'])).toEqual(['groß'])
})

test('names nobody knew: salutation, introduction, farewell, a common given name', () => {
  expect(found('Sehr geehrter Herr von Trotha-Lüneburg, danke')).toEqual(['von Trotha-Lüneburg'])
  expect(found('Mein Name ist Ngozi Okonkwo und ich warte')).toEqual(['Ngozi Okonkwo'])
  expect(found('Bitte melden.\n\nMit freundlichen Grüßen\n\nÜmit Öztürk')).toEqual(['Ümit Öztürk'])
  expect(found('Thanks\nBest regards,\nO. Wilde')).toEqual(['O. Wilde'])
  expect(found('Ich sprach mit Brigitte Kaltenbrunner darüber')).toEqual(['Brigitte Kaltenbrunner'])
  expect(found('Frau Dr. Meyer-Abich war da')).toEqual(['Dr. Meyer-Abich'])
})

test('a complaint without names keeps its words', () => {
  expect(found('Seit Montag warte ich auf mein Paket, die Hotline hilft nicht. Ich bin enttäuscht.')).toEqual([])
  expect(found('The parcel never came and the hotline does not help.')).toEqual([])
})

test('any text at all: spans in order, apart, inside the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.array(fc.string()), (text, known) => {
      let behind = 0
      for (const { start, end } of findNames(text, known)) {
        expect(start).toBeGreaterThanOrEqual(behind)
        expect(end).toBeGreaterThan(start)
        behind = end
      }
      expect(behind).toBeLessThanOrEqual(text.length)
    }),
  )
})
