import { compileQueries, type MatchPost } from '@resonanz/text'
import { postCollection } from '../at-uri.ts'
import { readEmbed, textWithLinks } from '../post-text.ts'
import { PostRecord } from '../shapes.ts'
import { blockOf, blocksIn } from './blocks.ts'
import { cidText, isBlockOf } from './cid.ts'
import { readBlock } from './dag-cbor.ts'
import { type Commit, readFrame, type RepoOp } from './frame.ts'
import { proveRecord, type Signed } from './proof.ts'
import type { NamedQuery } from './queries.ts'

/** A post that meets queries, or one that was changed or deleted and may be among those we keep. */
export type Found = {
  what: 'post' | 'changed' | 'gone'
  uri: string
  did: string
  cid: string
  /** The record as JSON text; null for what is gone. */
  record: string | null
  queries: string[]
  time: string
  /** What proves it; null when it cannot be proven, absent when nobody asked. */
  signed?: Signed | null
}
export type Batch = {
  found: Found[]
  /** Authors whose key or handle may be another now. */
  identities: string[]
  /** Accounts of which nothing is public any more, for good or for now, or is again. */
  accounts: { did: string; seq: number; time: string; what: 'gone' | 'hidden' | 'shown' }[]
  /** Place of the last event; null when none told it. */
  seq: number | null
  /** Name of the last notice (`OutdatedCursor`), and of the error that ends the stream. */
  info: string | null
  error: string | null
  counts: { events: number; posts: number; unreadable: number }
}
/** What the thread begins with. */
export type WorkerStart = {
  queries: NamedQuery[]
  options: { prove: boolean; ownDids: string[] }
}
export type FirehoseReader = { read(frames: readonly Uint8Array[]): Batch }

/** Something about a post, before it is known whether it meets a query; in the order of the stream. */
type Looked = { found: Found; post: MatchPost | null; frame: Commit }

const folder = `${postCollection}/`
const forGood = new Set(['deleted', 'takendown'])
const forNow = new Set(['suspended', 'deactivated'])
const recordBytesMost = 100_000

/** Events of the stream → the posts that meet queries. Pure and synchronous: made for a thread of its own. */
export function makeReader(
  queries: readonly NamedQuery[],
  { prove, ownDids = [] }: { prove: boolean; ownDids?: readonly string[] },
): FirehoseReader {
  const matcher = compileQueries(queries.map(({ name, query }) => ({ id: name, query })))
  const own = new Set(ownDids)

  return {
    read(frames) {
      const batch: Batch = {
        found: [],
        identities: [],
        accounts: [],
        seq: null,
        info: null,
        error: null,
        counts: { events: frames.length, posts: 0, unreadable: 0 },
      }
      const looked: Looked[] = []
      for (const bytes of frames) {
        try {
          take(bytes, batch, looked)
        } catch {
          batch.counts.unreadable += 1
        }
      }
      const posts = looked.flatMap(({ post }) => post ?? [])
      const met = matcher.match(posts)
      let at = 0
      for (const { found, post, frame } of looked) {
        const names = post ? [...new Set(met[at++])] : []
        // What was changed or deleted may be among the kept posts, whatever it meets now.
        if (names.length > 0 || found.what !== 'post') batch.found.push(proven({ ...found, queries: names }, frame))
      }
      return batch
    },
  }

  function take(bytes: Uint8Array, batch: Batch, looked: Looked[]): void {
    const frame = readFrame(bytes)
    if (frame.kind === 'info') batch.info = frame.name
    else if (frame.kind === 'error') batch.error = frame.error
    else batch.seq = frame.seq ?? batch.seq
    if (frame.kind === 'identity') batch.identities.push(frame.did)
    if (frame.kind === 'account') {
      const { did, seq, time, active, status } = frame
      const what = active ? 'shown' : forGood.has(status) ? 'gone' : forNow.has(status) ? 'hidden' : null
      if (what) batch.accounts.push({ did, seq, time, what })
    }
    if (frame.kind !== 'commit' || own.has(frame.repo)) return
    for (const op of frame.ops) {
      if (!op.path.startsWith(folder)) continue
      batch.counts.posts += 1
      const uri = `at://${frame.repo}/${op.path}`
      const about = { uri, did: frame.repo, time: frame.time, queries: [] }
      if (op.action === 'delete') {
        looked.push({ found: { ...about, what: 'gone', cid: '', record: null }, post: null, frame })
        continue
      }
      const post = readPost(frame, op)
      if (!post) batch.counts.unreadable += 1
      else if (!isToUs(post.shape)) {
        const what = op.action === 'update' ? 'changed' : 'post'
        const found: Found = { ...about, what, cid: cidText(op.cid!), record: JSON.stringify(post.value) }
        looked.push({ found, post: toMatch(post.shape, frame.repo), frame })
      }
    }
  }

  /** Our own presence takes what is said to it. */
  function isToUs({ facets, reply }: PostRecord): boolean {
    if (own.size === 0) return false
    const didIn = (uri: string | undefined) => uri?.split('/')[2] ?? ''
    if (own.has(didIn(reply?.parent.uri))) return true
    return facets.some(({ features }) => features.some(({ did }) => typeof did === 'string' && own.has(did)))
  }

  function proven(found: Found, frame: Commit): Found {
    if (!prove) return found
    const path = found.uri.slice(`at://${found.did}/`.length)
    const record = frame.ops.find((op) => op.path === path)?.cid ?? null
    try {
      const signed = proveRecord(blocksIn(frame.blocks), { commit: frame.commit, repo: frame.repo, path, record })
      return { ...found, signed }
    } catch {
      return { ...found, signed: null }
    }
  }
}

/** The record of a post by its link, checked by its hash. */
function readPost({ blocks }: Commit, { cid }: RepoOp): { value: unknown; shape: PostRecord } | null {
  const bytes = cid ? blockOf(blocks, cid) : null
  if (!bytes || bytes.byteLength > recordBytesMost || !isBlockOf(cid!, bytes)) return null
  const value = readBlock(bytes)
  const shape = PostRecord.safeParse(value).data
  return shape ? { value, shape } : null
}

function toMatch(record: PostRecord, author: string): MatchPost {
  const { pictures, card } = readEmbed(record.embed, undefined)
  const said = [textWithLinks(record), ...pictures.map(({ alt }) => alt), card?.title ?? '']
  return {
    text: said.filter((part) => part !== '').join('\n'),
    lang: record.langs[0]?.slice(0, 2).toLowerCase() ?? null,
    author,
    source: 'bsky.app',
    channel: 'bluesky',
  }
}
