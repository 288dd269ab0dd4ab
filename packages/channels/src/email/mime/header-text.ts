import { decodeBytes, decodeGuessed } from './charset.ts'
import { cleanLine } from './clean.ts'
import { decodeQuotedPrintable } from './transfer.ts'

/**
 * A header value (latin1, one char per byte) as readable text in one line: encoded words of RFC 2047 decoded wherever
 * they stand, neighbours of one charset joined before decoding because senders cut characters in two, raw 8-bit bytes
 * read as UTF-8 or as `charset`.
 */
export function headerText(value: string, charset = ''): string {
  return cleanLine(decodeWords(value, charset))
}

export function decodeWords(value: string, charset = ''): string {
  if (!value.includes('=?')) return rawText(value, charset)
  let out = ''
  let at = 0
  let pending: EncodedWord | null = null
  for (let open = value.indexOf('=?'); open >= 0; open = value.indexOf('=?', at)) {
    const word = readWord(value, open)
    if (word === 'none left') break
    const between = value.slice(at, open)
    if (word === null) {
      out += wordText(pending) + rawText(`${between}=?`, charset)
      pending = null
      at = open + 2
      continue
    }
    if (pending && isBlank(between)) {
      if (pending.charset === word.charset) pending.bytes.push(...word.bytes)
      else {
        out += wordText(pending)
        pending = word
      }
    } else {
      out += wordText(pending) + rawText(between, charset)
      pending = word
    }
    at = word.end
  }
  return out + wordText(pending) + rawText(value.slice(at), charset)
}

type EncodedWord = { charset: string; bytes: Buffer[]; end: number }

/** The encoded word that opens at `open`; null when it is none, 'none left' when nothing behind can be one. */
function readWord(value: string, open: number): EncodedWord | null | 'none left' {
  const charsetEnd = value.indexOf('?', open + 2)
  if (charsetEnd < 0) return 'none left'
  if (charsetEnd - open > 80 || value[charsetEnd + 2] !== '?') return null
  const encoding = (value[charsetEnd + 1] ?? '').toLowerCase()
  if (encoding !== 'b' && encoding !== 'q') return null
  const textStart = charsetEnd + 3
  const close = value.indexOf('?=', textStart)
  if (close < 0) return 'none left'
  const charset = value
    .slice(open + 2, charsetEnd)
    .split('*', 1)
    .join('')
    .trim()
    .toLowerCase()
  const text = value.slice(textStart, close)
  const bytes =
    encoding === 'b' ? Buffer.from(text, 'base64') : decodeQuotedPrintable(Buffer.from(text, 'latin1'), true)
  return { charset, bytes: [bytes], end: close + 2 }
}

function wordText(word: EncodedWord | null): string {
  if (!word) return ''
  const bytes = word.bytes.length === 1 ? (word.bytes[0] as Buffer) : Buffer.concat(word.bytes)
  return decodeBytes(bytes, word.charset).text
}

/** Text outside encoded words: bytes above ASCII are UTF-8 if valid, else the mail's own charset, else windows-1252. */
function rawText(value: string, charset: string): string {
  if (!eightBit.test(value)) return value
  const bytes = Buffer.from(value, 'latin1')
  const guessed = decodeGuessed(bytes)
  return charset === '' || guessed === bytes.toString('utf8') ? guessed : decodeBytes(bytes, charset).text
}

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 32) return false
  return true
}

const eightBit = /[\x80-\xFF]|\x1B/
