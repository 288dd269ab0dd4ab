import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDuplicates } from '../src/index.ts'
import { makeRandom } from '../src/learn/index.ts'
import { banking77, clinc150 } from '../train/data/intents.ts'
import { linesOf, partOf, readSource, readTable } from '../train/data/source.ts'
import { accuracy, f1Of, type Figure } from './result.ts'

type Pair = { a: string; b: string; same: boolean }

/**
 * Same concern or not, each pair alone, at the threshold the product uses; and a stream, where every text meets all before. Nothing is trained; the pairs of the test part were not
 * looked at while words were gathered. Plain: TF-IDF cosine of the words as they stand, its threshold the best on the
 * other pairs. And copies of texts with small changes made here.
 */
export function evaluate(): Figure[] {
  const own = linesOf(readFileSync(join(import.meta.dirname, '../data/duplicates.jsonl'), 'utf8')).map(
    (line) => JSON.parse(line) as Pair & { lang: string },
  )
  const faq = readTable(readSource('faq_similarity/eval_question_similarity_en.csv')).map((row) => ({
    a: row['question_1']!,
    b: row['question_2']!,
    same: row['similar'] === '1',
  }))
  const intents = intentPairs()
  return [
    ...pairFigures('own, beside another concern', besideAnother(own)),
    ...pairFigures('own, beside other concern of the same thing', own),
    ...pairFigures('faq_similarity', faq),
    ...pairFigures('banking77, same intent', intents),
    streamFigure('banking77', banking77()),
    streamFigure('clinc150', clinc150()),
    ...copyFigures(banking77().map(({ text }) => text)),
  ]
}

function pairFigures(set: string, pairs: readonly Pair[]): Figure[] {
  const known = pairs.filter(({ a }) => partOf(a) !== 'test')
  const kept = pairs.filter(({ a }) => partOf(a) === 'test')
  const truth = kept.map(({ same }) => same)
  const texts = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
  const duplicates = openDuplicates<number>()
  duplicates.add(texts.map((text, id) => ({ id, text })))
  const ours = kept.map(({ a, b }) => duplicates.similarity(a, b))
  const plain = plainSimilarity(texts)
  const plainThreshold = bestThreshold(
    known.map(({ a, b }) => plain(a, b)),
    known.map(({ same }) => same),
  )
  const said = kept.map(({ a, b }) => isOneCluster(a, b))
  const plainOurs = kept.map(({ a, b }) => plain(a, b))
  const plainSaid = plainOurs.map((similarity) => similarity >= plainThreshold)
  const precision = said.filter((is, at) => is && truth[at]).length / Math.max(1, said.filter(Boolean).length)
  const figure = { set, part: 'test', n: kept.length, goal: null }
  const guess = truth.filter((same) => !same).length / truth.length
  return [
    {
      ...figure,
      name: 'same concern, accuracy',
      majority: Math.max(guess, 1 - guess),
      baseline: accuracy(truth, plainSaid),
      ours: accuracy(truth, said),
    },
    {
      ...figure,
      name: 'same concern, F1',
      majority: f1Of(
        true,
        truth,
        truth.map(() => true),
      ),
      baseline: f1Of(true, truth, plainSaid),
      ours: f1Of(true, truth, said),
      note: `precision ${precision.toFixed(3)}`,
    },
    {
      ...figure,
      name: 'same concern, area under the curve',
      majority: 0.5,
      baseline: areaUnder(plainOurs, truth),
      ours: areaUnder(ours, truth),
      note: 'both know how common words are in the set',
    },
  ]
}

function isOneCluster(a: string, b: string): boolean {
  const [first, second] = openDuplicates<number>().add([
    { id: 1, text: a },
    { id: 2, text: b },
  ])
  return first!.cluster === second!.cluster
}

/** The rewritten pairs, and as many of a text with the rewriting of another one: what a stream is made of. */
function besideAnother(pairs: readonly Pair[]): Pair[] {
  const same = pairs.filter((pair) => pair.same)
  return same.flatMap((pair, at) => [pair, { a: pair.a, b: same[(at + 17) % same.length]!.b, same: false }])
}

/** Each test question with one of its own intent and one of another, drawn. */
function intentPairs(): Pair[] {
  const rows = banking77().filter(({ part }) => part === 'test')
  const random = makeRandom(77)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  return rows.flatMap(({ text, label }) => {
    const same = pick(rows.filter((row) => row.label === label && row.text !== text))
    const other = pick(rows.filter((row) => row.label !== label))
    return [
      { a: text, b: same.text, same: true },
      { a: text, b: other.text, same: false },
    ]
  })
}

