import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const source = join(import.meta.dirname, '..')
const folders = globSync('**/locales/de.json', { cwd: source }).map((file) => join(source, dirname(file)))

/** Words that are the same in both languages by right. */
const same =
  /^(Deutsch|English|Passkeys?|Name|Team|Start|Status|Normal|Filter|Feed|Signatur|Code|QR|Sie|Du|OK|E-Mail|Spam)$|^[\s\p{P}\p{S}\d]*$|^\{\{\w+\}\}([\s\p{P}]*\{\{\w+\}\})*$/u
const sameFrom = 14

function wordsOf(file: string): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value)
    else for (const [name, part] of Object.entries(value as object)) walk(part, path ? `${path}.${name}` : name)
  }
  walk(JSON.parse(readFileSync(file, 'utf8')), '')
  return found
}

test('there are words to check', () => {
  expect(folders.length).toBeGreaterThanOrEqual(4)
})

for (const folder of folders) {
  const namespace = basename(dirname(folder))
  const de = wordsOf(join(folder, 'de.json'))
  const en = wordsOf(join(folder, 'en.json'))

  test(`${namespace}: both languages have the same words with the same places, none empty`, () => {
    expect([...en.keys()].toSorted()).toEqual([...de.keys()].toSorted())
    for (const [path, german] of de) {
      const english = en.get(path) ?? ''
      expect(german.trim(), path).not.toBe('')
      expect(english.trim(), path).not.toBe('')
      expect(placesOf(english), path).toEqual(placesOf(german))
    }
  })

  test(`${namespace}: nothing was left untranslated`, () => {
    const left = [...de].filter(
      ([path, german]) => en.get(path) === german && german.length >= sameFrom && !same.test(german),
    )
    expect(left).toEqual([])
  })

  test(`${namespace}: no exclamation marks, straight quotes, three dots or du in the Sie form`, () => {
    const wrong = [...de, ...en].filter(([, words]) => /[!"]|\.\.\.|\bOops\b/.test(words))
    expect(wrong).toEqual([])
    expect(
      [...de].filter(
        ([path, words]) => path !== 'setUp.du' && /\b([Dd]u|[Dd]ein(e[nmrs]?)?|[Dd]ich|[Dd]ir)\b/.test(words),
      ),
    ).toEqual([])
  })
}

test('the du form only holds words that the Sie form has, and no Sie', () => {
  for (const folder of folders) {
    const file = globSync('de-du.json', { cwd: folder })[0]
    if (!file) continue
    const de = wordsOf(join(folder, 'de.json'))
    for (const [path, words] of wordsOf(join(folder, file))) {
      expect(de.has(path), path).toBe(true)
      expect(/\b(Sie|Ihnen|Ihre?[nmrs]?)\b/.test(words), words).toBe(false)
    }
  }
})

test('where the du form is kept, no word of the Sie form is left over', () => {
  for (const folder of folders) {
    const file = globSync('de-du.json', { cwd: folder })[0]
    if (!file) continue
    const du = wordsOf(join(folder, file))
    const left = [...wordsOf(join(folder, 'de.json'))].filter(
      ([path, words]) =>
        !du.has(path) && /\b(Sie|Ihnen|Ihre?[nmrs]?)\b/.test(words) && !/^(setUp\.sie|profile\.title)$/.test(path),
    )
    expect(left).toEqual([])
  }
})

function placesOf(words: string): string[] {
  return [...words.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').toSorted()
}
