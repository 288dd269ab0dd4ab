import { connectorOf } from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contextFor, loadPresence, openSecrets } from '#presences'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { beginSignIn, prepareSignIn } from './begin.ts'
import { chooseAccount, readChoice } from './choose.ts'
import { comeBack } from './come-back.ts'
import { type AppNetworks, startAppNetworks } from './testing/app-networks.ts'

/** Networks where the company has an app of its own. */
let deps: Deps
let cast: Cast
let network: AppNetworks
let actor: Actor
const connectors = { connectorOf }
const request = { protocol: 'http' as const, host: 'resonanz.example' }

beforeAll(async () => {
  network = await startAppNetworks()
  deps = testDeps((await testDatabase()).url, { RESONANZ_EGRESS_ALLOW: new URL(network.url).host })
  cast = await makeCast(deps)
  actor = { ...cast.nordlicht.owner, sessionHash: 'diese' }
})
afterAll(async () => {
  await network.close()
  await deps.db.close()
})
beforeEach(async () => {
  Object.assign(network, { username: 'Firma', channels: [], pages: [], tokens: {}, refreshes: 0, revoked: [] })
  await sql`update presence set archived_at = now() where kind <> 'email'`.execute(deps.db.system)
})

const app = () => ({ clientId: network.app.id, clientSecret: network.app.secret })
const startOf: Partial<Record<ChannelKind, () => Record<string, string>>> = {
  x: () => ({ ...app(), consumerSecret: 'unterschrift', apiRoot: network.url }),
  youtube: () => ({ ...app(), apiRoot: `${network.url}/youtube/v3`, tokenUrl: `${network.url}/token` }),
  facebook: () => ({ appId: network.app.id, appSecret: network.app.secret, apiRoot: network.url }),
  instagram: () => ({ appId: network.app.id, appSecret: network.app.secret, apiRoot: network.url }),
}
async function signIn(kind: ChannelKind, presenceId?: string) {
  const { redirectUri } = await prepareSignIn(deps, connectors, actor, { kind }, request)
  network.redirectUri = redirectUri!
  const start = presenceId ? {} : startOf[kind]!()
  const body = { kind, start, ...(presenceId ? { presenceId } : {}) }
  const { url } = await beginSignIn(deps, connectors, actor, body, request)
  const back = new URL(network.agree(url))
  expect(back.pathname).toBe(`/channel-sign-in/${kind}/back`)
  const params = Object.fromEntries(back.searchParams)
  return { url: new URL(url), arrival: await comeBack(deps, connectors, { kind, wayBack: 'back', params, actor }) }
}
const connected = async (kind: ChannelKind, presenceId?: string) => {
  const { arrival } = await signIn(kind, presenceId)
  if (arrival.is !== 'connected') throw new Error(JSON.stringify(arrival))
  const row = (await loadPresence(deps.db.system, arrival.presenceId))!
  return { row, secrets: openSecrets<Record<string, string>>(deps, row)! }
}

test.each(['bluesky', 'mastodon'] as const)(
  '%s needs no app of ours: no address is shown to be entered there',
  async (kind) => {
    expect(await prepareSignIn(deps, connectors, actor, { kind }, request)).toEqual({
      redirectUri: null,
      isReady: false,
    })
  },
)

describe('X', () => {
  test('the account is connected as its connector reads it; a renewal is kept before it is used, by one of two at once', async () => {
    const { row, secrets } = await connected('x')
    expect(row).toMatchObject({
      name: '@Firma',
      settings: { username: 'Firma', dailyBudget: 5 },
      token_expires_at: null,
    })
    expect(secrets).toMatchObject({ ...app(), consumerSecret: 'unterschrift' })
    await expire(row.id, secrets)
    const stored = await loadPresence(deps.db.system, row.id)
    const reads = [1, 2].map(async () => {
      const context = contextFor(deps, connectors, stored!, new AbortController().signal)
      return connectorOf('x').test!(context)
    })
    await Promise.all(reads)
    expect(network.refreshes).toBe(1)
    const after = openSecrets<Record<string, string>>(deps, (await loadPresence(deps.db.system, row.id))!)!
    expect(after['refreshToken']).not.toBe(secrets['refreshToken'])
  })

  test('a crash between renewal and keeping is told as a sign-in that is needed, and signing in mends it', async () => {
    const { row, secrets } = await connected('x')
    await expire(row.id, secrets)
    const context = contextFor(
      deps,
      connectors,
      (await loadPresence(deps.db.system, row.id))!,
      new AbortController().signal,
    )
    const crashing = {
      ...context,
      renewSecrets: (renew: (current: never) => Promise<never>) =>
        context.renewSecrets(async (current) => {
          await renew(current as never)
          throw new Error('the process ended here')
        }),
    }
    await expect(connectorOf('x').open!(crashing as never).then((session) => session.fetch({}))).rejects.toThrow(
      'ended here',
    )
    const session = await connectorOf('x').open!(context)
    await expect(session.fetch({})).rejects.toMatchObject({ kind: 'sign_in', code: 'token-revoked' })
    expect((await connected('x', row.id)).row.id).toBe(row.id)
    network.username = 'Privat'
    expect((await signIn('x', row.id)).arrival).toMatchObject({ code: 'other-account' })
  })

  test('without a lasting token nothing is connected', async () => {
    network.tokens = { refresh_token: undefined }
    expect((await signIn('x')).arrival).toMatchObject({ code: 'failed', detail: 'no-lasting-access' })
  })

  async function expire(id: string, secrets: Record<string, string>) {
    const old = deps.seal.close({ ...secrets, accessTokenExpiresAt: new Date(0).toISOString() }, 'presence')
    await sql`update presence set secrets = ${old} where id = ${id}`.execute(deps.db.system)
  }
})

