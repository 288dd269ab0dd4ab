import { Link } from './cid.ts'
import { readFirst } from './dag-cbor.ts'

export type RepoOp = { action: string; path: string; cid: Uint8Array | null }
export type Commit = {
  kind: 'commit'
  seq: number
  repo: string
  rev: string
  /** When the relay took it, ISO 8601. */
  time: string
  ops: RepoOp[]
  commit: Uint8Array
  blocks: Uint8Array
}
export type Frame =
  | Commit
  | { kind: 'identity'; seq: number; did: string }
  | { kind: 'account'; seq: number; did: string; active: boolean; status: string; time: string }
  | { kind: 'info'; name: string }
  | { kind: 'error'; error: string }
  /** Kinds we do nothing about, and those that are not known yet. */
  | { kind: 'other'; seq: number | null }

type Loose = Record<string, unknown>
const text = (value: unknown) => (typeof value === 'string' && value.length <= 8_192 ? value : '')

/** One message of `com.atproto.sync.subscribeRepos`: a header and a body. Throws when it is neither. */
export function readFrame(bytes: Uint8Array): Frame {
  const [header, rest] = readFirst(bytes) as [Loose, Uint8Array]
  const [body] = readFirst(rest) as [Loose, Uint8Array]
  if (typeof header !== 'object' || header === null || typeof body !== 'object' || body === null)
    throw new Error('not a frame')
  if (header['op'] === -1) return { kind: 'error', error: text(body['error']) }
  if (header['t'] === '#info') return { kind: 'info', name: text(body['name']) }
  const seq = body['seq']
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) return { kind: 'other', seq: null }
  if (header['t'] === '#commit') return commitOf(body, seq)
  if (header['t'] === '#identity') return { kind: 'identity', seq, did: text(body['did']) }
  if (header['t'] !== '#account') return { kind: 'other', seq }
  const { did, active, status, time } = body
  return { kind: 'account', seq, did: text(did), active: active !== false, status: text(status), time: text(time) }
}

function commitOf(body: Loose, seq: number): Frame {
  const { repo, rev, time, ops, commit, blocks } = body
  if (!(commit instanceof Link) || !(blocks instanceof Uint8Array) || !Array.isArray(ops)) return { kind: 'other', seq }
  return {
    kind: 'commit',
    seq,
    repo: text(repo),
    rev: text(rev),
    time: text(time),
    ops: ops.slice(0, 1_000).flatMap(opOf),
    commit: commit.cid,
    blocks,
  }
}

function opOf(op: unknown): RepoOp[] {
  if (typeof op !== 'object' || op === null) return []
  const { action, path, cid } = op as Loose
  if (typeof action !== 'string' || typeof path !== 'string') return []
  return [{ action, path, cid: cid instanceof Link ? cid.cid : null }]
}
