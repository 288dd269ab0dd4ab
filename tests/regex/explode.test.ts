import { globSync, readFileSync } from 'node:fs'
import { checkSync } from 'recheck'
import { describe, expect, test } from 'vitest'
import { regexLiterals } from './literals.ts'

// A checker of its own works out how the time of a regular expression grows with the text. Exponential growth is refused
// everywhere; in packages/text, which reads every stranger's words, everything that is not linear needs a reason here.
process.env.RECHECK_BACKEND = 'pure'

/** Not linear by the checker, and harmless: the file, a piece of the expression, and why. */
const HARMLESS: readonly [file: string, piece: string, why: string][] = [
  ['reply/quote-header.ts', '<[^<>]*@[^<>]+>', 'runs on one line of at most 300 characters'],
  ['reply/quote-header.ts', '-{2,}\\s*$', 'runs on one line of at most 300 characters'],
  ['reply/quote-header.ts', ' via .{1,60}$', 'bounded by 60'],
  ['reply/quote-header.ts', '[-–—]{2,}$', 'runs on one line of at most 300 characters'],
  ['reply/quote-header.ts', '[\\s>*_-]+$', 'runs on one line of at most 300 characters'],
]

const sources = globSync('packages/*/src/**/*.{ts,tsx}').filter((path) => !/\.test\.tsx?$/.test(path))

describe('regular expressions', () => {
  test('none grows exponentially', { timeout: 300_000 }, () => {
    const grown = sources.flatMap((path) =>
      regexLiterals(readFileSync(path, 'utf8'))
        .filter(({ source, flags }) => growth(source, flags, 'automaton') === 'exponential')
        .map(({ source, line }) => `${path}:${line} ${source}`),
    )
    expect(grown).toEqual([])
  })

  test('in packages/text all are linear, or have a reason', { timeout: 300_000 }, () => {
    const grown = sources
      .filter((path) => path.startsWith('packages/text/'))
      .flatMap((path) =>
        regexLiterals(readFileSync(path, 'utf8'))
          .filter(({ source }) => !HARMLESS.some(([file, piece]) => path.endsWith(file) && source.includes(piece)))
          .map(({ source, flags, line }) => ({
            where: `${path}:${line} ${source}`,
            grows: growth(source, flags, 'auto'),
          }))
          .filter(({ grows }) => grows !== 'linear' && grows !== 'safe' && grows !== 'unknown'),
      )
    expect(grown).toEqual([])
  })
})

const known = new Map<string, string>()

/** linear, safe (no repetition at all), polynomial, exponential, or unknown where the checker found no answer in time. */
function growth(source: string, flags: string, checker: 'automaton' | 'auto'): string {
  const key = `${checker}/${source}/${flags}`
  let grows = known.get(key)
  if (grows === undefined) {
    const result = checkSync(source, flags, { checker, timeout: 1_000 })
    grows = result.status === 'unknown' ? 'unknown' : result.complexity.type
    known.set(key, grows)
  }
  return grows
}

test('the scanner tells an expression from a division, a comment and a string', () => {
  const code =
    "const a = b / c / d // /no/\nconst t = `x/${/yes+/g.test('/no/') ? 1 / 2 : 0}/no/`\nif (x) return /[/]also\\//u"
  expect(regexLiterals(code).map(({ source, flags }) => [source, flags])).toEqual([
    ['yes+', 'g'],
    ['[/]also\\/', 'u'],
  ])
})
