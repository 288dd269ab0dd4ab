import { expect, test } from 'vitest'
import { hoursFrom, hoursShown } from './hours.ts'

test('hours are typed with a comma or a point and shown as the reader writes them', () => {
  expect(hoursFrom('8')).toBe(8)
  expect(hoursFrom(' 0,5 ')).toBe(0.5)
  expect(hoursFrom('720')).toBe(720)
  for (const wrong of ['', '0', '0.1', '721', '1e3', '-4', '8 Std.', '1,2,3'])
    expect(hoursFrom(wrong), wrong).toBeNull()
  expect(hoursShown(0.5, 'de')).toBe('0,5')
  expect(hoursShown(0.5, 'en')).toBe('0.5')
})
