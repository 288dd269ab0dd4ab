import type { Finding } from '@resonanz/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  blocking,
  gapsIn,
  markFindings,
  placedFindings,
  placeIn,
  replacementOf,
  standing,
  variedFirst,
} from './findings.ts'

const finding = (start: number, end: number, more: Partial<Finding> = {}): Finding => ({
  rule: 'promise-without-date',
  level: 'warning',
  start,
  end,
  reason: 'Lässt warten.',
  suggestion: 'heute bis 16 Uhr',
  ...more,
})

test('what weighs most comes first, then the order of the text', () => {
  const found = [finding(9, 12, { level: 'hint' }), finding(5, 6), finding(1, 2), finding(3, 4, { level: 'stop' })]
  expect(placedFindings(found, 'abcdefghijkl').map(({ start }) => start)).toEqual([3, 1, 5, 9])
  expect(blocking(found)).toHaveLength(3)
})

test('a finding is found again while the text around it changes, and goes with its words', () => {
  const text = 'Wir melden uns in Kürze.'
  const [placed] = placedFindings([finding(15, 23)], text)
  expect(placed?.words).toBe('in Kürze')
  expect(placeIn(`Guten Tag. ${text}`, placed!)).toEqual({ start: 26, end: 34 })
  expect(standing([placed!], 'Wir melden uns heute.')).toEqual([])
})

test('the better wording stands where the weaker one stood', () => {
  const text = 'Wir melden uns in Kürze.'
  const [placed] = placedFindings([finding(15, 23)], text)
  expect(replacementOf(text, placed!, '')).toEqual({ start: 15, end: 23, text: 'heute bis 16 Uhr' })
  expect(replacementOf('fort', placed!, '')).toBe(null)
  expect(replacementOf(text, { ...placed!, suggestion: null }, '')).toBe(null)
})

test('the sentence keeps its own end, and advice is never put into the text', () => {
  const text = 'Wir melden uns in Kürze.'
  const [placed] = placedFindings([finding(0, 23, { suggestion: 'Ich melde mich bis [Tag, Uhrzeit].' })], text)
  expect(replacementOf(text, placed!, '')?.text).toBe('Ich melde mich bis [Tag, Uhrzeit]')
  expect(replacementOf(text, { ...placed!, rule: 'shouting' }, '')).toBe(null)
  expect(gapsIn('[Name] prüft das bis [Tag, Uhrzeit].')).toEqual(['[Name]', '[Tag, Uhrzeit]'])
})

test('what is shown at a glance says different things', () => {
  const found = [finding(0, 1), finding(2, 3), finding(4, 5, { rule: 'blame' })]
  expect(variedFirst(found).map(({ start }) => start)).toEqual([0, 4, 2])
})

test('a sentence for the whole goes before the signature', () => {
  const [whole] = placedFindings([finding(0, 0)], 'Guten Tag')
  const text = 'Guten Tag\n\nViele Grüße\nMaren'
  expect(replacementOf(text, whole!, 'Viele Grüße\nMaren')).toEqual({ start: 9, end: 9, text: '\n\nheute bis 16 Uhr' })
  expect(replacementOf('', whole!, '')).toEqual({ start: 0, end: 0, text: 'heute bis 16 Uhr' })
})

test('marked or not, the text is the text', () => {
  const places = fc.array(fc.tuple(fc.nat(40), fc.nat(12)).map(([start, length]) => finding(start, start + length)))
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), places, (checked, now, found) => {
      const pieces = markFindings(now, placedFindings(found, checked))
      expect(pieces.map(({ text }) => text).join('')).toBe(now)
    }),
  )
})
