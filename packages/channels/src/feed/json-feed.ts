// JSON Feed 1.0 and 1.1, and the near misses of both.
import { parseFeedDate } from './dates.ts'
import type { Person } from './people.ts'
import type { RawFeed, RawItem } from './raw.ts'
import { resolveUrl } from './urls.ts'

type Json = { [key: string]: unknown }

/** Null when the text is JSON of another kind, or none. */
export function readJsonFeed(source: string, base: string | null): RawFeed | null {
  const feed = parse(source)
  if (feed === null) return null
  const version = text(feed.version) ?? ''
  const items = Array.isArray(feed.items) ? feed.items.filter(isObject) : []
  if (!Array.isArray(feed.items) && !/jsonfeed\.org/.test(version)) return null
  const link = resolveUrl(text(feed.home_page_url), base)
  const feedLink = resolveUrl(text(feed.feed_url), base)
  return {
    format: 'json',
    version: version.replace(/^.*\/version\//, ''),
    title: text(feed.title),
    link,
    feedLink,
    description: text(feed.description),
    language: text(feed.language),
    author: authorOf(feed),
    updated: null,
    base: base ?? link ?? feedLink,
    items: items.map((item) => () => readItem(item, base ?? link ?? feedLink)),
    publishedOf: (index) => parseFeedDate(text(items[index]?.date_published) ?? text(items[index]?.date_modified)),
  }
}

function readItem(item: Json, base: string | null): RawItem {
  const plain = text(item.content_text)
  return {
    id: text(item.id),
    title: text(item.title),
    link: resolveUrl(text(item.url) ?? text(item.external_url), base),
    published: parseFeedDate(text(item.date_published) ?? text(item.date_modified)),
    updated: parseFeedDate(text(item.date_modified)),
    author: authorOf(item),
    html: text(item.content_html) ?? (plain === null ? text(item.summary) : null),
    text: plain,
  }
}

function authorOf(holder: Json): Person | null {
  const authors = Array.isArray(holder.authors) ? holder.authors : [holder.author]
  for (const author of authors) {
    if (typeof author === 'string' && author.trim() !== '') return { name: author.trim(), email: null }
    const name = isObject(author) ? text(author.name) : null
    if (name !== null) return { name, email: null }
  }
  return null
}

function parse(source: string): Json | null {
  try {
    const value: unknown = JSON.parse(source)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Ids are often numbers against the specification. */
function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
