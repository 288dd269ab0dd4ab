import { emojiWord, makeWords, mentionWord, readWords } from '../match/words.ts'

/** What tells a text from others: `exact` is the same for the same words, `signature` alike for like texts. */
export type TextMark = { exact: number; signature: Int32Array; letters: number }

export const signatureSize = 64
const shingle = 5
const lettersRead = 4_000
const words = makeWords()
const letters = new Uint16Array(lettersRead + 70)

/**
 * Case, marks, links, handles and emoji do not count. The signature is a MinHash of runs of five letters with one
 * permutation in 64 bins, empty bins filled from the next (Shrivastava and Li 2014): one pass, whatever the text.
 */
export function markText(text: string): TextMark {
  readWords(text.slice(0, 8_000).replace(/https?:\/\/\S+/gi, ' '), words)
  let count = 0
  let high = 0x811c9dc5 | 0
  let low = 0x2545f491
  for (let w = 0; w < words.count && count < lettersRead; w += 1) {
    if (words.markers[w] === mentionWord || words.markers[w] === emojiWord) continue
    const end = Math.min(words.ends[w]!, words.starts[w]! + 64)
    for (let k = words.starts[w]!; k < end; k += 1) letters[count++] = words.units[k]!
    letters[count++] = 32
  }
  if (count === 0) for (; count < Math.min(text.length, 64); count += 1) letters[count] = text.charCodeAt(count)
  for (let k = 0; k < count; k += 1) {
    high = Math.imul(high ^ letters[k]!, 0x01000193)
    low = Math.imul(low + letters[k]!, 0x85ebca6b) ^ (low >>> 13)
  }
  return { exact: (high >>> 0) * 2 ** 21 + (low >>> 11), signature: signatureOf(count), letters: count }
}

/** The share of runs two texts have in common, from their signatures; its error is about 0.06. */
export function likeness(a: Int32Array, aAt: number, b: Int32Array, bAt: number): number {
  let same = 0
  for (let bin = 0; bin < signatureSize; bin += 1) if (a[aAt + bin] === b[bAt + bin]) same += 1
  return same / signatureSize
}

function signatureOf(count: number): Int32Array {
  const bins = new Int32Array(signatureSize).fill(-1)
  const runs = Math.max(1, count - shingle + 1)
  for (let from = 0; from < runs; from += 1) {
    let h = 0x811c9dc5 | 0
    for (let k = from; k < from + shingle && k < count; k += 1) h = Math.imul(h ^ letters[k]!, 0x01000193)
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
    h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
    h ^= h >>> 15
    const bin = h >>> 26
    const value = h & 0x3ffffff
    if (bins[bin] === -1 || value < bins[bin]!) bins[bin] = value
  }
  const filled = bins.slice()
  for (let bin = 0; bin < signatureSize; bin += 1) {
    if (filled[bin] !== -1) continue
    let step = 1
    while (bins[(bin + step) % signatureSize] === -1) step += 1
    filled[bin] = (bins[(bin + step) % signatureSize]! + Math.imul(step, 0x3c6ef35f)) & 0x3ffffff
  }
  return filled
}
