import { expect, test } from 'vitest'
import { emptyDraft } from './draft.ts'
import { missingIn, toNewCase } from './to-new-case.ts'

const now = new Date('2026-11-22T10:00:00Z')

test('a call of somebody new', () => {
  const draft = { ...emptyDraft, who: 'Jana Berger, 0151 2345678', text: ' Das Rad ist weg. ', when: 'ago10' as const }
  expect(toNewCase(draft, now)).toEqual({
    channel: 'phone',
    text: 'Das Rad ist weg.',
    contact: { name: 'Jana Berger', phone: '0151 2345678' },
    occurredAt: '2026-11-22T09:50:00.000Z',
    wishedAnswer: 'same',
  })
  expect(missingIn(draft, now)).toEqual([])
})

test('writing first needs an address and knows no time; a known customer has one on record', () => {
  const draft = { ...emptyDraft, channel: 'email' as const, who: 'Jana Berger', text: 'Guten Tag' }
  expect(missingIn(draft, now)).toEqual(['mail'])
  expect(missingIn({ ...draft, reach: 'jana@mailhaus.example' }, now)).toEqual([])
  expect(missingIn({ ...draft, customer: { id: '1', name: 'Jana' } }, now)).toEqual([])
  expect(toNewCase({ ...draft, reach: 'jana@mailhaus.example' }, now)).not.toHaveProperty('occurredAt')
})

test('nothing said, no link and a time to come are said', () => {
  expect(missingIn({ ...emptyDraft, when: 'own', at: '2026-12-01T10:00' }, now)).toEqual(['text', 'at'])
  expect(missingIn({ ...emptyDraft, channel: 'found', link: 'nur worte', text: 'x' }, now)).toEqual(['link'])
})
