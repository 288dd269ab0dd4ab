import { searchWords } from '@resonanz/text'

/** About 160 characters around the first place where a searched word stands. */
export function snippetOf(text: string, query: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const wanted = new Set(searchWords(query, 12))
  const at = firstMatch(flat, wanted)
  const start = Math.max(0, at - 50)
  const cut = flat.slice(start, start + 160)
  return `${start > 0 ? '… ' : ''}${cut}${start + 160 < flat.length ? ' …' : ''}`
}

function firstMatch(text: string, wanted: ReadonlySet<string>): number {
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const [word] = searchWords(match[0], 1)
    if (word && [...wanted].some((asked) => word.startsWith(asked))) return match.index
  }
  return 0
}
