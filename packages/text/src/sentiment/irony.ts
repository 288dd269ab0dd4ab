import { readTokens, type Tokens } from '../learn/tokens.ts'
import type { WordGrades } from './word-grades.ts'

/** `strength`: how much of the praise is to be taken as scorn, 0 to 1. */
export type Irony = { isHinted: boolean; strength: number; isPraised: boolean; isComplained: boolean }

const none: Irony = { isHinted: false, strength: 0, isPraised: false, isComplained: false }

/**
 * Praise that is meant the other way round, as people write it to companies: "danke für nichts", "na toll", "super,
 * wieder 40 Minuten Verspätung", "great, another delay 🙄". `tokens` and `grades` are those read last.
 */
export function ironyOf(tokens: Tokens, grades: WordGrades): Irony {
  const praised: number[] = []
  let complaints = 0
  let isRolling = false
  for (let t = 0; t < grades.count; t++) {
    const felt = grades.felt[t]!
    if (grades.isSign[t] !== 0) {
      if (felt < 0) isRolling = true
    } else if (felt >= 2) praised.push(t)
    else if (felt <= -1) complaints++
  }
  if (praised.length === 0) return complaints === 0 ? none : { ...none, isComplained: true }
  let [again, spans, scorn] = [0, 0, 0]
  for (let t = 0; t < tokens.count; t++) {
    const hash = tokens.hash[t]!
    if (againWords.has(hash)) again++
    if (timeWords.has(hash)) spans++
    if (t + 2 < tokens.count && scornful.has(rowHash(tokens.hash, t, 3))) scorn++
    if (t + 1 < tokens.count && scornful.has(rowHash(tokens.hash, t, 2))) scorn++
  }
  const isComplained = complaints > 0
  if (scorn > 0) return { isHinted: true, strength: 0.85, isPraised: true, isComplained }
  const isEarly = praised[0]! <= 3 && praised.length <= 2
  const isAgain = again > 0 || isRolling
  // Only a hint: "super, wieder pünktlich" looks the same but for the word that follows.
  if (isEarly && isAgain && (isComplained || spans > 0))
    return { isHinted: true, strength: 0.25, isPraised: true, isComplained }
  return { isHinted: isRolling && again > 0, strength: 0, isPraised: true, isComplained }
}

function rowHash(hashes: Uint32Array, from: number, size: number): number {
  let hash = size
  for (let n = from; n < from + size; n++) hash = (Math.imul(hash, 31) ^ hashes[n]!) >>> 0
  return hash
}

const againWords = hashesOf(
  'wieder schonmal nochmal erneut mal täglich jedesmal ständig dauernd again another yet always still everyday',
)
const timeWords = hashesOf(
  'minute minuten min stunde stunden std tage tagen wochen monate monaten verspätung verspätet minutes mins hour hours hrs days weeks months late delay delayed',
)
const scornful = new Set(
  [
    'danke für nichts',
    'dank für nichts',
    'na toll',
    'na super',
    'na klasse',
    'na prima',
    'na bravo',
    'na danke',
    'ganz toll gemacht',
    'ganz großes kino',
    'großes kino',
    'wirklich großartig nicht',
    'toller service nicht',
    'super service nicht',
    'echt toller laden',
    'selten so gelacht',
    'vielen dank auch',
    'schönen dank auch',
    'danke auch',
    'thanks for nothing',
    'thank for nothing',
    'gee thanks',
    'oh great',
    'oh joy',
    'just great',
    'just perfect',
    'just wonderful',
    'way to go',
    'yeah right',
    'well done not',
    'what a joke',
  ].map((phrase) => {
    const tokens = readTokens(phrase)
    return rowHash(tokens.hash, 0, tokens.count)
  }),
)

function hashesOf(words: string): ReadonlySet<number> {
  const tokens = readTokens(words)
  return new Set(Array.from({ length: tokens.count }, (_, t) => tokens.hash[t]!))
}
