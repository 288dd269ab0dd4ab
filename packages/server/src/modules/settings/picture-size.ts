export type Picture = { type: 'image/png' | 'image/jpeg' | 'image/webp'; width: number; height: number }

/** What these bytes are and how large they draw; null for everything that is none of the three, whatever it is called. */
export function pictureOf(bytes: Buffer): Picture | null {
  const found = pngOf(bytes) ?? jpegOf(bytes) ?? webpOf(bytes)
  return found && found.width > 0 && found.height > 0 ? found : null
}

const pngHead = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
function pngOf(bytes: Buffer): Picture | null {
  if (bytes.length < 33 || !bytes.subarray(0, 16).equals(pngHead)) return null
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

/** Frames begin with C0 to CF, but for tables (C4), extensions (C8) and conditioning (CC). */
const isFrame = (kind: number) => kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc
function jpegOf(bytes: Buffer): Picture | null {
  if (bytes.length < 12 || bytes.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    if (bytes[at] !== 0xff) return null
    if (isFrame(bytes[at + 1]!))
      return { type: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
  }
  return null
}

function webpOf(bytes: Buffer): Picture | null {
  if (bytes.length < 30 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP')
    return null
  const type = 'image/webp' as const
  const chunk = bytes.toString('latin1', 12, 16)
  if (chunk === 'VP8X') return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
  if (chunk === 'VP8 ') return { type, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
  if (chunk !== 'VP8L') return null
  const bits = bytes.readUInt32LE(21)
  return { type, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
