import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import type { Cast } from '../../../../../tests/deps.ts'
import {
  both,
  iban,
  type PageScene,
  pdf,
  question,
  refund,
  startPageScene,
  storeItem,
  tokenOf,
} from '../../../../../tests/page-scene.ts'
import { makeCase } from '../cases/test-cases.ts'
import { openPage } from './open-page.ts'
import { takeSending } from './take-sending.ts'

let deps: Deps
let cast: Cast
let scene: PageScene

beforeAll(async () => {
  scene = await startPageScene()
  ;({ deps, cast } = scene)
})
afterAll(() => scene.close())

test('sent twice at once, from two tabs, again after a lost answer: one result', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const asked = await scene.ask(opened)
  const token = tokenOf(asked)
  const customer = scene.browser()
  await customer.open(token)
  const clientKey = crypto.randomUUID()
  const same = { clientKey, words: 'Bitte schön', answers: { iban } }
  const answers = await Promise.all([1, 2, 3, 4].map(() => customer.send(token, same)))
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
  // Another tab with other words for what is given already: the first answer counts.
  const second = await customer.send(token, { answers: { iban: 'GB29 NWBK 6016 1331 9268 19' } })
  expect(second.json()).toEqual({ ok: true, missing: 2 })
  await scene.takeIn()
  expect(await scene.said(opened.id)).toHaveLength(1)
  expect((await scene.kindsOf(opened.id)).filter((kind) => kind === 'private-page.answered')).toHaveLength(1)
  const [answer, ...others] = await scene.sealed(asked.page.id)
  expect(others).toEqual([])
  expect(deps.seal.open(answer!.sealed!, 'private-answer')).toEqual({ value: iban })
})

test('what breaks between the answers and their message keeps nothing; sent again it counts once', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const asked = await scene.ask(opened)
  const token = tokenOf(asked)
  const key = randomBytes(16).toString('base64url')
  await openPage(deps, token, key)
  const sending = { clientKey: crypto.randomUUID(), words: 'Bitte schön', answers: { iban } }
  const broken = takeSending(
    {
      ...deps,
      storeItem: async (...given) => {
        await storeItem(...given)
        throw new Error('gone')
      },
    },
    token,
    key,
    sending,
    new Map(),
  )
  await expect(broken).rejects.toThrow('gone')
  expect(await scene.sealed(asked.page.id)).toEqual([])
  await scene.takeIn()
  expect(await scene.said(opened.id)).toEqual([])
  for (let n = 0; n < 2; n += 1)
    expect(await takeSending({ ...deps, storeItem }, token, key, sending, new Map())).toEqual({ ok: true, missing: 2 })
  await scene.takeIn()
  expect(await scene.said(opened.id)).toHaveLength(1)
  expect(await scene.sealed(asked.page.id)).toHaveLength(1)
})

test('hostile and huge answers are refused by their question, and nothing of that sending is kept', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const asked = await scene.ask(opened, {
    questions: [
      ...refund,
      question('tag', 'date'),
      question('wahl', 'choice', { choices: [both('Ja', 'Yes')] }),
      question('post', 'email'),
    ],
  })
  const token = tokenOf(asked)
  const customer = scene.browser()
  await customer.open(token)
  const wrong = async (answers: object, files: Record<string, [string, Buffer]> = {}) => {
    const response = await customer.send(token, { answers }, files)
    return [response.statusCode, response.json().extra?.wrong?.map((one: { key: string }) => one.key)]
  }
  expect(await wrong({ iban: 'DE00 3704 0044 0532 0130 00', bestellung: 'gut' })).toEqual([400, ['iban']])
  expect(await wrong({ tag: '2026-02-30', wahl: 'Nein', post: 'x@y' })).toEqual([400, ['tag', 'wahl', 'post']])
  expect(await wrong({ bestellung: 'x'.repeat(2_000) })).toEqual([400, ['bestellung']])
  expect((await wrong({ bestellung: 'x'.repeat(5_000) }))[0]).toBe(400)
  expect(await wrong({}, { beleg: ['rechnung.pdf', Buffer.from('<html><script>alert(1)</script>')] })).toEqual([
    400,
    ['beleg'],
  ])
  expect(await wrong({}, { beleg: ['x.pdf', Buffer.from('PK\u0003\u0004'.padEnd(200, '\0'), 'latin1')] })).toEqual([
    400,
    ['beleg'],
  ])
  const bomb = Buffer.concat([pdf, Buffer.alloc(15 * 1024 * 1024)])
  expect((await wrong({}, { beleg: ['x.pdf', bomb] }))[0]).toBe(413)
  expect((await customer.send(token, { answers: { __proto__x: 'y' }, fremd: 1 })).statusCode).toBe(400)
  expect((await customer.send(token, {})).statusCode).toBe(400)
  expect(await scene.sealed(asked.page.id)).toEqual([])
  // Words are text everywhere.
  await customer.send(token, { words: '<img src=x onerror=alert(1)>', answers: { bestellung: '"><script>' } })
  await scene.takeIn()
  expect((await customer.look(token)).body).not.toContain('<img src=x')
})
