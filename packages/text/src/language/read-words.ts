import { step } from '../learn/hash.ts'

/** More of a text tells nothing new. */
const charsRead = 300
export const wordLettersRead = 24
/** A lower-cased letter may become two or three. */
const unitsMost = charsRead * 3

/**
 * The words of the text read last in small letters: word w is `units[from[w]..until[w]]`, its hash `hash[w]`. `passage[w]`
 * counts the sentences and lines; a short one joins the next. Used again and again.
 */
export type Words = {
  count: number
  units: Uint16Array
  from: Uint16Array
  until: Uint16Array
  hash: Int32Array
  passage: Uint8Array
}

const words: Words = {
  count: 0,
  units: new Uint16Array(unitsMost),
  from: new Uint16Array(unitsMost),
  until: new Uint16Array(unitsMost),
  hash: new Int32Array(unitsMost),
  passage: new Uint8Array(unitsMost),
}

/** Links, handles and words of every language ("ok", "lol") are left out. Valid until the next call. */
export function readWords(text: string): Words {
  const { units } = words
  const length = readUnits(text)
  words.count = 0
  let passage = 0
  let inPassage = 0
  let at = 0
  while (at < length) {
    const code = units[at]!
    if (isLetter(code)) {
      const end = wordEnd(at, length)
      const isLink = startsWith(end, length, colonSlashes) || (end - at === 3 && startsWith(at, length, www))
      if (isLink) at = skipToBlank(at, length)
      else {
        if (addWord(at, Math.min(end, at + wordLettersRead), passage)) inPassage++
        at = end
      }
    } else if (code === 0x40) at = skipToBlank(at, length)
    else {
      if (inPassage >= 4 && isSentenceEnd(code)) {
        passage++
        inPassage = 0
      }
      at++
    }
  }
  return words
}

const lowered = Uint16Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code).toLowerCase().charCodeAt(0))

/** The beginning of the text in small letters, composed; returns how many code units. */
function readUnits(text: string): number {
  const { units } = words
  const length = Math.min(text.length, charsRead)
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    if (!isPlain(code)) return readComposed(text)
    units[at] = code < 0x300 ? lowered[code]! : code
  }
  return length
}

/** Latin letters but İ, marks, quotes, emoji: each alone is what it is in small letters and composed. */
function isPlain(code: number): boolean {
  if (code < 0x300) return code !== 0x130
  if (code < 0xd83c) return (code >= 0x2002 && code < 0x206a) || code === 0x20ac
  return code < 0xd83f || (code >= 0xdc00 && code < 0xe000) || code === 0xfe0f
}

function readComposed(text: string): number {
  const lower = text.slice(0, charsRead).toLowerCase().normalize('NFC')
  const length = Math.min(lower.length, unitsMost)
  for (let at = 0; at < length; at++) words.units[at] = lower.charCodeAt(at)
  return length
}

/** False for a word of every language. */
function addWord(from: number, until: number, passage: number): boolean {
  let hash = 0
  for (let at = from; at < until; at++) hash = step(hash, words.units[at]!)
  if (until - from <= 6 && everywhere.has(hash)) return false
  const w = words.count++
  words.from[w] = from
  words.until[w] = until
  words.hash[w] = hash
  words.passage[w] = passage
  return true
}

function wordEnd(start: number, length: number): number {
  const { units } = words
  let end = start + 1
  while (end < length) {
    const code = units[end]!
    const isApostrophe = (code === 0x27 || code === 0x2019) && end + 1 < length && isLetter(units[end + 1]!)
    if (!isLetter(code) && !isApostrophe) break
    end++
  }
  return end
}

function skipToBlank(start: number, length: number): number {
  let end = start + 1
  while (end < length && words.units[end]! > 32) end++
  return end
}

const colonSlashes = [0x3a, 0x2f, 0x2f]
const www = [0x77, 0x77, 0x77, 0x2e]

function startsWith(at: number, length: number, codes: readonly number[]): boolean {
  if (at + codes.length > length) return false
  for (let n = 0; n < codes.length; n++) if (words.units[at + n] !== codes[n]) return false
  return true
}

/** Latin letters, with or without accent. */
function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 0xdf && code < 0x250 && code !== 0xf7) || (code >= 0x1e00 && code < 0x1f00)
  )
}

const isSentenceEnd = (code: number): boolean => code === 0x2e || code === 0x21 || code === 0x3f || code === 0x0a

const everywhere: ReadonlySet<number> = new Set(
  'ok okay okey lol haha hahaha hihi hmm xd rofl omg wtf top super hi hallo hello hey bye pdf app wlan wifi email mail online www http https com de tv pc iban usb dhl ups'
    .split(' ')
    .map(hashOf),
)

function hashOf(word: string): number {
  let hash = 0
  for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at))
  return hash
}
