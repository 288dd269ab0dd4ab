import { createHmac } from 'node:crypto'
import { sessionRoutes } from '@resonanz/contracts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import type { Actor, Deps } from '#platform/deps'
import { bind } from '#platform/http/binding'
import { sessionToken } from './cookies.ts'
import { hashNewPassword, makeAuthenticate, network, sessionStillValid } from './index.ts'

const password = 'ein langes Kennwort'
let deps: Deps
let app: FastifyInstance
let cast: Cast

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  const hash = await hashNewPassword(password)
  await sql`insert into auth_account (id, "accountId", "providerId", "userId", password)
    select gen_random_uuid()::text, id, 'credential', id, ${hash} from auth_user`.execute(deps.db.system)
  app = await serverOf(deps, [bind(sessionRoutes.enter, async () => ({ ok: true as const }))])
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

function call(path: string, options: { body?: object; cookie?: string; from?: string; headers?: object } = {}) {
  return app.inject({
    method: options.body ? 'POST' : 'GET',
    url: `/api/auth${path}`,
    headers: {
      host: 'localhost:3000',
      origin: 'http://localhost:3000',
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...options.headers,
    },
    ...(options.body ? { payload: options.body } : {}),
    ...(options.from ? { remoteAddress: options.from } : {}),
  })
}
const emailOf = (actor: Actor, house = 'nordlicht') => `${actor.role}@${house}.example`
const signIn = (email: string, options: { with?: string; from?: string; cookie?: string } = {}) =>
  call('/sign-in/email', {
    body: { email, password: options.with ?? password },
    from: options.from,
    cookie: options.cookie,
  })
function cookies(response: LightMyRequestResponse): string {
  return [response.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ')
}
/** Any route for members: 401 when nobody is signed in. */
async function reaches(cookie: string): Promise<boolean> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/me/workspace',
    headers: { cookie },
    payload: { workspaceId: cast.nordlicht.workspaceId },
  })
  expect([200, 401]).toContain(response.statusCode)
  return response.statusCode === 200
}
async function journalKinds(actor: Actor): Promise<string[]> {
  const found = await sql<{
    kind: string
  }>`select kind from journal where subject_id = ${actor.memberId} order by seq`.execute(deps.db.system)
  return found.rows.map((row) => row.kind)
}

test('e-mail and password open a session whose cookie no script and no other site can use', async () => {
  const response = await signIn(emailOf(cast.nordlicht.owner).toUpperCase())
  expect(response.statusCode).toBe(200)
  const cookie = [response.headers['set-cookie']].flat().find((line) => line?.startsWith('resonanz.session_token='))!
  expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/)
  expect(await reaches(cookies(response))).toBe(true)
  expect(await journalKinds(cast.nordlicht.owner)).toEqual(['member.signed-in'])
  const [row] = (
    await sql<{ hours: number }>`select extract(epoch from "expiresAt" - now()) / 3600 as hours from auth_session
    where token = ${sessionToken(deps, cookies(response))}`.execute(deps.db.system)
  ).rows
  expect(Math.round(Number(row!.hours))).toBe(12)
})

test('wrong password and unknown address answer alike, byte for byte', async () => {
  const wrong = await signIn(emailOf(cast.nordlicht.reader), { with: 'nicht das Kennwort', from: '10.0.0.1' })
  const unknown = await signIn('niemand@nordlicht.example', { with: 'nicht das Kennwort', from: '10.0.0.1' })
  expect([wrong.statusCode, wrong.body]).toEqual([unknown.statusCode, unknown.body])
  expect(wrong.statusCode).toBe(401)
  expect(wrong.headers['set-cookie']).toBeUndefined()
})

test('nobody can open an account, and what is not named is not there', async () => {
  for (const path of [
    '/sign-up/email',
    '/update-user',
    '/delete-user',
    '/request-password-reset',
    '/sign-in/social',
    '/two-factor/send-otp',
  ])
    expect((await call(path, { body: { email: 'x@y.example', password, name: 'X' } })).statusCode).toBe(404)
  expect((await call('/ok')).statusCode).toBe(404)
  expect((await call('/reset-password/abc?callbackURL=/')).statusCode).toBe(404)
  expect((await call('/constructor')).statusCode).toBe(404)
})

