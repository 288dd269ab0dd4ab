import { createHash, randomBytes } from 'node:crypto'
import { ConnectorError, connectorOf } from '@resonanz/channels'
import { expect, test } from 'vitest'
import { egressOf } from '../../../packages/server/src/modules/presences/connect.ts'
import { makeSender } from '../../../packages/server/src/modules/presences/index.ts'
import { loadPresence } from '../../../packages/server/src/modules/presences/store.ts'
import { freePort } from '../../free-port.ts'
import { launchBrowser } from '../../peers/browser.ts'
import { answerTo, facet, outgoing } from './words.ts'
import type { BlueskyScene } from './scene.ts'

/** At the network’s own page in a browser, and with a password that is wrong. */
export function signingIn(scene: () => BlueskyScene): void {
  test('signing in at the network itself: by its page, bound to our key, renewed once each, and over when it is taken back', async () => {
    const { peer, gerda, deps, connect } = scene()
    const anna = await peer.account('anna')
    const signIn = connectorOf('bluesky').signIn!
    const context = { egress: egressOf(deps), signal: AbortSignal.timeout(180_000) }
    const start = signIn.start.parse({ identifier: anna.handle, service: peer.pds, directory: peer.plc })
    const home = `http://127.0.0.1:${await freePort()}/channel-sign-in/bluesky`
    const codeVerifier = randomBytes(32).toString('base64url')
    const going = {
      redirectUri: `${home}/back`,
      clientUri: `${home}/client.json`,
      state: randomBytes(32).toString('base64url'),
      codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    }
    const { url, kept } = await signIn.begin(context, start, going)
    const params = await agree(url, going.redirectUri, anna.password)
    expect(params['state']).toBe(going.state)
    const back = { ...going, codeVerifier, kept, renewed: null }
    const finish = (given: Record<string, string>, over: object = {}) =>
      signIn.finish(context, start, { ...back, params: given, ...over })
    await expect(finish({ ...params, iss: 'https://pds.invalid' })).rejects.toMatchObject({ code: 'issuer-wrong' })
    const stranger = { ...connectorOf('bluesky').settings.parse({ identifier: gerda.did, service: peer.pds }) }
    await expect(finish(params, { renewed: stranger })).rejects.toMatchObject({ code: 'other-account' })
    const [account, ...others] = await finish(params)
    expect(others).toEqual([])
    expect(account).toMatchObject({ key: anna.did, name: `@${anna.handle}`, settings: { identifier: anna.handle } })

    const place = await connect('bluesky', { ...account!.settings }, account!.secrets as object)
    const session = await place.open()
    await place.visit(session)
    const post = await gerda.post(`@${anna.handle} seid ihr da?`, {
      facets: [
        facet(`@${anna.handle}`, `@${anna.handle}`, { $type: 'app.bsky.richtext.facet#mention', did: anna.did }),
      ],
    })
    await expect
      .poll(async () => (await place.visit(session), (await place.stand()).map(({ x }) => x)), { timeout: 60_000 })
      .toEqual([post.uri])
    const sender = makeSender(deps, connectorOf)
    expect(
      await sender.send(place.id, outgoing('Ja, wir sind da.', answerTo((await place.stand())[0]!))),
    ).toMatchObject({
      state: 'handed_over',
    })
    // Private messages too: they are part of what was agreed to.
    expect(await connectorOf('bluesky').test!(await place.contextNow())).toMatchObject({
      steps: [{}, {}, {}, { step: 'messages', ok: true }],
    })

    // The token is over by our clock: several who need one renew it once, and the old refresh token is dead.
    type Secrets = { oauth: { accessToken: string; refreshToken: string; expiresAt: string; endsAt: string } }
    const before = (await place.contextNow()).secrets as Secrets
    await (await place.contextNow()).renewSecrets(async (current) => {
      const { oauth } = current as Secrets
      return {
        secrets: { ...(current as object), oauth: { ...oauth, expiresAt: new Date(0).toISOString() } },
        tokenExpiresAt: oauth.endsAt,
      }
    })
    const visits = await Promise.all([place.open(), place.open(), place.open()])
    await Promise.all(visits.map((one) => one.close()))
    const after = (await place.contextNow()).secrets as Secrets
    expect(after.oauth.refreshToken).not.toBe(before.oauth.refreshToken)
    expect((await loadPresence(deps.db.system, place.id))!.token_expires_at!.toISOString()).toBe(before.oauth.endsAt)
    await session.close()

    await signIn.revoke!(context, {}, after)
    await expect((await place.open()).fetch({})).rejects.toMatchObject({ kind: 'sign_in' })
  }, 240_000)

  test('nothing of a sign-in is begun where the network could not come back, or the handle is another’s', async () => {
    const { peer, gerda, deps } = scene()
    const signIn = connectorOf('bluesky').signIn!
    const context = { egress: egressOf(deps), signal: AbortSignal.timeout(180_000) }
    const start = signIn.start.parse({ identifier: gerda.handle, service: peer.pds, directory: peer.plc })
    const going = (address: string) => ({
      redirectUri: `${address}/back`,
      clientUri: `${address}/client.json`,
      state: 's'.repeat(43),
      codeChallenge: 'c'.repeat(43),
    })
    for (const address of ['http://localhost:3000', 'http://resonanz.intern'])
      await expect(signIn.begin(context, start, going(address))).rejects.toMatchObject({ code: 'address-not-public' })
    const nobody = { ...start, identifier: 'niemand.test' }
    await expect(signIn.begin(context, nobody, going('http://127.0.0.1:3000'))).rejects.toMatchObject({
      code: 'handle-unknown',
    })
    expect(signIn.client!(going('https://resonanz.example'))).toMatchObject({
      client_id: 'https://resonanz.example/client.json',
      redirect_uris: ['https://resonanz.example/back'],
      dpop_bound_access_tokens: true,
    })
  })

  test('a wrong password asks for a new sign-in; the test says where it ends', async () => {
    const { peer, gerda, connect } = scene()
    const account = await connect('bluesky', { identifier: gerda.handle, service: peer.pds }, { appPassword: 'falsch' })
    const error = await account.open().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConnectorError)
    expect(error).toMatchObject({ kind: 'sign_in', code: 'wrong-credentials' })
    const tested = await connectorOf('bluesky').test!(await account.contextNow())
    expect(tested.steps.map(({ step, ok }) => [step, ok])).toEqual([
      ['connect', true],
      ['sign_in', false],
    ])
  })
}

/** The network's own pages in a real browser: the password, then what is asked for; what it brings back. */
async function agree(url: string, redirectUri: string, password: string): Promise<Record<string, string>> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    const back = new Promise<string>((resolve) => {
      void page.route(`${redirectUri}**`, async (route) => {
        resolve(route.request().url())
        await route.fulfill({ body: 'zurück' })
      })
    })
    await page.goto(url)
    await page.locator('input[type="password"]').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /authorize|accept|allow/i }).click()
    return Object.fromEntries(new URL(await back).searchParams)
  } finally {
    await browser.close()
  }
}
