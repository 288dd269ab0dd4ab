import { decodeBytes } from './charset.ts'
import { cleanLine } from './clean.ts'
import { headerText } from './header-text.ts'

/** `text/plain; charset=utf-8; name*0*=…`: the value in lower case, parameters by lower-case name, still raw (latin1). */
export type Parameterised = { value: string; params: Map<string, string> }

/** Forgiving about what mail programs do: no semicolon between, blanks around `=`, unquoted values with blanks. */
export function readParameters(text: string): Parameterised {
  const params = new Map<string, string>()
  const semicolon = text.indexOf(';')
  const head = semicolon < 0 ? text : text.slice(0, semicolon)
  const value = (
    head
      .replace(/\([^()]*\)/g, '')
      .trim()
      .split(/\s/, 1)[0] ?? ''
  ).toLowerCase()
  let at = semicolon < 0 ? text.length : semicolon + 1
  while (at < text.length && params.size < 200) {
    const equals = text.indexOf('=', at)
    if (equals < 0) break
    const name = nameBefore(text, at, equals)
    const read = readValue(text, equals + 1, name)
    if (name !== '' && !params.has(name)) params.set(name, read.value)
    at = read.end
  }
  return { value, params }
}

/** The last word before the equals sign, so that stray text or a missing semicolon costs nothing. */
function nameBefore(text: string, from: number, equals: number): string {
  const words = text.slice(from, equals).trim().toLowerCase()
  const cut = Math.max(words.lastIndexOf(';'), words.lastIndexOf(' '), words.lastIndexOf('\t'))
  return words.slice(cut + 1)
}

function readValue(text: string, from: number, name: string): { value: string; end: number } {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at++
  if (text[at] === '"') {
    const quoted = readQuoted(text, at)
    if (quoted) return quoted
  }
  let end = text.indexOf(';', at)
  if (end < 0) end = text.length
  // only names are known to carry blanks unquoted; elsewhere a blank means that a semicolon was forgotten
  const plain = text.slice(at, end).trim()
  if (name.startsWith('name') || name.startsWith('filename') || name === 'boundary')
    return { value: plain, end: end + 1 }
  const blank = plain.search(/\s/)
  return blank < 0 ? { value: plain, end: end + 1 } : { value: plain.slice(0, blank), end: at + blank }
}

function readQuoted(text: string, open: number): { value: string; end: number } | null {
  let value = ''
  for (let i = open + 1; i < text.length; i++) {
    const char = text[i] as string
    if (char === '"') return { value, end: i + 1 }
    if (char === '\\' && i + 1 < text.length) value += text[++i]
    else value += char
  }
  return { value, end: text.length }
}

/**
 * A parameter as text: plain, with encoded words (against the letter of the RFC, but common), or in the pieces and
 * charsets of RFC 2231.
 */
export function parameterText(from: Parameterised, name: string, charset = ''): string {
  const { params } = from
  const whole = params.get(`${name}*`)
  if (whole !== undefined) return cleanLine(extended(whole))
  const first = params.get(`${name}*0*`) ?? params.get(`${name}*0`)
  if (first === undefined) return headerText(params.get(name) ?? '', charset)
  return cleanLine(pieces(params, name, charset))
}

function pieces(params: Map<string, string>, name: string, charset: string): string {
  const bytes: Buffer[] = []
  let label = ''
  let anyEncoded = false
  for (let i = 0; i < 200; i++) {
    const encoded = params.get(`${name}*${i}*`)
    const piece = encoded ?? params.get(`${name}*${i}`)
    if (piece === undefined) break
    anyEncoded ||= encoded !== undefined
    if (i === 0 && encoded !== undefined) {
      const parts = splitExtended(encoded)
      label = parts.charset
      bytes.push(percentDecode(parts.text))
    } else bytes.push(encoded === undefined ? Buffer.from(piece, 'latin1') : percentDecode(piece))
  }
  const all = Buffer.concat(bytes)
  return anyEncoded ? decodeBytes(all, label).text : headerText(all.toString('latin1'), charset)
}

function extended(value: string): string {
  const { charset, text } = splitExtended(value)
  return decodeBytes(percentDecode(text), charset).text
}

function splitExtended(value: string): { charset: string; text: string } {
  const first = value.indexOf("'")
  const second = first < 0 ? -1 : value.indexOf("'", first + 1)
  return second < 0 ? { charset: '', text: value } : { charset: value.slice(0, first), text: value.slice(second + 1) }
}

function percentDecode(text: string): Buffer {
  const bytes = text.replace(/%([0-9A-Fa-f]{2})/g, (_, pair: string) => String.fromCharCode(Number.parseInt(pair, 16)))
  return Buffer.from(bytes, 'latin1')
}
