import { RichText } from '@atproto/api'
import fc from 'fast-check'
import twitter from 'twitter-text'
import { expect, test } from 'vitest'
import type { LengthLimit } from '../channels.ts'
import { countFor } from './count.ts'

const bluesky: LengthLimit = { count: 300, unit: 'graphemes', bytes: 3_000 }
const mastodon: LengthLimit = { count: 500, unit: 'graphemes', link: 23 }
const x: LengthLimit = { count: 280, unit: 'weighted', link: 23 }

const words = [
  'Guten Tag',
  'Straße',
  'Kiel–Lübeck',
  'naïve',
  'e\u0301cole',
  'Z\u0351\u036b\u0343a\u0328\u0301lgo',
  'Ñandú',
  'ﬁ',
  'Ⅷ',
  '½',
  '„so“',
  '…',
  '€ 12,50',
  '日本語のテキスト',
  '한국어',
  '각',
  '中文，测试。',
  'ภาษาไทย',
  'नमस्ते',
  'தமிழ்',
  'العربية',
  'עברית',
  '\u200fشكرا\u200e',
  'Привет',
  'Γειά',
  'ɐqɔ',
  '𝕬𝖇𝖈',
  '𠮷野家',
  '😀',
  '👍🏽',
  '👩‍👩‍👧‍👦',
  '👨🏿‍🚀',
  '🏳️‍🌈',
  '🇩🇪',
  '🇩🇪🇫🇷',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '1️⃣',
  '❤️',
  '☎️',

  '🤷🏻‍♀️',

  '💑',
  'a\u200db',
  'x\u200cy',
  'zero\u200bwidth',
  '\u2060',
  'tab\tzwei',
  'Zeile\nzwei',
  '“quote”',
  '‹',
  '※',
  'https://resonanz.example.com/hilfe',
  'http://kiel.de',
  'https://www.bahn.de/fahrplan?von=Kiel&nach=L%C3%BCbeck',
  '(https://de.wikipedia.org/wiki/Kiel_(Stadt))',
  'https://example.org/a#b.',
  'https://müller.example.de/straße',
  'bahn.de',
  'www.sh.com/faq?x=1',
  'z.B. morgen',
  'Datei.txt',
  '12.30 Uhr',
  'hilfe@bahn.de',
  'intern.lokal',
  'https://intranet/seite',
  'example.com.',
  'a.b.c',
  'https://t.co/Abc123',
  '@nordlicht',
  '@kim@social.example',
  '#Kiel',
  '$AAPL',
  'Ende.Anfang',
  'e.V.',
  'http://例え.com/日本',
  'https://ex.com/a,b;c',
]
const joins = [' ', ' ', ' ', '\n', ', ', '', '. ', ' (', ') ']

/** The same on every run: a list of words, drawn by a fixed seed, and texts of any signs. */
const drawn = fc.sample(
  fc
    .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(...joins)), { minLength: 1, maxLength: 12 })
    .map((list) => list.flat().join('')),
  { numRuns: 700, seed: 20_260_926 },
)
const strange = fc.sample(fc.string({ unit: 'grapheme', maxLength: 60 }), { numRuns: 300, seed: 7 })

test('1,000 texts count on Bluesky as in its own library', () => {
  const differ = [...drawn, ...strange].filter((text) => {
    const theirs = new RichText({ text })
    const ours = {
      graphemes: countFor({ count: 300, unit: 'graphemes' }, text).used,
      bytes: countFor({ count: 3_000, unit: 'bytes' }, text).used,
    }
    return theirs.graphemeLength !== ours.graphemes || theirs.length !== ours.bytes
  })
  expect(differ).toEqual([])
})

test('1,000 texts count on X as in its own library', () => {
  const differ = [...drawn, ...strange].flatMap((text) => {
    const theirs = twitter.parseTweet(text).weightedLength
    const ours = countFor(x, text).used
    return theirs === ours ? [] : [{ text, theirs, ours, links: twitter.extractUrls(text) }]
  })
  expect(differ).toEqual([])
})

test('1,000 texts count on Mastodon by its published rule', () => {
  const differ = [...drawn, ...strange].filter((text) => countFor(mastodon, text).used !== asMastodonSays(text))
  expect(differ).toEqual([])
})

const word = String.raw`\p{L}\p{M}\p{N}\p{Pc}`
const mention = new RegExp(
  String.raw`(?<![=/${word}])@([a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@[${word}.-]+[${word}]+`,
  'giu',
)

/** As its documentation and its server say: links become 23 signs, the server of a mention is left out, then graphemes. */
function asMastodonSays(text: string): number {
  let rest = text
  for (const url of twitter
    .extractUrls(text, { extractUrlsWithoutProtocol: false } as never)
    .toSorted((one, other) => other.length - one.length))
    rest = rest.replaceAll(url, 'x'.repeat(23))
  rest = rest.replace(mention, '@$1')
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(rest)].length
}

test('of two limits the nearer one is told', () => {
  expect(countFor(bluesky, 'ü'.repeat(10))).toEqual({ used: 10, total: 300, left: 290, unit: 'graphemes' })
  expect(countFor(bluesky, '👩‍👩‍👧‍👦'.repeat(130))).toMatchObject({
    unit: 'bytes',
    total: 3_000,
    left: 3_000 - 130 * 25,
  })
})

test('characters are code points, UTF-16 its units', () => {
  expect(countFor({ count: 9, unit: 'characters' }, '👩‍👩‍👧ü').used).toBe(6)
  expect(countFor({ count: 9, unit: 'utf16' }, '👩‍👩‍👧ü').used).toBe(9)
})
