import { type SuggestDocument, openSuggest, type SuggestUse } from '../src/index.ts'
import { partOf, readSource, readTable } from '../train/data/source.ts'
import { banking77 } from '../train/data/intents.ts'
import type { Figure } from './result.ts'

type Question = { text: string; answers: string[] }

/** Questions of the kept-out part to the right one among all answers; what people used for others is learnt from. */
export function evaluate(): Figure[] {
  const faq = readTable(readSource('faq_similarity/faq_200327.tsv'), '\t')
  const banking = banking77()
  const modules = [...new Set(banking.map(({ label }) => label))].map((id) => ({ id, text: id.replaceAll('_', ' ') }))
  const asked = banking.flatMap(({ text, label, part }) => (part === 'test' ? [{ text, answers: [label] }] : []))
  const uses = banking.flatMap(({ text, label, part }) => (part === 'train' ? [{ text, id: label }] : []))
  return [
    ...['de', 'en'].flatMap((lang) => figures(`faq ${lang}, question to answer`, ...questionsToAnswers(faq, lang))),
    ...figures('faq en, question to its other wording', ...otherWordings()),
    ...figures('banking77, to the name of 77 modules', modules, asked),
    ...figures('banking77, learnt from use', modules, asked, uses),
    ...figures('banking77, learnt from 5 uses each', modules, asked, few(uses, 5)),
  ]
}

function questionsToAnswers(faq: readonly Record<string, string>[], lang: string): [SuggestDocument[], Question[]] {
  const rows = faq.filter((row) => row['lang'] === lang)
  const answers = new Map<string, string>()
  for (const row of rows) answers.set(row['answer']!, row['answer']!)
  const documents = [...answers.keys()].map((text) => ({ id: text, text }))
  const questions = rows.map((row) => ({ text: row['question']!, answers: [row['answer']!] }))
  return [documents, questions.filter(({ text }) => partOf(text) === 'test')]
}

function otherWordings(): [SuggestDocument[], Question[]] {
  const rows = readTable(readSource('faq_similarity/eval_question_similarity_en.csv'))
  const documents = [...new Set(rows.map((row) => row['question_2']!))].map((text) => ({ id: text, text }))
  const same = rows.filter((row) => row['similar'] === '1')
  const texts = [...new Set(same.map((row) => row['question_1']!))]
  const questions = texts.map((text) => ({
    text,
    answers: same.flatMap((row) => (row['question_1'] === text ? [row['question_2']!] : [])),
  }))
  return [documents, questions.filter(({ text }) => partOf(text) === 'test')]
}

function few(uses: readonly SuggestUse[], count: number): SuggestUse[] {
  const seen = new Map<string, number>()
  return uses.filter(({ id }) => {
    seen.set(id, (seen.get(id) ?? 0) + 1)
    return seen.get(id)! <= count
  })
}

function figures(
  set: string,
  documents: readonly SuggestDocument[],
  questions: readonly Question[],
  uses: readonly SuggestUse[] = [],
): Figure[] {
  const suggest = openSuggest(documents, uses)
  const ours = placesOf(questions, (text) => suggest.rank(text, 100).map(({ id }) => id))
  const plain = placesOf(questions, plainRank(documents, uses))
  const share = (places: readonly number[], most: number) =>
    places.filter((place) => place <= most).length / places.length
  const mean = (places: readonly number[]) => places.reduce((sum, place) => sum + 1 / place, 0) / places.length
  const figure = { set, part: 'test', n: questions.length, goal: null }
  const guess = 1 / documents.length
  return [
    { ...figure, name: 'suggest recall@1', majority: guess, baseline: share(plain, 1), ours: share(ours, 1) },
    { ...figure, name: 'suggest recall@3', majority: 3 * guess, baseline: share(plain, 3), ours: share(ours, 3) },
    {
      ...figure,
      name: 'suggest MRR',
      majority: null,
      baseline: mean(plain),
      ours: mean(ours),
      note: 'plain: TF-IDF cosine',
    },
  ]
}

/** Places of the first right answer, counted from 1; infinite where it was not found. */
function placesOf(questions: readonly Question[], rank: (text: string) => string[]): number[] {
  return questions.map(({ text, answers }) => {
    const place = rank(text).findIndex((id) => answers.includes(id))
    return place < 0 ? Infinity : place + 1
  })
}

/** Cosine over TF-IDF of lower-cased words as they stand; what it was used for is added to a document's text. */
function plainRank(documents: readonly SuggestDocument[], uses: readonly SuggestUse[]): (text: string) => string[] {
  const texts = new Map(documents.map(({ id, text }) => [id, [text]]))
  for (const { id, text } of uses) texts.get(id)!.push(text)
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const counts = Array.from(texts, ([id, parts]) => ({ id, count: countOf(words(parts.join(' '))) }))
  const holders = new Map<string, number>()
  for (const { count } of counts) for (const word of count.keys()) holders.set(word, (holders.get(word) ?? 0) + 1)
  const weigh = (count: Map<string, number>) => {
    const weights = Array.from(count, ([word, times]): [string, number] => {
      return [word, (1 + Math.log(times)) * Math.log(1 + counts.length / (holders.get(word) ?? counts.length))]
    })
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1
    return new Map(weights.map(([word, weight]) => [word, weight / length]))
  }
  const vectors = counts.map(({ id, count }) => ({ id, weights: weigh(count) }))
  return (text) => {
    const query = [...weigh(countOf(words(text)))]
    const score = (weights: Map<string, number>) =>
      query.reduce((sum, [word, weight]) => sum + weight * (weights.get(word) ?? 0), 0)
    return vectors
      .map(({ id, weights }) => ({ id, score: score(weights) }))
      .toSorted((a, b) => b.score - a.score)
      .map(({ id }) => id)
  }
}

function countOf(words: readonly string[]): Map<string, number> {
  const count = new Map<string, number>()
  for (const word of words) count.set(word, (count.get(word) ?? 0) + 1)
  return count
}
