/** Limits of one feed document. A feed beyond them is refused or cut, never read on and on. */
export const feedLimits = {
  bytes: 20 * 1024 * 1024,
  /** Items read before reading stops. */
  itemsRead: 100_000,
  /** Items kept, newest first when there are more. */
  itemsKept: 5_000,
  /** Elements inside one another; deeper ones are read as text. */
  depth: 100,
  /** Characters of one field. */
  fieldChars: 2_000_000,
  /** A date this far ahead of now is flagged. */
  futureMs: 60 * 60 * 1000,
} as const

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'json'

export type ParsedFeed = {
  format: FeedFormat
  /** As the document says it: "2.0", "1.0", "0.3", "1.1"; empty if it does not. */
  version: string
  /** As the feed writes it, entities decoded once; may hold markup. Treat as text. */
  title: string | null
  /** The page the feed belongs to, absolute where a base is known. */
  link: string | null
  /** The feed's own address by its own word. */
  feedLink: string | null
  description: string | null
  language: string | null
  author: string | null
  /** ISO 8601 in UTC, or null. */
  updated: string | null
  /** Encoding the bytes were read in. */
  encoding: string
  items: FeedItem[]
  /** True when items were left out by the limits. */
  truncated: boolean
}

export type FeedItem = {
  /** guid, Atom id or JSON Feed id; without one the link; without that a hash. */
  id: string
  /** Whether `id` is the feed's own word. */
  idGiven: boolean
  /** As the feed writes it, entities decoded once; may hold markup. Treat as text. */
  title: string | null
  /** The title without markup, for showing. */
  titleText: string | null
  link: string | null
  /** ISO 8601 in UTC, or null when missing or not a date. */
  published: string | null
  updated: string | null
  /** `published` lies ahead of now: kept, but not to be sorted by. */
  publishedInFuture: boolean
  /** Name, else address, of the first author. */
  author: string | null
  authorEmail: string | null
  /** Readable text of the item. */
  text: string
  /** Raw markup from a stranger: pass it through the sanitiser before any use. */
  html: string | null
}

export type FeedErrorCode = 'too_large' | 'empty' | 'not_a_feed'

/** Thrown by `parseFeed` for bytes that are no feed; nothing else is thrown for any input. */
export class FeedError extends Error {
  readonly code: FeedErrorCode

  constructor(code: FeedErrorCode, message: string) {
    super(message)
    this.name = 'FeedError'
    this.code = code
  }
}
