import { expect, test } from 'vitest'
import * as time from './time.ts'

const de = { language: 'de', timeZone: 'Europe/Berlin' } as const
const en = { language: 'en', timeZone: 'Europe/Berlin' } as const
const now = new Date('2026-11-27T13:23:00Z')
const at = (iso: string) => new Date(iso)

test('a moment reads as the reader writes it', () => {
  expect(time.formatMoment(at('2026-11-27T13:05:00Z'), now, de)).toBe('Fr., 27.11., 14:05 Uhr')
  expect(time.formatMoment(at('2026-11-27T13:05:00Z'), now, en)).toBe('Fri 27 Nov, 14:05')
  expect(time.formatMoment(at('2025-09-03T22:30:00Z'), now, de)).toBe('Do., 4.9.2025, 00:30 Uhr')
  expect(time.formatMoment(at('2025-09-03T22:30:00Z'), now, en)).toBe('Thu 4 Sep 2025, 00:30')
})

test('list rows show the clock today, yesterday as a word, else the date', () => {
  expect(time.formatListTime(at('2026-11-27T00:10:00Z'), now, de)).toBe('01:10')
  expect(time.formatListTime(at('2026-11-26T22:10:00Z'), now, de)).toBe('Gestern')
  expect(time.formatListTime(at('2026-11-26T22:10:00Z'), now, en)).toBe('Yesterday')
  expect(time.formatListTime(at('2026-11-03T12:00:00Z'), now, de)).toBe('3.11.')
  expect(time.formatListTime(at('2025-11-03T12:00:00Z'), now, en)).toBe('3 Nov 2025')
})

test('relative up to a day, then the moment, or days when asked for', () => {
  expect(time.formatRelative(at('2026-11-27T13:22:40Z'), now, de)).toBe('gerade eben')
  expect(time.formatRelative(at('2026-11-27T13:18:00Z'), now, de)).toBe('vor 5 Min.')
  expect(time.formatRelative(at('2026-11-27T10:23:00Z'), now, de)).toBe('vor 3 Std.')
  expect(time.formatRelative(at('2026-11-21T10:23:00Z'), now, { ...de, days: true })).toBe('vor 6 Tagen')
  expect(time.formatRelative(at('2026-11-21T10:23:00Z'), now, de)).toBe('Sa., 21.11., 11:23 Uhr')
})

test('durations and due times', () => {
  const minutes = (count: number) => count * 60_000
  expect(time.formatDuration(-minutes(18), de)).toBe('0:18')
  expect(time.formatDuration(minutes(185), de)).toBe('3:05')
  expect(time.formatDuration(minutes(60 * 24 * 6 + 5), de)).toBe('6 Tage')
  expect(time.formatDuration(minutes(60 * 24 * 6 + 5), { ...de, dative: true })).toBe('6 Tagen')
  expect(time.formatDuration(minutes(60 * 24 * 6 + 5), { ...en, dative: true })).toBe('6 days')
  expect(time.formatDuration(-minutes(18), { ...de, dative: true })).toBe('0:18')
  expect(time.formatShortMoment(at('2026-11-27T15:00:00Z'), now, de)).toBe('16:00')
  expect(time.formatShortMoment(at('2026-12-01T13:00:00Z'), now, de)).toBe('Di 14:00')
  expect(time.formatShortMoment(at('2026-12-24T13:00:00Z'), now, en)).toBe('24 Dec, 14:00')
  expect(time.urgencyOf(at('2026-11-27T13:22:59Z'), now)).toBe('overdue')
  expect(time.urgencyOf(at('2026-11-27T15:23:00Z'), now)).toBe('soon')
  expect(time.urgencyOf(at('2026-11-27T15:24:00Z'), now)).toBe('later')
})
