import { htmlToText } from './html-text.ts'

/**
 * Whether the plain part says something else than the HTML part: a trick to show people one text and machines
 * another. Compares the longer words of the first pages of both; a few odd words (footers, tracking) do not count.
 */
export function differ(text: string, html: string): boolean {
  const plain = words(text.slice(0, 4_000))
  if (plain.size < 6) return false
  const shown = words(htmlToText(html, 40_000).slice(0, 40_000))
  if (shown.size < 6) return false
  let found = 0
  for (const word of plain) if (shown.has(word)) found++
  return found < plain.size * 0.3
}

function words(text: string): Set<string> {
  const found = new Set<string>()
  for (const match of text.toLowerCase().matchAll(/\p{L}{4,30}/gu)) {
    if (found.add(match[0]).size >= 2_000) break
  }
  return found
}
