import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import iconv from 'iconv-lite'
import { decodeUtf7Letters } from './utf7.ts'

export type Decoded = { text: string; guessed: boolean }

/**
 * Bytes to text as a browser would: WHATWG labels (so `iso-8859-1` means windows-1252), the declared charset first,
 * a guess from the bytes when it is missing, unknown, plainly wrong or only says ASCII. Of UTF-7 only letters are
 * decoded: it can spell markup in characters that every check upstream takes for text.
 */
export function decodeBytes(bytes: Buffer, label: string): Decoded {
  const name = label
    .slice(0, 80)
    .toLowerCase()
    .replace(/^[\s"']+|[\s"';,]+$/g, '')
  if (isUtf7(name)) return { text: decodeUtf7Letters(decodeGuessed(bytes)), guessed: true }
  if (isAscii(bytes) && !escapesAscii(name, bytes)) return { text: bytes.toString('latin1'), guessed: false }
  if (name === '' || name === 'us-ascii' || name === 'ascii' || name === 'unknown-8bit' || refused.has(name)) {
    return { text: decodeGuessed(bytes), guessed: true }
  }
  const bom = byteOrderMark(bytes)
  if (bom) return { text: decoderFor(bom)?.decode(bytes) ?? '', guessed: false }
  if (name === 'utf-8' || name === 'utf8') return decodeUtf8(bytes)
  const decoder = decoderFor(name)
  if (decoder) return { text: decoder.decode(bytes), guessed: false }
  if (iconv.encodingExists(name)) return { text: iconv.decode(bytes, name), guessed: false }
  return { text: decodeGuessed(bytes), guessed: true }
}

/** Text of undeclared bytes: UTF-8 when they are valid as such, else what a lone byte above 0x7F most likely is. */
export function decodeGuessed(bytes: Buffer): string {
  const bom = byteOrderMark(bytes)
  if (bom) return decoderFor(bom)?.decode(bytes) ?? ''
  if (isUtf8(bytes)) return startsIso2022Jp(bytes) ? decode('iso-2022-jp', bytes) : bytes.toString('utf8')
  return decode('windows-1252', bytes)
}

/** Declared UTF-8 that is not: single bytes of windows-1252 are read as such, a mere slip keeps its U+FFFD. */
function decodeUtf8(bytes: Buffer): Decoded {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), guessed: false }
  return hasUtf8Sequence(bytes)
    ? { text: bytes.toString('utf8'), guessed: false }
    : { text: decode('windows-1252', bytes), guessed: true }
}

function hasUtf8Sequence(bytes: Buffer): boolean {
  const end = Math.min(bytes.length, 65_536)
  for (let i = 0; i < end; i++) {
    const lead = bytes[i] as number
    const more = lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xc2 && lead < 0xe0 ? 1 : 0
    if (more === 0) continue
    let held = 0
    while (held < more && ((bytes[i + 1 + held] ?? 0) & 0xc0) === 0x80) held++
    if (held === more) return true
  }
  return false
}

function decode(name: string, bytes: Buffer): string {
  return decoderFor(name)?.decode(bytes) ?? bytes.toString('latin1')
}

function decoderFor(name: string): TextDecoder | null {
  const known = decoders.get(name)
  if (known !== undefined) return known
  let decoder: TextDecoder | null = null
  try {
    decoder = new TextDecoder(aliases.get(name) ?? name)
  } catch {
    // an unknown label: iconv-lite or the guess comes next
  }
  if (decoders.size < 500) decoders.set(name, decoder)
  return decoder
}

/** By its letters and digits alone: iconv-lite takes `utf_7` and `u-t-f-7` for the same. */
function isUtf7(name: string): boolean {
  const plain = name.replace(/[^a-z0-9]/g, '')
  return plain.startsWith('utf7') || plain.endsWith('utf7')
}

function escapesAscii(name: string, bytes: Buffer): boolean {
  if (bytes.includes(0x1b))
    return name.startsWith('iso-2022') || ((name === '' || name.endsWith('ascii')) && startsIso2022Jp(bytes))
  return name.startsWith('utf-16') || name.startsWith('utf-32') || name.startsWith('hz') || name.startsWith('ucs')
}

function startsIso2022Jp(bytes: Buffer): boolean {
  const escape = bytes.indexOf(0x1b)
  if (escape < 0) return false
  const next = bytes.toString('latin1', escape + 1, escape + 3)
  return next === '$B' || next === '$@' || next === '(J'
}

function byteOrderMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** what mail programs write that did not know either */
const refused = new Set(['x-unknown', 'unknown', 'default', 'x-user-defined', 'binary', '8bit'])
const aliases = new Map([
  ['cp1252', 'windows-1252'],
  ['ansi', 'windows-1252'],
  ['cp932', 'shift_jis'],
  ['windows-932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['ks_c_5601', 'euc-kr'],
  ['iso-8859-8-i', 'iso-8859-8-i'],
  ['latin-1', 'windows-1252'],
  ['iso8859_1', 'windows-1252'],
])
const decoders = new Map<string, TextDecoder | null>()
