import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { readIdentity } from './identity.ts'

const secret = 'geheim'
const now = Date.UTC(2026, 10, 22, 12)
const inMinutes = (minutes: number) => now / 1000 + minutes * 60
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function jwt(claims: object, head: object = { alg: 'HS256' }, key = secret): string {
  const body = `${part(head)}.${part(claims)}`
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`
}
const because = (token: string, secrets: readonly string[] = [secret]) => {
  const read = readIdentity(token, secrets, now)
  return read.ok ? 'ok' : read.because
}

test('who the site says it is, by a token or a plain signature, under the newest or the last secret', () => {
  const claims = { sub: 4711, name: 'Gerda Lund', email: 'Lund@Example.org', exp: inMinutes(10) }
  expect(readIdentity(jwt(claims), [secret], now)).toEqual({
    ok: true,
    userKey: '4711',
    name: 'Gerda Lund',
    email: 'lund@example.org',
  })
  const plain = `kunde-1.${inMinutes(10)}`
  const mac = createHmac('sha256', secret).update(plain).digest('hex')
  expect(readIdentity(`${plain}.${mac}`, ['neu', secret], now)).toMatchObject({ ok: true, userKey: 'kunde-1' })
})

test('everything else is nobody, with its reason', () => {
  const good = { sub: 'a', exp: inMinutes(10) }
  expect(because(jwt(good), [])).toBe('no-secret')
  expect(because(jwt(good, { alg: 'none' }))).toBe('unreadable')
  expect(because(jwt(good, { alg: 'RS256' }))).toBe('unreadable')
  expect(because(jwt(good, { alg: 'HS256' }, 'geraten'))).toBe('wrong-signature')
  expect(because(jwt({ ...good, exp: inMinutes(-1) }))).toBe('expired')
  expect(because(jwt({ ...good, exp: inMinutes(120) }))).toBe('lasts-too-long')
  expect(because(jwt({ sub: 'a' }))).toBe('unreadable')
  expect(because('kunde-1.1795348800.00')).toBe('unreadable')
  for (const text of ['', '.', '..', 'x.y.z', '\u0000', 'ä'.repeat(3_000)]) expect(because(text)).not.toBe('ok')
})
