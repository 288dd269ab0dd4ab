import { expect, test } from 'vitest'
import { courseOf, type StepFact } from './course.ts'

const minute = (n: number) => new Date(Date.UTC(2026, 4, 4, 9, n))
const fact = (n: number, kind: string, more: Partial<StepFact> = {}): StepFact => ({
  at: minute(n),
  kind,
  to: null,
  about: null,
  questions: 0,
  until: null,
  messageId: null,
  ...more,
})

test('the way of a concern as its customer may know it, newest first, each step once in a row', () => {
  const facts = [
    fact(0, 'case.created', { messageId: 'm1' }),
    fact(0, 'message.received', { messageId: 'm1' }),
    fact(1, 'case.owner', { to: 'a' }),
    fact(2, 'case.status', { to: 'open' }),
    fact(3, 'case.owner', { to: 'b' }),
    fact(4, 'private-page.asked', { questions: 0 }),
    fact(5, 'private-page.asked', { questions: 2 }),
    fact(7, 'case.status', { to: 'waiting_customer' }),
    fact(8, 'private-page.answered', { questions: 2 }),
    fact(9, 'message.received'),
    fact(10, 'case.status', { to: 'waiting_internal' }),
    fact(11, 'promise.made', { about: 'next_update', until: minute(50) }),
    fact(12, 'promise.made', { about: 'next_update', until: minute(50) }),
    fact(13, 'promise.made', { about: 'refund', until: minute(55) }),
    fact(14, 'promise.kept', { about: 'next_update' }),
    fact(15, 'promise.kept', { about: 'refund' }),
    fact(16, 'case.created'),
    fact(20, 'case.status', { to: 'done' }),
    fact(21, 'case.reopened'),
    fact(30, 'case.status', { to: 'closed' }),
    fact(31, 'case.priority', { to: 'urgent' }),
    fact(32, 'promise.made', { about: 'call_back' }),
  ]
  const course = courseOf(facts.toReversed(), [
    { at: minute(17), text: null },
    { at: minute(6), text: 'Öffentlich' },
  ])
  expect(course.map(({ step }) => step)).toEqual(
    [
      'received',
      'inWork',
      'details',
      'answered',
      'asked',
      'given',
      'added',
      'inside',
      'nextWord',
      'promised',
      'kept',
      'answered',
      'settled',
      'again',
      'closed',
    ].toReversed(),
  )
  expect(course.find(({ step }) => step === 'nextWord')?.until).toEqual(minute(50))
})
