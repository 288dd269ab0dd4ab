import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parts, renewed } from '../docs/generate.ts'
import { makeProgram } from '../packages/cli/src/program.ts'

type Command = ReturnType<typeof makeProgram>

const root = join(import.meta.dirname, '..')
/** Guides beside those of the channels themselves that a German reader finds in German. */
const alsoInGerman = [
  'channels.md',
  'company-chat.md',
  'daily-work.md',
  'private-page.md',
  'publishing.md',
  'self-tests.md',
  'write-on-social-networks.md',
]
const packageFiles = [
  'package.json',
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/package.json`),
]
const scripts = new Set(
  packageFiles.flatMap((path) => Object.keys((JSON.parse(read(path)) as { scripts?: object }).scripts ?? {})),
)
const documents = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))

test.each(parts)('$file has the current $name', (part) => {
  const text = read(part.file)
  expect(text, 'run: npm run docs').toBe(renewed(text, part))
})

test.each(documents)('%s names only what exists', (path) => {
  const text = read(path)
  expect([...linksOf(text)].filter((link) => !existsSync(resolve(root, dirname(path), link)))).toEqual([])
  expect([...filesOf(text)].filter((file) => !existsSync(join(root, file)))).toEqual([])
  expect([...scriptsOf(text)].filter((name) => !scripts.has(name))).toEqual([])
  expect([...commandsOf(text)].filter((words) => !isCommand(words))).toEqual([])
})

test.each(documents)('%s names no place of somebody’s machine', (path) => {
  expect(read(path)).not.toMatch(/(^|[\s`("'])\/(work|home|root|Users|tmp)\//m)
})

test('decisions are numbered once each, and those that the code names exist', () => {
  const names = readdirSync(join(root, 'docs/decisions'))
  const numbers = names.map((name) => name.slice(0, 3))
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const name of names) {
    expect(read(`docs/decisions/${name}`)).toContain(`# ${name.slice(0, 3)} `)
  }
  const sources = execFileSync(
    'git',
    ['grep', '-hoE', 'docs/decisions/[a-z0-9-]+\\.md', '--', 'packages', 'tests', 'bench'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  )
  const named = new Set(sources.split('\n').filter((line) => line !== ''))
  expect([...named].filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test('every guide can be found from the README', () => {
  const readme = read('README.md')
  for (const name of [...guidesIn('docs/guides'), ...guidesIn('docs/guides/de').map((twin) => `de/${twin}`)])
    expect(readme).toContain(`docs/guides/${name}`)
})

const twins = guidesIn('docs/guides/de')

test('every guide of a channel, and what is done on channels, stands in German too', () => {
  const wanted = guidesIn('docs/guides').filter((name) => name.startsWith('connect-'))
  expect(twins).toEqual(expect.arrayContaining([...wanted, ...alsoInGerman]))
})

test.each(twins)('%s says the same in both languages', (name) => {
  const [english, german] = [read(`docs/guides/${name}`), read(`docs/guides/de/${name}`)]
  expect(beginningOf(english)).toContain(`(de/${name})`)
  expect(beginningOf(german)).toContain(`(../${name})`)
  expect(shapeOf(german)).toEqual(shapeOf(english))
})

/** Typographic quotes in these guides stand for words of our own screens, and for nothing else. */
test.each(twins)('%s names buttons and fields as the screens do', (name) => {
  const screens = { en: wordsOnScreens('en'), de: wordsOnScreens('de') }
  const named = (text: string, quoted: RegExp) => [...text.matchAll(quoted)].map(([, words]) => words ?? '')
  expect(named(read(`docs/guides/${name}`), /“([^”]+)”/g).filter((words) => !screens.en.has(words))).toEqual([])
  expect(named(read(`docs/guides/de/${name}`), /„([^“]+)“/g).filter((words) => !screens.de.has(words))).toEqual([])
})

function guidesIn(folder: string): string[] {
  return readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'))
}

function beginningOf(text: string): string {
  return text.split('\n').slice(0, 4).join('\n')
}

/** What two languages have in common: order and kind of lines, and everything that is typed or copied as it stands. */
function shapeOf(text: string): { lines: string[]; blocks: string[]; codes: string[] } {
  const blocks = text.match(/^```[^]*?^```/gm) ?? []
  const words = text.replace(/^```[^]*?^```/gm, '```')
  const lines = words
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => /^(#+|\d+\.|-|\||```)(?= |-|$)/.exec(line)?.[1] ?? 'words')
  const codes = [...words.matchAll(/(?<!`)`([^`\n]+)`/g)].map(([, code]) => code ?? '')
  return { lines, blocks, codes: codes.filter((code) => !/^(Shift|Umschalt|Ctrl|Strg)\+/.test(code)).toSorted() }
}

function wordsOnScreens(language: string): Set<string> {
  const files = globSync(`packages/web/src/{ui,app,features/*}/locales/${language}.json`, { cwd: root })
  return new Set(files.flatMap((file) => [...wordsIn(JSON.parse(read(file)))]))
}

function* wordsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* wordsIn(part)
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function* linksOf(text: string): Generator<string> {
  for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (link && !/^(https?:|mailto:|#)/.test(link)) yield link.replace(/#.*$/, '')
  }
}

/** Paths from the root, in backticks or plain, as far as they name one file or folder. */
function* filesOf(text: string): Generator<string> {
  for (const [path] of text.matchAll(/(?<![\w./-])(?:packages|tests|docs|bench|suites)\/[\w./-]*\w/g)) {
    yield path
  }
}

function* scriptsOf(text: string): Generator<string> {
  for (const [, name] of text.matchAll(/npm run ([a-z]+)/g)) if (name) yield name
}

function* commandsOf(text: string): Generator<string[]> {
  for (const [, words] of text.matchAll(/npx resonanz((?: [a-z]+)+)/g)) if (words) yield words.trim().split(' ')
}

/** The first words are commands; what follows the last of them are arguments. */
function isCommand(words: readonly string[]): boolean {
  let at: Command = makeProgram('en')
  for (const word of words) {
    if (at.commands.length === 0) return true
    const next = at.commands.find((command) => command.name() === word)
    if (!next) return false
    at = next
  }
  return true
}
