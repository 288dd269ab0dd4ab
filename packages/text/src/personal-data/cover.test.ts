import { expect, test } from 'vitest'
import { findBareNumbers } from './bare-number.ts'
import { makeCover, partsOfNames } from './cover.ts'

const bare = (text: string) => findBareNumbers(text).map(({ start, end }) => text.slice(start, end))

test('a number nobody explains is found, with the signs people put into it', () => {
  expect(bare('Bitte 5550123 anrufen')).toEqual(['5550123'])
  expect(bare('erreichbar: 431 5550 123, abends')).toEqual(['431 5550 123'])
  expect(bare('0431/555-01-23')).toEqual(['0431/555-01-23'])
  expect(bare('(0431) 5550123')).toEqual(['(0431) 5550123'])
  expect(bare('Kunde 4711223 und 88123456.')).toEqual(['4711223', '88123456'])
  expect(bare('call 5550 123 now')).toEqual(['5550 123'])
})

test('dates, times, sums, measures and parts are no numbers of anybody', () => {
  for (const text of [
    'seit 2026-11-22 um 14:30',
    'am 22.11.2026',
    '1 299 000 Euro',
    '129.000 €',
    '250000 km gelaufen',
    '2024-2026',
    'Pumpe X200123 und SN-4711223',
    'Version 10.2.300456',
    'in 12345 Fällen',
  ])
    expect(bare(text), text).toEqual([])
})

test('covers speak the language and stand once for a name of several words', () => {
  const known = partsOfNames(['Jana Berger']).map((text) => ({ text, as: 'customer' as const }))
  const de = makeCover({ language: 'de', known, data: true, bareNumbers: true })
  expect(de('JANA BERGER, 5550123, jana@x.example: Bergerweg bleibt')).toBe(
    '[Kunde], [Nummer], [E-Mail-Adresse]: Bergerweg bleibt',
  )
  expect(makeCover({ language: 'en', known: [], data: true })('DE89 3704 0044 0532 0130 00 or 5550123')).toBe(
    '[IBAN] or 5550123',
  )
  expect(makeCover({ language: 'en', known, data: false, bar: (word) => `<${word}>` })('Berger, 0431 5550123')).toBe(
    '<customer>, 0431 5550123',
  )
})

test('a text made to be slow is not', () => {
  const cover = makeCover({ language: 'de', known: [], data: true, bareNumbers: true })
  const started = performance.now()
  for (const part of ['1 ', '1-', '(1)', '+1/', '12345 ']) cover(part.repeat(20_000))
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('a name is covered in every spelling it is written in', () => {
  const names = ['René Müller', ...Array.from({ length: 600 }, (_, n) => `Nutzer${n} Zahl${n}`)]
  const known = partsOfNames(names).map((text) => ({ text, as: 'customer' as const }))
  const cover = makeCover({ language: 'de', known, data: false })
  for (const text of [
    'Müllers Paket',
    'Rene\u0301s Paket'.normalize('NFD'),
    'Müller’s Paket',
    'M\u00fcl\u00adler Paket',
    'Mu\u0308\u200bl\u2060ler Paket',
    'RENÉ\u00a0MÜLLER Paket',
    'Rene\u0301 \n Müller Paket',
  ])
    expect(cover(text), JSON.stringify(text)).toBe('[Kunde] Paket')
  expect(cover('Müllerstraße')).toBe('Müllerstraße')
})
