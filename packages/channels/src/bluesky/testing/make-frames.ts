import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { encode } from 'cborg'
import { Link } from '../firehose/cid.ts'
import { writeBlock } from '../firehose/dag-cbor.ts'

// Frames as a relay sends them, made and signed here: for tests without a network, and for measuring.
export type Signer = { did: string; key: KeyObject; publicKey: KeyObject }
export type MadeOp = { action: 'create' | 'update' | 'delete'; path: string; record?: unknown }

export function makeSigner(name: string): Signer {
  const pair = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
  return { did: `did:plc:${name.padEnd(24, 'a').slice(0, 24)}`, key: pair.privateKey, publicKey: pair.publicKey }
}

/** A commit of one change, with the way through the tree down to it as relays send it: some five blocks. */
export function commitFrame({ did, key }: Signer, seq: number, { action, path, record }: MadeOp): Uint8Array {
  const blocks: { cid: Uint8Array; bytes: Uint8Array }[] = []
  const add = (bytes: Uint8Array) => {
    const cid = cidOf(bytes)
    blocks.push({ cid, bytes })
    return new Link(cid)
  }
  const value = record === undefined ? null : add(writeBlock(record))
  const root = add(treeAround(path, action === 'delete' ? null : value, (node) => add(writeBlock(node))))
  const rev = `3n${String(seq).padStart(11, '2')}`.slice(0, 13)
  const unsigned = { did, version: 3, data: root, rev, prev: null }
  const commit = add(writeBlock({ ...unsigned, sig: signLow(key, writeBlock(unsigned)) }))
  const body = {
    ops: [{ action, path, cid: action === 'delete' ? null : value }],
    rev,
    seq,
    repo: did,
    time: new Date(1_795_000_000_000 + seq * 10).toISOString(),
    blobs: [],
    since: null,
    blocks: archive(commit, blocks),
    commit,
    rebase: false,
    tooBig: false,
  }
  return Buffer.concat([writeBlock({ t: '#commit', op: 1 }), writeBlock(body)])
}

export function plainFrame(kind: string, body: Record<string, unknown>): Uint8Array {
  const header = kind === 'error' ? { op: -1 } : { t: `#${kind}`, op: 1 }
  return Buffer.concat([encode(header), encode(body)])
}

const neighbours = 8
const levels = 3

/** Three nodes above one another, with other records around the path. */
function treeAround(path: string, value: Link | null, add: (node: object) => Link): Uint8Array {
  const [collection = ''] = path.split('/')
  let below: Link | null = null
  for (let level = 0; ; level += 1) {
    const keys = Array.from({ length: neighbours * 2 }, (_, at) => {
      const letter = at < neighbours ? '2' : 'z'
      return `${collection}/${letter}${level}${String(at).padStart(11, '2')}`
    })
    const entries = keys.map((key): [string, Link] => [key, new Link(cidOf(Buffer.from(key)))])
    if (level === 0 && value) entries.push([path, value])
    const node = nodeOf(
      entries.toSorted(([a], [b]) => (a < b ? -1 : 1)),
      below,
      path,
    )
    if (level === levels - 1) return writeBlock(node)
    below = add(node)
  }
}

function nodeOf(entries: [string, Link][], below: Link | null, path: string) {
  let before = ''
  const list = entries.map(([key, v], at) => {
    let p = 0
    while (p < before.length && before[p] === key[p]) p += 1
    before = key
    const next = entries[at + 1]?.[0]
    const holdsBelow = key < path && (next === undefined || next > path)
    return { p, k: Buffer.from(key.slice(p)), v, t: holdsBelow ? below : null }
  })
  return { l: null, e: list }
}

function archive(root: Link, blocks: { cid: Uint8Array; bytes: Uint8Array }[]): Uint8Array {
  const header = writeBlock({ roots: [root], version: 1 })
  const sections = blocks.map(({ cid, bytes }) => [varint(cid.byteLength + bytes.byteLength), cid, bytes])
  return Buffer.concat([varint(header.byteLength), header, ...sections.flat()])
}

function varint(value: number): Uint8Array {
  const bytes = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest & 127) | 128)
  }
}

function cidOf(bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(1, 0x71, 0x12, 32), createHash('sha256').update(bytes).digest()])
}

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n

/** Only the lower of the two forms of a signature counts. */
function signLow(key: KeyObject, bytes: Uint8Array): Uint8Array {
  const signature = sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' })
  const s = BigInt(`0x${signature.subarray(32).toString('hex')}`)
  if (s <= order / 2n) return signature
  return Buffer.concat([signature.subarray(0, 32), Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex')])
}
