// What in a post is not a word: links, handles, hashtags, emoji, emoticons. One pass, no backtracking.

import type { Span } from '../analysis.ts'

export type MarkKind = 'url' | 'email' | 'handle' | 'hashtag' | 'emoji' | 'emoticon'
export type Mark = Span & { kind: MarkKind }

/** In order of appearance, not overlapping. */
export function findMarks(text: string): Mark[] {
  const marks: Mark[] = []
  let index = 0
  while (index < text.length) {
    const code = text.charCodeAt(index)
    const mark = isSpaceCode(code) ? undefined : markAt(text, index, code, marks.at(-1)?.end ?? 0)
    if (mark === undefined) {
      index++
      continue
    }
    marks.push(mark)
    index = mark.end
  }
  return marks
}

function markAt(text: string, index: number, code: number, free: number): Mark | undefined {
  if (code === 0x40) return atSign(text, index, free)
  if (code === 0x23) return named(text, index, 'hashtag')
  if (code >= 0x2190) return emojiAt(text, index)
  const isStart = index === 0 || !isWordCode(text.charCodeAt(index - 1))
  if (!isStart) return undefined
  if ((code | 32) === 0x68 || (code | 32) === 0x77) return urlAt(text, index)
  if (emoticonStarts.has(code)) return emoticonAt(text, index)
  return undefined
}

function urlAt(text: string, start: number): Mark | undefined {
  const head = text.slice(start, start + 8).toLowerCase()
  if (!head.startsWith('http://') && !head.startsWith('https://') && !head.startsWith('www.')) return undefined
  let end = start
  while (end < text.length && !isSpaceCode(text.charCodeAt(end)) && !isUrlEnd(text.charCodeAt(end))) end++
  while (end > start && isSentenceEnd(text.charCodeAt(end - 1))) end--
  return end - start > 5 ? { kind: 'url', start, end } : undefined
}

/** `@name` is a handle; `name@place.tld` an address. */
function atSign(text: string, at: number, free: number): Mark | undefined {
  if (at === 0 || !isLocalCode(text.charCodeAt(at - 1))) return named(text, at, 'handle')
  let start = at
  // No mailbox has more than 64 characters before its sign.
  while (start > free && at - start < 64 && isLocalCode(text.charCodeAt(start - 1))) start--
  let end = at + 1
  let lastDot = -1
  while (end < text.length && end - at < 254 && isHostCode(text.charCodeAt(end))) {
    if (text.charCodeAt(end) === 0x2e) lastDot = end
    end++
  }
  if (text.charCodeAt(end - 1) === 0x2e) {
    end--
    lastDot = text.lastIndexOf('.', end - 1)
  }
  return lastDot > at + 1 && end - lastDot > 2 ? { kind: 'email', start, end } : undefined
}

function named(text: string, start: number, kind: 'handle' | 'hashtag'): Mark | undefined {
  if (start > 0 && isWordCode(text.charCodeAt(start - 1))) return undefined
  let end = start + 1
  while (end < text.length && (isWordCode(text.charCodeAt(end)) || text.charCodeAt(end) === 0x5f)) end++
  // @name@server of the fediverse
  if (kind === 'handle' && text.charCodeAt(end) === 0x40) {
    let host = end + 1
    while (host < text.length && isHostCode(text.charCodeAt(host))) host++
    while (text.charCodeAt(host - 1) === 0x2e) host--
    if (host > end + 1) end = host
  }
  return end > start + 1 ? { kind, start, end } : undefined
}

const pictograph = /^\p{Extended_Pictographic}$/u

function emojiAt(text: string, start: number): Mark | undefined {
  const first = text.codePointAt(start) ?? 0
  if (!isEmojiCode(first)) return undefined
  let end = start + (first > 0xffff ? 2 : 1)
  // Skin tones, the other half of a flag, variation marks and joined pictures belong to it.
  while (end < text.length) {
    const next = text.codePointAt(end) ?? 0
    const isAddition =
      next === 0xfe0f ||
      next === 0x20e3 ||
      (next >= 0x1f3fb && next <= 0x1f3ff) ||
      (isFlag(next) && isFlag(first) && end - start === 2)
    if (isAddition) end += next > 0xffff ? 2 : 1
    else if (next === 0x200d && isEmojiCode(text.codePointAt(end + 1) ?? 0))
      end += 1 + ((text.codePointAt(end + 1) ?? 0) > 0xffff ? 2 : 1)
    else break
  }
  return { kind: 'emoji', start, end }
}

function isEmojiCode(code: number): boolean {
  if (code < 0x2190 || (code >= 0x3300 && code < 0x1f000)) return false
  return isFlag(code) || pictograph.test(String.fromCodePoint(code))
}

const isFlag = (code: number): boolean => code >= 0x1f1e6 && code <= 0x1f1ff

const emoticons = [
  ':) :-) :( :-( ;) ;-) :D :-D :P :-P :p :-p :/ :-/ :| :-| :o :-o :O :* :-* <3 </3 xD XD x) =) =( =D =/ :3 :s :S',
  ":'( :'-( :') >:( >:-( D: ^^ ^_^ -_- -.- o_O O_o \\o/ ;D ;-D ;P :)) :(( :@ :-@ :$ 8) 8-) B-) (: ):",
]
  .join(' ')
  .split(' ')
  .toSorted((a, b) => b.length - a.length)
const emoticonStarts = new Map(emoticons.map((one) => [one.charCodeAt(0), emoticons.filter((e) => e[0] === one[0])]))
/** First two signs: most colons and brackets are told from an emoticon by them. */
const beginnings = new Set(emoticons.map((one) => one.slice(0, 2)))

function emoticonAt(text: string, start: number): Mark | undefined {
  if (!beginnings.has(text.slice(start, start + 2))) return undefined
  const found = emoticonStarts.get(text.charCodeAt(start))?.find((emoticon) => text.startsWith(emoticon, start))
  if (found === undefined) return undefined
  let end = start + found.length
  // ":))))" laughs longer
  const last = text.charCodeAt(end - 1)
  while ((last === 0x29 || last === 0x28) && text.charCodeAt(end) === last) end++
  return end === text.length || !isWordCode(text.charCodeAt(end)) ? { kind: 'emoticon', start, end } : undefined
}

function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 0x5f ||
    (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7)
  )
}

const isSpaceCode = (code: number): boolean => code <= 32 || code === 0xa0
const isUrlEnd = (code: number): boolean => code === 0x3c || code === 0x3e || code === 0x22 || code === 0x201c
const isSentenceEnd = (code: number): boolean => '.,;:!?)]}\'"*_'.includes(String.fromCharCode(code))
const isLocalCode = (code: number): boolean =>
  isWordCode(code) || code === 0x2e || code === 0x2b || code === 0x2d || code === 0x25
const isHostCode = (code: number): boolean => isWordCode(code) || code === 0x2e || code === 0x2d
