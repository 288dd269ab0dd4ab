import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extractFeatures } from '../learn/index.ts'
import { ownSentiment, readOwnSentiment, teachSentiment, writeOwnSentiment } from './own-sentiment.ts'
import { sentimentOf } from './sentiment.ts'
import { readSentimentModel } from './sentiment-model.ts'
import { sentimentTowards } from './towards.ts'

const model = readSentimentModel(readFileSync(new URL('../../models/sentiment.bin', import.meta.url)))
const read = (text: string) => sentimentOf(model, [{ text, features: extractFeatures(text) }])[0]!

test.each([
  ['Der Zug war pünktlich und das Personal sehr freundlich, vielen Dank!', 'positive'],
  ['Seit drei Wochen keine Antwort, das ist eine Frechheit!', 'negative'],
  ['Wann öffnet die Filiale in Kassel am Samstag?', 'neutral'],
  ['Thank you so much, the crew was amazing!', 'positive'],
  ['Worst airline ever, they lost my bag and nobody answers.', 'negative'],
  ['What time does the store in Leeds open on Sunday?', 'neutral'],
  ['Where is U-48877?', 'neutral'],
  ['Is the branch open?', 'neutral'],
  ['Doppelte Abbuchung', 'negative'],
])('%s is %s', (text, label) => {
  expect(read(text).label).toBe(label)
})

test.each(['LETZTE FRIST', 'Frist bis Freitag', 'DEADLINE TODAY'])('%s is no praise', (text) => {
  expect(read(text).label).not.toBe('positive')
})

test('a negation turns praise round', () => {
  const praised = read('Der Service ist gut, ich bin zufrieden.')
  const negated = read('Der Service ist nicht gut, ich bin nicht zufrieden.')
  expect(praised.score).toBeGreaterThan(negated.score + 0.3)
})

test('the words that carry it lie where they stand in the text', () => {
  const text = 'Also ehrlich: unverschämt, die Mitarbeiterin war total unfreundlich 😡'
  const { spans } = read(text)
  const words = spans.filter(({ weight }) => weight < 0).map(({ start, end }) => text.slice(start, end))
  expect(words).toEqual(expect.arrayContaining(['unverschämt', 'unfreundlich', '😡']))
})

test.each([
  'Danke für nichts, liebe Bahn',
  'Na toll, Anschluss verpasst',
  'Toll, wieder 40 Minuten Verspätung',
  'Thanks for nothing',
  'Great, another delay 🙄',
])('%s: praise that is none', (text) => {
  const { label, ironyHint } = read(text)
  expect({ label, ironyHint }).toEqual({ label: 'negative', ironyHint: true })
})

test('praise that is meant has no hint of irony', () => {
  for (const text of [
    'Super Service, danke!',
    'Tolle Beratung, alles reibungslos geklappt 😊',
    'Great crew, thank you',
  ])
    expect(read(text).ironyHint).toBe(false)
})

test('where two are named each gets what is said of it', () => {
  const [found] = sentimentTowards(
    model,
    ['Die Nordbahn war pünktlich und sehr freundlich, aber der Service von Telfix ist eine Katastrophe.'],
    [
      { id: 'us', names: ['Nordbahn'] },
      { id: 'them', names: ['Telfix', 'Telfix GmbH'] },
    ],
  )
  expect(found!.map(({ id, sentiment }) => [id, sentiment.label])).toEqual([
    ['us', 'positive'],
    ['them', 'negative'],
  ])
})

test('who is better than whom', () => {
  const names = ['Alpha', 'Beta'].map((name) => ({ id: name, names: [name] }))
  const labels = (text: string) =>
    sentimentTowards(model, [text], names)[0]!.map(({ id, sentiment }) => `${id} ${sentiment.label}`)
  expect(labels('Alpha ist viel besser als Beta')).toEqual(['Alpha positive', 'Beta negative'])
  expect(labels('Alpha is much worse than Beta')).toEqual(['Alpha negative', 'Beta positive'])
  expect(labels('Weder noch')).toEqual([])
})

test('a workspace teaches it what its own words mean', () => {
  const opinion = (text: string) => sentimentOf(model, [{ text, features: extractFeatures(text) }])[0]!
  const texts = Array.from({ length: 80 }, (_, at) => ({
    text: at % 2 === 0 ? `Ticket ${at}: blauer Status erreicht` : `Ticket ${at}: roter Status erreicht`,
    label: at % 2 === 0 ? ('positive' as const) : ('negative' as const),
  }))
  const own = teachSentiment(texts.map((one) => ({ ...one, opinion: opinion(one.text) })))!
  const text = 'roter Status erreicht'
  const found = ownSentiment(own, text, opinion(text))
  expect(found).toMatchObject({ label: 'negative' })
  expect(found.score).toBeLessThan(0)
  expect(ownSentiment(readOwnSentiment(writeOwnSentiment(own)), text, opinion(text))).toEqual(found)
  expect(() => readOwnSentiment(writeOwnSentiment(own).subarray(0, 90))).toThrow(/cut off/)
  expect(teachSentiment([])).toBeNull()
})

test('whatever comes in, something comes out', () => {
  const hostile = [
    '',
    '\uD800',
    'a'.repeat(200_000),
    'e' + '\u0301'.repeat(100_000),
    '😡'.repeat(5000),
    'nicht '.repeat(9000),
  ]
  for (const text of hostile) {
    const { score, confidence } = read(text)
    expect(score).toBeGreaterThanOrEqual(-1)
    expect(confidence).toBeLessThanOrEqual(1)
    sentimentTowards(model, [text], [{ id: 'a', names: ['nicht', 'a'] }])
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { spans, score } = read(text)
      expect(Math.abs(score)).toBeLessThanOrEqual(1)
      for (const { start, end } of spans) expect(0 <= start && start < end && end <= text.length).toBe(true)
    }),
  )
})

test('bytes that are no model are refused', () => {
  expect(() => readSentimentModel(new Uint8Array(10))).toThrow('no model')
})