test('a cookie with a forged or missing signature is nobody', async () => {
  const cookie = await signedIn(deps, cast.nordlicht.agent)
  expect(await reaches(cookie)).toBe(true)
  // Its first character: the last one of a signature carries bits that belong to nothing.
  const at = cookie.indexOf('.', cookie.indexOf('=')) + 1
  expect(await reaches(cookie.slice(0, at) + (cookie[at] === 'A' ? 'B' : 'A') + cookie.slice(at + 1))).toBe(false)
  expect(await reaches(cookie.split('.').slice(0, 2).join('.'))).toBe(false)
  expect(await reaches('resonanz.session_token=%')).toBe(false)
})

test('the session before a sign-in ends with it', async () => {
  const first = cookies(await signIn(emailOf(cast.nordlicht.lead)))
  const second = cookies(await signIn(emailOf(cast.nordlicht.lead), { cookie: first }))
  expect(sessionToken(deps, first)).not.toBe(sessionToken(deps, second))
  expect(await reaches(first)).toBe(false)
  expect(await reaches(second)).toBe(true)
})

test('a revoked session is refused with its next request, and open streams can be told', async () => {
  const mine = cookies(await signIn(emailOf(cast.nordlicht.admin)))
  const other = cookies(await signIn(emailOf(cast.nordlicht.admin)))
  const actor = await makeAuthenticate(deps)({ headers: { cookie: other } } as never)
  expect(await sessionStillValid(deps, actor!.sessionHash)).toBe(true)
  const list = (await call('/list-sessions', { cookie: mine })).json() as { token: string }[]
  expect(list).toHaveLength(2)
  const token = sessionToken(deps, other)
  expect((await call('/revoke-session', { cookie: mine, body: { token } })).statusCode).toBe(200)
  expect(await reaches(other)).toBe(false)
  expect(await reaches(mine)).toBe(true)
  expect(await sessionStillValid(deps, actor!.sessionHash)).toBe(false)
  expect(await journalKinds(cast.nordlicht.admin)).toContain('member.sessions-ended')
})

test("nobody revokes a colleague's session", async () => {
  const mine = cookies(await signIn(emailOf(cast.nordlicht.admin)))
  const theirs = await signedIn(deps, cast.nordlicht.owner)
  await call('/revoke-session', { cookie: mine, body: { token: sessionToken(deps, theirs) } })
  expect(await reaches(theirs)).toBe(true)
})

test('sign-out ends the session, and role and access count from the next request on', async () => {
  const cookie = await signedIn(deps, cast.nordlicht.reader)
  const authenticate = makeAuthenticate(deps)
  const as = () => authenticate({ headers: { cookie } } as never)
  expect((await as())!.role).toBe('reader')
  await sql`update member set role = 'agent' where id = ${cast.nordlicht.reader.memberId}`.execute(deps.db.system)
  expect((await as())!.role).toBe('agent')
  await sql`update member set active = false where id = ${cast.nordlicht.reader.memberId}`.execute(deps.db.system)
  expect(await as()).toBeNull()
  await sql`update member set active = true, role = 'reader' where id = ${cast.nordlicht.reader.memberId}`.execute(
    deps.db.system,
  )
  expect(await as()).not.toBeNull()
  expect((await call('/sign-out', { cookie, body: {} })).statusCode).toBe(200)
  expect(await as()).toBeNull()
})

test('an expired session is nobody; one in use rolls on', async () => {
  const cookie = await signedIn(deps, cast.suedwind.reader)
  const token = sessionToken(deps, cookie)
  await sql`update auth_session set "expiresAt" = now() + interval '1 minute' where token = ${token}`.execute(
    deps.db.system,
  )
  expect(await reaches(cookie)).toBe(true)
  const [row] = (
    await sql<{
      rolled: boolean
    }>`select "expiresAt" > now() + interval '11 hours' as rolled from auth_session where token = ${token}`.execute(
      deps.db.system,
    )
  ).rows
  expect(row!.rolled).toBe(true)
  await sql`update auth_session set "expiresAt" = now() - interval '1 second' where token = ${token}`.execute(
    deps.db.system,
  )
  expect(await reaches(cookie)).toBe(false)
})

