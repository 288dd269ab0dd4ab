import { expect, test } from 'vitest'
import { asked, troubleOf } from './auth-answer.ts'

test('answers of the sign-in part become words a person can act on', () => {
  expect(troubleOf(null, 'password')).toBeNull()
  expect(troubleOf({ status: 401, code: 'INVALID_EMAIL_OR_PASSWORD' }, 'password')).toBe('wrong')
  expect(troubleOf({ status: 429 }, 'password')).toBe('tooMany')
  expect(troubleOf({ status: 401, code: 'INVALID_CODE' }, 'code')).toBe('wrongCode')
  expect(troubleOf({ status: 400, code: 'INVALID_PASSWORD' }, 'change')).toBe('wrong')
  expect(troubleOf({ status: 403, code: 'NOT_ALLOWED' }, 'passkey')).toBe('denied')
  expect(troubleOf({ status: 500 }, 'password')).toBe('other')
})

test('a lost connection is an answer, not a crash', async () => {
  const lost = await asked(() => Promise.reject(new TypeError('Failed to fetch')), 'password')
  expect(lost).toEqual({ data: null, trouble: 'offline' })
})
