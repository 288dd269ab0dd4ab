import { Script } from 'node:vm'
import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { makeRate } from '#platform/http/rate'
import { testDatabase } from '../../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../../tests/deps.ts'
import { serverOf } from '../../../../../../tests/server.ts'
import { checkChallenge, newChallenge, solveChallenge } from './challenge.ts'
import { connectForm, formServer } from './test-form.ts'

let deps: Deps
let cast: Cast
let app: FastifyInstance
let key = ''

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url, {
    RESONANZ_PUBLIC_URL: 'https://service.nordlicht.example',
    RESONANZ_TRUST_PROXY: 'true',
  })
  cast = await makeCast(deps)
  app = await formServer(deps, serverOf)
  key = await formOf({
    mailPresenceId: cast.nordlicht.presenceId,
    allowedOrigins: ['https://www.nordlicht.example', "x'; script-src *"],
  })
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

let caller = 0
/** Each from another address, so the limit per address is only met where a test means to. */
const send = (body: object, to = key, ip = `203.0.113.${(caller += 1)}`) =>
  app.inject({ method: 'POST', url: `/api/v1/forms/${to}`, payload: body, headers: { 'x-forwarded-for': ip } })

async function filled(change: Record<string, unknown> = {}, to = key) {
  const { challenge } = (await app.inject({ url: `/api/v1/forms/${to}` })).json()
  return {
    clientId: deps.newId(),
    question: 'Mein Fahrrad ist nicht gekommen. Wann darf ich damit rechnen?',
    name: 'Gerda Lund',
    email: `gerda${deps.newId().slice(-6)}@example.org`,
    challenge: challenge.token,
    answer: solveChallenge(challenge),
    ...change,
  }
}

describe('sending', () => {
  test('a case at once, with its number; the same message again is the same case', async () => {
    const body = await filled()
    const first = await send(body)
    expect(first.statusCode).toBe(201)
    expect(first.json()).toMatchObject({ verify: true, answerWithinHours: 24, number: expect.any(Number) })
    expect(first.json().receipt).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/)
    const again = await send(body)
    expect([again.statusCode, again.json()]).toEqual([201, first.json()])
    const [found] = await all<{ title: string; text: string; flags: string[] }>(
      sql`select c.title, m.text, m.flags from cases c join case_message cm on cm.case_id = c.id join message m on m.id = cm.message_id where c.number = ${first.json().number}`,
    )
    expect(found!.text).toBe(body.question)
    expect(found!.title).toBe('Mein Fahrrad ist nicht gekommen.')
    expect(found!.flags).toContain('address-unverified')
  })
  test('twenty at once with one clientId are one case', async () => {
    const body = await filled()
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(body)))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([201]))
    const items = await all(sql`select 1 from inlet_item where source_key = ${body.clientId}`)
    expect(items).toHaveLength(1)
  })
  test('no puzzle, a wrong answer, a foreign form’s puzzle, one used up: refused', async () => {
    const other = await formOf({})
    const body = await filled()
    const codes = async (change: object) => (await send({ ...body, ...change })).json().code
    expect(await codes({ answer: 'nonsense' })).toBe('token-invalid')
    // Not at its end: the last sign carries bits that count for nothing.
    const signature = body.challenge.lastIndexOf('.') + 1
    const changed = body.challenge[signature] === 'A' ? 'B' : 'A'
    const forged = body.challenge.slice(0, signature) + changed + body.challenge.slice(signature + 1)
    expect(await codes({ challenge: forged })).toBe('token-invalid')
    const foreign = newChallenge(deps, other)
    expect(await codes({ challenge: foreign.token, answer: solveChallenge(foreign) })).toBe('token-invalid')
    const old = newChallenge(deps, key, Date.now() - 3 * 3_600_000)
    expect(await codes({ challenge: old.token, answer: solveChallenge(old) })).toBe('token-expired')
    expect((await send(body)).statusCode).toBe(201)
    expect(await codes({ clientId: deps.newId() })).toBe('token-invalid')
  })
  test('what fills the hidden field is kept and left out, without a mail', async () => {
    const body = await filled({ website: 'https://buy.example' })
    const answer = await send(body)
    expect(answer.json()).toMatchObject({ number: null, verify: false })
    const [item] = await all<{ outcome: string; code: string }>(
      sql`select outcome, code from inlet_item where source_key = ${body.clientId}`,
    )
    expect(item).toEqual({ outcome: 'filtered', code: 'honeypot' })
    expect(await mailsTo(body.email)).toEqual([])
  })
  test('no way to answer, too short, unknown fields and forms: refused', async () => {
    expect((await send({ ...(await filled()), email: undefined })).statusCode).toBe(400)
    expect((await send({ ...(await filled()), email: undefined, phone: '0170 1234567' })).statusCode).toBe(400)
    expect((await send({ ...(await filled()), question: 'a' })).statusCode).toBe(400)
    expect((await send({ ...(await filled()), extra: 1 })).statusCode).toBe(400)
    expect((await send(await filled(), 'nothing-here')).statusCode).toBe(404)
    expect((await app.inject({ url: '/api/v1/forms/nothing-here' })).statusCode).toBe(404)
  })
  test('a form that asks for a phone number takes one instead of an address', async () => {
    const phone = await formOf({ askPhone: true })
    const answer = await send(await filled({ email: undefined, phone: '0431 555 0123' }, phone), phone)
    expect(answer.json()).toMatchObject({ number: expect.any(Number), verify: false })
  })
  test('too many from one address are asked to wait', async () => {
    const body = await filled()
    const answers = await Promise.all(Array.from({ length: 14 }, () => send(body, key, '198.51.100.7')))
    expect(answers.filter(({ statusCode }) => statusCode === 429)).toHaveLength(4)
    const rate = makeRate(2)
    const household = (n: number) => rate(`2001:db8:1:1::${n}`)
    expect([household(1), household(2), household(3), rate('2001:db8:1:2::1')]).toEqual([true, true, false, true])
  })
})