describe('YouTube', () => {
  const channel = (letter: string) => ({
    id: `UC${letter.repeat(22)}`,
    snippet: { title: `Kanal ${letter}`, customUrl: `@${letter}` },
  })
  test('lasting access is asked for; while the app is tried out its end is known', async () => {
    network.channels = [channel('a')]
    network.tokens = { refresh_token_expires_in: 604_799 }
    const { url, arrival } = await signIn('youtube')
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ access_type: 'offline', prompt: 'consent' })
    const row = (await loadPresence(deps.db.system, (arrival as { presenceId: string }).presenceId))!
    expect(row).toMatchObject({ name: 'Kanal a', address: '@a', settings: { channelId: `UC${'a'.repeat(22)}` } })
    expect(row.token_expires_at!.getTime() - Date.now()).toBeGreaterThan(6 * 86_400_000)
    network.tokens = {}
    expect((await connected('youtube', row.id)).row.token_expires_at).toBeNull()
    network.channels = [channel('b')]
    expect((await signIn('youtube', row.id)).arrival).toMatchObject({ code: 'other-account' })
  })
  test('a person without a channel has nothing to connect', async () => {
    expect((await signIn('youtube')).arrival).toMatchObject({ code: 'no-account' })
  })
})

describe('Meta', () => {
  const pages = () => [
    {
      id: '101',
      name: 'Uferlinie',
      access_token: 'seite-101',
      instagram_business_account: { id: '901', username: 'uferlinie' },
    },
    { id: '102', name: 'Werkstatt', access_token: 'seite-102' },
    { id: '103', name: 'Nur zum Ansehen' },
  ]
  test('of several pages one is chosen, by who signed in, once; the tokens of the others are forgotten', async () => {
    network.pages = pages()
    const { arrival } = await signIn('facebook')
    const { id } = arrival as { id: string }
    expect(await readChoice(deps, actor, id)).toEqual({
      kind: 'facebook',
      accounts: [
        { key: '101', name: 'Uferlinie' },
        { key: '102', name: 'Werkstatt' },
      ],
    })
    const others = [
      { ...actor, sessionHash: 'andere' },
      { ...cast.nordlicht.admin, sessionHash: 'diese' },
      cast.suedwind.owner,
    ]
    for (const other of others)
      await expect(chooseAccount(deps, connectors, other, id, '101')).rejects.toMatchObject({ code: 'not-found' })
    await expect(chooseAccount(deps, connectors, actor, id, '103')).rejects.toMatchObject({ code: 'invalid-input' })
    const tries = await Promise.allSettled([1, 2].map(() => chooseAccount(deps, connectors, actor, id, '102')))
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const { presenceId } = (
      tries.find(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<{ presenceId: string }>
    ).value
    const row = (await loadPresence(deps.db.system, presenceId))!
    expect(row).toMatchObject({ name: 'Werkstatt', settings: { pageId: '102', appId: network.app.id } })
    expect(openSecrets(deps, row)).toEqual({ accessToken: 'seite-102', appSecret: network.app.secret })
    const left = await sql<{ sealed: Buffer | null }>`select sealed from channel_sign_in where id = ${id}`.execute(
      deps.db.system,
    )
    expect(left.rows).toEqual([{ sealed: null }])

    network.pages = pages().map((page) => ({ ...page, access_token: `neu-${page.id}` }))
    const anew = await connected('facebook', presenceId)
    expect(anew.secrets['accessToken']).toBe('neu-102')
    expect(anew.row.settings['verifyToken']).toBe(row.settings['verifyToken'])
  })
  test('the professional account behind a page is found by the page', async () => {
    network.pages = pages()
    const { row, secrets } = await connected('instagram')
    expect(row).toMatchObject({ name: '@uferlinie', settings: { accountId: '901', username: 'uferlinie' } })
    expect(secrets['accessToken']).toBe('seite-101')
  })
  test.each<[string, object[]]>([
    ['an id that leads elsewhere', [{ id: '../me', name: 'x', access_token: 'a' }]],
    ['a token that breaks out of its header', [{ id: '101', name: 'x', access_token: 'a\r\nb' }]],
    ['no pages at all', []],
  ])('%s connects nothing', async (_, found) => {
    network.pages = found
    expect((await signIn('facebook')).arrival).toMatchObject({ is: 'refused' })
  })
})
