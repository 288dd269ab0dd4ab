import { expect, test } from 'vitest'
import { followUpPresets, fromLocalInput, promisePresets, toLocalInput, usualNextUpdate } from './moments.ts'

// By the clock of the device, whatever zone the test runs in.
const wednesday = (hour: number, minute = 0) => new Date(2026, 10, 25, hour, minute)
const friday = (hour: number) => new Date(2026, 10, 27, hour)
const shown = (presets: { id: string; at: Date }[]) => presets.map(({ id, at }) => `${id} ${toLocalInput(at)}`)

test('promises on a working day', () => {
  expect(shown(promisePresets(wednesday(9, 7)))).toEqual([
    'inTwoHours 2026-11-25T11:15',
    'todayAt16 2026-11-25T16:00',
    'tomorrowAt12 2026-11-26T12:00',
    'friday 2026-11-27T16:00',
  ])
})

test('late in the day today goes, before the weekend tomorrow becomes Monday', () => {
  expect(shown(promisePresets(friday(17)))).toEqual([
    'inTwoHours 2026-11-27T19:00',
    'mondayAt12 2026-11-30T12:00',
    'friday 2026-12-04T16:00',
  ])
})

test('the same moment is offered once', () => {
  expect(shown(promisePresets(wednesday(14)))).toEqual([
    'inTwoHours 2026-11-25T16:00',
    'tomorrowAt12 2026-11-26T12:00',
    'friday 2026-11-27T16:00',
  ])
})

test('follow-ups', () => {
  expect(shown(followUpPresets(wednesday(9)))).toEqual([
    'todayAt16 2026-11-25T16:00',
    'tomorrowAt8 2026-11-26T08:00',
    'mondayAt8 2026-11-30T08:00',
  ])
  expect(shown(followUpPresets(new Date(2026, 10, 29, 18)))).toEqual(['tomorrowAt8 2026-11-30T08:00'])
})

test('the usual next word falls into the working day', () => {
  expect(toLocalInput(usualNextUpdate(wednesday(9), 4))).toBe('2026-11-25T13:00')
  expect(toLocalInput(usualNextUpdate(wednesday(16), 4))).toBe('2026-11-26T10:00')
  expect(toLocalInput(usualNextUpdate(friday(16), 4))).toBe('2026-11-30T10:00')
  expect(toLocalInput(usualNextUpdate(wednesday(2), 4))).toBe('2026-11-25T10:00')
})

test('fields give back what they show', () => {
  expect(toLocalInput(fromLocalInput('2026-11-25T16:05') ?? new Date(0))).toBe('2026-11-25T16:05')
  expect(fromLocalInput('')).toBeNull()
  expect(fromLocalInput('bald')).toBeNull()
})
