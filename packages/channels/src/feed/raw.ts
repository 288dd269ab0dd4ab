import type { Person } from './people.ts'
import type { FeedFormat } from './types.ts'

/** What a format's reader hands over; items are read only when they are kept. */
export type RawFeed = {
  format: FeedFormat
  version: string
  title: string | null
  link: string | null
  feedLink: string | null
  description: string | null
  language: string | null
  author: Person | null
  updated: string | null
  base: string | null
  items: (() => RawItem)[]
  /** Publication date of one item, read without the item, to find the newest. */
  publishedOf: (index: number) => string | null
}

export type RawItem = {
  id: string | null
  title: string | null
  link: string | null
  published: string | null
  updated: string | null
  author: Person | null
  html: string | null
  /** Plain text where the format has a field for it; null means: take it from the markup. */
  text: string | null
}
