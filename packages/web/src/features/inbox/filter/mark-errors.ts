export type Marked = { at: number; text: string; wrong: boolean }

/** Cuts a text where errors stand in it; together the pieces are the text again. Errors out of place are left out. Pure. */
export function markErrors(text: string, errors: readonly { at: number; word: string }[]): Marked[] {
  const pieces: Marked[] = []
  let at = 0
  for (const error of errors.toSorted((a, b) => a.at - b.at)) {
    const end = error.at + error.word.length
    if (error.at < at || end > text.length || text.slice(error.at, end) !== error.word) continue
    if (error.at > at) pieces.push({ at, text: text.slice(at, error.at), wrong: false })
    pieces.push({ at: error.at, text: error.word, wrong: true })
    at = end
  }
  if (at < text.length) pieces.push({ at, text: text.slice(at), wrong: false })
  return pieces
}
