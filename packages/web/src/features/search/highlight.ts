export type Run = { at: number; text: string; hit: boolean }

const WORD = /[\p{L}\p{N}]+/gu
const WORDS = 12

/**
 * Cuts a text where searched words begin, by words and without accents; together the runs are the text. The runs are
 * drawn as text, so nothing in them can become markup. Pure.
 */
export function highlight(text: string, query: string): Run[] {
  const wanted = [...query.matchAll(WORD)].map(([word]) => fold(word)).slice(0, WORDS)
  const runs: Run[] = []
  let at = 0
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0])
    if (!wanted.some((one) => word.startsWith(one) || (word.length >= 5 && one.startsWith(word)))) continue
    if (match.index > at) runs.push({ at, text: text.slice(at, match.index), hit: false })
    runs.push({ at: match.index, text: match[0], hit: true })
    at = match.index + match[0].length
  }
  if (at < text.length) runs.push({ at, text: text.slice(at), hit: false })
  return runs
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '')
}
