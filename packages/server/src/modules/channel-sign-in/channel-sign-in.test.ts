import { createHash } from 'node:crypto'
import { connectorOf } from '@resonanz/channels'
import { type ChannelKind, PresenceInput } from '@resonanz/contracts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeAuthenticate } from '#auth'
import { createPresence, loadPresence, openSecrets } from '#presences'
import { one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import { archivePresence } from '../presences/archive-presence.ts'
import { channelSignInBindings, mountSignInPages } from './index.ts'
import { type SignInServer, startSignInServer } from './testing/sign-in-server.ts'

let deps: Deps
let cast: Cast
let app: FastifyInstance
let network: SignInServer
let other: SignInServer
let cookie: string

beforeAll(async () => {
  ;[network, other] = [await startSignInServer(), await startSignInServer()]
  deps = testDeps((await testDatabase()).url, {
    RESONANZ_EGRESS_ALLOW: [network, other].map(({ url }) => new URL(url).host).join(','),
    RESONANZ_PUBLIC_URL: 'http://resonanz.example',
  })
  cast = await makeCast(deps)
  app = await serverOf(deps, channelSignInBindings(deps, { connectorOf }))
  mountSignInPages(app, deps, { connectorOf }, makeAuthenticate(deps))
})
afterAll(async () => {
  await app.close()
  await network.close()
  await other.close()
  await deps.db.close()
})
beforeEach(async () => {
  cookie = await signedIn(deps, cast.nordlicht.owner)
  network.reset()
  other.reset()
  await sql`update presence set archived_at = now() where kind <> 'email'`.execute(deps.db.system)
})

const begin = (body: object, as = cookie) =>
  app.inject({ method: 'POST', url: '/api/v1/channel-sign-in', headers: { cookie: as }, payload: body })
const come = (address: string, as: string | null = cookie, headers: Record<string, string> = {}) => {
  const { pathname, search } = new URL(address)
  return app.inject({ url: pathname + search, headers: { ...(as ? { cookie: as } : {}), ...headers } })
}
/** Begins, and the person agrees: where the browser is sent back to. */
async function away(start: Record<string, string> = { instance: network.url }, more: object = {}) {
  const begun = await begin({ kind: 'mastodon', start, ...more })
  expect(begun.statusCode, begun.body).toBe(200)
  return network.agree(begun.json<{ url: string }>().url)
}
const presenceAt = (location: unknown) =>
  /^\/settings\/channels\/([\w-]{36})\?signedIn=yes$/.exec(String(location))?.[1]
const presences = (kind: ChannelKind = 'mastodon') =>
  rows(deps.db.system, sql<{ id: string }>`select id from presence where kind = ${kind} and archived_at is null`)
const changed = (address: string, change: Record<string, string | null>) => {
  const url = new URL(address)
  for (const [name, value] of Object.entries(change))
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  return url.href
}

describe('Mastodon', () => {
  test('the account is connected with its token sealed; nothing of it stands in the journal, an address or the answer', async () => {
    const back = await away()
    expect(new URL(back).origin).toBe('http://resonanz.example')
    const answer = await come(back)
    expect(answer.statusCode, answer.body).toBe(303)
    const id = presenceAt(answer.headers.location)!
    const row = (await loadPresence(deps.db.system, id))!
    expect(row).toMatchObject({ kind: 'mastodon', name: '@service@heim.example', address: '@service@heim.example' })
    expect(row.settings).toMatchObject({ instance: network.url, account: 'service@heim.example' })
    expect(openSecrets(deps, row)).toMatchObject({ accessToken: network.tokens[0] })
    const kept = JSON.stringify(await rows(deps.db.system, sql`select * from journal`)) + JSON.stringify(answer.headers)
    for (const secret of [network.tokens[0]!, new URL(back).searchParams.get('code')!])
      expect(kept).not.toContain(secret)
    expect(kept).toContain('presence.connected')
    expect(
      await one(deps.db.system, sql`select sealed, stage from channel_sign_in order by created_at desc limit 1`),
    ).toEqual({
      sealed: null,
      stage: 'done',
    })
    const { authorized, exchanged } = network
    expect(authorized[0]).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' })
    expect(createHash('sha256').update(exchanged[0]!['code_verifier']!).digest('base64url')).toBe(
      authorized[0]!['code_challenge'],
    )
    expect(exchanged[0]!['redirect_uri']).toBe(authorized[0]!['redirect_uri'])
  })

  test('one whose sign-in ran out goes on with the new token, as it was set; another account is refused', async () => {
    const settings = { instance: network.url, account: 'service@heim.example', hashtags: ['rad'], everyMinutes: 7 }
    const input = { kind: 'mastodon', name: 'Fediverse', settings, secrets: { accessToken: 'alt' } }
    const { presence } = await createPresence(deps, { connectorOf }, cast.nordlicht.owner, PresenceInput.parse(input))
    await sql`update presence set error_kind = 'sign_in', error_code = 'token-revoked', failures = 4 where id = ${presence.id}`.execute(
      deps.db.system,
    )
    network.account = 'privat'
    const other = await come(await away({}, { presenceId: presence.id }))
    expect([other.statusCode, other.body]).toEqual([422, expect.stringContaining('ein anderes Konto')])
    network.account = 'service'
    const answer = await come(await away({}, { presenceId: presence.id }))
    expect(presenceAt(answer.headers.location)).toBe(presence.id)
    const row = (await loadPresence(deps.db.system, presence.id))!
    expect(row).toMatchObject({ name: 'Fediverse', failures: 0, settings: { hashtags: ['rad'], everyMinutes: 7 } })
    expect(openSecrets(deps, row)).toMatchObject({ accessToken: network.tokens.at(-1) })
    expect(await presences()).toHaveLength(1)
  })
})

test('access is taken back at the network when the channel is archived; a network that is away stops nobody', async () => {
  const id = presenceAt((await come(await away())).headers.location)!
  await archivePresence(deps, { connectorOf }, cast.nordlicht.owner, id)
  expect(network.revoked).toMatchObject([{ token: network.tokens[0] }])
  const settings = { instance: 'http://127.0.0.1:1', account: 'service@weg.example' }
  const secrets = { accessToken: 'x', clientId: 'x', clientSecret: 'x' }
  const input = { kind: 'mastodon', name: 'weg', purpose: '', teamId: null, settings, secrets }
  const gone = await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input as never)
  await archivePresence(deps, { connectorOf }, cast.nordlicht.owner, gone.presence.id)
  expect((await loadPresence(deps.db.system, gone.presence.id))!.secrets).toBeNull()
})

