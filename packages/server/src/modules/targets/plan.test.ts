import type { ServiceHours, TargetRule } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { openHoursOf } from '../calendars/calendar.ts'
import { workingTime } from '../calendars/working-time.ts'
import { dueOf, targetPlan } from './plan.ts'
import { rulesInOrder } from './order.ts'

const any = { unitId: null, teamId: null, presenceId: null, channel: null, kind: null, priority: null }
const hours = (atMost: number) => ({ averageMinutes: null, atMostMinutes: atMost * 60 })
function rule(
  id: string,
  when: Partial<TargetRule['when']>,
  first: number | null,
  next: number | null = null,
): TargetRule {
  return {
    id,
    when: { ...any, ...when },
    inServiceHours: true,
    firstAnswer: first === null ? null : hours(first),
    nextAnswer: null,
    resolution: null,
    nextUpdate: next === null ? null : hours(next),
  }
}
const office: ServiceHours = {
  timeZone: 'Europe/Berlin',
  week: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
  holidays: null,
  specialDays: [],
}
const calendars = { house: workingTime(openHoursOf(office)), teams: new Map(), presences: new Map(), stamp: 's' }
const units = new Map([['team', ['inner', 'outer']]])
const facts = { teamId: 'team', presenceId: 'box', channel: 'email', kind: 'complaint', priority: 'urgent' } as const

test('more conditions first, then the concern before the place; of units the lower one', () => {
  const rules = [
    rule('default', {}, 8, 48),
    rule('mail', { channel: 'email' }, 7),
    rule('outer', { unitId: 'outer' }, 6),
    rule('inner', { unitId: 'inner' }, 5),
    rule('team', { teamId: 'team' }, 4),
    rule('box', { presenceId: 'box' }, 3),
    rule('complaint', { kind: 'complaint' }, 2),
    rule('urgent', { priority: 'urgent' }, 1),
    rule('team-mail', { teamId: 'team', channel: 'email' }, 9),
  ]
  const order = ['team-mail', 'urgent', 'complaint', 'box', 'team', 'inner', 'outer', 'mail', 'default']
  expect(rulesInOrder(rules, units).map(({ id }) => id)).toEqual(order)
  const plan = targetPlan(1, rules, units, calendars)
  expect(plan.aimOf('first_answer', facts)?.ruleId).toBe('team-mail')
  expect(plan.aimOf('first_answer', { ...facts, teamId: null })?.ruleId).toBe('urgent')
  // What a rule leaves open, the next one says; without a target of its own a further answer has the first one's.
  expect(plan.aimOf('next_update', facts)?.ruleId).toBe('default')
  expect(plan.aimOf('next_answer', facts)?.atMostMinutes).toBe(480)
  expect(plan.aimOf('resolution', facts)).toBeNull()
})

test('an answer counts service hours; the next word counts days on the calendar and comes when somebody is there', () => {
  const plan = targetPlan(1, [rule('default', {}, 8, 48)], units, calendars)
  const friday = new Date('2026-11-27T15:00:00Z')
  expect(dueOf(plan.aimOf('first_answer', facts)!, friday).toISOString()).toBe('2026-11-30T15:00:00.000Z')
  expect(dueOf(plan.aimOf('next_update', facts)!, friday).toISOString()).toBe('2026-11-30T08:00:00.000Z')
})
