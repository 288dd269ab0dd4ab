import { emoticonEnd } from './emoticon.ts'
import { foldOf, kindOf, secondFold, unit } from './fold.ts'
import { spread, step } from './hash.ts'

export const tokenKind = { word: 1, number: 2, emoji: 3, emoticon: 4, handle: 5, link: 6 } as const

export const shapeNames = [
  'exclamations',
  'questions',
  'mixedMarks',
  'ellipses',
  'capitals',
  'stretched',
  'hashtags',
  'handles',
  'links',
  'mails',
  'emoji',
  'happy',
  'sad',
  'quotes',
  'lines',
  'numbers',
  'percents',
  'brackets',
] as const
export type ShapeName = (typeof shapeNames)[number]
const shape = Object.fromEntries(shapeNames.map((name, at) => [name, at])) as Record<ShapeName, number>

/** Beyond this many characters a text tells a classifier nothing new. */
export const charsRead = 20_000
/** Letters of one token that are looked at; the rest of a longer one is skipped. */
const lettersRead = 64

/**
 * The tokens of the text read last. One instance is used again and again: what it holds is valid until the next call.
 * `codes[from[t]..until[t]]` are the folded letters of token t, `start`/`end` its place in the text, `hash` the hash of
 * its folded letters, `plain` that of the word without any doubled letter where it was stretched (else 0), `breaks` 1
 * where a sentence or clause ended before it.
 */
export type Tokens = {
  count: number
  codes: Uint16Array
  from: Int32Array
  until: Int32Array
  start: Int32Array
  end: Int32Array
  kind: Uint8Array
  hash: Uint32Array
  plain: Uint32Array
  breaks: Uint8Array
  shapes: Int32Array
}

const tokens: Tokens = {
  count: 0,
  codes: new Uint16Array(charsRead * 2 + 8),
  from: new Int32Array(charsRead + 1),
  until: new Int32Array(charsRead + 1),
  start: new Int32Array(charsRead + 1),
  end: new Int32Array(charsRead + 1),
  kind: new Uint8Array(charsRead + 1),
  hash: new Uint32Array(charsRead + 1),
  plain: new Uint32Array(charsRead + 1),
  breaks: new Uint8Array(charsRead + 1),
  shapes: new Int32Array(shapeNames.length),
}

let used = 0
let broken = 0
/** Where the rest of a hashtag of several words goes on, or -1. */
let split = -1
/** The text that `tokens` holds: several readers ask for the same one after another. */
let held: string | null = null

/** Reads at most `charsRead` characters, in linear time, whatever they are. */
export function readTokens(text: string): Tokens {
  if (text === held) return tokens
  held = null
  const length = Math.min(text.length, charsRead)
  tokens.count = 0
  tokens.shapes.fill(0)
  used = 0
  broken = 1
  split = -1
  let at = 0
  while (at < length) {
    const code = text.charCodeAt(at)
    const kind = kindOf(code)
    if (kind === unit.letter || kind === unit.digit) at = readWord(text, at, length)
    else if (kind === unit.space) {
      if (code === 10) {
        tokens.shapes[shape.lines]!++
        broken = 1
      }
      at++
    } else if (kind === unit.emoji) at = addEmoji(at, at + 1, code)
    else if (code >= 0xd800 && code <= 0xdbff && at + 1 < length) at = readPair(text, at, length)
    else if (code === 0x40) at = readHandle(text, at, length)
    else if (code === 0x23) {
      tokens.shapes[shape.hashtags]!++
      at++
    } else if (kind === unit.other && code < 0xd800) at = readMarks(text, at, length)
    else at++
  }
  held = text
  return tokens
}

