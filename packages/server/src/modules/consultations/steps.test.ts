import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equal } from 'node:assert/strict'
import { type Moments, nextLook, nextStep, type Step, taken } from './steps.ts'

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 8, minutes))
const moments: Moments = { remindAt: at(30), dueAt: at(60), deputyAt: at(75), escalateAt: at(105) }

test('asked, reminded twice, the deputy, the lead: each at its time', () => {
  const walk = (facts: { isOutOfReach: boolean; hasDeputy: boolean }, looks: number[]) => {
    let step: number = taken.asked
    let now = moments
    return looks.map((minute) => {
      const next = nextStep({ ...now, ...facts, step }, at(minute))
      if (!next) return null
      step = taken[next]
      now = { ...now, escalateAt: nextLook(next, now, at(minute)).escalateAt }
      return next
    })
  }
  const there = { isOutOfReach: false, hasDeputy: true }
  expect(walk(there, [10, 30, 45, 60, 70, 75, 90, 105, 200])).toEqual([
    null,
    'half',
    null,
    'due',
    null,
    'deputy',
    null,
    'escalated',
    null,
  ])
  expect(walk({ ...there, hasDeputy: false }, [30, 60, 75, 105])).toEqual(['half', 'due', 'escalated', null])
  // Away: not reminded, the deputy steps in at half time; where nobody does, the lead is told.
  expect(walk({ isOutOfReach: true, hasDeputy: true }, [10, 30, 60, 105])).toEqual([null, 'deputy', null, 'escalated'])
  expect(walk({ isOutOfReach: true, hasDeputy: false }, [30, 60])).toEqual(['escalated', null])
  // After a night without a server: one reminder, then the deputy, who gets the same half hour.
  expect(walk(there, [500, 501, 502, 530, 531])).toEqual(['due', 'deputy', null, null, 'escalated'])
})

test('under any history of looks the steps only rise and end, and nobody is reminded after the deputy', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.boolean(), fc.boolean()), { maxLength: 30 }),
      (looks) => {
        let step: number = taken.asked
        let escalateAt = moments.escalateAt
        const done: Step[] = []
        for (const [minute, isOutOfReach, hasDeputy] of looks.toSorted((a, b) => a[0] - b[0])) {
          const next = nextStep({ ...moments, escalateAt, step, isOutOfReach, hasDeputy }, at(minute))
          if (!next) continue
          equal(taken[next] > step, true)
          equal(next !== 'deputy' || hasDeputy, true)
          step = taken[next]
          escalateAt = nextLook(next, { ...moments, escalateAt }, at(minute)).escalateAt
          done.push(next)
        }
        equal(new Set(done).size, done.length)
      },
    ),
  )
})
