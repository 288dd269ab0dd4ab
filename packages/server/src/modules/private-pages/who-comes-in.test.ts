import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import type { Cast } from '../../../../../tests/deps.ts'
import { iban, type PageScene, pdf, startPageScene, tokenOf } from '../../../../../tests/page-scene.ts'
import { makeCase } from '../cases/test-cases.ts'
import { tendOnce } from './tend.ts'

let deps: Deps
let cast: Cast
let scene: PageScene

beforeAll(async () => {
  scene = await startPageScene()
  ;({ deps, cast } = scene)
})
afterAll(() => scene.close())

test('only the first browser comes in: a forwarded link, a second browser, two at once', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const token = tokenOf(await scene.ask(opened))
  const many = Array.from({ length: 8 }, scene.browser)
  const codes = await Promise.all(many.map(async (one) => (await one.open(token)).statusCode))
  expect(codes.toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 409)])
  const first = many[codes.indexOf(200)]!
  const other = many[codes.indexOf(409)]!
  expect((await other.look(token)).body).not.toContain('name="iban"')
  expect((await other.send(token, { answers: { iban } })).statusCode).toBe(404)
  // A cookie of another page, or one made up, opens nothing.
  const name = [...first.cookies.keys()][0]!
  other.cookies.set(name, randomBytes(16).toString('base64url'))
  expect((await other.look(token)).body).not.toContain('name="iban"')
  expect((await other.send(token, { answers: { iban } })).statusCode).toBe(404)
  expect((await first.look(token)).body).toContain('name="iban"')
  expect((await scene.kindsOf(opened.id)).filter((kind) => kind === 'private-page.opened')).toHaveLength(1)
})

test('guessed, changed, expired and revoked links all look alike', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const [expired, revoked] = [await scene.ask(opened), await scene.ask(opened)]
  const customer = scene.browser()
  await customer.open(tokenOf(revoked))
  await sql`update private_page set expires_at = now() - interval '1 second' where id = ${expired.page.id}`.execute(
    deps.db.system,
  )
  expect(
    (await scene.staff(cast.suedwind.agent, 'POST', `/private-pages/${revoked.page.id}/revoke`, {})).statusCode,
  ).toBe(404)
  expect(
    (await scene.staff(cast.nordlicht.agent, 'POST', `/private-pages/${revoked.page.id}/revoke`, {})).statusCode,
  ).toBe(200)
  await scene.staff(cast.nordlicht.agent, 'POST', `/private-pages/${revoked.page.id}/revoke`, {})
  while (await tendOnce(deps));
  expect((await scene.kindsOf(opened.id)).slice(-2).toSorted()).toEqual([
    'private-page.expired',
    'private-page.revoked',
  ])

  const good = tokenOf(await scene.ask(opened))
  const bytes = Buffer.from(good, 'base64url')
  const flipped = Array.from({ length: 32 }, (_, at) => {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    return changed.toString('base64url')
  })
  const otherPage = Buffer.concat([
    Buffer.from(revoked.page.id.replaceAll('-', ''), 'hex'),
    bytes.subarray(16),
  ]).toString('base64url')
  const bad = [
    tokenOf(expired),
    tokenOf(revoked),
    otherPage,
    ...flipped,
    'x'.repeat(43),
    'a',
    '..%2f..',
    'ä'.repeat(20),
  ]
  const looks = await Promise.all(bad.map((token) => scene.browser().look(encodeURIComponent(token))))
  const pages = looks.map(({ statusCode, body }) => [statusCode, body.replace(/nonce="[^"]+"/g, '')])
  expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1)
  expect(pages[0]![0]).toBe(404)
  const opens = await Promise.all(bad.map((token) => scene.browser().open(encodeURIComponent(token))))
  expect(new Set(opens.map(({ statusCode }) => statusCode))).toEqual(new Set([404]))
  expect((await customer.send(tokenOf(revoked), { words: 'Noch da?' })).statusCode).toBe(404)
})

test('another site sends nothing and opens nothing', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const token = tokenOf(await scene.ask(opened))
  const customer = scene.browser()
  for (const headers of [
    {},
    { 'x-resonanz-page': '1', 'sec-fetch-site': 'cross-site' },
    { 'x-resonanz-page': '1', 'sec-fetch-site': 'same-site' },
  ])
    expect((await customer.open(token, headers)).statusCode).toBe(403)
  await customer.open(token)
  expect((await customer.send(token, { words: 'x' }, {}, {})).statusCode).toBe(403)
  expect(
    (await customer.send(token, { words: 'x' }, {}, { 'x-resonanz-page': '1', 'sec-fetch-site': 'cross-site' }))
      .statusCode,
  ).toBe(403)
})

