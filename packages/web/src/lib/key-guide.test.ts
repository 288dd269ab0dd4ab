import { globSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { expect, test } from 'vitest'
import { normaliseKey } from './keys.ts'

// The guide, the sheet of `?` and the sources tell of the same keys: what is offered is read from the sources.
const source = join(import.meta.dirname, '..')
const guide = join(source, '../../../docs/guides/keys.md')
const isKey = /^(g .|(Mod\+)?(Shift\+)?(.|Enter|Escape|F\d+))$/
const keyLine = /\bkey: (?:'([^']+)'|\[([^\]]+)\])/g

type Offered = { file: string; key: string; labelKeys: string[] }
const offered: Offered[] = globSync('**/*.{ts,tsx}', { cwd: source })
  .filter((file) => !/\.test\.|catalogue/.test(file))
  .flatMap((file) => {
    const text = readFileSync(join(source, file), 'utf8')
    return [...text.matchAll(keyLine)].flatMap(({ 1: one, 2: several, index }) => {
      const around = text.slice(text.lastIndexOf('{', index), text.indexOf('}', index))
      if (!/\b(id|view): '/.test(around)) return []
      const keys = one ? [one] : [...several!.matchAll(/'([^']+)'/g)].map((found) => found[1]!)
      const labels = /labelKey: ([^\n]+)/.exec(around)?.[1] ?? ''
      const labelKeys = [...labels.matchAll(/'([\w-]+:[\w.]+)'/g)].map((found) => found[1]!)
      return keys.filter((key) => isKey.test(key)).map((key) => ({ file, key: normaliseKey(key), labelKeys }))
    })
  })

const explained = new Set(
  readFileSync(guide, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...line.split(' | ')[0]!.matchAll(/`([^`]+)`/g)])
    .map(([, key]) => normaliseKey(key!.replace('Ctrl', 'Mod'))),
)

test('the guide explains every key, and none that is not there', () => {
  const keys = new Set(offered.map(({ key }) => key))
  expect(keys.size).toBeGreaterThan(50)
  expect([...keys].filter((key) => !explained.has(key)).toSorted(), 'missing in the guide').toEqual([])
  expect([...explained].filter((key) => !keys.has(key)).toSorted(), 'only in the guide').toEqual([])
})

test('the sheet of ? has words for each of them in both languages', () => {
  const words = (language: string, labelKey: string) => {
    const [namespace, path] = labelKey.split(':') as [string, string]
    const file = globSync(`**/${namespace}/locales/${language}.json`, { cwd: source }).find(
      (one) => dirname(dirname(one)).split(sep).at(-1) === namespace,
    )
    const all: unknown = JSON.parse(readFileSync(join(source, file ?? ''), 'utf8'))
    return path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], all)
  }
  for (const { labelKeys, file } of offered)
    for (const labelKey of labelKeys)
      for (const language of ['de', 'en'])
        expect(words(language, labelKey), `${file}: ${labelKey}`).toBeTypeOf('string')
})

test('nothing listens for keys beside the registry, whose sheet would not know of it', () => {
  // Escape puts a tooltip away.
  const known = ['lib/actions.ts', 'ui/tooltip.tsx']
  const listeners = globSync('**/*.{ts,tsx}', { cwd: source }).filter(
    (file) =>
      !/\.test\./.test(file) &&
      /(document|window)\.addEventListener\('key(down|up|press)'/.test(readFileSync(join(source, file), 'utf8')),
  )
  expect(listeners.toSorted()).toEqual(known)
})
