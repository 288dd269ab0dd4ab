import { expect, test } from 'vitest'
import { draftOf, inputOf, mistakesIn } from './expert-draft.ts'

test('days become moments and back, the last day is meant whole', () => {
  const draft = {
    ...draftOf(null, 'topic'),
    kind: 'outside' as const,
    name: ' Ole Kruse ',
    email: 'kruse@werk.example',
  }
  const input = inputOf({ ...draft, absences: [{ id: 0, first: '2026-11-23', last: '2026-11-27' }] })
  expect(input).toMatchObject({ name: 'Ole Kruse', topicIds: ['topic'], absences: [{}] })
  const { from, to } = input.absences[0]!
  expect(new Date(to).getTime() - new Date(from).getTime()).toBe(5 * 86_400_000)
  const expert = {
    ...input,
    id: 'x',
    memberId: null,
    team: null,
    deputies: [],
    state: 'present' as const,
    reachableUntil: null,
    awayUntil: null,
  }
  expect(draftOf(expert).absences).toEqual([{ id: 0, first: '2026-11-23', last: '2026-11-27' }])
})

test('what is missing is said by field', () => {
  const draft = draftOf(null)
  expect([...mistakesIn(draft)]).toEqual(['who'])
  expect([...mistakesIn({ ...draft, memberId: 'm' })]).toEqual([])
  const outside = {
    ...draft,
    kind: 'outside' as const,
    email: 'halb@',
    absences: [{ id: 0, first: '2026-11-27', last: '2026-11-23' }],
  }
  expect([...mistakesIn(outside)]).toEqual(['name', 'email', 'absence'])
})
