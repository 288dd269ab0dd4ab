import type { ParsedFeed } from './types.ts'

export type FeedJson = {
  file: string
  title: string | null
  link: string | null
  language: string | null
  items: {
    id: string
    title: string | null
    link: string | null
    published: string | null
    updated: string | null
    author: string | null
    text: string
    html: string | null
  }[]
}

/** What `resonanz feed parse FILE` prints for one file. */
export function feedToJson(file: string, feed: ParsedFeed): FeedJson {
  return {
    file,
    title: feed.title,
    link: feed.link,
    language: feed.language,
    items: feed.items.map(({ id, title, link, published, updated, author, text, html }) => ({
      id,
      title,
      link,
      published,
      updated,
      author,
      text,
      html,
    })),
  }
}
