import type { Evidence } from '../analysis.ts'
import { type GroupName, tokenWeights } from '../learn/index.ts'
import type { ReadText } from './read-tone.ts'
import { experts, firstOutput, type SentimentModel } from './sentiment-model.ts'
import type { WordGrades } from './word-grades.ts'

const spansMax = 6
/** How much a grade of the lexicon adds to what the model learned of the word. */
const gradeShare = 0.12
const weightMin = 0.06
/** Long texts are carried by many words; only so many are weighed. */
const tokensWeighed = 400

/**
 * The words that speak most for praise (above 0) or complaint (below 0), the heaviest first, by the expert that was
 * heard most. Of a neutral text only words that the lexicon knows.
 */
export function evidenceOf(
  model: SentimentModel,
  { features }: ReadText,
  grades: WordGrades,
  expert: number,
  label: number,
): Evidence[] {
  const count = Math.min(grades.count, features.spans.length / 2, tokensWeighed)
  if (count === 0) return []
  const first = firstOutput[experts[expert]!]
  const learnt =
    label === 1 ? null : tokenWeights(model.head, features, first, { against: first + 2, among: wordGroups })
  const found: Evidence[] = []
  for (let t = 0; t < count; t++) {
    const felt = grades.felt[t]!
    const own = learnt === null ? 0 : learnt[t]!
    // What the lexicon knows keeps its side, whatever else the model made of the word.
    const weight = felt === 0 ? own : felt * gradeShare + (own * felt > 0 ? own : 0)
    if (Math.abs(weight) < weightMin) continue
    const start = features.spans[2 * t]!
    const end = features.spans[2 * t + 1]!
    // A word the lexicon does not know counts only in the direction that was found, and only when it is a word.
    if (felt === 0 && (end - start < 4 || (label === 0 ? weight < 0 : weight > 0))) continue
    if (felt === 0 && Math.abs(weight) < 2 * weightMin) continue
    found.push({ start, end, weight: Math.round(Math.max(-1, Math.min(1, weight)) * 100) / 100 })
  }
  return found.toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.start - b.start).slice(0, spansMax)
}

/** Their letters are many, and what carries a text is said of whole words. */
const wordGroups: readonly GroupName[] = ['word', 'pair', 'negated']