describe('what does not fit ends it', () => {
  test('a state counts once, also when it comes twice at the same moment', async () => {
    const back = await away()
    const answers = await Promise.all([come(back), come(back), come(back)])
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 409, 409])
    expect((await come(back)).statusCode).toBe(409)
    expect(await presences()).toHaveLength(1)
    expect(network.exchanged).toHaveLength(1)
  })

  test('nobody else comes back with it: a stranger, a colleague, another session, another company', async () => {
    const back = await away()
    const { admin, agent, owner } = cast.nordlicht
    expect((await come(back, null)).statusCode).toBe(401)
    for (const who of [admin, agent, owner, cast.suedwind.owner]) {
      const answer = await come(back, await signedIn(deps, who))
      expect([answer.statusCode, answer.headers.location]).toEqual([403, undefined])
    }
    expect(network.exchanged).toEqual([])
    expect((await come(back)).statusCode, 'and the one who began still may').toBe(303)
  })

  test('who lost the right meanwhile connects nothing', async () => {
    const { admin } = cast.nordlicht
    const own = await signedIn(deps, admin)
    const begun = await begin({ kind: 'mastodon', start: { instance: network.url } }, own)
    const back = await network.agree(begun.json<{ url: string }>().url)
    await sql`update member set role = 'agent' where id = ${admin.memberId}`.execute(deps.db.system)
    expect((await come(back, own)).statusCode).toBe(403)
    await sql`update member set role = 'admin' where id = ${admin.memberId}`.execute(deps.db.system)
  })

  test.each<[string, Record<string, string | null>, number]>([
    ['an unknown state', { state: 'A'.repeat(43) }, 404],
    ['no state', { state: null }, 404],
    ['a state too long', { state: 'A'.repeat(3_000) }, 404],
    ['no code', { code: null }, 422],
    ['denied', { code: null, error: 'access_denied', error_description: '<script>alert(1)</script>' }, 422],
    ['a fault of the network', { error: 'server_error' }, 422],
    ['a code of somebody else', { code: 'untergeschoben' }, 422],
    ['an issuer of another server', { iss: 'https://boese.example' }, 422],
  ])('%s', async (_, change, status) => {
    const answer = await come(changed(await away(), change), cookie, { 'accept-language': 'de' })
    expect([answer.statusCode, answer.headers.location]).toEqual([status, undefined])
    expect(answer.body).toContain('<h1>Die Anmeldung beim Netzwerk ist nicht gelungen</h1>')
    expect(answer.body).not.toContain('alert(1)')
    expect(await presences()).toEqual([])
  })

  test('what comes back twice in one address counts for nothing; the page speaks English too', async () => {
    const back = await away()
    const answer = await come(`${back}&state=x`, cookie, { 'accept-language': 'en' })
    expect([answer.statusCode, answer.body]).toEqual([
      404,
      expect.stringContaining('Signing in at the network did not work'),
    ])
  })

  test('ten minutes, then it is over', async () => {
    const back = await away()
    await sql`update channel_sign_in set expires_at = now() - interval '1 second'`.execute(deps.db.system)
    expect((await come(back)).statusCode).toBe(410)
    expect(network.exchanged).toEqual([])
  })

  test('an answer that comes in at the end of another server or channel burns it', async () => {
    for (const path of ['/channel-sign-in/mastodon/back', '/channel-sign-in/x/back']) {
      const { pathname, search } = new URL(await away())
      const answer = await come(`http://resonanz.example${path}${search}`)
      expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining('anderen Stelle')])
      expect((await come(`http://resonanz.example${pathname}${search}`)).statusCode).toBe(409)
    }
    expect(network.exchanged).toEqual([])
  })

  test('each server has an end of its own: the code of one never reaches another', async () => {
    const honest = await away()
    const begun = await begin({ kind: 'mastodon', start: { instance: other.url } })
    const asked = new URL(begun.json<{ url: string }>().url)
    expect(asked.searchParams.get('redirect_uri')).not.toBe(network.authorized[0]!['redirect_uri'])
    // The hostile server sends the browser on to the honest one, as the app that is known there.
    const forwarded = changed(asked.href.replace(other.url, network.url), {
      client_id: network.authorized[0]!['client_id']!,
    })
    await expect(network.agree(forwarded)).rejects.toThrow('way back')
    const mixed = await come(changed(honest, { state: asked.searchParams.get('state') }))
    expect([mixed.statusCode, mixed.body]).toEqual([422, expect.stringContaining('anderen Stelle')])
    expect([other.exchanged, await presences()]).toEqual([[], []])
  })

  test('the way back is ours, whatever a request says of itself', async () => {
    const headers = { cookie, host: 'boese.example', 'x-forwarded-host': 'boese.example' }
    const payload = { kind: 'mastodon', start: { instance: network.url } }
    const begun = await app.inject({ method: 'POST', url: '/api/v1/channel-sign-in', headers, payload })
    expect(new URL(begun.json<{ url: string }>().url).searchParams.get('redirect_uri')).toMatch(
      /^http:\/\/resonanz\.example\/channel-sign-in\/mastodon\/[\w-]{16}$/,
    )
  })

  test.each<[string, { status?: number; body: string }]>([
    ['HTML', { body: '<html>' }],
    ['half an answer', { body: '{"access_token":"a' }],
    ['a token that breaks out of its header', { body: '{"access_token":"a\\r\\nx: y","token_type":"Bearer"}' }],
    ['a token without end', { body: JSON.stringify({ access_token: 'a'.repeat(9_000) }) }],
    ['another kind of token', { body: '{"access_token":"abc","token_type":"mac"}' }],
    ['a megabyte', { body: `{"access_token":"abc","x":"${'x'.repeat(1_000_000)}"}` }],
    ['a failed server', { status: 500, body: '{}' }],
    ['a redirect', { status: 302, body: '{"access_token":"abc"}' }],
  ])('hostile answers for the code: %s', async (_, answer) => {
    const back = await away()
    network.tokenAnswer = answer
    const { statusCode, body } = await come(back)
    expect([statusCode, body]).toEqual([422, expect.stringContaining('Es wurde nichts verbunden')])
    expect(await presences()).toEqual([])
    expect((await come(back)).statusCode).toBe(409)
  })

  test('an account that is connected already is told, and not connected twice', async () => {
    expect((await come(await away())).statusCode).toBe(303)
    const again = await come(await away())
    expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('schon verbunden')])
    expect(await presences()).toHaveLength(1)
  })
})

