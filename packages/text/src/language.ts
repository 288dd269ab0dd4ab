// The language of a text, from its letters and, without a model, from its function words alone.

import { detectByWords } from './language/by-words.ts'
import type { LanguageModel } from './language/language-model.ts'
import { readPassages } from './language/letter-runs.ts'
import { foreignScript } from './language/script.ts'
import { votesOf } from './language/word-votes.ts'

export type DetectedLanguage = {
  /** ISO 639-1, null when the text does not tell. */
  code: string | null
  /** 0 to 1; 0 when `code` is null. */
  confidence: number
  /** Whole passages are in another language. */
  mixed: boolean
}

const unknown: DetectedLanguage = { code: null, confidence: 0, mixed: false }

/** Below it the text is said to be of no known language: names, codes, a word of many languages. */
const confidenceNeeded = 0.2
/** A passage speaks for another language only when it is this sure and this long. */
const passageConfidence = 0.9
const passageWords = 4

/**
 * With a model: de, en, fr, it, es, nl, pl, tr and eight neighbours that are easily taken for them, other scripts by their
 * letters. Without: de and en only. Reads at most 300 characters (1,500 without a model).
 */
export function detectLanguage(text: string, model?: LanguageModel): DetectedLanguage {
  if (model === undefined) return { ...detectByWords(text), mixed: false }
  const byScript = foreignScript(text)
  if (byScript !== null) return { code: byScript.code, confidence: byScript.confidence, mixed: false }
  const total = new Float64Array(model.codes.length)
  const heard = new Set<number>()
  const passages = readPassages(text)
  let count = 0
  for (const words of passages) {
    const votes = new Float64Array(total.length)
    let size = 0
    for (const word of words) {
      const { points, runs } = votesOf(model, word)
      for (let k = 0; k < votes.length; k++) votes[k]! += points[k]!
      size += runs
    }
    for (let k = 0; k < votes.length; k++) total[k]! += votes[k]!
    count += size
    if (passages.length === 1 || words.length < passageWords || size === 0) continue
    const { best, share } = decide(model, votes, size)
    if (share >= passageConfidence) heard.add(best)
  }
  if (count === 0) return unknown
  addSpanishMarks(model, text, total, count)
  const { best, share } = decide(model, total, count)
  if (share < confidenceNeeded) return unknown
  return { code: model.codes[best] ?? null, confidence: Math.round(share * 100) / 100, mixed: heard.size > 1 }
}

/** Only Spanish opens a question or a cry with its mark upside down: it counts as much as a good lead. */
function addSpanishMarks({ codes, scale }: LanguageModel, text: string, votes: Float64Array, count: number): void {
  const spanish = codes.indexOf('es')
  const begin = text.slice(0, 300)
  if (spanish >= 0 && (begin.includes('¿') || begin.includes('¡'))) votes[spanish]! += (4 * Math.sqrt(count)) / scale
}

/** `votes` of `count` letter sequences; longer texts are surer, by the root of their length, as in training. */
function decide(model: LanguageModel, votes: Float64Array, count: number): { best: number; share: number } {
  const { offsets, temperature } = model
  const factor = model.scale / Math.sqrt(count)
  let best = 0
  for (let k = 0; k < votes.length; k++) {
    scores[k] = (votes[k]! * factor + offsets[k]!) / temperature
    if (scores[k]! > scores[best]!) best = k
  }
  let sum = 0
  for (let k = 0; k < votes.length; k++) sum += Math.exp(scores[k]! - scores[best]!)
  return { best, share: 1 / sum }
}

const scores = new Float64Array(16)
