import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Aim } from '#targets'
import { openHoursOf } from '../calendars/calendar.ts'
import { places } from '../calendars/cases/places.ts'
import { isOpenOnWall, wallClock } from '../calendars/cases/stepper.ts'
import { workingTime } from '../calendars/working-time.ts'
import { close, type Clock, pause, resume, retarget, startClock } from './clock.ts'

const minuteMs = 60_000

type Step = { kind: 'pause' | 'resume' | 'close'; afterMinutes: number }
type History = { place: string | null; start: number; atMost: number; steps: Step[] }

const starts = ['2026-03-27T14:00:00Z', '2026-10-24T20:00:00Z', '2024-02-28T12:00:00Z', '2026-12-30T09:00:00Z'].map(
  Date.parse,
)
const histories: fc.Arbitrary<History> = fc.record({
  place: fc.option(fc.constantFrom('hamburg', 'munich shop', 'night', 'always'), { nil: null }),
  start: fc
    .tuple(fc.constantFrom(...starts), fc.integer({ min: 0, max: 1_440 }))
    .map(([from, m]) => from + m * minuteMs),
  atMost: fc.integer({ min: 5, max: 600 }),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom<Step['kind']>('pause', 'resume', 'pause', 'resume', 'close'),
      afterMinutes: fc.integer({ min: 0, max: 700 }),
    }),
    { maxLength: 6 },
  ),
})

function aimOf(place: string | null, atMostMinutes: number): Aim {
  return {
    ruleId: 'r',
    ruleVersion: 1,
    hoursStamp: '',
    inServiceHours: place !== null,
    averageMinutes: null,
    atMostMinutes,
    hours: place === null ? null : workingTime(openHoursOf(places[place]!)),
  }
}

function played({ place, start, atMost, steps }: History): Clock {
  const id = { id: 'c', caseId: 'f', kind: 'resolution' as const }
  let clock = startClock(id, start, { aim: aimOf(place, atMost) })
  let at = start
  for (const step of steps) {
    at += step.afterMinutes * minuteMs
    if (step.kind === 'pause') clock = pause(clock, at, 'customer')
    else if (step.kind === 'resume') clock = resume(clock, at)
    else clock = close(clock, at, 'done')
  }
  return clock
}

/** What the clock should say, by walking through the minutes with a counter: no segments, no sums. */
function walked({ place, start, atMost, steps }: History) {
  const wall = place === null ? null : wallClock(places[place]!.timeZone)
  const counts = (at: number) => (wall ? isOpenOnWall(places[place!]!, wall(at)) : true)
  const plan = new Map<number, Step['kind'][]>()
  let when = start
  for (const step of steps) {
    when += step.afterMinutes * minuteMs
    plan.set(when, [...(plan.get(when) ?? []), step.kind])
  }
  let [left, isRunning, closedAt, due, lastRan] = [atMost, true, null as number | null, null as number | null, start]
  for (let at = start; ; at += minuteMs) {
    for (const kind of plan.get(at) ?? []) {
      if (closedAt !== null) continue
      if (kind === 'close') closedAt = at
      else if (isRunning !== (kind === 'resume')) {
        isRunning = kind === 'resume'
        if (!isRunning) lastRan = at
      }
    }
    if (due !== null || closedAt !== null) return { closedAt, due, isRunning, lastRan }
    // After the last step nothing changes any more; one that stands still stays so.
    if (at > when && !isRunning) return { closedAt, due, isRunning, lastRan }
    if (isRunning && counts(at)) {
      left -= 1
      if (left === 0 && at + minuteMs <= when) due = at + minuteMs
      else if (left === 0) return { closedAt, due: at + minuteMs, isRunning, lastRan }
    }
  }
}

test('clocks agree with a minute counter under random histories of pauses', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const clock = played(history)
      const model = walked(history)
      if (model.due !== null) {
        expect(clock.dueAt).toBe(model.due)
        if (clock.closedAt !== null) expect(clock.outcome).toBe(clock.closedAt <= model.due ? 'met' : 'breached')
      } else if (model.closedAt !== null) {
        expect(clock.outcome).toBe('met')
        expect(clock.dueAt).toBeGreaterThanOrEqual(model.isRunning ? model.closedAt : model.lastRan)
      }
      // What was stored before and is read again under the same rule moves nothing.
      expect(retarget(clock, clock.aim)).toEqual(clock)
      expect(clock.segments[0]!.from).toBe(history.start)
      for (const [before, after] of clock.segments.slice(1).map((segment, n) => [clock.segments[n]!, segment] as const))
        expect(before.to).toBe(after.from)
    }),
    { numRuns: 150 },
  )
})

test('warned when a quarter is left, a quarter of an hour before at least, never for less', () => {
  const id = { id: 'c', caseId: 'f', kind: 'first_answer' as const }
  const warned = (atMost: number) => startClock(id, 0, { aim: aimOf(null, atMost) }).warnAt / minuteMs
  expect([warned(480), warned(40), warned(16), warned(15)]).toEqual([360, 25, 1, Number.POSITIVE_INFINITY])
  expect(startClock(id, 0, { at: 100 * minuteMs }).warnAt).toBe(75 * minuteMs)
})

test('late before it stood still is late, whatever comes after', () => {
  const id = { id: 'c', caseId: 'f', kind: 'resolution' as const }
  const late = close(
    pause(startClock(id, 0, { aim: aimOf(null, 60) }), 90 * minuteMs, 'customer'),
    95 * minuteMs,
    'done',
  )
  expect([late.outcome, late.dueAt]).toEqual(['breached', 60 * minuteMs])
})
