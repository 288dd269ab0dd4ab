// The letter sequences by which languages are told apart. Unlike the features of the other models accents stay: "år" and
// "ar", "ğ" and "g" are the difference.

/** More of a text tells nothing new. */
const charsRead = 300
const wordLettersRead = 24

/** The letter sequences read last, as 32-bit hashes (signed): `hashes[0..count]`. Used again and again. */
export type Runs = { hashes: Int32Array; count: number }

const runs: Runs = { hashes: new Int32Array(charsRead * 8), count: 0 }

/** Of all words of a text. Valid until the next call. */
export function readRuns(text: string): Runs {
  runs.count = 0
  for (const words of readPassages(text)) for (const word of words) addWord(word)
  return runs
}

/** Of one word. Valid until the next call. */
export function runsOfWord(word: string): Runs {
  runs.count = 0
  addWord(word)
  return runs
}

/**
 * The words of a text in small letters, by passages (a sentence or line; a short one joins the next). Links, handles and
 * words of every language ("ok", "lol") are left out.
 */
export function readPassages(text: string): string[][] {
  const passages: string[][] = []
  let words: string[] = []
  const lower = text.slice(0, charsRead).toLowerCase().normalize('NFC')
  let at = 0
  while (at < lower.length) {
    const code = lower.charCodeAt(at)
    if (isLetter(code)) {
      const end = wordEnd(lower, at)
      const isLink = lower.charCodeAt(end) === 0x3a && lower.startsWith('://', end)
      if (isLink || (end - at === 3 && lower.startsWith('www.', at))) at = skipToBlank(lower, at)
      else {
        const word = lower.slice(at, Math.min(end, at + wordLettersRead))
        if (word.length > 6 || !everywhere.has(word)) words.push(word)
        at = end
      }
      continue
    }
    if (code === 0x40) at = skipToBlank(lower, at)
    else {
      if (words.length >= 4 && isSentenceEnd(code)) {
        passages.push(words)
        words = []
      }
      at++
    }
  }
  if (words.length > 0) passages.push(words)
  return passages
}

function addWord(word: string): void {
  const last = writeBytes(word, 0, word.length)
  // A lower-cased letter may become two; what is beyond the room is not read.
  if (runs.count + 4 * last + 4 <= runs.hashes.length) addRuns(last)
}

/** The word between two blanks, as UTF-8; returns the place of the blank after it. */
function writeBytes(text: string, start: number, end: number): number {
  let at = 1
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index)
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

function wordEnd(text: string, start: number): number {
  let end = start + 1
  while (end < text.length) {
    const code = text.charCodeAt(end)
    const isApostrophe = (code === 0x27 || code === 0x2019) && isLetter(text.charCodeAt(end + 1))
    if (!isLetter(code) && !isApostrophe) break
    end++
  }
  return end
}

function skipToBlank(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && text.charCodeAt(end) > 32) end++
  return end
}

/** Latin letters, with or without accent. */
function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 0xdf && code < 0x250 && code !== 0xf7) || (code >= 0x1e00 && code < 0x1f00)
  )
}

const isSentenceEnd = (code: number): boolean => code === 0x2e || code === 0x21 || code === 0x3f || code === 0x0a

const everywhere: ReadonlySet<string> = new Set(
  'ok okay okey lol haha hahaha hihi hmm xd rofl omg wtf top super hi hallo hello hey bye pdf app wlan wifi email mail e-mail online internet www http https com de tv pc iban usb dhl ups'.split(
    ' ',
  ),
)
