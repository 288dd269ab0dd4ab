// The language of a text, from its letters and, without a model, from its function words alone.

import { detectByWords } from './language/by-words.ts'
import type { LanguageModel } from './language/language-model.ts'
import { readWords } from './language/read-words.ts'
import { foreignScript } from './language/script.ts'
import { knownWords, languagesMost, placeOf } from './language/word-votes.ts'

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
  const languages = model.codes.length
  const words = readWords(text)
  const known = knownWords(model)
  const isOne = words.count === 0 || words.passage[words.count - 1] === 0
  // Which languages passages speak for, one bit each.
  let heard = 0
  let count = 0
  total.fill(0)
  for (let first = 0, last = 0; first < words.count; first = last) {
    let size = 0
    votes.fill(0)
    for (; last < words.count && words.passage[last] === words.passage[first]; last++) {
      const place = placeOf(model, known, words, last)
      for (let k = 0; k < languages; k++) votes[k]! += known.points[place * languagesMost + k]!
      size += known.runs[place]!
    }
    for (let k = 0; k < languages; k++) total[k]! += votes[k]!
    count += size
    if (isOne || last - first < passageWords || size === 0) continue
    const { best, share } = decide(model, votes, size)
    if (share >= passageConfidence) heard |= 1 << best
  }
  if (count === 0) return unknown
  addSpanishMarks(model, text, total, count)
  const { best, share } = decide(model, total, count)
  if (share < confidenceNeeded) return unknown
  const mixed = (heard & (heard - 1)) !== 0
  return { code: model.codes[best] ?? null, confidence: Math.round(share * 100) / 100, mixed }
}

/** Only Spanish opens a question or a cry with its mark upside down: it counts as much as a good lead. */
function addSpanishMarks({ codes, scale }: LanguageModel, text: string, votes: Float64Array, count: number): void {
  const spanish = codes.indexOf('es')
  if (spanish >= 0 && /[¿¡]/.test(text.slice(0, 300))) votes[spanish]! += (4 * Math.sqrt(count)) / scale
}

const total = new Float64Array(languagesMost)
const votes = new Float64Array(languagesMost)

/** `votes` of `count` letter sequences; longer texts are surer, by the root of their length, as in training. */
function decide(model: LanguageModel, votes: Float64Array, count: number): { best: number; share: number } {
  const { offsets, temperature } = model
  const languages = model.codes.length
  const factor = model.scale / Math.sqrt(count)
  let best = 0
  for (let k = 0; k < languages; k++) {
    scores[k] = (votes[k]! * factor + offsets[k]!) / temperature
    if (scores[k]! > scores[best]!) best = k
  }
  let sum = 0
  for (let k = 0; k < languages; k++) sum += Math.exp(scores[k]! - scores[best]!)
  return { best, share: 1 / sum }
}

const scores = new Float64Array(languagesMost)
