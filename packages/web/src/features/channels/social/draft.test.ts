import { expect, test } from 'vitest'
import { draftOf, missingIn, secretsOf, settingsOf } from './draft.ts'
import type { NetworkField } from './fields.ts'

const fields: NetworkField[] = [
  { name: 'service', in: 'settings', type: 'text', initial: 'https://netz.example', required: true },
  { name: 'tags', in: 'settings', type: 'lines' },
  { name: 'budget', in: 'settings', type: 'number', nullable: true },
  { name: 'hides', in: 'settings', type: 'switch' },
  { name: 'token', in: 'secrets', type: 'password', required: true },
]

test('what is stored is shown, what is shown is stored', () => {
  const settings = { service: 'https://a.example', tags: ['rad', 'kette'], budget: 12, hides: true }
  expect(settingsOf(fields, draftOf(fields, settings))).toEqual(settings)
  expect(settingsOf(fields, draftOf(fields, {}))).toEqual({
    service: 'https://netz.example',
    tags: [],
    budget: null,
    hides: false,
  })
})

test('secrets begin empty, and empty means as they are', () => {
  const draft = draftOf(fields, { token: 'never-shown' })
  expect(draft.token).toBe('')
  expect(secretsOf(fields, draft)).toBeUndefined()
  expect(secretsOf(fields, { ...draft, token: ' abc ' })).toEqual({ token: 'abc' })
  expect(missingIn(fields, draft)).toEqual(['token'])
  expect(missingIn(fields, draft, true)).toEqual([])
})
