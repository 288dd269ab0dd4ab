import { createHash } from 'node:crypto'
import type { FeedItem } from './types.ts'

export type ItemKeys = {
  /** Stable within one feed: guid, else link, else a hash of title and date. */
  sourceKey: string
  /** Same link and title within one feed are the same item although the guid changed; null without a link. */
  twinKey: string | null
  /** Changes when the item's words change. */
  contentHash: string
}

export function itemKeys(item: Pick<FeedItem, 'id' | 'title' | 'link' | 'text'>): ItemKeys {
  return {
    sourceKey: item.id.length > 500 ? hashOf(item.id) : item.id,
    twinKey: item.link === null ? null : hashOf('twin', item.link, item.title ?? ''),
    contentHash: hashOf('content', item.title ?? '', item.text),
  }
}

/** 128 bits of SHA-256 in hex; parts are kept apart. */
export function hashOf(...parts: string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 32)
}
