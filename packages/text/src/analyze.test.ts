import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Analysis, concernKinds, offenceLabels, personalDataKinds, sentimentLabels } from './analysis.ts'
import { openAnalyzer } from './analyze.ts'
import { modelFiles } from './models.ts'

const analyzer = openAnalyzer((file) => readFileSync(file))

test('the models together stay small', () => {
  const bytes = modelFiles.reduce((sum, file) => sum + readFileSync(file).length, 0)
  expect(bytes).toBeLessThan(12 * 1024 * 1024)
})

test('a post in every respect', () => {
  const text =
    'Ihr habt mir schon dreimal nicht geantwortet! Eure App ist eine Katastrophe, ich kündige. Meine IBAN: DE89370400440532013000'
  const [found] = analyzer.analyze([{ text }])
  expect(found!.language).toMatchObject({ code: 'de', mixed: false })
  expect(found!.sentiment.label).toBe('negative')
  expect(found!.sentiment.score).toBeLessThan(-0.3)
  expect(found!.sentiment.spans.map(({ start, end }) => text.slice(start, end))).toContain('Katastrophe')
  expect(['complaint', 'cancellation']).toContain(found!.kind.label)
  expect(found!.repeatedContact.score).toBeGreaterThan(0.5)
  expect(found!.anger).toBeGreaterThan(0.3)
  expect(found!.offence.label).toBe('none')
  expect(found!.address).toBe('du')
  expect(found!.personalData.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['iban', 'DE89370400440532013000'],
  ])
  expect(found!.relevance).toBeNull()
})

test('relevance is said where it is known who we are', () => {
  const [about, other] = analyzer.analyze(
    [{ text: 'Die Nordlicht Energie hat mir zu viel berechnet' }, { text: 'Gestern war Vollmond über dem Meer' }],
    { about: { names: ['Nordlicht Energie'] } },
  )
  expect(about!.relevance!.score).toBeGreaterThan(other!.relevance!.score)
})

test('a text alone and among others is the same', () => {
  const posts = ['Danke, super Service!', 'Where is my refund??', '', 'wtf 😡😡', 'Bonjour, où est mon colis ?'].map(
    (text) => ({ text }),
  )
  expect(analyzer.analyze(posts)).toEqual(posts.flatMap((post) => analyzer.analyze([post])))
})

const long = 1_000_000
const hostile: [name: string, text: string][] = [
  ['one letter', 'a'.repeat(long)],
  ['one capital', 'Ä'.repeat(long)],
  ['digits', '1'.repeat(long)],
  ['digits in groups', '49 '.repeat(long / 3)],
  ['marks', `a${'\u0335'.repeat(100_000)}`],
  ['lone surrogates', '\ud800'.repeat(100_000) + '\udc00'.repeat(100_000)],
  ['halves of emoji between words', 'gut \ud83d schlecht \udc4d '.repeat(10_000)],
  ['at signs', '@'.repeat(100_000)],
  ['nearly mails', 'a@a.'.repeat(50_000)],
  ['nearly links', 'http://'.repeat(50_000)],
  ['brackets', '(['.repeat(100_000)],
  ['blanks', ' '.repeat(long)],
  ['lines', '\n'.repeat(long)],
  ['zero width', '\u200b'.repeat(200_000)],
  ['right to left', '\u202eabc '.repeat(50_000)],
  ['joined emoji', '👩‍👩‍👧‍👦'.repeat(20_000)],
  ['negations', 'nicht nie kein '.repeat(20_000)],
  ['insults', 'du Idiot! '.repeat(20_000)],
  ['greetings', 'Sehr geehrte Frau '.repeat(20_000)],
  ['compounds', 'Stromrechnungskontovertrag'.repeat(20_000)],
  ['different words', Array.from({ length: 60_000 }, (_, n) => `w${n.toString(36)}`).join(' ')],
  ['dates', '31.12.1999 '.repeat(20_000)],
  ['nothing', ''],
  ['a null', '\0'.repeat(50_000)],
  ['prototype', '__proto__ constructor toString hasOwnProperty'],
]

test.each(hostile)('%s: is read, within its length', (_, text) => {
  expectWithin(text, analyzer.analyze([{ text }], { about: { names: ['a', 'Nordlicht'], exclusions: ['b'] } })[0]!)
})

test('any text is read, within its length', () => {
  const word = fc.constantFrom(
    'nicht',
    'IBAN',
    'DE89',
    '@x',
    '#a',
    '😡',
    '\ud83d',
    'Sie',
    'du',
    '!!!',
    'kündigen',
    '0800',
    'http://',
    '\n',
    '\u0301',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
  )
  fc.assert(
    fc.property(texts, (text) => expectWithin(text, analyzer.analyze([{ text }], { about: { names: [text] } })[0]!)),
    { numRuns: 300 },
  )
})

const naughty = join(import.meta.dirname, '../../../../shared/data/web_safety/blns/blns.json')

test.skipIf(!existsSync(naughty))('the big list of naughty strings (skipped: no ../shared/data)', () => {
  const texts = JSON.parse(readFileSync(naughty, 'utf8')) as string[]
  const found = analyzer.analyze(texts.map((text) => ({ text })))
  for (const [at, text] of texts.entries()) expectWithin(text, found[at]!)
})

function expectWithin(text: string, found: Analysis) {
  const shares = [
    found.language.confidence,
    found.sentiment.confidence,
    found.relevance?.score ?? 0,
    found.kind.confidence,
    found.urgency,
    found.anger,
    found.repeatedContact.score,
    found.offence.score,
    (found.sentiment.score + 1) / 2,
  ]
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true)
  const spans = [
    ...found.sentiment.spans,
    ...found.kind.spans,
    ...found.repeatedContact.spans,
    ...found.offence.spans,
    ...found.personalData,
  ]
  for (const { start, end } of spans) expect(0 <= start && start < end && end <= text.length).toBe(true)
  expect(sentimentLabels).toContain(found.sentiment.label)
  expect(concernKinds).toContain(found.kind.label)
  expect(offenceLabels).toContain(found.offence.label)
  for (const { kind } of found.personalData) expect(personalDataKinds).toContain(kind)
}
