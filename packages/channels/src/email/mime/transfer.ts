export type Transferred = { bytes: Buffer; broken: boolean }

/**
 * Undoes a Content-Transfer-Encoding. Nothing throws: bytes that are not what the header says are given back as they
 * are (`broken`), because a half-decoded attachment is worth less than the raw one. Linear in the length.
 */
export function decodeTransfer(bytes: Buffer, encoding: string): Transferred {
  switch (encoding) {
    case 'base64':
      return decodeBase64(bytes)
    case 'quoted-printable':
      return { bytes: decodeQuotedPrintable(bytes, false), broken: false }
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUu(bytes)
    default:
      return { bytes, broken: false }
  }
}

/** Base64 with line breaks; stray characters up to 1 in 50 are skipped, padding in the middle starts anew. */
export function decodeBase64(bytes: Buffer): Transferred {
  const text = bytes.toString('latin1')
  const strange = countStrange(text, text.length / 50)
  if (strange * 50 > text.length) return { bytes, broken: true }
  const padding = text.indexOf('=')
  if (padding < 0 || onlyPadding(text, padding)) return { bytes: Buffer.from(text, 'base64'), broken: strange > 0 }
  const pieces: Buffer[] = []
  for (const piece of text.split(/=+/)) if (piece.length > 1) pieces.push(Buffer.from(piece, 'base64'))
  return { bytes: Buffer.concat(pieces), broken: true }
}

function onlyPadding(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code !== 61 && code > 32) return false
  }
  return true
}

function countStrange(text: string, enough: number): number {
  let count = 0
  notBase64.lastIndex = 0
  while (count <= enough && notBase64.test(text)) count++
  return count
}

const notBase64 = /[^A-Za-z0-9+/=\s]/g

/** Quoted-printable; in header words (`Q`) an underscore is a blank. A `=` that starts nothing stays a `=`. */
export function decodeQuotedPrintable(bytes: Buffer, isWord: boolean): Buffer {
  if (!isWord && !bytes.includes(61)) return bytes
  const out = Buffer.allocUnsafe(bytes.length)
  const length = bytes.length
  let size = 0
  for (let i = 0; i < length; i++) {
    const byte = bytes[i] as number
    if (byte !== 61) {
      out[size++] = isWord && byte === 95 ? 32 : byte
      continue
    }
    const high = hex[bytes[i + 1] ?? 0] as number
    const low = hex[bytes[i + 2] ?? 0] as number
    if (high >= 0 && low >= 0) {
      out[size++] = (high << 4) | low
      i += 2
      continue
    }
    const next = softBreakEnd(bytes, i + 1)
    if (next < 0) out[size++] = 61
    else i = next - 1
  }
  return out.subarray(0, size)
}

/** Where the line after a soft break begins, or -1: at most 80 trailing blanks are looked at, so a row of `=` stays linear. */
function softBreakEnd(bytes: Buffer, from: number): number {
  let i = from
  while (i < from + 80 && (bytes[i] === 32 || bytes[i] === 9)) i++
  if (i >= bytes.length) return i
  if (bytes[i] === 13) return bytes[i + 1] === 10 ? i + 2 : i + 1
  return bytes[i] === 10 ? i + 1 : -1
}

function decodeUu(bytes: Buffer): Transferred {
  const text = bytes.toString('latin1')
  const begin = /^begin [0-7]{3,4} [^\n]*$/m.exec(text)
  if (!begin) return { bytes, broken: true }
  const out = Buffer.allocUnsafe(bytes.length)
  let size = 0
  let at = begin.index + begin[0].length + 1
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    const lineBytes = (text.charCodeAt(at) - 32) & 63
    if (text.startsWith('end', at) || lineBytes === 0) break
    for (let i = at + 1, left = lineBytes; left > 0 && i < end; i += 4, left -= 3) {
      const [a, b, c, d] = [six(text, i, end), six(text, i + 1, end), six(text, i + 2, end), six(text, i + 3, end)]
      out[size++] = (a << 2) | (b >> 4)
      if (left > 1) out[size++] = ((b << 4) | (c >> 2)) & 255
      if (left > 2) out[size++] = ((c << 6) | d) & 255
    }
    at = end + 1
  }
  return { bytes: out.subarray(0, size), broken: false }
}

function six(text: string, at: number, end: number): number {
  return at < end ? (text.charCodeAt(at) - 32) & 63 : 0
}

const hex = new Int8Array(256).fill(-1)
for (let i = 0; i < 10; i++) hex[48 + i] = i
for (let i = 0; i < 6; i++) {
  hex[65 + i] = 10 + i
  hex[97 + i] = 10 + i
}
