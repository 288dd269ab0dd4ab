import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkWords, findEmptyHolding } from '#guideline'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { makeCast, testDeps } from '../../../../../tests/deps.ts'
import type { Fact } from './facts.ts'
import { holdingSubject, holdingWords, type Said } from './words.ts'

let deps: Deps
let workspaceId: string
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  workspaceId = (await makeCast(deps)).nordlicht.workspaceId
})
afterAll(() => deps.db.close())

const hourMs = 3_600_000
const soon = new Date(Date.now() + 30 * hourMs)
const fact = (what: Fact['what'], change: Partial<Fact> = {}): Fact => ({
  what,
  at: new Date(Date.now() - 20 * hourMs),
  dueAt: null,
  whom: null,
  topic: null,
  promise: null,
  isChased: false,
  ...change,
})
const facts: Fact[] = [
  fact('taken', { whom: 'Jonas Meier' }),
  fact('asked', { dueAt: soon, whom: 'Technik', topic: 'Lieferung' }),
  fact('asked', { dueAt: new Date(Date.now() - hourMs), isChased: true }),
  fact('asked', { dueAt: new Date(Date.now() - hourMs) }),
  fact('answered', { whom: 'Rechtsabteilung' }),
  fact('answered'),
  fact('second-level', { whom: 'Team Werkstatt', dueAt: soon }),
  fact('second-level'),
  fact('being-checked'),
  fact('promised', { promise: 'refund', dueAt: soon }),
]
const said = (change: Partial<Said>): Said => ({
  language: 'de',
  address: 'sie',
  audience: 'private',
  name: 'Jana Berger',
  by: 'Jonas Meier',
  number: 4711,
  zone: 'Europe/Berlin',
  facts,
  newDueAt: new Date(Date.now() + 48 * hourMs),
  maxLength: 300,
  ...change,
})

test('every thing that can be said passes the guideline, alone and with another, in both languages and forms of address', async () => {
  const found: string[] = []
  for (const language of ['de', 'en'] as const)
    for (const address of ['sie', 'du'] as const)
      for (const audience of ['private', 'public'] as const)
        for (const [n, one] of facts.entries()) {
          const text = holdingWords(said({ language, address, audience, facts: [one, facts[(n + 3) % facts.length]!] }))
          if (text === null) continue
          const channel = audience === 'public' ? ('found' as const) : ('email' as const)
          const [findings] = await checkWords(
            deps.db.system,
            workspaceId,
            [{ text, channel, audience, isSolved: false }],
            language,
          )
          const empty = await findEmptyHolding(text, { channel, audience, language })
          for (const { rule } of [...findings!, ...empty]) found.push(`${rule}: ${text}`)
        }
  expect(found).toEqual([])
})

test('says what happened, who has it and until when, as the customer is spoken to', () => {
  const text = holdingWords(said({ facts: [facts[1]!] }))!
  expect(text).toMatch(/^Guten Tag Jana Berger,/)
  expect(text).toContain('unsere Abteilung Technik gefragt (Thema: Lieferung)')
  expect(text).toMatch(/Sie hören bis \w+, \d+\. \w+, \d\d:\d\d Uhr wieder von uns/u)
  const du = holdingWords(said({ address: 'du', facts: [facts[0]!], name: null }))!
  expect(du).toMatch(/^Guten Tag,/)
  expect(du).toContain('bearbeitet Jonas Meier dein Anliegen')
  expect(du).not.toMatch(/\b(Sie|Ihr|Ihrem)\b/)
  expect(holdingSubject(12, 'de', 'du')).toBe('Zwischenstand zu deinem Anliegen (Nummer 12)')
})

test('public words are short, name nobody and no number; what does not fit is left out', () => {
  for (const language of ['de', 'en'] as const) {
    const text = holdingWords(said({ language, audience: 'public' }))!
    expect([...text].length).toBeLessThanOrEqual(300)
    expect(text).not.toMatch(/Jana|Jonas|4711/)
  }
  expect(holdingWords(said({ audience: 'public', maxLength: 40 }))).toBeNull()
})

test('where nothing happened nothing is said', () => {
  expect(holdingWords(said({ facts: [] }))).toBeNull()
})
