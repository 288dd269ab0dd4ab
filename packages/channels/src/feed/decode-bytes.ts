// Bytes to text as browsers do: byte order mark, then transport, then the document's own word, then what fits.

/** The text and the encoding's name. Wrong labels are mended where the bytes themselves tell. */
export function decodeFeedBytes(raw: Uint8Array, contentType?: string): { text: string; encoding: string } {
  const marked = byMark(raw)
  if (marked !== null) return marked
  const label = known(charsetOf(contentType)) ?? known(declaredEncoding(raw)) ?? bareUtf16(raw)
  // A single-byte label on bytes that are well-formed UTF-8 beyond ASCII is wrong: such text does not occur by chance.
  if (label === null || label === 'utf-8' || singleByte.test(label)) {
    const utf8 = strictUtf8(raw)
    if (utf8 !== null) return { text: utf8, encoding: 'utf-8' }
    const fallback = label === null || label === 'utf-8' ? 'windows-1252' : label
    return { text: decode(raw, fallback), encoding: fallback }
  }
  return { text: decode(raw, label), encoding: label }
}

const singleByte = /^(?:windows-125\d|iso-8859-\d+(?:-i)?|koi8-[ru]|macintosh|x-mac-cyrillic|ibm866|windows-874)$/

function byMark(raw: Uint8Array): { text: string; encoding: string } | null {
  const [a, b, c, d] = raw
  if (a === 0xef && b === 0xbb && c === 0xbf) return { text: decode(raw, 'utf-8'), encoding: 'utf-8' }
  if (a === 0xff && b === 0xfe && c === 0 && d === 0)
    return { text: utf32(raw.subarray(4), true), encoding: 'utf-32le' }
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff)
    return { text: utf32(raw.subarray(4), false), encoding: 'utf-32be' }
  if (a === 0xff && b === 0xfe) return { text: decode(raw, 'utf-16le'), encoding: 'utf-16le' }
  if (a === 0xfe && b === 0xff) return { text: decode(raw, 'utf-16be'), encoding: 'utf-16be' }
  return null
}

/** "<?" or "<r" in two- or four-byte characters without a mark. */
function bareUtf16(raw: Uint8Array): string | null {
  if (raw[0] === 0x3c && raw[1] === 0 && raw[2] !== 0) return 'utf-16le'
  if (raw[0] === 0 && raw[1] === 0x3c && raw[2] === 0) return 'utf-16be'
  return null
}

function declaredEncoding(raw: Uint8Array): string | null {
  if (bareUtf16(raw) !== null) return bareUtf16(raw)
  const head = new TextDecoder('windows-1252').decode(raw.subarray(0, 300))
  return /^\s*<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/i.exec(head)?.[1] ?? null
}

function charsetOf(contentType: string | undefined): string | null {
  return /charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(contentType?.slice(0, 500) ?? '')?.[1] ?? null
}

function known(label: string | null): string | null {
  if (label === null) return null
  try {
    const encoding = new TextDecoder(label).encoding
    // Who writes "utf-16" above single-byte text means something else.
    return encoding.startsWith('utf-16') && !/^utf-16(?:le|be)$/i.test(label) ? null : encoding
  } catch {
    return null
  }
}

function strictUtf8(raw: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return null
  }
}

function decode(raw: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(raw)
}

function utf32(raw: Uint8Array, little: boolean): string {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength)
  const parts: string[] = []
  for (let i = 0; i + 4 <= raw.byteLength; i += 4) {
    const code = view.getUint32(i, little)
    parts.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')
  }
  return parts.join('')
}
