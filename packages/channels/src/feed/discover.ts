import { Parser } from 'htmlparser2'
import { resolveUrl } from './urls.ts'

export type FeedCandidate = { url: string; title: string | null; type: 'rss' | 'atom' | 'json' | 'unknown' }

const charsRead = 1_000_000
const candidatesKept = 20

/** Feeds a web page points to: declared ones first, then links that look like feeds. Addresses are not fetched here. */
export function discoverFeeds(html: string, baseUrl: string): FeedCandidate[] {
  const declared: FeedCandidate[] = []
  const guessed: FeedCandidate[] = []
  let base = baseUrl
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'base' && attributes.href) base = resolveUrl(attributes.href, baseUrl) ?? baseUrl
      const url = webUrl(attributes.href, base)
      if (url === null) return
      if (name === 'link') {
        const type = typeOf(attributes.type ?? '')
        if (type !== null && /(?:^|\s)(?:alternate|feed)(?:\s|$)/i.test(attributes.rel ?? '')) {
          declared.push({ url, title: attributes.title?.trim().slice(0, 300) || null, type })
        }
      } else if (name === 'a' && guessed.length < candidatesKept && looksLikeFeed(url)) {
        guessed.push({ url, title: attributes.title?.trim().slice(0, 300) || null, type: 'unknown' })
      }
    },
  })
  parser.end(html.slice(0, charsRead))
  const seen = new Set<string>()
  return [...declared, ...guessed].filter(({ url }) => !seen.has(url) && seen.add(url)).slice(0, candidatesKept)
}

function webUrl(href: string | undefined, base: string): string | null {
  const url = resolveUrl(
    href?.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://') ?? null,
    base,
  )
  return url !== null && /^https?:\/\//i.test(url) ? url : null
}

function typeOf(type: string): FeedCandidate['type'] | null {
  const mime = type.toLowerCase().split(';')[0]?.trim()
  if (mime === 'application/rss+xml' || mime === 'application/rdf+xml' || mime === 'text/xml') return 'rss'
  if (mime === 'application/atom+xml') return 'atom'
  if (mime === 'application/feed+json' || mime === 'application/json') return 'json'
  return null
}

function looksLikeFeed(url: string): boolean {
  const path = url.replace(/[?#].*$/, '').toLowerCase()
  return /\.(?:rss|atom|rdf)$|\/(?:feed|rss|atom)(?:\.xml|\.json)?\/?$|\/(?:index|news|feeds?)\.xml$/.test(path)
}
