// What stands beside the learnt heads: phrases of the cue lists, marks, capitals, length.

import type { Features } from '../learn/index.ts'
import { makePhraseFinder, type PhraseFound } from '../phrases/phrase-finder.ts'
import { type Cue, cueNames, cues } from './cues.ts'

/** The cue phrases in a text, in order. */
export const findCues = makePhraseFinder<Cue>(cues)
export type CueFound = PhraseFound<Cue>

export const kindSignalNames = [
  ...cueNames,
  ...cueNames.map((name) => `any ${name}`),
  ...cueNames.map((name) => `begins ${name}`),
  'question marks',
  'ends in question mark',
  'exclamation marks',
  'shouting',
  'length',
  'short',
  'links',
  'numbers',
] as const

/** One number per name of `kindSignalNames`, each about 0 to 2. */
export function kindSignals(text: string, found: readonly CueFound[], features: Features): Float64Array {
  const signals = new Float64Array(kindSignalNames.length)
  const cueCount = cueNames.length
  for (const { kind, token } of found) {
    const cue = cueNames.indexOf(kind)
    signals[cue]!++
    signals[cueCount + cue] = 1
    if (token < 4) signals[2 * cueCount + cue] = 1
  }
  for (let cue = 0; cue < cueCount; cue++) signals[cue] = Math.log2(1 + Math.min(7, signals[cue]!)) / 2
  const { questions, exclamations, shouting, links, digits, endsAsking } = marksOf(text)
  const words = features.spans.length / 2
  const few = (count: number) => Math.log2(1 + Math.min(7, count)) / 3
  const rest = [
    few(questions),
    endsAsking ? 1 : 0,
    few(exclamations),
    shouting,
    Math.log2(1 + Math.min(words, 255)) / 8,
    words < 4 ? 1 : 0,
    few(links),
    few(digits),
  ]
  signals.set(rest, 3 * cueCount)
  return signals
}

const charsRead = 2_000

function marksOf(text: string) {
  let [questions, exclamations, capitals, letters, links, digits, last] = [0, 0, 0, 0, 0, 0, 0]
  const end = Math.min(text.length, charsRead)
  for (let at = 0; at < end; at++) {
    const code = text.charCodeAt(at)
    if (code === 63) questions++
    else if (code === 33) exclamations++
    else if (code >= 65 && code <= 90) capitals++
    else if (code >= 97 && code <= 122) letters++
    else if (code >= 48 && code <= 57) digits++
    // "://" is a link
    else if (code === 47 && text.charCodeAt(at - 1) === 47 && text.charCodeAt(at - 2) === 58) links++
    if (code > 32) last = code
  }
  const shouting = Math.max(0, capitals / Math.max(12, capitals + letters) - 0.25)
  return { questions, exclamations, shouting, links, digits, endsAsking: last === 63 }
}
