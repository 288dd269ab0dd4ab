import {
  astralClass,
  at,
  characterTable,
  emoji,
  firstLetter,
  hash,
  highSurrogate,
  invisible,
  joiner,
  mark,
} from './characters.ts'

/** More of one post is not read: 20,000 words are a small book. */
const charsRead = 200_000
const wordsRead = 20_000
/** A longer run of letters is no word anybody asks for: it takes its place among the words and matches nothing. */
export const longestWord = 64

export const plainWord = 0
export const hashtagWord = 1
export const mentionWord = 2
export const emojiWord = 3

/**
 * The words of one text as numbers, without building strings: of word w the lower-case units stand in `units` from
 * `starts[w]` to `ends[w]`. Meant to be filled again for every text.
 */
export type Words = {
  count: number
  units: Uint16Array
  starts: Int32Array
  ends: Int32Array
  hashes: Int32Array
  /** plainWord, hashtagWord (#), mentionWord (@) or emojiWord. */
  markers: Uint8Array
  /** 1 when one joiner alone stands between this word and the one before it. */
  joined: Uint8Array
  /** Place among the words; an emoji has that of the word before it. */
  positions: Int32Array
}

export function makeWords(): Words {
  return {
    count: 0,
    units: new Uint16Array(4096),
    starts: new Int32Array(512),
    ends: new Int32Array(512),
    hashes: new Int32Array(512),
    markers: new Uint8Array(512),
    joined: new Uint8Array(512),
    positions: new Int32Array(512),
  }
}

/** Lower-cased runs of letters and digits; a combining mark is composed into its letter where there is such a letter. */
export function readWords(text: string, words: Words): void {
  const table = characterTable()
  const length = Math.min(text.length, charsRead)
  if (words.units.length < length) words.units = new Uint16Array(length * 2)
  const units = words.units
  let count = 0
  let end = 0
  let position = -1
  let previousEnd = -2
  let i = 0
  while (i < length && count < wordsRead) {
    const value = table[text.charCodeAt(i)]!
    if (value < firstLetter) {
      const found = value === emoji || value === highSurrogate ? pictureOrLetter(text, i, value) : 0
      if (found === emoji) {
        const size = value === emoji ? 1 : 2
        if (count === words.starts.length) grow(words)
        words.starts[count] = end
        for (let k = 0; k < size; k += 1) units[end++] = text.charCodeAt(i + k)
        words.ends[count] = end
        words.hashes[count] = hashUnits(units, end - size, end)
        words.markers[count] = emojiWord
        words.joined[count] = 0
        words.positions[count] = Math.max(position, 0)
        count += 1
        i += size
        continue
      }
      if (found !== firstLetter) {
        i += 1
        continue
      }
    }
    const start = end
    const from = i
    let h = hashSeed
    let composed = false
    for (; i < length; i += 1) {
      const value = table[text.charCodeAt(i)]!
      if (value >= firstLetter) {
        units[end++] = value
        h = Math.imul(h ^ value, hashPrime)
      } else if (value === mark) {
        end = addMark(units, end, text.charCodeAt(i))
        composed = true
      } else if (value === highSurrogate && pictureOrLetter(text, i, value) === firstLetter) {
        units[end++] = text.charCodeAt(i)
        units[end++] = text.charCodeAt(i + 1)
        composed = true
        i += 1
      } else if (value !== invisible) break
    }
    if (count === words.starts.length) grow(words)
    const before = from === 0 ? 0 : table[text.charCodeAt(from - 1)]!
    position += 1
    words.starts[count] = start
    words.ends[count] = end
    words.hashes[count] = composed ? hashUnits(units, start, end) : h ^ (h >>> 15)
    words.markers[count] = before === hash ? hashtagWord : before === at ? mentionWord : plainWord
    words.joined[count] = before === joiner && from === previousEnd + 1 ? 1 : 0
    words.positions[count] = position
    previousEnd = i
    count += 1
  }
  words.count = count
}

const hashSeed = 0x811c9dc5 | 0
const hashPrime = 0x01000193

/** FNV-1a over code units, mixed once. */
export function hashUnits(units: Uint16Array, start: number, end: number): number {
  let h = hashSeed
  for (let k = start; k < end; k += 1) h = Math.imul(h ^ units[k]!, hashPrime)
  return h ^ (h >>> 15)
}

export function textOf(units: Uint16Array, start: number, end: number): string {
  let text = ''
  for (let k = start; k < end; k += 1) text += String.fromCharCode(units[k]!)
  return text
}

function pictureOrLetter(text: string, index: number, value: number): number {
  if (value === emoji) return emoji
  const low = text.charCodeAt(index + 1)
  // A surrogate without its other half is a separator.
  return low >= 0xdc00 && low <= 0xdfff ? astralClass(text.codePointAt(index)!) : 0
}

/**
 * Only the letter right before is tried, so any number of marks is linear. A Latin mark without such a letter is left
 * out, marks of other scripts (vowel signs) stay as they are.
 */
function addMark(units: Uint16Array, end: number, unit: number): number {
  if (unit > 0x36f) {
    units[end] = unit
    return end + 1
  }
  const pair = String.fromCharCode(units[end - 1]!, unit).normalize('NFC')
  if (pair.length === 1) units[end - 1] = pair.charCodeAt(0)
  return end
}

function grow(words: Words): void {
  const size = words.starts.length * 2
  const larger = <T extends Int32Array | Uint8Array>(old: T, fresh: T): T => {
    fresh.set(old)
    return fresh
  }
  words.starts = larger(words.starts, new Int32Array(size))
  words.ends = larger(words.ends, new Int32Array(size))
  words.hashes = larger(words.hashes, new Int32Array(size))
  words.positions = larger(words.positions, new Int32Array(size))
  words.markers = larger(words.markers, new Uint8Array(size))
  words.joined = larger(words.joined, new Uint8Array(size))
}