function readWord(text: string, begin: number, length: number): number {
  if (isLink(text, begin)) return readLink(text, begin, length)
  let at = begin
  const from = used
  let capitals = 0
  let letters = 0
  let stretched = 0
  let digits = 0
  let last = 0
  const inTag = begin === split || (begin > 0 && text.charCodeAt(begin - 1) === 0x23)
  for (; at < length; at++) {
    let code = text.charCodeAt(at)
    const kind = kindOf(code)
    if (kind === unit.letter || kind === unit.digit) {
      const folded = foldOf(code)
      if (kind === unit.digit) digits++
      else {
        letters++
        // In "#DieBahnKommt" a capital after a small letter begins a new word.
        if (isCapital(code)) {
          if (inTag && last >= 0x61 && last <= 0x7a) {
            split = at
            break
          }
          capitals++
        }
      }
      last = code
      if (used - from >= lettersRead) continue
      const n = used
      if (n - from >= 2 && tokens.codes[n - 1] === folded && tokens.codes[n - 2] === folded && kind === unit.letter) {
        stretched = 1
        continue
      }
      tokens.codes[used++] = folded
      const second = secondFold(code)
      if (second !== 0) tokens.codes[used++] = second
    } else if (kind === unit.mark) {
      // "a" and a combining diaeresis are "ä", which is "ae".
      if (code === 0x308 && used > from && used - from < lettersRead && isVowelOfUmlaut(tokens.codes[used - 1]!))
        tokens.codes[used++] = 0x65
    } else if ((code === 0x27 || code === 0x2019) && at + 1 < length && at > begin) {
      code = text.charCodeAt(at + 1)
      // "don't", "geht's": the apostrophe falls away, the word stays one.
      if (kindOf(code) !== unit.letter) break
    } else break
  }
  if (
    at < length &&
    text.charCodeAt(at) === 0x40 &&
    at + 1 < length &&
    kindOf(text.charCodeAt(at + 1)) === unit.letter
  ) {
    used = from
    tokens.shapes[shape.mails]!++
    return skipAddress(text, at, length)
  }
  if (used === from) return Math.max(at, begin + 1)
  if (capitals >= 3 && capitals === letters) tokens.shapes[shape.capitals]!++
  if (stretched) tokens.shapes[shape.stretched]!++
  const isNumber = digits > 0 && letters === 0
  if (isNumber) tokens.shapes[shape.numbers]!++
  let hash = 0x811c9dc5
  // A long number says only how long it is.
  const blurred = isNumber && used - from > 4
  for (let n = from; n < used; n++) hash = step(hash, blurred ? 0x30 : tokens.codes[n]!)
  add(begin, at, isNumber ? tokenKind.number : tokenKind.word, spread(hash), from)
  if (stretched) tokens.plain[tokens.count - 1] = withoutDoubles(from)
  return at
}

function withoutDoubles(from: number): number {
  let hash = 0x811c9dc5
  for (let n = from; n < used; n++)
    if (n === from || tokens.codes[n] !== tokens.codes[n - 1]) hash = step(hash, tokens.codes[n]!)
  return spread(hash)
}

function add(start: number, end: number, kind: number, hash: number, from = used): void {
  const t = tokens.count++
  tokens.start[t] = start
  tokens.end[t] = end
  tokens.kind[t] = kind
  tokens.hash[t] = hash
  tokens.plain[t] = 0
  tokens.from[t] = from
  tokens.until[t] = used
  tokens.breaks[t] = broken
  broken = 0
}

function isCapital(code: number): boolean {
  return code < 0x80 ? code >= 0x41 && code <= 0x5a : code === 0xc4 || code === 0xd6 || code === 0xdc
}

function isVowelOfUmlaut(code: number): boolean {
  return code === 0x61 || code === 0x6f || code === 0x75
}

function isLink(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 0x20
  if (code === 0x68) return /^https?:\/\//i.test(text.slice(at, at + 8))
  return code === 0x77 && text.slice(at, at + 4).toLowerCase() === 'www.'
}

/** A link is one token; its hash is that of its host. */
function readLink(text: string, begin: number, length: number): number {
  let at = begin
  let slashes = 0
  let hash = 0x811c9dc5
  for (; at < length; at++) {
    const code = text.charCodeAt(at)
    if (kindOf(code) === unit.space || code === 0x22 || code === 0x3c || code === 0x3e) break
    if (code === 0x2f) slashes++
    else if (slashes === 0 || slashes === 2) hash = step(hash, code < 0x80 ? code | 0x20 : code)
  }
  tokens.shapes[shape.links]!++
  add(begin, at, tokenKind.link, spread(hash))
  return at
}

function readHandle(text: string, begin: number, length: number): number {
  let at = begin + 1
  let hash = 0x811c9dc5
  for (; at < length; at++) {
    const code = text.charCodeAt(at)
    const kind = kindOf(code)
    if (kind !== unit.letter && kind !== unit.digit && code !== 0x5f) break
    hash = step(hash, foldOf(code))
  }
  if (at === begin + 1) return at
  tokens.shapes[shape.handles]!++
  add(begin, at, tokenKind.handle, spread(hash))
  return at
}

