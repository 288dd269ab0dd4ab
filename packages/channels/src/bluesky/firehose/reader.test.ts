import { describe, expect, test } from 'vitest'
import { commitFrame, makeSigner, plainFrame } from '../testing/make-frames.ts'
import { makeReader } from './reader.ts'
import { isSignedBy } from './signature.ts'

const gerda = makeSigner('gerda')
const karl = makeSigner('karl')
const queries = [
  { name: 'Lieferung', query: 'Rad Lieferung' },
  { name: 'Werkstatt', query: 'Werkstatt' },
]
const key = (rkey: string) => `app.bsky.feed.post/${rkey}`
const post = (text: string, more: object = {}) => ({
  $type: 'app.bsky.feed.post',
  text,
  createdAt: '2026-11-19T08:00:00.000Z',
  langs: ['de'],
  ...more,
})
const created = (seq: number, rkey: string, text: string, more: object = {}, who = gerda) =>
  commitFrame(who, seq, { action: 'create', path: key(rkey), record: post(text, more) })
const reader = makeReader(queries, { prove: true })
const authorKey = { curve: 'secp256k1', key: gerda.publicKey } as const

describe('events of the stream', () => {
  test('only posts that meet a query are kept, with its name, their link and what proves them', () => {
    const { found, seq, counts } = reader.read([
      created(1, '3ma2222222222', 'Mein Rad ist noch in Lieferung'),
      created(2, '3mb2222222222', 'Schönes Wetter'),
      commitFrame(gerda, 3, {
        action: 'create',
        path: 'app.bsky.feed.like/3mc2222222222',
        record: { text: 'Werkstatt' },
      }),
    ])
    expect(found).toMatchObject([
      { what: 'post', uri: `at://${gerda.did}/${key('3ma2222222222')}`, queries: ['Lieferung'] },
    ])
    expect(found[0]!.cid).toMatch(/^bafyrei[a-z2-7]{52}$/)
    expect(JSON.parse(found[0]!.record!)).toEqual(post('Mein Rad ist noch in Lieferung'))
    expect(isSignedBy(authorKey, found[0]!.signed!)).toBe(true)
    expect({ seq, counts }).toEqual({ seq: 3, counts: { events: 3, posts: 2, unreadable: 0 } })
  })

  test('another key, or one byte of the way changed: not proven', () => {
    const [found] = reader.read([created(1, '3ma2222222222', 'Werkstatt')]).found
    expect(isSignedBy({ ...authorKey, key: karl.publicKey }, found!.signed!)).toBe(false)
    const bytes = Buffer.from(created(1, '3ma2222222222', 'Werkstatt'))
    const place = bytes.indexOf('3n22222222221')
    bytes[bytes.indexOf('app.bsky.feed.post/20', place)]! ^= 1
    const [bent] = reader.read([bytes]).found
    expect(bent?.signed ?? null).toBeNull()
  })

  test('a record that is not what its link says is not read', () => {
    const bytes = Buffer.from(created(1, '3ma2222222222', 'Werkstatt'))
    bytes[bytes.indexOf('Werkstatt')] = 0x77
    const { found, counts } = reader.read([bytes])
    expect(found).toEqual([])
    expect(counts.unreadable).toBe(1)
  })

  test('deletions are proven too; a changed post is told whether it meets a query or not', () => {
    const { found } = reader.read([
      commitFrame(gerda, 1, { action: 'delete', path: key('3ma2222222222') }),
      commitFrame(gerda, 2, { action: 'update', path: key('3mb2222222222'), record: post('etwas anderes') }),
    ])
    expect(found.map(({ what, signed }) => [what, signed && isSignedBy(authorKey, signed)])).toEqual([
      ['gone', true],
      ['changed', true],
    ])
  })

  test('what we write, and what is said to us, is left to our own presence', () => {
    const ours = makeReader(queries, { prove: false, ownDids: [karl.did] })
    const mention = { facets: [{ index: { byteStart: 0, byteEnd: 5 }, features: [{ $type: 'x', did: karl.did }] }] }
    const parent = { uri: `at://${karl.did}/${key('3m22222222222')}`, cid: 'x' }
    const { found } = ours.read([
      created(1, '3ma2222222222', 'Werkstatt', {}, karl),
      created(2, '3mb2222222222', '@karl Werkstatt', mention),
      created(3, '3mc2222222222', 'Werkstatt', { reply: { root: parent, parent } }),
      created(4, '3md2222222222', 'Werkstatt'),
    ])
    expect(found.map(({ uri }) => uri.split('/').at(-1))).toEqual(['3md2222222222'])
  })

  test('notices, errors, closed accounts and changed identities are told; unknown and broken frames stop nothing', () => {
    const batch = reader.read([
      plainFrame('info', { name: 'OutdatedCursor' }),
      plainFrame('identity', { did: gerda.did, seq: 5, time: '2026-11-19T08:00:00.000Z' }),
      plainFrame('account', {
        did: karl.did,
        seq: 6,
        active: false,
        status: 'deleted',
        time: '2026-11-19T08:00:00.000Z',
      }),
      plainFrame('account', { did: gerda.did, seq: 7, active: true, time: '2026-11-19T08:00:00.000Z' }),
      plainFrame('something-new', { seq: 8 }),
      Buffer.from('nothing of the kind'),
      new Uint8Array(),
      Buffer.alloc(50_000, 0x81),
      created(9, '3ma2222222222', 'Werkstatt'),
    ])
    expect(batch).toMatchObject({ info: 'OutdatedCursor', identities: [gerda.did], seq: 9, error: null })
    expect(batch.accounts.map(({ did, what }) => [did, what])).toEqual([
      [karl.did, 'gone'],
      [gerda.did, 'shown'],
    ])
    expect(batch.found).toHaveLength(1)
    expect(batch.counts.unreadable).toBe(3)
    expect(reader.read([plainFrame('error', { error: 'FutureCursor' })]).error).toBe('FutureCursor')
  })
})
