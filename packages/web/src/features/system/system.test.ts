import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { journalKinds, LiveEvent, Role } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { filterCodes, issueCodes, knownFilter, knownIssue } from './health-words.ts'
import { shownLimits } from './limits.ts'

const packages = join(import.meta.dirname, '../../../..')
const source = (path: string) => readFileSync(join(packages, path), 'utf8')
type Words = { [key: string]: string | Words }
const wordsOf = (language: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `locales/${language}.json`), 'utf8')) as Words
const at = (words: Words, path: string) =>
  path.split('.').reduce<Words | string | undefined>((part, name) => (part as Words | undefined)?.[name], words)

test('the limits shown are those of the server, all of them', () => {
  const table =
    /export const limits = \{([\s\S]*?)\n\} as const/.exec(source('server/src/platform/http/limits.ts'))?.[1] ?? ''
  const known = [...table.matchAll(/^ {2}(\w+): ([\d_* ]+),/gm)].map(([, name, value]) => {
    const product = (value ?? '')
      .replaceAll('_', '')
      .split('*')
      .reduce((all, part) => all * Number(part), 1)
    return [name, name === 'requestTimeoutMs' ? product / 1000 : product]
  })
  expect(known.length).toBeGreaterThanOrEqual(10)
  const byName = (rows: unknown[][]) => rows.toSorted((a, b) => String(a[0]).localeCompare(String(b[0])))
  expect(byName(shownLimits.map(({ name, value }) => [name, value]))).toEqual(byName(known))
})

test('every issue the server can name has its words', () => {
  const health = source('server/src/modules/health/read-health.ts')
  const literal = [...health.matchAll(/code: '([\w-]+)'/g)].map(([, code]) => code ?? '')
  expect(literal.length).toBeGreaterThanOrEqual(6)
  expect(literal.filter((code) => knownIssue(code) === 'unknown')).toEqual([])
})

test('reasons for leaving something out have their words', () => {
  const found = [
    ...source('channels/src/email/to-events.ts').matchAll(/type: 'filtered', code: '([\w-]+)'/g),
    ...source('channels/src/form/connector.ts').matchAll(/type: 'filtered', code: '([\w-]+)'/g),
  ].map(([, code]) => code ?? '')
  expect(found.filter((code) => knownFilter(code) === 'other')).toEqual([])
})

for (const language of ['de', 'en']) {
  const words = wordsOf(language)
  test(`${language}: journal kinds, issues, reasons, limits and actors all have words`, () => {
    const wanted = [
      ...Object.keys(journalKinds).map((kind) => `kind.${kind}`),
      ...[...issueCodes, 'unknown'].flatMap((code) => [`issue.${code}.what`, `issue.${code}.now`]),
      ...[...filterCodes, 'other'].map((code) => `filter.${code}`),
      ...shownLimits.map(({ name }) => `limit.${name}`),
      ...['person', 'rule', 'connector', 'job', 'api', 'customer'].map((kind) => `actor.${kind}`),
      ...Role.options.map((role) => `role.${role}`),
    ]
    expect(wanted.filter((path) => typeof at(words, path) !== 'string')).toEqual([])
  })
}

test('live events still tell of presences, by which this area stays fresh', () => {
  expect(LiveEvent.options.map((option) => option.shape.type.value)).toContain('presence')
})