test('what networks read of us lies at the address that was set, and nowhere a request says', async () => {
  const read = async (kind: string, host: string) =>
    app.inject({ url: `/channel-sign-in/${kind}/client.json`, headers: { host } })
  await sql`update workspace set settings = settings || '{"publicUrl":"https://eigen.example"}' where id = ${cast.suedwind.workspaceId}`.execute(
    deps.db.system,
  )
  const clients = await Promise.all(
    ['resonanz.example', 'eigen.example', 'boese.example'].map((host) => read('bluesky', host)),
  )
  expect(clients.map((answer) => answer.json<{ client_id: string }>().client_id)).toEqual([
    'http://resonanz.example/channel-sign-in/bluesky/client.json',
    'https://eigen.example/channel-sign-in/bluesky/client.json',
    'http://resonanz.example/channel-sign-in/bluesky/client.json',
  ])
  expect((await read('mastodon', 'resonanz.example')).statusCode).toBe(404)
})

describe('beginning', () => {
  test('who may not connect channels, what is no server and what lies inside are refused', async () => {
    const start = { instance: network.url }
    expect((await begin({ kind: 'mastodon', start }, await signedIn(deps, cast.nordlicht.agent))).statusCode).toBe(403)
    expect((await begin({ kind: 'mastodon', start: { instance: 'ftp://x.example' } })).statusCode).toBe(400)
    expect((await begin({ kind: 'mastodon' })).statusCode).toBe(400)
    expect((await begin({ kind: 'telegram', start })).statusCode).toBe(400)
    const inside = await begin({ kind: 'mastodon', start: { instance: 'http://169.254.169.254' } })
    expect(inside.json()).toMatchObject({ code: 'connection-failed', extra: { code: 'host-not-allowed' } })
  })

  test('a channel of another company is unknown, sample data reaches nobody', async () => {
    const { suedwind, nordlicht } = cast
    const body = { kind: 'email', presenceId: suedwind.presenceId }
    expect((await begin(body)).statusCode).toBe(404)
    const id = deps.newId()
    await sql`insert into presence (workspace_id, id, kind, name, settings) values (${nordlicht.workspaceId}, ${id}, 'mastodon', 'Probe', '{"sample":true}')`.execute(
      deps.db.system,
    )
    expect((await begin({ kind: 'mastodon', presenceId: id })).statusCode).toBe(409)
  })
})
