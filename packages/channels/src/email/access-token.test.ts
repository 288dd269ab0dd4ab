import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EmailSettings } from '@resonanz/contracts'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeEgress } from '../kit/egress.ts'
import { accessToken } from './access-token.ts'
import type { EmailContext, EmailSecrets } from './settings.ts'

// A stub of a token server (RFC 6749, section 6): refresh tokens turn over, an old one ends everything.
let server: Server
let port = 0
let valid = 'refresh-1'
let asked: URLSearchParams[] = []
let answerWith: ((body: URLSearchParams) => { status: number; body: string }) | null = null

beforeAll(async () => {
  server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => (text += chunk))
    request.on('end', () => {
      const body = new URLSearchParams(text)
      asked.push(body)
      const { status, body: answer } = (answerWith ?? grant)(body)
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())
beforeEach(() => {
  valid = 'refresh-1'
  asked = []
  answerWith = null
})

function grant(body: URLSearchParams) {
  if (body.get('refresh_token') !== valid) return { status: 400, body: '{"error":"invalid_grant"}' }
  valid = `refresh-${asked.length + 1}`
  return {
    status: 200,
    body: JSON.stringify({ access_token: `access-${asked.length}`, expires_in: 3600, refresh_token: valid }),
  }
}

/** Two readers of one mailbox whose secrets lie in one place, as in the database. */
function mailbox(change: Partial<EmailSecrets> = {}) {
  let stored: EmailSecrets = {
    refreshToken: 'refresh-1',
    clientId: 'us',
    clientSecret: 's',
    tokenUrl: `http://127.0.0.1:${port}/token`,
    ...change,
  }
  let turn: Promise<unknown> = Promise.resolve()
  const egress = makeEgress({ allow: [`127.0.0.1:${port}`] })
  const reader = (): EmailContext => ({
    presenceId: 'p',
    settings: EmailSettings.parse({
      address: 'a@b.example',
      imap: { host: 'h', user: 'u' },
      smtp: { host: 'h', user: 'u' },
      auth: 'oauth2',
    }),
    secrets: stored,
    egress,
    split: () => Promise.reject(new Error('mailboxes are not split')),
    renewSecrets(renew) {
      const mine = turn.then(async () => (stored = (await renew(stored)).secrets))
      turn = mine.catch(() => {})
      return mine
    },
    signal: AbortSignal.timeout(10_000),
  })
  return { reader, stored: () => stored }
}

describe('access tokens', () => {
  test('renewed once for two readers, kept with the new refresh token', async () => {
    const box = mailbox()
    const [one, two] = [box.reader(), box.reader()]
    expect(await Promise.all([accessToken(one), accessToken(two)])).toEqual(['access-1', 'access-1'])
    expect(asked).toHaveLength(1)
    expect(Object.fromEntries(asked[0]!)).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
      client_id: 'us',
      client_secret: 's',
    })
    expect(box.stored()).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-2' })
    expect(await accessToken(box.reader())).toBe('access-1')
    expect(asked).toHaveLength(1)
  })
  test('one that ends soon is renewed first', async () => {
    const soon = new Date(Date.now() + 30_000).toISOString()
    const box = mailbox({ accessToken: 'old', accessTokenExpiresAt: soon })
    expect(await accessToken(box.reader())).toBe('access-1')
  })
  test.each([
    ['revoked', { refreshToken: 'stolen' }, { kind: 'sign_in', code: 'token-revoked' }],
    ['never signed in', { refreshToken: undefined }, { kind: 'sign_in', code: 'token-missing' }],
    [
      'a token address inside',
      { tokenUrl: 'http://169.254.169.254/token' },
      { kind: 'permanent', code: 'host-not-allowed' },
    ],
  ])('%s', async (_, change, failure) => {
    await expect(accessToken(mailbox(change).reader())).rejects.toMatchObject(failure)
  })
  test.each([
    ['500', { status: 500, body: 'down' }],
    ['a page instead of JSON', { status: 200, body: '<html>' }],
    ['no token in it', { status: 200, body: '{"error":"x"}' }],
    ['a redirect', { status: 302, body: '' }],
  ])('%s: tried again later', async (_, answer) => {
    answerWith = () => answer
    const tried = accessToken(mailbox().reader())
    await expect(tried).rejects.toMatchObject({ kind: 'transient', code: 'token-server-down' })
  })
})
