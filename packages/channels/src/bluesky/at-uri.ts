import { createHash } from 'node:crypto'

export const postCollection = 'app.bsky.feed.post'
export type AtUri = { did: string; collection: string; rkey: string }

const didShape = /^did:[a-z]+:[a-zA-Z0-9._:%-]{0,2000}[a-zA-Z0-9._-]$/
const labels = '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+'
const handleShape = new RegExp(`^${labels}[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$`)
const nsidShape = /^(?:[a-zA-Z](?:[a-zA-Z0-9-]{0,62})\.){2,}[a-zA-Z][a-zA-Z0-9]{0,62}$/
const rkeyShape = /^[a-zA-Z0-9_~.:-]{1,512}$/

export const isDid = (text: string) => text.length <= 2_048 && didShape.test(text)
export const isHandle = (text: string) => text.length <= 253 && handleShape.test(text)
export const isRecordKey = (text: string) => rkeyShape.test(text) && text !== '.' && text !== '..'

/** The address of a record, as the network's own ids are written; null for everything else. */
export function readAtUri(text: unknown): AtUri | null {
  if (typeof text !== 'string' || text.length > 8_192 || !text.startsWith('at://')) return null
  const [did = '', collection = '', rkey = '', ...rest] = text.slice(5).split('/')
  if (rest.length > 0 || !isDid(did) || !nsidShape.test(collection) || !isRecordKey(rkey)) return null
  return { did, collection, rkey }
}

/** Where a person reads the post. By DID: handles change hands. */
export function permalinkOf(uri: string): string | null {
  const at = readAtUri(uri)
  return at?.collection === postCollection ? `https://bsky.app/profile/${at.did}/post/${at.rkey}` : null
}

/**
 * The key of a record of ours, made from the token of its sending: the same token, the same key, so a second creating is
 * refused by the network. Times come from the token's own id where it holds one, as records lie in the order of their keys.
 */
export function tidOfToken(token: string): string {
  const hash = createHash('sha256').update(token).digest()
  const uuid = /([0-9a-f]{8})-?([0-9a-f]{4})-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}/.exec(token)
  const milliseconds = uuid ? Number.parseInt(uuid[1]! + uuid[2]!, 16) : 1_700_000_000_000 + hash.readUInt32BE(8)
  const microseconds = BigInt(milliseconds) * 1000n + BigInt(hash.readUInt16BE(0) % 1000)
  const clock = BigInt(hash.readUInt16BE(2) & 1023)
  return base32((((microseconds & 0x1fffffffffffffn) << 10n) | clock) & 0x7fffffffffffffffn)
}

/** When a key of this kind was made, by whoever made it; null when it is none. */
export function timeOfTid(text: string): string | null {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(text)) return null
  const value = [...text].reduce((sum, sign) => (sum << 5n) | BigInt(sortable.indexOf(sign)), 0n)
  return new Date(Number((value >> 10n) / 1_000n)).toISOString()
}

const sortable = '234567abcdefghijklmnopqrstuvwxyz'

function base32(value: bigint): string {
  let text = ''
  for (let at = 60n; at >= 0n; at -= 5n) text += sortable[Number((value >> at) & 31n)]
  return text
}
