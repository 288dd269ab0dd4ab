/** Width and height by the head of PNG, GIF, WebP and JPEG; null where it cannot be read. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = png(view) ?? gif(view) ?? webp(view) ?? jpeg(view)
  return size && size.width > 0 && size.height > 0 ? size : null
}

function png(view: Buffer) {
  if (view.length < 24 || view.readUInt32BE(0) !== 0x89504e47) return null
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
}

function gif(view: Buffer) {
  if (view.length < 10 || view.toString('latin1', 0, 3) !== 'GIF') return null
  return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) }
}

function webp(view: Buffer) {
  if (view.length < 30 || view.toString('latin1', 8, 12) !== 'WEBP') return null
  const kind = view.toString('latin1', 12, 16)
  if (kind === 'VP8X') return { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8 ') return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff }
  if (kind !== 'VP8L') return null
  const bits = view.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
}

function jpeg(view: Buffer) {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return null
  for (let at = 2; at + 9 < view.length; ) {
    if (view[at] !== 0xff) return null
    const marker = view[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) }
    at += 2 + view.readUInt16BE(at + 2)
  }
  return null
}
