import type { FetchedDocument, RawItem, SplitDocument } from '../connector.ts'
import { discoverFeeds } from './discover.ts'
import { itemKeys } from './item-keys.ts'
import { parseFeed } from './parse-feed.ts'
import { FeedError, type FeedItem, type ParsedFeed } from './types.ts'

/** What the raw item of one entry holds: the entry as read, and which feed it is from. */
export type StoredEntry = {
  item: FeedItem
  feed: { title: string | null; link: string | null; language: string | null }
}

/** One raw item per entry, oldest first; the version is the hash of its words, so an edit is a new version. */
export function splitFeed(document: FetchedDocument): SplitDocument {
  let feed: ParsedFeed
  try {
    feed = parseFeed(document.raw, { contentType: document.contentType, url: document.url, now: document.nowMs })
  } catch (error) {
    if (!(error instanceof FeedError)) throw error
    return { ok: false, code: error.code.replaceAll('_', '-'), feeds: feedsOf(document) }
  }
  const { title, link, language } = feed
  const items = feed.items.map((item): RawItem => {
    const keys = itemKeys(item)
    const entry: StoredEntry = { item, feed: { title, link, language } }
    return {
      sourceKey: keys.sourceKey,
      version: keys.contentHash,
      contentType: 'application/json',
      source: keys.twinKey === null ? {} : { twin: keys.twinKey },
      raw: Buffer.from(JSON.stringify(entry)),
      ...(item.published && !item.publishedInFuture ? { occurredAt: item.published } : {}),
    }
  })
  return { ok: true, title, items: items.toReversed() }
}

function feedsOf({ raw, url }: FetchedDocument): string[] {
  const html = new TextDecoder('utf-8').decode(raw.subarray(0, 1_000_000))
  return /<(?:html|head|body|link|a)\b/i.test(html) ? discoverFeeds(html, url).map((found) => found.url) : []
}
