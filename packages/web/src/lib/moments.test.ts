import { afterEach, expect, test } from 'vitest'
import {
  endOfDay,
  followUpPresets,
  fromLocalInput,
  promisePresets,
  toDayInput,
  toLocalInput,
  usualFollowUp,
  usualNextUpdate,
  workdayIn,
} from './moments.ts'

const zone = process.env.TZ
afterEach(() => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

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

test('a moment of ones own never begins with what is passed, at no minute of a week', () => {
  for (let minute = 0; minute < 7 * 24 * 60; minute += 5) {
    const now = new Date(2026, 10, 23, 0, minute)
    expect(usualFollowUp(now).getTime()).toBeGreaterThan(now.getTime())
  }
  expect(toLocalInput(usualFollowUp(new Date(2026, 10, 29, 18)))).toBe('2026-11-30T08:00')
  expect(toLocalInput(usualFollowUp(wednesday(9), friday(9)))).toBe('2026-11-27T09:00')
  expect(toLocalInput(usualFollowUp(friday(9), wednesday(9)))).toBe('2026-11-28T08:00')
})

// From one end of the day to the other, with the clock changes of both halves of the world.
const zones = ['Europe/Berlin', 'Pacific/Auckland', 'America/New_York']
test.each(zones)(
  'at no time of three years a field begins with what is passed, and a day is that of the device: %s',
  (tz) => {
    process.env.TZ = tz
    const wrong: string[] = []
    const say = (what: string, now: Date, isWell: boolean) => isWell || wrong.push(`${what} ${now.toString()}`)
    // 97 minutes: every hour of the week is met, at ever other minutes.
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2029, 0, 1); ms += 97 * 60_000) {
      const now = new Date(ms)
      const passed = (at: Date) => (fromLocalInput(toLocalInput(at)) ?? now) <= now
      say('follow-up', now, !passed(usualFollowUp(now)))
      for (const hours of [0.25, 4, 24]) {
        const at = usualNextUpdate(now, hours)
        say(`next ${hours}`, now, !passed(at) && at.getDay() % 6 !== 0 && at.getHours() >= 8 && at.getHours() < 18)
      }
      const promises = promisePresets(now)
      say('promises', now, promises.length >= 2 && promises.every(({ at }) => !passed(at)))
      const followUps = followUpPresets(now)
      say('follow-ups', now, followUps.length >= 1 && followUps.every(({ at }) => !passed(at)))
      say('own time', now, !passed(new Date(ms + 7_200_000)))
      const today = toDayInput(now)
      say('day', now, new Date(`${today}T00:00`) <= now && new Date(`${today}T23:59:59.999`) >= now)
      for (const days of [1, 3, 7]) {
        const day = workdayIn(now, days)
        const gap = (Date.parse(day) - Date.parse(today)) / 86_400_000
        say(`in ${days}`, now, gap >= days && gap <= days + 2 && new Date(`${day}T12:00`).getDay() % 6 !== 0)
      }
      say('end of day', now, endOfDay(today, now) > now || toLocalInput(now).endsWith('23:59'))
      say('end of tomorrow', now, endOfDay(workdayIn(now, 1), now).getHours() === 18)
    }
    expect(wrong.slice(0, 5)).toEqual([])
  },
)

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
