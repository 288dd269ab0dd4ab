import { expect, test } from 'vitest'
import { minutesFrom, minutesShown } from './durations.ts'

test('times are typed the way people write them', () => {
  const typed: [string, number | null][] = [
    ['30 min', 30],
    ['6 h', 360],
    ['6 Std.', 360],
    ['6', 360],
    ['1,5', 90],
    ['0:45', 45],
    ['1:30 h', 90],
    ['2 Tage', 2880],
    ['1 day', 1440],
    ['91 Tage', null],
    ['', null],
    ['bald', null],
    ['0', null],
  ]
  for (const [text, minutes] of typed) expect(minutesFrom(text), text).toBe(minutes)
})

test('what is shown can be typed again', () => {
  for (const language of ['de', 'en'] as const)
    for (const minutes of [1, 30, 59, 60, 90, 360, 1440, 2880, 4321, 129_600])
      expect(minutesFrom(minutesShown(minutes, language))).toBe(minutes)
})
