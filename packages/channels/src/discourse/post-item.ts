import { createHash } from 'node:crypto'
import type { RawItem } from '../connector.ts'
import { utc } from '../kit/message.ts'
import type { Post } from './shapes.ts'

export type PostFacts = { edited?: boolean }

/**
 * The same whether it was pushed or read. Its version is its words, whether it is hidden, and
 * when: small edits leave the forum's own number as it was, and words may come back to what they were.
 */
export function postItem(given: unknown, post: Post, facts: PostFacts): RawItem {
  const occurredAt = utc((facts.edited ? post.updated_at : post.created_at) ?? undefined)
  return {
    sourceKey: `post/${post.id}`,
    version: postVersion(post),
    contentType: 'application/json',
    source: facts.edited ? { edited: true } : {},
    raw: Buffer.from(JSON.stringify({ post: given })),
    ...(occurredAt === null ? {} : { occurredAt }),
  }
}

export function postVersion({ cooked, hidden, updated_at: at }: Post): string {
  return createHash('sha256')
    .update(JSON.stringify([cooked, hidden === true, at]))
    .digest('base64url')
    .slice(0, 22)
}

/** A post in a shape we do not know. */
export function oddItem(given: unknown): RawItem {
  const raw = Buffer.from(JSON.stringify(given) ?? '')
  const sourceKey = `odd/${createHash('sha256').update(raw).digest('hex')}`
  return { sourceKey, contentType: 'application/json', source: { odd: true }, raw }
}
