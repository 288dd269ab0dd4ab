import { isHandle } from './at-uri.ts'
import type { Facet } from './shapes.ts'

export type Marked = { start: number; end: number } & (
  | { kind: 'link'; uri: string }
  | { kind: 'mention'; handle: string }
  | { kind: 'tag'; tag: string }
)

const address = /(^|[\s(„“"'>[])(https?:\/\/[^\s<>"“”]+)/giu
const mention = /(^|[\s(„“"'[])@([a-z0-9][a-z0-9.-]{1,251}[a-z0-9])/giu
const hashtag = /(^|\s)[#＃]((?!\ufe0f)[^\s\p{Cf}\u{20e2}]{1,128})/gu

/** Links, handles and hashtags of a text, by their places in UTF-16; handles are not resolved yet. */
export function findMarked(text: string): Marked[] {
  const links = [...text.matchAll(address)].map(({ index, 1: before = '', 2: found = '' }): Marked => {
    const uri = withoutClosing(found)
    const start = index + before.length
    return { kind: 'link', start, end: start + uri.length, uri }
  })
  const mentions = [...text.matchAll(mention)].flatMap(({ index, 1: before = '', 2: handle = '' }): Marked[] => {
    const start = index + before.length
    return isHandle(handle)
      ? [{ kind: 'mention', start, end: start + 1 + handle.length, handle: handle.toLowerCase() }]
      : []
  })
  const tags = [...text.matchAll(hashtag)].flatMap(({ index, 1: before = '', 2: found = '' }): Marked[] => {
    const tag = found.replace(/\p{P}+$/u, '')
    const start = index + before.length
    if (tag === '' || tag.length > 64 || /^[\d\p{P}]+$/u.test(tag)) return []
    return [{ kind: 'tag', start, end: start + 1 + tag.length, tag }]
  })
  const all = [...links, ...mentions, ...tags].filter(({ start, end }) => end > start)
  return all
    .toSorted((a, b) => a.start - b.start)
    .filter((one, at, sorted) => at === 0 || one.start >= sorted[at - 1]!.end)
}

/** Marks of a sentence after an address are not part of it, nor is a bracket it never opened. */
function withoutClosing(found: string): string {
  let uri = found.replace(/[.,;:!?'’…]+$/u, '')
  while (/[)\]]$/.test(uri) && count(uri, uri.endsWith(')') ? '(' : '[') < count(uri, uri.at(-1)!)) {
    uri = uri.slice(0, -1).replace(/[.,;:!?'’…]+$/u, '')
  }
  return uri
}
const count = (text: string, sign: string) => text.split(sign).length - 1

/** Facets as the network stores them: places in bytes of UTF-8. Handles nobody holds stay plain text. */
export function facetsOf(text: string, marked: readonly Marked[], didOf: ReadonlyMap<string, string>): Facet[] {
  return marked.flatMap((one): Facet[] => {
    const feature = featureOf(one, didOf)
    if (!feature) return []
    const byteStart = Buffer.byteLength(text.slice(0, one.start))
    const byteEnd = byteStart + Buffer.byteLength(text.slice(one.start, one.end))
    return [{ index: { byteStart, byteEnd }, features: [feature] }]
  })
}

function featureOf(one: Marked, didOf: ReadonlyMap<string, string>): Record<string, unknown> | null {
  if (one.kind === 'link') return URL.canParse(one.uri) ? { $type: 'app.bsky.richtext.facet#link', uri: one.uri } : null
  if (one.kind === 'tag') return { $type: 'app.bsky.richtext.facet#tag', tag: one.tag }
  const did = didOf.get(one.handle)
  return did === undefined ? null : { $type: 'app.bsky.richtext.facet#mention', did }
}
