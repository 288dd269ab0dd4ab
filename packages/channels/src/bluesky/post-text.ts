import { z } from 'zod'
import { permalinkOf } from './at-uri.ts'
import { type Author, type Facet, PostRecord } from './shapes.ts'

const link = 'app.bsky.richtext.facet#link'

/** The text with links in full: what people see is often cut. Places are counted in bytes of UTF-8. */
export function textWithLinks({ text, facets }: Pick<PostRecord, 'text' | 'facets'>): string {
  const bytes = Buffer.from(text)
  let full = ''
  let at = 0
  for (const { start, end, uri } of linksIn(facets, bytes.byteLength)) {
    if (start < at) continue
    const shown = bytes.subarray(start, end).toString('utf8')
    full += bytes.subarray(at, start).toString('utf8')
    full += sameAddress(shown, uri) ? shown : isCutFrom(shown, uri) ? uri : `${shown} (${uri})`
    at = end
  }
  return full + bytes.subarray(at).toString('utf8')
}

function linksIn(facets: readonly Facet[], length: number) {
  return facets
    .flatMap(({ index, features }) => {
      const uri = features.find((feature) => feature['$type'] === link)?.['uri']
      const { byteStart: start, byteEnd: end } = index
      if (typeof uri !== 'string' || uri.length > 2_000 || !/^https?:\/\//i.test(uri)) return []
      return start < end && end <= length ? [{ start, end, uri }] : []
    })
    .toSorted((a, b) => a.start - b.start)
}

const bare = (address: string) => address.replace(/^https?:\/\//i, '').replace(/\/$/, '')
const sameAddress = (shown: string, uri: string) => bare(shown) === bare(uri)
const isCutFrom = (shown: string, uri: string) =>
  bare(uri).startsWith(bare(shown.replace(/(?:…|\.\.\.)$/, ''))) && /\.[a-z]{2}/i.test(shown)

export type Picture = { alt: string; mime: string; size: number; cid: string | null; url: string | null }
export type Embedded = {
  pictures: Picture[]
  card: { title: string; uri: string } | null
  /** A post that is quoted: its text where it can be read. */
  quote: { uri: string; author: Author | null; text: string | null } | null
}

const text = (most: number) =>
  z
    .string()
    .transform((value) => value.slice(0, most))
    .catch('')
const Blob = z.object({
  ref: z.unknown().optional(),
  mimeType: text(100),
  size: z.number().int().min(0).catch(0),
})
const RecordImages = z.array(z.object({ alt: text(5_000), image: Blob })).max(10)
const ViewImages = z.array(z.object({ alt: text(5_000), fullsize: z.url({ protocol: /^https?$/ }).max(2_000) })).max(10)
const Card = z.object({ uri: z.url({ protocol: /^https?$/ }).max(2_000), title: text(500) })
const QuotedView = z.object({
  uri: z.string().max(8_192),
  author: z
    .object({ did: z.string(), handle: text(253), displayName: z.string().optional() })
    .optional()
    .catch(undefined),
  value: z.unknown().optional(),
})
type Loose = Record<string, unknown>
const loose = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {})

/** Pictures, card and quote of a post, from the record and, where it is there, the view of it. */
export function readEmbed(recordEmbed: unknown, viewEmbed: unknown): Embedded {
  const record = loose(recordEmbed)
  const view = loose(viewEmbed)
  const media = loose(record['media'] ?? record)
  const mediaView = loose(view['media'] ?? view)
  const urls = (ViewImages.safeParse(mediaView['images']).data ?? []).map(({ fullsize }) => fullsize)
  const pictures = (RecordImages.safeParse(media['images']).data ?? []).map(({ alt, image }, at): Picture => {
    const cid = loose(image.ref)['$link']
    const { mimeType: mime, size } = image
    return { alt, mime, size, cid: typeof cid === 'string' ? cid : null, url: urls[at] ?? null }
  })
  const card = Card.safeParse(media['external']).data ?? null
  return { pictures, card, quote: quoteOf(record, view) }
}

function quoteOf(record: Loose, view: Loose): Embedded['quote'] {
  const named = loose(record['record'])
  const uri = [named['uri'], loose(named['record'])['uri']].find((value) => typeof value === 'string')
  if (typeof uri !== 'string' || !uri.includes('/app.bsky.feed.post/')) return null
  const shown = loose(view['record'])
  const seen = [shown, loose(shown['record'])]
    .map((one) => QuotedView.safeParse(one).data)
    .find((one) => one?.uri === uri)
  const quoted = seen?.value === undefined ? null : PostRecord.safeParse(seen.value).data
  return { uri, author: seen?.author ?? null, text: quoted ? textWithLinks(quoted) : null }
}

/** Everything a reader of the post sees, as text: its words, then the quoted post and the card. */
export function wholeText(words: string, { card, quote }: Embedded): string {
  const parts = [words]
  if (quote) {
    const who = quote.author?.handle ? `@${quote.author.handle}: ` : ''
    const lines = `${who}${quote.text ?? ''}`.trim()
    parts.push([lines, permalinkOf(quote.uri) ?? ''].filter(Boolean).join('\n').replace(/^/gm, '> '))
  }
  if (card && !words.includes(card.uri)) parts.push([card.title, card.uri].filter(Boolean).join('\n'))
  return parts.filter((part) => part !== '').join('\n\n')
}
