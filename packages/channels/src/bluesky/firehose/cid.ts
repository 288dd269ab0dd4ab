import { createHash } from 'node:crypto'

/** A link to a block: version 1, DAG-CBOR or raw bytes, SHA-256. 36 bytes. */
export type Cid = Uint8Array
const cidLength = 36
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

export class Link {
  readonly cid: Cid
  constructor(cid: Cid) {
    this.cid = cid
  }
  /** As records in JSON name blocks. */
  toJSON() {
    return { $link: cidText(this.cid) }
  }
}

/** As people and APIs write it: base32, with the letter that says so. */
export function cidText(cid: Cid): string {
  let text = 'b'
  let bits = 0
  let value = 0
  for (const byte of cid) {
    value = ((value << 8) | byte) & 0xfff
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >> (bits - 5)) & 31]
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

/** A key for maps: the bytes as text. */
export const cidKey = (cid: Cid) => Buffer.from(cid.buffer, cid.byteOffset, cid.byteLength).toString('latin1')

export function sameCid(a: Cid, b: Cid): boolean {
  return a.byteLength === b.byteLength && Buffer.compare(a, b) === 0
}

/** Do these bytes have this hash? */
export function isBlockOf(cid: Cid, bytes: Uint8Array): boolean {
  const isKnown = cid.byteLength === cidLength && cid[0] === 1 && cid[2] === 0x12 && cid[3] === 32
  return isKnown && Buffer.compare(createHash('sha256').update(bytes).digest(), cid.subarray(4)) === 0
}

/** Length of the link at the start of these bytes; 0 when it is none that we know. */
export function cidLengthAt(bytes: Uint8Array, at: number): number {
  return bytes[at] === 1 && bytes[at + 2] === 0x12 && bytes[at + 3] === 32 ? cidLength : 0
}