function skipAddress(text: string, begin: number, length: number): number {
  let at = begin
  while (at < length && kindOf(text.charCodeAt(at)) !== unit.space) at++
  return at
}

/** A surrogate pair: an emoji, or a letter of a decorated alphabet (𝐇𝐞𝐥𝐥𝐨), which is read as its plain form. */
function readPair(text: string, begin: number, length: number): number {
  const point = text.codePointAt(begin)!
  if (point < 0x10000) return begin + 1
  if (point < 0x1d400 || point > 0x1d7ff) {
    // A skin tone or a keycap variant belongs to the emoji before it.
    if (point >= 0x1f3fb && point <= 0x1f3ff) return begin + 2
    return addEmoji(begin, begin + 2, point)
  }
  let at = begin
  const from = used
  let hash = 0x811c9dc5
  while (at + 1 < length) {
    const next = text.codePointAt(at)!
    if (next < 0x1d400 || next > 0x1d7ff) break
    const code = String.fromCodePoint(next).normalize('NFKC').toLowerCase().charCodeAt(0)
    if (used - from < lettersRead) {
      tokens.codes[used++] = code
      hash = step(hash, code)
    }
    at += 2
  }
  add(begin, at, tokenKind.word, spread(hash), from)
  return Math.max(at, begin + 2)
}

function addEmoji(start: number, end: number, point: number): number {
  tokens.shapes[shape.emoji]!++
  add(start, end, tokenKind.emoji, spread(step(0x0e30_0e30, point)))
  return end
}

/** Runs of marks: sentence ends, emoticons such as ":-(", "^^", "-.-", "<3", or nothing. */
function readMarks(text: string, begin: number, length: number): number {
  const code = text.charCodeAt(begin)
  if (code === 0x21 || code === 0x3f) return readEnds(text, begin, length)
  if (code === 0x2e || code === 0x2026) {
    let at = begin
    while (at < length && text.charCodeAt(at) === code) at++
    if (at - begin > 1 || code === 0x2026) tokens.shapes[shape.ellipses]!++
    broken = 1
    return at
  }
  if (code === 0x26) return readEntity(text, begin)
  if (code === 0x25 || code === 0x20ac || code === 0x24) tokens.shapes[shape.percents]!++
  if (isQuote(code)) tokens.shapes[shape.quotes]!++
  if (code === 0x2c || code === 0x3b || code === 0x3a || isQuote(code)) broken = 1
  const end = emoticonEnd(text, begin, length)
  if (end > begin) {
    let hash = 0x0e31_0e31
    let last = 0
    for (let at = begin; at < end; at++) {
      const next = text.charCodeAt(at)
      if (next !== last && next !== 0x2d) hash = step(hash, next)
      last = next
    }
    if (happy.includes(String.fromCharCode(last))) tokens.shapes[shape.happy]!++
    else if (last === 0x28 || last === 0x5b || last === 0x2f) tokens.shapes[shape.sad]!++
    add(begin, end, tokenKind.emoticon, spread(hash))
    return end
  }
  if (code === 0x28) tokens.shapes[shape.brackets]!++
  return begin + 1
}

const happy = ')]D*3P^'
function readEnds(text: string, begin: number, length: number): number {
  let at = begin
  let exclamations = 0
  let questions = 0
  for (; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x21) exclamations++
    else if (code === 0x3f) questions++
    else break
  }
  tokens.shapes[shape.exclamations]! += exclamations
  tokens.shapes[shape.questions]! += questions
  if (exclamations > 0 && questions > 0) tokens.shapes[shape.mixedMarks]!++
  broken = 1
  return at
}

/** "&amp;" is nothing, "&lt;3" is a heart: texts of some sources come escaped. */
function readEntity(text: string, begin: number): number {
  const found = /^&(?:amp|lt|gt|quot|#39|nbsp);/.exec(text.slice(begin, begin + 6))
  if (found === null) return begin + 1
  const end = begin + found[0].length
  if (found[0] !== '&lt;' || text[end] !== '3') return end
  tokens.shapes[shape.happy]!++
  add(begin, end + 1, tokenKind.emoticon, spread(step(step(0x0e31_0e31, 0x3c), 0x33)))
  return end + 1
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x201e || code === 0x201c || code === 0x201d || code === 0xab || code === 0xbb
}
