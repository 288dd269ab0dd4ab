import { type Cid, cidKey, cidLengthAt } from './cid.ts'

const sectionsMost = 10_000

/** The blocks of a CAR archive (version 1) by their links. What cannot be read ends the reading; what came before counts. */
export function blocksIn(archive: Uint8Array): Map<string, Uint8Array> {
  const blocks = new Map<string, Uint8Array>()
  for (const { cid, bytes } of sections(archive)) blocks.set(cidKey(cid), bytes)
  return blocks
}

/** Only one of them; null when it is not there. */
export function blockOf(archive: Uint8Array, wanted: Cid): Uint8Array | null {
  for (const { cid, bytes } of sections(archive)) if (Buffer.compare(cid, wanted) === 0) return bytes
  return null
}

function* sections(archive: Uint8Array): Generator<{ cid: Cid; bytes: Uint8Array }> {
  const header = lengthAt(archive, 0)
  if (!header) return
  let at = header.next + header.length
  for (let count = 0; count < sectionsMost && at < archive.byteLength; count += 1) {
    const section = lengthAt(archive, at)
    if (!section) return
    const end = section.next + section.length
    const cidLength = cidLengthAt(archive, section.next)
    if (cidLength === 0 || end > archive.byteLength || section.length < cidLength) return
    const start = section.next + cidLength
    yield { cid: archive.subarray(section.next, start), bytes: archive.subarray(start, end) }
    at = end
  }
}

/** A variable-length number, seven bits a byte. */
function lengthAt(bytes: Uint8Array, from: number): { length: number; next: number } | null {
  let length = 0
  for (let at = from, shift = 0; shift < 28; at += 1, shift += 7) {
    const byte = bytes[at]
    if (byte === undefined) return null
    length |= (byte & 127) << shift
    if (byte < 128) return { length, next: at + 1 }
  }
  return null
}
