import { htmlToText } from '../kit/html-text.ts'

/**
 * Whether the plain part says something else than the HTML part: a trick to show people one text and machines
 * another. Looks for the longer words of the first page of either in the other; a few odd words (footers, "view this
 * mail in your browser") do not count.
 */
export function differ(text: string, html: string): boolean {
  const plain = text.slice(0, 20_000).toLowerCase()
  const shown = htmlToText(html.slice(0, 60_000)).slice(0, 20_000).toLowerCase()
  const fromPlain = sample(plain)
  const fromShown = sample(shown)
  if (fromPlain.length < 6 || fromShown.length < 6) return false
  return isForeign(fromPlain, shown) || isForeign(fromShown, plain)
}

/** The first words of at least four letters, 40 at most. */
function sample(text: string): string[] {
  const words = text.slice(0, 2_000).match(/\p{L}{4,30}/gu) ?? []
  return [...new Set(words)].slice(0, 40)
}

function isForeign(words: string[], text: string): boolean {
  let found = 0
  for (const word of words) if (text.includes(word)) found++
  return found < words.length * 0.3
}
