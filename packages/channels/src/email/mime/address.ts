import type { MailAddress } from '../types.ts'
import { cleanLine } from './clean.ts'
import { decodeWords } from './header-text.ts'

export type AddressList = { list: MailAddress[]; truncated: boolean }

/**
 * Reads an address field (latin1, unfolded). Groups are flattened. An address comes only from `<…>`, from a bare word
 * with `@`, or from quotes around nothing but an address; a comment or an encoded name never becomes one, so
 * `attacker(&email=victim@victim.example)@evil.example` is attacker@evil.example and nothing else.
 */
export function readAddresses(value: string, charset: string, most: number): AddressList {
  const reader: Reader = { text: value, at: 0, charset, draft: emptyDraft(), list: [], most }
  while (reader.at < value.length) {
    if (reader.list.length >= most) return { list: reader.list, truncated: true }
    step(reader)
  }
  finish(reader)
  return { list: reader.list, truncated: false }
}

type Draft = {
  /** words of the display name, raw */
  phrase: string[]
  /** a bare word being read, comments left out */
  word: string
  /** the first bare word with an at sign */
  bare: string
  angle: string | null
  comments: string[]
  /** the name began with a quoted string */
  quotedOnly: boolean
}

type Reader = { text: string; at: number; charset: string; draft: Draft; list: MailAddress[]; most: number }

function step(reader: Reader): void {
  const { text, draft } = reader
  const char = text[reader.at] as string
  switch (char) {
    case '"':
      return readQuoted(reader)
    case '(':
      return readComment(reader)
    case '<':
      return readAngle(reader)
    case ',':
    case ';':
      finish(reader)
      break
    case ':':
      endWord(draft)
      if (draft.angle === null && draft.bare === '') reader.draft = emptyDraft()
      break
    case ' ':
    case '\t':
    case '\r':
    case '\n':
      endWord(draft)
      break
    case '\\':
      draft.word += text[++reader.at] ?? ''
      break
    case '=':
      if (draft.word === '' && text[reader.at + 1] === '?') return readEncoded(reader)
      draft.word += char
      break
    default:
      draft.word += char
  }
  reader.at++
}

/** A word of the name in quotes, or the quoted local part of `"jane doe"@example.org`. */
function readQuoted(reader: Reader): void {
  const { text, draft } = reader
  let quoted = ''
  let i = reader.at + 1
  for (; i < text.length && text[i] !== '"'; i++)
    quoted += text[i] === '\\' && i + 1 < text.length ? text[++i] : text[i]
  reader.at = i + 1
  if (text[reader.at] === '@' && draft.word === '') {
    draft.word = `"${quoted.replace(/["\\]/g, '')}"`
    return
  }
  if (draft.word !== '') quoted = `${draft.word}${quoted}`
  draft.quotedOnly = draft.phrase.length === 0 && draft.word === ''
  draft.word = ''
  draft.phrase.push(quoted)
}

function readComment(reader: Reader): void {
  const { text, draft } = reader
  let depth = 0
  let comment = ''
  let i = reader.at
  for (; i < text.length; i++) {
    const char = text[i] as string
    if (char === '\\' && i + 1 < text.length) comment += text[++i]
    else if (char === '(' && depth++ === 0) continue
    else if (char === ')' && --depth === 0) break
    else comment += char
  }
  reader.at = i + 1
  // between local part and domain a comment is a trick, not a name
  const insideAddress = draft.word !== '' && text[reader.at] === '@'
  if (!insideAddress && comment.trim() !== '') draft.comments.push(comment.trim())
}

function readAngle(reader: Reader): void {
  const { text, draft } = reader
  endWord(draft)
  let address = ''
  let quoted = false
  let i = reader.at + 1
  for (; i < text.length; i++) {
    const char = text[i] as string
    if (char === '"') quoted = !quoted
    else if (quoted && char === '\\' && i + 1 < text.length) i++
    if (!quoted) {
      if (char === '>') break
      if (char === '(') {
        const close = text.indexOf(')', i)
        if (close < 0) break
        i = close
        continue
      }
      if (char === '<') address = ''
      if (char === '<' || char === ' ' || char === '\t') continue
    }
    address += text[i]
  }
  reader.at = i + 1
  if (draft.angle === null || draft.angle === '') draft.angle = withoutRoute(address)
}

/** `@relay.example,@other.example:jane@example.org` is an address with a route nobody uses any more. */
function withoutRoute(address: string): string {
  const plain = address.startsWith('mailto:') ? address.slice(7) : address
  return plain.startsWith('@') && plain.includes(':') ? plain.slice(plain.indexOf(':') + 1) : plain
}

/** Encoded words are text of the name, whatever they decode to. */
function readEncoded(reader: Reader): void {
  const { text, draft } = reader
  const encoding = text.indexOf('?', reader.at + 2)
  const close = encoding < 0 ? -1 : text.indexOf('?=', encoding + 3)
  if (close < 0 || encoding - reader.at > 80) {
    draft.word += '=?'
    reader.at += 2
    return
  }
  const word = text.slice(reader.at, close + 2)
  const last = draft.phrase.at(-1)
  // neighbours stay together with their blank: the decoder joins characters that were cut between them
  if (last?.endsWith('?=') && last.startsWith('=?') && last.length < 4_000)
    draft.phrase[draft.phrase.length - 1] = `${last} ${word}`
  else draft.phrase.push(word)
  reader.at = close + 2
}

function endWord(draft: Draft): void {
  const { word } = draft
  if (word === '') return
  draft.word = ''
  if (draft.bare === '' && word.includes('@') && draft.angle === null) draft.bare = word
  else draft.phrase.push(word)
}

function finish(reader: Reader): void {
  const { draft, charset } = reader
  endWord(draft)
  reader.draft = emptyDraft()
  const phrase = readable(draft.phrase, charset)
  const comment = readable(draft.comments, charset)
  if (draft.angle !== null) {
    // `jane@example.org <jane@example.org>`: the bare word is the name
    const name = draft.bare === '' ? phrase : readable([draft.bare, ...draft.phrase], charset)
    push(reader, name !== '' && comment !== '' ? `${name} (${comment})` : name || comment, draft.angle)
  } else if (draft.bare !== '') push(reader, phrase || comment, draft.bare)
  else if (draft.quotedOnly && isAddress(draft.phrase)) push(reader, comment, phrase)
  else if (comment !== '' && isLocalName(draft)) push(reader, comment, phrase)
  else push(reader, phrase !== '' && comment !== '' ? `${phrase} (${comment})` : phrase || comment, '')
}

/** `From: "jane@example.org"`: quotes around the whole address by a program that knew no better. */
function isAddress(phrase: string[]): boolean {
  return phrase.length === 1 && /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253}$/.test(phrase[0] as string)
}

/** `root (Cron Daemon)`, as local mail writes it. */
function isLocalName(draft: Draft): boolean {
  return draft.phrase.length === 1 && !draft.quotedOnly && /^[\w.+-]{1,64}$/.test(draft.phrase[0] as string)
}

function push(reader: Reader, name: string, address: string): void {
  const plain = cleanLine(decodeWords(address)).slice(0, 998)
  if (name === '' && plain === '') return
  reader.list.push({ name: name.slice(0, 998), address: plain })
}

function readable(words: string[], charset: string): string {
  if (words.length === 0) return ''
  return cleanLine(
    words
      .map((word) => decodeWords(word, charset))
      .join(' ')
      .replace(/ {2,}/g, ' '),
  )
}

function emptyDraft(): Draft {
  return { phrase: [], word: '', bare: '', angle: null, comments: [], quotedOnly: false }
}