describe('the address', () => {
  test('one mail per address and day, however often it is entered, and none of the visitor’s words in it', async () => {
    const email = 'opfer@example.org'
    const bodies = await Promise.all(
      Array.from({ length: 6 }, () =>
        filled({ email, name: 'Gewinn jetzt', question: 'Klicken Sie http://evil.example' }),
      ),
    )
    const answers = await Promise.all(bodies.map((body) => send(body)))
    for (const answer of answers) expect(answer.json()).toMatchObject({ verify: true })
    const mails = await mailsTo(email)
    expect(mails).toHaveLength(1)
    expect(JSON.stringify(mails)).not.toMatch(/evil|Gewinn/)
    expect(mails[0]!.text).toContain('https://service.nordlicht.example/f/verify/')
  })
  test('confirmed once: the flag goes, one acknowledgement with the number; the answer lands in the thread', async () => {
    const body = await filled()
    const { number } = (await send(body)).json()
    const [mail] = await mailsTo(body.email)
    const token = /\/f\/verify\/([\w-]+)/.exec(mail!.text)![1]!
    expect((await app.inject({ url: `/f/verify/${token}` })).statusCode).toBe(200)
    expect(await mailsTo(body.email)).toHaveLength(1)
    const verify = () => app.inject({ method: 'POST', url: `/api/v1/forms/verify/${token}` })
    expect((await verify()).json()).toEqual({ number })
    expect((await verify()).json()).toEqual({ number })
    const mails = await mailsTo(body.email)
    expect(mails.map(({ purpose }) => purpose)).toEqual(['verification', 'acknowledgement'])
    expect(mails[1]!.subject).toContain(String(number))
    const [message] = await all<{ flags: string[] }>(
      sql`select flags from message where external_id = ${body.clientId}`,
    )
    expect(message!.flags).not.toContain('address-unverified')
    const journal = await all<{ kind: string }>(
      sql`select j.kind from journal j join cases c on c.id = j.subject_id where c.number = ${number} and j.kind = 'reply.automatic'`,
    )
    expect(journal).toHaveLength(1)
  })
  test('a token that nobody gave, and one that is too old', async () => {
    const post = (token: string) => app.inject({ method: 'POST', url: `/api/v1/forms/verify/${token}` })
    expect((await post('x'.repeat(43))).json().code).toBe('token-invalid')
    const body = await filled()
    await send(body)
    const [mail] = await mailsTo(body.email)
    const token = /\/f\/verify\/([\w-]+)/.exec(mail!.text)![1]!
    await sql`update form_submission set at = now() - interval '8 days' where id = ${body.clientId}`.execute(
      deps.db.system,
    )
    expect((await post(token)).json().code).toBe('token-expired')
  })
})