test('guessing is slowed for one account from one address; the owner elsewhere signs in', async () => {
  const email = emailOf(cast.suedwind.owner, 'suedwind')
  const tries = await Promise.all(
    Array.from({ length: 30 }, () => signIn(email, { with: 'geraten geraten', from: '203.0.113.7' })),
  )
  expect(tries.filter((response) => response.statusCode === 401)).toHaveLength(10)
  expect(tries.filter((response) => response.statusCode === 429)).toHaveLength(20)
  const now = await signIn(email, { from: '203.0.113.7' })
  expect([now.statusCode, Number(now.headers['retry-after']) > 0]).toEqual([429, true])
  expect((await signIn(email, { from: '198.51.100.9' })).statusCode).toBe(200)
  expect((await signIn(emailOf(cast.suedwind.admin, 'suedwind'), { from: '203.0.113.7' })).statusCode).toBe(200)
  const kept = await sql<{ text: string }>`select encode(key, 'escape') as text from attempt`.execute(deps.db.system)
  expect(JSON.stringify(kept.rows)).not.toContain('suedwind')
})

test('signing in often is not guessing', async () => {
  const email = emailOf(cast.suedwind.lead, 'suedwind')
  for (let round = 0; round < 12; round++) expect((await signIn(email, { from: '192.0.2.1' })).statusCode).toBe(200)
})

test('an address with IPv6 counts by its /64', () => {
  expect(network('2001:db8:1:2:3:4:5:6')).toBe(network('2001:db8:1:2::9'))
  expect(network('2001:db8::1')).toBe('2001:db8:0:0')
  expect(network('::ffff:192.0.2.3')).toBe('192.0.2.3')
})

test('another site cannot sign anybody in or out', async () => {
  const cookie = await signedIn(deps, cast.suedwind.agent)
  const foreign = await call('/sign-out', { cookie, body: {}, headers: { origin: 'https://evil.example' } })
  const marked = await call('/sign-out', { cookie, body: {}, headers: { 'sec-fetch-site': 'cross-site' } })
  expect([foreign.statusCode, marked.statusCode]).toEqual([403, 403])
  const form = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-out',
    headers: { cookie, host: 'localhost:3000', 'content-type': 'text/plain' },
    payload: '{}',
  })
  expect(form.statusCode).toBe(400)
  expect(await reaches(cookie)).toBe(true)
})

test('the library cannot be told a length that is none', async () => {
  const cookie = await signedIn(deps, cast.suedwind.agent)
  const short = await call('/change-password', { cookie, body: { currentPassword: password, newPassword: 'zu kurz' } })
  const long = await call('/change-password', {
    cookie,
    body: { currentPassword: password, newPassword: 'x'.repeat(129) },
  })
  expect([short.statusCode, long.statusCode]).toEqual([400, 400])
})

test('a changed password ends all other sessions', async () => {
  const mine = cookies(await signIn(emailOf(cast.suedwind.agent, 'suedwind')))
  const other = cookies(await signIn(emailOf(cast.suedwind.agent, 'suedwind')))
  const changed = await call('/change-password', {
    cookie: mine,
    body: { currentPassword: password, newPassword: 'noch ein langes Kennwort' },
  })
  expect(changed.statusCode).toBe(200)
  expect(await reaches(other)).toBe(false)
  expect(await reaches(mine)).toBe(false)
  expect(await reaches(cookies(changed))).toBe(true)
  const kinds = await journalKinds(cast.suedwind.agent)
  expect(kinds.filter((kind) => kind === 'member.signed-in')).toHaveLength(2)
  expect(kinds.at(-1)).toBe('member.sessions-ended')
})

test('whoever is an active member nowhere is not let in', async () => {
  await sql`update member set active = false where id = ${cast.suedwind.reader.memberId}`.execute(deps.db.system)
  const response = await signIn(emailOf(cast.suedwind.reader, 'suedwind'))
  expect(response.statusCode).toBe(401)
  expect(response.headers['set-cookie']).toBeUndefined()
  const left = await sql`select 1 from auth_session where "userId" = ${cast.suedwind.reader.userId}
    and "expiresAt" > now()`.execute(deps.db.system)
  expect(left.rows).toHaveLength(0)
})

