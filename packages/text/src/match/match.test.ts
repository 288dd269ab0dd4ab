import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate, readPost } from './evaluate.ts'
import { compileQueries } from './matcher.ts'
import { parseQuery } from './parse-query.ts'
import type { MatchPost, Query } from './query.ts'
import { readQueryLine } from './read-queries.ts'

function queryOf(text: string, folding: 'words' | 'none' = 'words'): Query {
  const parsed = parseQuery(text, { folding })
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.errors)}`)
  return parsed.query
}

/** Both ways at once: one by one, and as the only one of a matcher. */
function meets(query: string, post: MatchPost | string): boolean {
  const read = typeof post === 'string' ? { text: post } : post
  const alone = evaluate(queryOf(query), read)
  expect(compileQueries([{ id: 1, query }]).match([read])[0]).toEqual(alone ? [1] : [])
  return alone
}

describe('what a query finds', () => {
  test.each([
    ['rechnung', 'Wo bleibt meine Rechnung?'],
    ['rechnung', 'Die Stromrechnungen stimmen nicht'],
    ['rechnung', 'Welche Rechnungsnummer?'],
    ['Kuendigung', 'meine KÜNDIGUNG'],
    ['Kündigung', 'meine kuendigungen'],
    ['Kündigung', 'Ku\u0308ndigung'],
    ['kündigen', 'habe gekündigt'],
    ['strasse', 'Straße'],
    ['funktionieren', 'nichts funktioniert'],
    ['delivery', 'late deliveries'],
    ['app', 'eure Apps'],
    ['run', 'trains running late'],
    ['Bus', 'zwei Busse'],
    ['ankommen', 'ist nicht angekommen'],
    ['stornieren', 'wurde storniert'],
    ['abo', 'Handyabo'],
    ['email', 'keine E-Mail bekommen'],
    ['e-mail', 'keine Email bekommen'],
    ['"strom rechnung"', 'Stromrechnung'],
    ['stromrechnung', 'Strom-Rechnung'],
    ['rechnung UND falsch', 'die Rechnung ist falsch'],
    ['rechnung ODER mahnung', 'eine Mahnung'],
    ['rechnung OR mahnung AND zug', 'die Rechnung'],
    ['(rechnung | mahnung) NICHT zug', 'die Mahnung'],
    ['rechnung -zug', 'die Rechnung'],
    ['NOT zug', ''],
    ['"nicht mehr"', 'geht nicht, mehr dazu'],
    ['kündig*', 'Kündigungsfrist'],
    ['*frist', 'Kündigungsfrist'],
    ['kün*frist', 'Kuendigungsfrist'],
    ['*ndigung*', 'Kündigungsfrist'],
    ['"nicht ange*"', 'ist nicht angekommen'],
    ['paket NEAR/3 kaputt', 'kaputt war das Paket'],
    ['"mein paket" NEAR/2 (kaputt OR weg)', 'mein Paket ist weg'],
    ['#rechnung', 'so ein Mist #Rechnungen'],
    ['@bahnplus', 'Hallo @Bahnplus'],
    ['@max_muster', 'Hallo @Max_Muster'],
    ['😡', 'was soll das 😡😡'],
    ['"soll das"', 'was soll 😡 das'],
    ['=Bahn', 'die bahn'],
    ['𝐁𝐚𝐡𝐧', 'die Bahn'],
    ['bahn', 'die 𝐁𝐚𝐡𝐧'],
    ['"1&1"', 'bei 1&1 gekauft'],
    ["don't", 'i dont know'],
  ])('%s finds %s', (query, text) => {
    expect(meets(query, text)).toBe(true)
  })
  test.each([
    ['=bahn', 'Autobahn'],
    ['=kündigung', 'Kuendigung'],
    ['rechnung', 'Berechnung'],
    ['"nicht mehr"', 'mehr nicht'],
    ['paket NEAR/2 kaputt', 'kaputt war nun das Paket'],
    ['paket NEAR/3 paket', 'ein Paket'],
    ['#rechnung', 'Rechnung'],
    ['rechnung -zug', 'Rechnung im Zug'],
    ['port', 'thanks for the support'],
    ['was', 'kein warmes Wasser'],
    ['schwer', 'meine Schwester'],
    ['sich', 'ihr Gesicht'],
    ['dach', 'nie gedacht'],
    ['kün*frist', 'Kündigung'],
  ])('%s does not find %s', (query, text) => {
    expect(meets(query, text)).toBe(false)
  })
  test('fields', () => {
    const post = {
      text: 'Die App stürzt ab',
      lang: 'de',
      author: '@Max_Muster',
      source: 'mastodon.example',
      sentiment: 'negative',
      reach: 1_500,
      kind: 'complaint',
      score: -0.6,
    }
    for (const query of [
      'sprache:de app',
      'lang:(de OR en)',
      'author:max_muster',
      'von:Max*',
      'quelle:*.example',
      'tonalität:negativ',
      'reach:>1000',
      'reichweite:1.000..2k',
      'score:<-0.5',
      'score:-1..0',
      'art:beschwerde',
      '-lang:en',
      'NOT channel:mail',
    ])
      expect([query, meets(query, post)]).toEqual([query, true])
    for (const query of ['lang:en', 'reach:>1500', 'score:>=0', 'author:max', 'kind:praise', 'kind:question'])
      expect([query, meets(query, post)]).toEqual([query, false])
  })
})

const vocabulary = [
  'bahn',
  'Rechnung',
  'Stromrechnung',
  'e-mail',
  'email',
  'nicht',
  'mehr',
  'Kündigung',
  'gekündigt',
  '😡',
  '#bahn',
  '@bahn',
  'Apps',
  'a',
  'E-Mail-Rechnung',
  'bahn-en',
]
const wordArb = fc.constantFrom(...vocabulary)
const postArb: fc.Arbitrary<MatchPost> = fc.record({
  text: fc.oneof(
    { weight: 6, arbitrary: fc.array(wordArb, { maxLength: 12 }).map((words) => words.join(' ')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  ),
  lang: fc.constantFrom('de', 'en', null),
  author: fc.constantFrom('@bahn', 'Bahnplus', undefined),
  reach: fc.constantFrom(0, 10, 1_000, null),
})
const termArb = fc.oneof(
  { weight: 5, arbitrary: wordArb },
  { weight: 1, arbitrary: wordArb.filter((word) => /^\w/.test(word)).map((word) => `=${word}`) },
  {
    weight: 3,
    arbitrary: fc
      .array(
        wordArb.filter((word) => word !== '😡'),
        { minLength: 1, maxLength: 4 },
      )
      .map((words) => `"${words.join(' ')}"`),
  },
  { weight: 2, arbitrary: fc.constantFrom('bah*', '*ung', '*echn*', 'k*gung', '#ba*', '"nicht me*"') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('lang:de', 'lang:(de OR en)', 'author:bahn*', 'author:bahn', 'reach:>5', 'reach:0..10'),
  },
)
const nearArb = fc
  .tuple(wordArb, fc.integer({ min: 1, max: 4 }), fc.constantFrom('mehr', '"nicht mehr"', '(bahn OR email)', '*ung'))
  .map(([left, distance, right]) => `${left} NEAR/${distance} ${right}`)
const { query: queryArb } = fc.letrec<{ query: string }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    termArb,
    nearArb,
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a}) (${b})`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a} OR ${b})`),
    tie('query').map((query) => `NOT (${query})`),
  ),
}))

describe('all at once is one by one', () => {
  test.each(['words', 'none'] as const)('for any queries and posts, folding %s', (folding) => {
    fc.assert(
      fc.property(
        fc.array(queryArb, { minLength: 1, maxLength: 12 }),
        fc.array(postArb, { minLength: 1, maxLength: 8 }),
        (texts, posts) => {
          const queries = texts.map((text, id) => ({ id, query: queryOf(text, folding) }))
          const one = posts.map((post) => {
            const read = readPost(post)
            return queries.filter(({ query }) => evaluate(query, read)).map(({ id }) => id)
          })
          expect(compileQueries(queries).match(posts)).toEqual(one)
        },
      ),
      { numRuns: 1_500 },
    )
  })
  test('also after it has learned which words are rare', () => {
    const queries = vocabulary.flatMap((a, i) =>
      vocabulary.map((b, j) => ({ id: `${i}-${j}`, query: queryOf(j % 3 === 0 ? `${a} -${b}` : `${a} ${b}`) })),
    )
    const posts = fc.sample(postArb, { numRuns: 300, seed: 7 })
    const matcher = compileQueries(queries)
    const first = matcher.match(posts)
    expect(matcher.match(posts)).toEqual(first)
    expect(first).toEqual(
      posts.map(readPost).map((post) => queries.filter(({ query }) => evaluate(query, post)).map(({ id }) => id)),
    )
  })
})

describe('lists of words', () => {
  const lines = [
    { id: 1, must: [['nicht mehr'], ['bahn', 'paket']], not: ['app'] },
    { id: 2, must: [['stürzt']], not: [] },
    { id: 3, must: [], not: ['bahn'] },
    { id: 4, must: [[]], not: [] },
  ]
  test('match on the words as they are', () => {
    const queries = lines.map((line) => readQueryLine(line)).filter((line) => line.ok)
    const posts = ['@Bahn geht nicht mehr.', 'Paket nicht, mehr App', 'STÜRZT ab', 'Stuerzt'].map((text) => ({ text }))
    expect(compileQueries(queries).match(posts)).toEqual([[1], [3], [2, 3], [3]])
  })
  test.each([null, 7, {}, { id: 1, must: 'x' }, { id: 1, query: '(' }, { id: {}, query: 'a' }])(
    '%j is refused',
    (line) => {
      expect(readQueryLine(line).ok).toBe(
        line !== null && typeof line === 'object' && !('query' in line) && !('must' in line) && 'id' in line,
      )
    },
  )
})

describe('hostile posts', () => {
  const matcher = compileQueries([
    { id: 1, query: 'a NEAR/3 a' },
    { id: 2, query: '"a a a a a a"' },
    { id: 3, query: '*aaa*' },
    { id: 4, query: 'bahn' },
    { id: 5, query: '"bahn-en bahn-en bahn-en bahn-en bahn-en"' },
  ])
  test.each([
    ['one letter', 'a'.repeat(1_000_000)],
    ['one word', 'a '.repeat(500_000)],
    ['joined words', 'bahn-en '.repeat(100_000)],
    ['joiners', '-'.repeat(1_000_000)],
    ['marks', `a${'\u0301'.repeat(100_000)} bahn`],
    ['lone surrogates', '\uD83D bahn \uDE21'.repeat(10_000)],
    ['emoji', '😡'.repeat(200_000)],
  ])('%s', (_, text) => {
    expect(() => matcher.match([{ text }])).not.toThrow()
    expect(matcher.match([{ text: 'die Bahn' }])).toEqual([[4]])
  })
})

test('every kind and sentiment has the names it is stored by', () => {
  for (const kind of ['question', 'press-legal', 'fault']) {
    const post = { text: '', kind, sentiment: 'neutral' }
    expect([kind, evaluate(queryOf(`kind:${kind} stimmung:neutral`), post)]).toEqual([kind, true])
  }
})
