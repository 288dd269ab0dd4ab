import { readFileSync } from 'node:fs'
import { commitFrame, makeSigner, plainFrame } from '../packages/channels/src/bluesky/testing/make-frames.ts'
import { startRelay } from '../packages/channels/src/bluesky/testing/relay.ts'

/** Of a hundred events: so the stream is made here. Most of the real one are likes; how many exactly changes by the day. */
const mix = { posts: 20, deletions: 1, likes: 52, reposts: 13, follows: 13, accounts: 1 }
const [posts = '', events = '0', hits = '1'] = process.argv.slice(2)
const texts = readFileSync(posts, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as string)
const everyHit = Number(hits)

const signers = Array.from({ length: 200 }, (_, at) =>
  makeSigner(
    `author${String.fromCharCode(97 + (at % 26))}${at}z`.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!),
  ),
)
const relay = await startRelay(signers)
relay.until = 0
const kinds = Object.entries(mix).flatMap(([kind, share]) => Array<string>(share).fill(kind))
let postsMade = 0

for (let seq = 1; seq <= Number(events); seq += 1) {
  // 37 and 100 have no common divisor: the kinds come mixed, each as often as its share.
  relay.frames.push(frameOf(kinds[(seq * 37) % 100]!, seq))
}
process.on('message', (until: number) => {
  relay.until = until
  relay.push()
})
process.send!({ url: relay.url, bytes: relay.frames.reduce((sum, { byteLength }) => sum + byteLength, 0) })

function frameOf(kind: string, seq: number): Uint8Array {
  const signer = signers[seq % signers.length]!
  const rkey = `3m${seq.toString(36).padStart(11, '2')}`.replace(/[0189]/g, '7')
  const subject = {
    uri: `at://${signers[(seq * 7) % 200]!.did}/app.bsky.feed.post/3m2222222222k`,
    cid: 'bafyreia64twz6wop2rxyvojfq6it5inejzbi6mz37auhodny4zkhhtcigm',
  }
  const createdAt = new Date(1_795_000_000_000 + seq * 10).toISOString()
  const create = (collection: string, record: object) =>
    commitFrame(signer, seq, {
      action: 'create',
      path: `${collection}/${seq}`,
      record: { $type: collection, createdAt, ...record },
    })
  if (kind === 'posts') return create('app.bsky.feed.post', { text: nextText(), langs: ['de'] })
  if (kind === 'deletions') return commitFrame(signer, seq, { action: 'delete', path: `app.bsky.feed.post/${rkey}` })
  if (kind === 'likes') return create('app.bsky.feed.like', { subject })
  if (kind === 'reposts') return create('app.bsky.feed.repost', { subject })
  if (kind === 'follows') return create('app.bsky.graph.follow', { subject: signer.did })
  return plainFrame('account', { did: signer.did, seq, active: true, time: createdAt })
}

/** One in so many is of the texts that meet queries, the others are of the same length in letters no query knows. */
function nextText(): string {
  postsMade += 1
  const text = texts[postsMade % texts.length]!
  return postsMade % everyHit === 0
    ? text
    : text.replace(/\p{L}/gu, (letter) => String.fromCodePoint(0x0430 + (letter.codePointAt(0)! % 32)))
}
