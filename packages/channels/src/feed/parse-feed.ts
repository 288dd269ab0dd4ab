import { plainText } from './plain-text.ts'
import { readAtom } from './atom.ts'
import { decodeFeedBytes } from './decode-bytes.ts'
import { hashOf, itemKeys } from './item-keys.ts'
import { readJsonFeed } from './json-feed.ts'
import type { RawFeed, RawItem } from './raw.ts'
import { readRss } from './rss.ts'
import { FeedError, type FeedItem, feedLimits, type ParsedFeed } from './types.ts'
import { rebaseHtml, resolveUrl } from './urls.ts'
import { readElements, type XmlElement } from './xml-elements.ts'

export type ParseFeedOptions = {
  /** Content-Type of the answer; its charset counts unless the bytes say otherwise. */
  contentType?: string
  /** Where the feed was fetched: the base of relative addresses when the feed names none. */
  url?: string
  /** Milliseconds since 1970, for the flag of future dates. Default: now. */
  now?: number
}

/**
 * Reads RSS 0.9x/1.0/2.0, Atom 0.3/1.0 and JSON Feed, however broken. Pure and linear in the size of the input.
 * Throws only FeedError: too_large (over 20 MB), empty, not_a_feed.
 */
export function parseFeed(raw: Uint8Array, options: ParseFeedOptions = {}): ParsedFeed {
  if (raw.byteLength > feedLimits.bytes) throw new FeedError('too_large', 'The feed is larger than 20 MB.')
  const { text, encoding } = decodeFeedBytes(raw, options.contentType)
  const source = text.replace(/^[\ufeff\s]+/, '')
  if (source === '') throw new FeedError('empty', 'The answer was empty.')
  const feed = readSource(source, options.url ?? null)
  if (feed === null) throw new FeedError('not_a_feed', 'The address answers, but not with RSS, Atom or JSON Feed.')
  const { items, truncated } = newest(feed)
  const base = resolveUrl(feed.base, options.url ?? null) ?? options.url ?? null
  const context = { base, rebase: options.url !== undefined, now: options.now ?? Date.now() }
  return {
    format: feed.format,
    version: feed.version,
    title: feed.title,
    link: resolveUrl(feed.link, options.url ?? null),
    feedLink: resolveUrl(feed.feedLink, options.url ?? null),
    description: feed.description,
    language: feed.language,
    author: feed.author?.name ?? feed.author?.email ?? null,
    updated: feed.updated,
    encoding,
    items: withoutTwins(items.map((read) => finish(read(), context))),
    truncated,
  }
}

function readSource(source: string, url: string | null): RawFeed | null {
  if (source.startsWith('{')) return readJsonFeed(source, url)
  const document = readElements(source)
  const root = document.children.find(({ name }) => name in roots)
  return root === undefined ? null : (roots[root.name]?.(source, root) ?? null)
}

const roots: Readonly<Record<string, (xml: string, root: XmlElement) => RawFeed>> = {
  rss: readRss,
  'rdf:rdf': readRss,
  channel: readRss,
  feed: readAtom,
  'atom:feed': readAtom,
  entry: readAtom,
  'atom:entry': readAtom,
}

/** The newest items in the order of the feed; only those are read in full. */
function newest(feed: RawFeed): { items: (() => RawItem)[]; truncated: boolean } {
  const { itemsKept, itemsRead } = feedLimits
  if (feed.items.length <= itemsKept) return { items: feed.items, truncated: false }
  const dated = feed.items
    .slice(0, itemsRead)
    .map((read, index) => ({ read, index, date: feed.publishedOf(index) ?? '' }))
  const newestFirst = dated.toSorted((a, b) => (a.date === b.date ? a.index - b.index : a.date < b.date ? 1 : -1))
  const kept = newestFirst.slice(0, itemsKept).toSorted((a, b) => a.index - b.index)
  return { items: kept.map(({ read }) => read), truncated: true }
}

type Context = { base: string | null; rebase: boolean; now: number }

function finish(raw: RawItem, { base, rebase, now }: Context): FeedItem {
  const title = raw.title
  const link = resolveUrl(raw.link, base)
  const text = raw.text ?? (raw.html === null ? '' : plainText(raw.html))
  return {
    id: raw.id ?? link ?? hashOf('item', title ?? '', raw.published ?? text),
    idGiven: raw.id !== null,
    title,
    titleText: title === null ? null : plainTitle(title),
    link,
    published: raw.published,
    updated: raw.updated,
    publishedInFuture: raw.published !== null && Date.parse(raw.published) > now + feedLimits.futureMs,
    author: raw.author?.name ?? raw.author?.email ?? null,
    authorEmail: raw.author?.email ?? null,
    text,
    // Without an address of the feed the document may be anything; its markup stays as written.
    html: raw.html !== null && rebase ? rebaseHtml(raw.html, base) : raw.html,
  }
}

function plainTitle(title: string): string {
  const plain = /[<&]/.test(title) ? plainText(title) : title
  return plain.replace(/\s+/g, ' ').trim()
}

/** The same link, title, date and words twice under different guids is one item; the later one in the feed goes. */
function withoutTwins(items: FeedItem[]): FeedItem[] {
  const seen = new Set<string>()
  return items.filter((item) => {
    const { twinKey, contentHash } = itemKeys(item)
    if (twinKey === null || item.title === null) return true
    const key = `${twinKey} ${contentHash} ${item.published ?? ''}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
