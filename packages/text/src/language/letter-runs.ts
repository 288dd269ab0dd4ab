// The letter sequences by which languages are told apart. Unlike the features of the other models accents stay: "år" and
// "ar", "ğ" and "g" are the difference.

import { readWords, wordLettersRead, type Words } from './read-words.ts'

/** The letter sequences read last, as 32-bit hashes (signed): `hashes[0..count]`. Used again and again. */
export type Runs = { hashes: Int32Array; count: number }

const runs: Runs = { hashes: new Int32Array(2400), count: 0 }

/** Of all words of a text. Valid until the next call. */
export function readRuns(text: string): Runs {
  runs.count = 0
  const words = readWords(text)
  for (let w = 0; w < words.count; w++) addWord(words, w)
  return runs
}

/** Of one word. Valid until the next call. */
export function runsOfWord(words: Words, w: number): Runs {
  runs.count = 0
  addWord(words, w)
  return runs
}

function addWord({ units, from, until }: Words, w: number): void {
  const last = writeBytes(units, from[w]!, until[w]!)
  // What is beyond the room is not read.
  if (runs.count + 4 * last + 4 <= runs.hashes.length) addRuns(last)
}

/** The word between two blanks, as UTF-8; returns the place of the blank after it. */
function writeBytes(units: Uint16Array, start: number, end: number): number {
  let at = 1
  for (let index = start; index < end; index++) {
    const code = units[index]!
    if (code < 0x80) bytes[at++] = code
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6)
      bytes[at++] = 0x80 | (code & 0x3f)
    } else {
      bytes[at++] = 0xe0 | (code >> 12)
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
      bytes[at++] = 0x80 | (code & 0x3f)
    }
  }
  bytes[0] = 0x20
  bytes[at] = 0x20
  return at
}

const bytes = new Uint8Array(wordLettersRead * 3 + 2)

/**
 * Runs of one to three bytes with the edges, four inside the word, the first and the last four with their edge (as eld
 * has them, whose counts the model begins with), and the word.
 */
function addRuns(last: number): void {
  const { hashes } = runs
  let count = runs.count
  for (let first = 0; first < last; first++) {
    let hash = seed
    for (let size = 1; size <= 4 && first + size <= last + 1; size++) {
      hash = step(hash, bytes[first + size - 1]!)
      const hasEdge = first === 0 || first + size === last + 1
      if (size === 4 ? !hasEdge : first + size > 1) hashes[count++] = finished(hash)
    }
  }
  hashes[count++] = finished(hashOfBytes(bytes, 0, Math.min(5, last + 1)))
  if (last > 5) hashes[count++] = finished(hashOfBytes(bytes, last - 4, last + 1))
  if (last > 4) hashes[count++] = finished(hashOfBytes(bytes, 0, last + 1))
  runs.count = count
}

const seed = 0x2ee1
const step = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193) + 0x9e37

function hashOfBytes(from: Uint8Array, start: number, end: number): number {
  let hash = seed
  for (let at = start; at < end; at++) hash = step(hash, from[at]!)
  return hash
}

/** The hash of one run of bytes, for training. */
export function hashOfRun(run: Uint8Array): number {
  return finished(hashOfBytes(run, 0, run.length))
}

function finished(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return h ^ (h >>> 15)
}
