import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConnectionTest, PresenceState } from '@resonanz/contracts'
import { expect, test } from 'vitest'
import { faultCodes, fixPartOf, knownFault } from './fault-codes.ts'

const packages = join(import.meta.dirname, '../../../..')
const sources = globSync(['channels/src/**/*.ts', 'server/src/modules/{presences,intake}/**/*.ts'], { cwd: packages })
  .filter((file) => !/\.test\.ts$|testing/.test(file))
  .map((file) => [file, readFileSync(join(packages, file), 'utf8')] as const)

/** Codes as they stand in the sources: thrown by connectors and the egress client, and outcomes that are tried again. */
function codesInSources(): Set<string> {
  const found = new Set<string>()
  for (const [, source] of sources) {
    for (const [, rest] of source.matchAll(/new (?:ConnectorError|EgressError)\(([^\n]*)/g))
      for (const [, word] of (rest ?? '').matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)) found.add(word ?? '')
    for (const [, code] of source.matchAll(/state: 'retry', code: '([\w-]+)'/g)) found.add(code ?? '')
    const type = /export type (?:EgressCode|FeedErrorCode) =([\s\S]*?)\n\n/.exec(source)?.[1]
    for (const [, code] of type?.matchAll(/'([\w-]+)'/g) ?? []) found.add((code ?? '').replaceAll('_', '-'))
  }
  // Kinds of ConnectorError, and a refusal that concerns one mail only (never the health of a channel).
  for (const other of ['transient', 'permanent', 'sign_in', 'sign', 'in', 'timeout', 'temporarily-refused', ''])
    found.delete(other)
  return found
}

test('every code of the sources has its place, and the sources were found', () => {
  const codes = codesInSources()
  expect(codes.size).toBeGreaterThanOrEqual(25)
  expect([...codes].filter((code) => knownFault(code) === 'unknown')).toEqual([])
})

test('no code is kept that nothing says any more', () => {
  const all = sources.map(([, source]) => source).join('\n')
  expect(
    Object.keys(faultCodes).filter(
      (code) => !all.includes(`'${code}'`) && !all.includes(`'${code.replaceAll('-', '_')}'`),
    ),
  ).toEqual([])
})

for (const language of ['de', 'en']) {
  const words = JSON.parse(readFileSync(join(import.meta.dirname, `locales/${language}.json`), 'utf8')) as {
    fault: Record<string, { what: string; now: string }>
    state: Record<string, string>
    test: { step: Record<string, string> }
  }
  test(`${language}: what happened and what to do for every code`, () => {
    for (const code of [...Object.keys(faultCodes), 'unknown']) {
      expect(words.fault[code]?.what, code).toBeTruthy()
      expect(words.fault[code]?.now, code).toBeTruthy()
    }
    expect(Object.keys(words.fault).toSorted()).toEqual([...Object.keys(faultCodes), 'unknown'].toSorted())
  })
  test(`${language}: every state of a channel and every step of a test has its words`, () => {
    for (const state of PresenceState.options) expect(words.state[state], state).toBeTruthy()
    const steps = ConnectionTest.shape.steps.element.shape.step.options
    for (const step of steps) expect(words.test.step[step], step).toBeTruthy()
  })
}

test('the fix leads to the part that mends it', () => {
  expect(fixPartOf('wrong-credentials', 'email')).toBe('sign-in')
  expect(fixPartOf('certificate', 'email')).toBe('servers')
  expect(fixPartOf('certificate', 'feed')).toBe('url')
  expect(fixPartOf('something-new', 'email')).toBeNull()
})