/** Of the texts that join a cluster in other words: how many have the intent of its first text. */
function streamFigure(set: string, all: readonly { text: string; label: string | null; part: string }[]): Figure {
  const rows = all.filter(({ part, label }) => part === 'test' && label !== null).slice(0, 3_000)
  const found = openDuplicates<number>().add(rows.map(({ text }, id) => ({ id, text })))
  const joined = found.filter(({ id, cluster, sameAs }) => cluster !== id && sameAs === undefined)
  const right = joined.filter(({ id, cluster }) => rows[id]!.label === rows[cluster]!.label).length
  return {
    name: 'same concern, joined to its own intent',
    set,
    part: 'test, as a stream',
    n: rows.length,
    majority: 1 / new Set(rows.map(({ label }) => label)).size,
    baseline: null,
    ours: right / joined.length,
    goal: null,
    note: `${joined.length} joined; the guess is one of all intents`,
  }
}

const edits: [name: string, edit: (text: string) => string][] = [
  ['word for word, other case and marks', (text) => `@all ${text.toUpperCase()}!!! https://example.org/x`],
  ['a word more in front', (text) => `Unglaublich: ${text}`],
  ['one typing error', (text) => text.slice(0, 20) + text.slice(21)],
  ['a word less', (text) => text.replace(/\s\S+\s/u, ' ')],
]

/** Texts of at least 60 letters, then each with a small change: is it said to be a copy of that very text. */
function copyFigures(all: readonly string[]): Figure[] {
  const texts = all.filter((text) => text.length >= 60).slice(0, 2_000)
  const figures = edits.map(([name, edit]) => {
    const duplicates = openDuplicates<string>()
    duplicates.add(texts.map((text, at) => ({ id: `${at}`, text })))
    const found = duplicates.add(texts.map((text, at) => ({ id: `copy ${at}`, text: edit(text) })))
    const right = found.filter(({ sameAs }, at) => sameAs === `${at}`).length
    return { name: `copies, ${name}`, ours: right / texts.length }
  })
  const duplicates = openDuplicates<string>()
  const copies = duplicates
    .add(texts.map((text, at) => ({ id: `${at}`, text })))
    .filter(({ sameAs, similarity }) => sameAs !== undefined && similarity < 0.75).length
  return [
    ...figures.map((figure) => ({
      ...figure,
      set: 'banking77',
      part: 'edited',
      n: texts.length,
      majority: 0,
      baseline: null,
      goal: null,
    })),
    {
      name: 'copies, different questions left apart',
      set: 'banking77',
      part: 'as they are',
      n: texts.length,
      majority: null,
      baseline: null,
      ours: 1 - copies / texts.length,
      goal: null,
    },
  ]
}

function plainSimilarity(texts: readonly string[]): (a: string, b: string) => number {
  const words = (text: string) => [...new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
  const holders = new Map<string, number>()
  for (const text of texts) for (const word of words(text)) holders.set(word, (holders.get(word) ?? 0) + 1)
  const rarity = (word: string) => Math.log(1 + texts.length / (holders.get(word) ?? 1)) ** 2
  const length = (list: readonly string[]) => Math.sqrt(list.reduce((sum, word) => sum + rarity(word), 0)) || 1
  return (a, b) => {
    const [left, right] = [words(a), words(b)]
    const inRight = new Set(right)
    const shared = left.filter((word) => inRight.has(word)).reduce((sum, word) => sum + rarity(word), 0)
    return shared / (length(left) * length(right))
  }
}

function bestThreshold(scores: readonly number[], truth: readonly boolean[]): number {
  const right = (threshold: number) => scores.filter((score, at) => score >= threshold === truth[at]).length
  return Array.from({ length: 50 }, (_, step) => step / 50).toSorted((a, b) => right(b) - right(a))[0]!
}

/** How often a same pair is rated above another one (Mann and Whitney 1947); ties count half. */
function areaUnder(scores: readonly number[], truth: readonly boolean[]): number {
  const same = scores.filter((_, at) => truth[at])
  const other = scores.filter((_, at) => !truth[at])
  let above = 0
  for (const a of same) for (const b of other) above += a > b ? 1 : a === b ? 0.5 : 0
  return above / (same.length * other.length)
}
