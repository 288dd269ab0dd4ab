import { type Cid, cidKey, isBlockOf, Link, sameCid } from './cid.ts'
import { readBlock, writeBlock } from './dag-cbor.ts'

/** What a signature is checked with: the bytes signed by the author's key. */
export type Signed = { did: string; unsigned: Uint8Array; signature: Uint8Array }
type Loose = Record<string, unknown>

const depthMost = 64

/**
 * Does the signed state of a repository hold this record under this path (or, with null, nothing there)? Every block on the
 * way from the commit down is checked by its hash. Null when it does not, or when blocks are missing.
 */
export function proveRecord(
  blocks: ReadonlyMap<string, Uint8Array>,
  given: { commit: Cid; repo: string; path: string; record: Cid | null },
): Signed | null {
  const commit = block(blocks, given.commit)
  if (!commit || commit['did'] !== given.repo || commit['version'] !== 3) return null
  const { sig: signature, ...rest } = commit
  if (!(signature instanceof Uint8Array) || !(commit['data'] instanceof Link)) return null
  const found = lookUp(blocks, commit['data'].cid, Buffer.from(given.path), depthMost)
  if (found === 'missing') return null
  const isRight = given.record === null ? found === null : found !== null && sameCid(found, given.record)
  return isRight ? { did: given.repo, unsigned: writeBlock(rest), signature } : null
}

/** Finds a key in the search tree; subtrees lie before, between and after the entries of a node. */
function lookUp(
  blocks: ReadonlyMap<string, Uint8Array>,
  root: Cid,
  wanted: Buffer,
  depth: number,
): Cid | null | 'missing' {
  const node = depth > 0 ? block(blocks, root) : null
  const entries = node?.['e']
  if (!Array.isArray(entries)) return 'missing'
  let below = node!['l']
  let key = Buffer.alloc(0)
  for (const entry of entries as Loose[]) {
    const { p: shared, k: suffix, v: value, t: after } = entry ?? {}
    if (typeof shared !== 'number' || !(suffix instanceof Uint8Array) || !(value instanceof Link)) return 'missing'
    if (shared < 0 || shared > key.length) return 'missing'
    key = Buffer.concat([key.subarray(0, shared), suffix])
    const order = Buffer.compare(wanted, key)
    if (order === 0) return value.cid
    if (order < 0) break
    below = after
  }
  return below instanceof Link ? lookUp(blocks, below.cid, wanted, depth - 1) : null
}

function block(blocks: ReadonlyMap<string, Uint8Array>, cid: Cid): Loose | null {
  const bytes = blocks.get(cidKey(cid))
  if (!bytes || !isBlockOf(cid, bytes)) return null
  const value = readBlock(bytes)
  return typeof value === 'object' && value !== null ? (value as Loose) : null
}