test('a code says whose it is and since when; guessing is slow', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const asked = await scene.ask(opened)
  const anybody = scene.browser()
  expect((await anybody.check(` ${asked.page.code.toLowerCase().replace('-', ' ')} `)).json()).toEqual({
    isOurs: true,
    company: 'Nordlicht',
    at: expect.any(String),
  })
  expect((await anybody.check('AAAA-AAAA')).json()).toEqual({ isOurs: false, company: null, at: null })
  expect((await anybody.check('x')).json().isOurs).toBe(false)
  const guesser = scene.browser()
  const guesses = await Promise.all(Array.from({ length: 30 }, (_, n) => guesser.check(`AAAA-AA${n + 20}`)))
  expect(guesses.filter(({ statusCode }) => statusCode === 429).length).toBe(20)
  await scene.staff(cast.nordlicht.agent, 'POST', `/private-pages/${asked.page.id}/revoke`, {})
  expect((await scene.browser().check(asked.page.code)).json().isOurs).toBe(false)
})

test('without scripts: opened, asked again by name, answered with a file and counted once; another browser or site does nothing', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const asked = await scene.ask(opened)
  const token = tokenOf(asked)
  const at = `/p/${token}`
  const customer = scene.plainBrowser('10.8.0.1')
  const door = (await customer.look(at)).body
  expect(door).not.toContain('<noscript>')
  expect(door).toMatch(/<form method="post" action="[^"]*\/open">/)
  const doorKey = customer.hidden(door, 'w:key')
  for (const [fields, more] of [
    [{ 'w:key': doorKey }, { 'sec-fetch-site': 'cross-site' }],
    [{ 'w:key': 'falsch' }, {}],
    [{}, {}],
  ] as [Record<string, string>, object][])
    expect((await customer.press(`${at}/open`, fields, more)).statusCode).toBe(403)
  const open = await customer.press(`${at}/open`, { 'w:key': doorKey })
  expect([open.statusCode, open.headers.location]).toEqual([303, at])
  const page = (await customer.look(at)).body
  expect(page).toContain('name="iban"')
  const key = customer.hidden(page, 'w:key')
  const own = { 'w:key': key, 'w:client': customer.hidden(page, 'w:client') }

  // Another browser is not let in, and the key of one is worth nothing in another.
  const other = scene.plainBrowser('10.8.0.2')
  const late = await other.press(`${at}/open`, { 'w:key': doorKey })
  expect(late.statusCode).toBe(409)
  expect(late.body).toContain('in einem anderen Browser geöffnet')
  expect((await other.send(token, { ...own, iban })).statusCode).toBe(403)
  expect((await customer.send(token, { ...own, iban }, {}, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect((await customer.send(token, { ...own, 'w:key': doorKey, iban })).statusCode).toBe(403)

  const wrong = await customer.send(token, { ...own, iban: 'DE00', bestellung: '4711"><b>' })
  expect(wrong.statusCode).toBe(400)
  expect(wrong.body).toContain('href="#q-iban"')
  expect(wrong.body).toContain('aria-invalid="true"')
  expect(wrong.body).toContain('value="4711&#34;&#62;&#60;b&#62;"')
  expect(await scene.sealed(asked.page.id)).toEqual([])

  const fields = { ...own, iban, bestellung: '4711', 'w:words': 'Zeile 1\r\nZeile 2' }
  const sent = await customer.send(token, fields, { beleg: ['b.pdf', pdf] })
  expect([sent.statusCode, sent.headers.location]).toEqual([303, `${at}?missing=0`])
  const again = await customer.send(token, fields, { beleg: ['b.pdf', pdf] })
  expect(again.statusCode).toBe(303)
  await scene.takeIn()
  const words = await scene.said(opened.id)
  expect(words).toHaveLength(1)
  expect(words[0]!.text).toContain('Zeile 1\nZeile 2')
  expect(words[0]!.text).not.toContain('3704')
  expect((await customer.look(`${at}?missing=0`)).body).toContain('Danke, Ihre Angaben sind angekommen.')
  expect((await customer.look(`${at}?missing=<b>`)).body).not.toContain('<b>')
})

test('without scripts: a code is checked by the form itself', async () => {
  const asked = await scene.ask(await makeCase(deps, cast.nordlicht))
  const anybody = scene.plainBrowser('10.8.0.3')
  expect((await anybody.look('/p')).body).toContain('<form novalidate method="post" action="/p">')
  expect((await anybody.press('/p', { code: asked.page.code })).body).toContain(
    'Dieser Code ist echt. Er gehört zu Nordlicht',
  )
  expect((await anybody.press('/p', { code: 'AAAA-AAAA' })).body).toContain('Diesen Code kennen wir nicht')
})
