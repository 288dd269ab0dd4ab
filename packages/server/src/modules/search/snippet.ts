import { searchWords } from '@resonanz/text'

const charsShown = 160
const charsBefore = 50
/** A word longer than this may be cut. */
const longestWord = 30

/** About 160 characters around the first place where a searched word stands, in whole words. */
export function snippetOf(text: string, query: string): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const at = firstMatch(flat, new Set(searchWords(query, 12)))
  const start = at <= charsBefore ? 0 : wordStart(flat, at - charsBefore)
  const end = start + charsShown >= flat.length ? flat.length : wordEnd(flat, start + charsShown)
  return `${start > 0 ? '… ' : ''}${flat.slice(start, end).toWellFormed()}${end < flat.length ? ' …' : ''}`
}

/** The first beginning of a word from here on. */
function wordStart(text: string, from: number): number {
  if (text[from - 1] === ' ') return from
  const space = text.indexOf(' ', from)
  return space < 0 || space - from > longestWord ? from : space + 1
}

/** The last end of a word up to here. */
function wordEnd(text: string, to: number): number {
  if (text[to] === ' ') return to
  const space = text.lastIndexOf(' ', to)
  return space < 0 || to - space > longestWord ? to : space
}

function firstMatch(text: string, wanted: ReadonlySet<string>): number {
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const [word] = searchWords(match[0], 1)
    if (word && [...wanted].some((asked) => word.startsWith(asked))) return match.index
  }
  return 0
}