describe('the pages', () => {
  test('in the visitor’s language, closed to everything but its own script, framed only where allowed', async () => {
    const german = await app.inject({ url: `/f/${key}`, headers: { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' } })
    expect(german.body).toContain('<html lang="de">')
    expect(german.body).toContain('Worum geht es?')
    const english = await app.inject({ url: `/f/${key}?lang=en`, headers: { 'accept-language': 'de' } })
    expect(english.body).toContain('What is it about?')
    const policy = String(german.headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[\w+/=]{24}'; style-src 'nonce-/)
    expect(policy).toContain("frame-ancestors 'self' https://www.nordlicht.example")
    expect(policy).not.toContain('script-src *')
    const nonce = /nonce-([^']+)'/.exec(policy)![1]
    expect(german.body.match(/<(script|style)\b/g)).toHaveLength(german.body.split(`nonce="${nonce}"`).length - 1)
  })
  test('titles and intros are text', async () => {
    const evil = '</script><img src=x onerror=alert(1)>"'
    const hostile = await formOf({ title: { de: evil, en: evil }, intro: { de: evil, en: evil } })
    const { body } = await app.inject({ url: `/f/${hostile}` })
    expect(body).not.toContain('<img')
    const embed = await app.inject({ url: `/f/${hostile}/embed.js` })
    expect(embed.body).not.toContain('</script')
    expect(() => new Script(embed.body)).not.toThrow()
  })
  test('the script for other pages is small and may be loaded from anywhere', async () => {
    const embed = await app.inject({ url: `/f/${key}/embed.js` })
    expect(embed.headers['cross-origin-resource-policy']).toBe('cross-origin')
    expect(Buffer.byteLength(embed.body)).toBeLessThan(6 * 1024)
    expect(embed.body).toContain(`/f/${key}`)
  })
  test('an unknown form says so', async () => {
    expect((await app.inject({ url: '/f/nothing-here' })).statusCode).toBe(404)
    expect((await app.inject({ url: '/f/nothing-here/embed.js' })).statusCode).toBe(404)
  })
})

test('the puzzle: a verdict for every kind of nonsense', () => {
  const challenge = newChallenge(deps, key)
  const answer = solveChallenge(challenge)
  expect(checkChallenge(deps, key, challenge.token, answer)).toMatchObject({ ok: true })
  for (const token of ['', '.', 'a.b.c.d', challenge.token.replace('.17.', '.01.'), '\u0000'.repeat(70)]) {
    expect(checkChallenge(deps, key, token, answer).ok).toBe(false)
  }
  const digest = createHash('sha256').update(`${challenge.token}.${answer}`).digest()
  expect(digest.readUInt32BE(0) >>> 15).toBe(0)
})

function formOf(settings: Record<string, unknown>): Promise<string> {
  return connectForm(deps, cast.nordlicht.owner, settings)
}

type Queued = { purpose: string; subject: string; text: string }
function mailsTo(address: string): Promise<Queued[]> {
  return all<Queued>(
    sql`select purpose, payload->'outgoing'->>'subject' as subject, payload->'outgoing'->>'text' as text from outbox
        where payload->'outgoing'->'to'->0->>'address' = ${address} order by id`,
  )
}
function all<T>(query: ReturnType<typeof sql>): Promise<T[]> {
  return rows(deps.db.system, query) as Promise<T[]>
}
