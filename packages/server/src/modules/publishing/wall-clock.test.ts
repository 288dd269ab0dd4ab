import { expect, test } from 'vitest'
import { momentOf } from './wall-clock.ts'

test.each([
  ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z', null],
  ['2026-12-01T09:00', 'Europe/Berlin', '2026-12-01T08:00:00.000Z', null],
  // The day before and after the clocks go back: the same wall clock, another moment.
  ['2026-10-24T09:00', 'Europe/Berlin', '2026-10-24T07:00:00.000Z', null],
  ['2026-10-25T09:00', 'Europe/Berlin', '2026-10-25T08:00:00.000Z', null],
  ['2026-10-25T01:59', 'Europe/Berlin', '2026-10-24T23:59:00.000Z', null],
  ['2026-10-25T02:00', 'Europe/Berlin', '2026-10-25T00:00:00.000Z', 'twice'],
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', 'twice'],
  ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z', null],
  ['2027-03-28T01:59', 'Europe/Berlin', '2027-03-28T00:59:00.000Z', null],
  ['2027-03-28T02:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z', 'skipped'],
  ['2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z', 'skipped'],
  ['2027-03-28T03:00', 'Europe/Berlin', '2027-03-28T01:00:00.000Z', null],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', 'twice'],
  ['2027-03-14T02:30', 'America/New_York', '2027-03-14T07:30:00.000Z', 'skipped'],
  // Half an hour, and a whole day that was left out.
  ['2027-10-03T02:15', 'Australia/Lord_Howe', '2027-10-02T15:45:00.000Z', 'skipped'],
  ['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T14:45:00.000Z', 'twice'],
  ['2026-06-01T12:00', 'Pacific/Kiritimati', '2026-05-31T22:00:00.000Z', null],
  ['2026-06-01T12:00', 'Asia/Kathmandu', '2026-06-01T06:15:00.000Z', null],
  ['2026-06-01T12:00', 'UTC', '2026-06-01T12:00:00.000Z', null],
])('%s in %s', (local, zone, at, clockChange) => {
  const moment = momentOf(local, zone)
  expect([moment.at.toISOString(), moment.clockChange]).toEqual([at, clockChange])
})

test('days and zones that do not exist are refused', () => {
  expect(() => momentOf('2026-02-30T09:00', 'Europe/Berlin')).toThrow('no such day')
  expect(() => momentOf('2026-02-28T09:00', 'Europe/Atlantis')).toThrow('no such time zone')
})