test('with a second factor a session exists only after the code', async () => {
  const email = emailOf(cast.suedwind.lead, 'suedwind')
  const first = cookies(await signIn(email))
  const elsewhere = cookies(await signIn(email))
  const enabled = (await call('/two-factor/enable', { cookie: first, body: { password } })).json() as {
    totpURI: string
    backupCodes: string[]
  }
  const confirmed = await call('/two-factor/verify-totp', { cookie: first, body: { code: totp(enabled.totpURI) } })
  expect(confirmed.statusCode).toBe(200)
  expect(await reaches(elsewhere)).toBe(false)
  expect(await reaches(cookies(confirmed))).toBe(true)

  const before = (await journalKinds(cast.suedwind.lead)).filter((kind) => kind === 'member.signed-in').length
  const half = await signIn(email)
  expect(half.json()).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
  expect(await reaches(cookies(half))).toBe(false)
  expect(half.body).not.toContain('token')
  const wrong = await call('/two-factor/verify-totp', { cookie: cookies(half), body: { code: '000000' } })
  expect(wrong.statusCode).toBe(401)
  const whole = await call('/two-factor/verify-totp', {
    cookie: cookies(half),
    body: { code: totp(enabled.totpURI), trustDevice: true },
  })
  expect(whole.statusCode).toBe(200)
  expect(cookies(whole)).not.toContain('trust_device')
  expect(await reaches(cookies(whole))).toBe(true)
  const after = (await journalKinds(cast.suedwind.lead)).filter((kind) => kind === 'member.signed-in').length
  expect(after).toBe(before + 1)

  const again = await signIn(email)
  const byBackup = { cookie: cookies(again), body: { code: enabled.backupCodes[0] } }
  expect((await call('/two-factor/verify-backup-code', byBackup)).statusCode).toBe(200)
  const reused = await call('/two-factor/verify-backup-code', { ...byBackup, cookie: cookies(await signIn(email)) })
  expect(reused.statusCode).toBe(401)
})

test('a passkey that did not check its holder is refused', async () => {
  const data = Buffer.alloc(37)
  data[32] = 0b001
  const response = { id: 'x', response: { authenticatorData: data.toString('base64url') } }
  expect((await call('/passkey/verify-authentication', { body: { response } })).statusCode).toBe(403)
  const options = await call('/passkey/generate-authenticate-options')
  expect(options.json()).toMatchObject({ rpId: 'localhost' })
})

test('behind https the cookies are pinned to the host', async () => {
  const secure = testDeps(deps.db.url, { RESONANZ_PUBLIC_URL: 'https://service.example' })
  const server = await serverOf(secure, [])
  const response = await server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { host: 'service.example', origin: 'https://service.example' },
    payload: { email: emailOf(cast.nordlicht.owner), password },
  })
  const cookie = [response.headers['set-cookie']].flat().find((line) => line?.includes('session_token'))!
  expect(cookie).toMatch(/^__Host-resonanz\.session_token=/)
  expect(cookie).toContain('; Secure')
  expect(cookie).not.toContain('Domain')
  await server.close()
  await secure.db.close()
})

test('the published demo password opens nothing where others get in', async () => {
  const hash = await hashNewPassword('resonanz-demo-2026')
  await sql`update auth_account set password = ${hash} where "userId" = ${cast.nordlicht.reader.userId}`.execute(
    deps.db.system,
  )
  const sign = { with: 'resonanz-demo-2026', from: '192.0.2.77' }
  expect((await signIn(emailOf(cast.nordlicht.reader), sign)).statusCode).toBe(200)
  const open = testDeps(deps.db.url, { RESONANZ_HOST: '0.0.0.0' })
  const server = await serverOf(open, [])
  const response = await server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { host: 'localhost:3000', origin: 'http://localhost:3000' },
    payload: { email: emailOf(cast.nordlicht.reader), password: 'resonanz-demo-2026' },
  })
  expect(response.statusCode).toBe(401)
  await server.close()
  await open.db.close()
})

/** RFC 6238 with the defaults: SHA-1, 30 seconds, six digits. */
function totp(uri: string): string {
  const secret = new URL(uri).searchParams.get('secret')!
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', base32(secret)).update(counter).digest()
  const offset = digest.at(-1)! & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
function base32(text: string): Buffer {
  const bits = [...text.replace(/=+$/, '')]
    .map((char) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
}
