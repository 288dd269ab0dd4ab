// Character references. Only the fixed set of HTML is known: what a document type declares is never expanded.
import { Parser } from 'htmlparser2'

const named = new Map<string, string>([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
])
const namesKept = 3_000

/** Decodes once. "&copy=2" without its semicolon, a bare "&" and unknown names stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\d]{1,31}));/g,
    (whole, decimal, hex, name) => {
      if (decimal !== undefined) return fromCode(Number(decimal), whole)
      if (hex !== undefined) return fromCode(Number.parseInt(hex, 16), whole)
      return fromName(name) ?? whole
    },
  )
}

/** 128–159 are windows-1252 as browsers read them; surrogates and control characters vanish. */
function fromCode(code: number, whole: string): string {
  if (code >= 128 && code <= 159) return new TextDecoder('windows-1252').decode(Uint8Array.of(code))
  if (code > 0x10ffff) return whole
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  return code < 32 && code !== 9 && code !== 10 && code !== 13 ? '' : String.fromCodePoint(code)
}

function fromName(name: string): string | null {
  const hit = named.get(name)
  if (hit !== undefined) return hit === '' ? null : hit
  let text = ''
  const parser = new Parser({ ontext: (part) => (text += part) }, { decodeEntities: true })
  parser.end(`&${name};`)
  const value = text === `&${name};` || text.endsWith(';') ? '' : text
  if (named.size < namesKept) named.set(name, value)
  return value === '' ? null : value
}
