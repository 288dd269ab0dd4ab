import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import { softwareKey } from '../../../../../tests/software-key.ts'
import { makeAuthenticate } from './index.ts'

const origin = 'http://localhost:3000'
let deps: Deps
let app: FastifyInstance
let cast: Cast

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  app = await serverOf(deps, [])
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

function call(path: string, cookie: string, body?: object) {
  const headers = { host: 'localhost:3000', origin, cookie }
  return app.inject({
    method: body ? 'POST' : 'GET',
    url: `/api/auth/passkey${path}`,
    headers,
    ...(body ? { payload: body } : {}),
  })
}
function cookies(response: LightMyRequestResponse): string {
  return [response.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0])
    .join('; ')
}
const who = (cookie: string) => makeAuthenticate(deps)({ headers: { cookie } } as never)

async function register(cookie: string, key: ReturnType<typeof softwareKey>) {
  const options = await call('/generate-register-options', cookie)
  expect(options.json()).toMatchObject({ rp: { id: 'localhost', name: 'Resonanz' } })
  return call('/verify-registration', `${cookie}; ${cookies(options)}`, {
    response: key.register(options.json()),
    name: 'Schlüssel am Bund',
  })
}
async function signIn(key: ReturnType<typeof softwareKey>) {
  const options = await call('/generate-authenticate-options', '')
  return call('/verify-authentication', cookies(options), { response: key.answer(options.json()) })
}

test('a passkey signs in alone, until it is removed', async () => {
  const key = softwareKey(origin, 'localhost')
  const cookie = await signedIn(deps, cast.nordlicht.agent)
  expect((await register(cookie, key)).statusCode).toBe(200)
  const response = await signIn(key)
  expect(response.statusCode, response.body).toBe(200)
  expect(await who(cookies(response))).toMatchObject({ name: 'Jonas Meier', workspaceId: cast.nordlicht.workspaceId })

  const [kept] = (await call('/list-user-passkeys', cookie)).json() as { id: string; name: string }[]
  expect(kept!.name).toBe('Schlüssel am Bund')
  const foreign = await signedIn(deps, cast.suedwind.owner)
  expect((await call('/delete-passkey', foreign, { id: kept!.id })).statusCode).toBeGreaterThanOrEqual(400)
  expect((await call('/delete-passkey', cookie, { id: kept!.id })).statusCode).toBe(200)
  expect(await who(cookie)).not.toBeNull()
  expect(await who(cookies(response))).toBeNull()
  expect((await signIn(key)).statusCode).toBeGreaterThanOrEqual(400)
})

test('a key that only notices a touch does not sign in', async () => {
  const key = softwareKey(origin, 'localhost', { checksHolder: false })
  const cookie = await signedIn(deps, cast.nordlicht.lead)
  await register(cookie, key)
  const response = await signIn(key)
  expect(response.statusCode).toBe(403)
  expect(response.headers['set-cookie']).toBeUndefined()
})

test('a key of another site, or an answer said twice, does not sign in', async () => {
  const cookie = await signedIn(deps, cast.nordlicht.admin)
  expect((await register(cookie, softwareKey('https://evil.example', 'localhost'))).statusCode).toBeGreaterThanOrEqual(
    400,
  )
  expect((await register(cookie, softwareKey(origin, 'evil.example'))).statusCode).toBeGreaterThanOrEqual(400)
  const key = softwareKey(origin, 'localhost')
  expect((await register(cookie, key)).statusCode).toBe(200)
  const options = await call('/generate-authenticate-options', '')
  const answer = { response: key.answer(options.json()) }
  expect((await call('/verify-authentication', cookies(options), answer)).statusCode).toBe(200)
  expect((await call('/verify-authentication', cookies(options), answer)).statusCode).toBeGreaterThanOrEqual(400)
})

test('a session of yesterday makes no key of its own, and still lists its sessions', async () => {
  const cookie = await signedIn(deps, cast.suedwind.agent)
  await sql`update auth_session set "createdAt" = now() - interval '25 hours' where "userId" = ${cast.suedwind.agent.userId}`.execute(
    deps.db.system,
  )
  const response = await call('/generate-register-options', cookie)
  expect([response.statusCode, response.json().code]).toEqual([403, 'SESSION_NOT_FRESH'])
  const list = await app.inject({ url: '/api/auth/list-sessions', headers: { host: 'localhost:3000', cookie } })
  expect(list.json()).toHaveLength(1)
})
