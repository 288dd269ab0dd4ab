import { Fragment } from 'react'

// Linear: one class, no nesting.
const ADDRESS = /https?:\/\/[^\s<>"“”„]+/g

/** Words of a stranger as text; web addresses in them become links that tell the other side nothing about us. */
export function LinkedText({ text }: { text: string }) {
  return pieces(text).map((piece) =>
    piece.href ? (
      <a key={piece.at} href={piece.href} target="_blank" rel="noopener noreferrer nofollow" title={hostOf(piece.href)}>
        {piece.text}
      </a>
    ) : (
      <Fragment key={piece.at}>{piece.text}</Fragment>
    ),
  )
}

/** `at`: where in the text it begins. */
type Piece = { at: number; text: string; href?: string }

export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(ADDRESS)) {
    const href = withoutTail(match[0])
    if (!URL.canParse(href)) continue
    if (match.index > from) found.push({ at: from, text: text.slice(from, match.index) })
    found.push({ at: match.index, text: href, href })
    from = match.index + href.length
  }
  if (from < text.length) found.push({ at: from, text: text.slice(from) })
  return found
}

/** `https://example.org/a).` ends before the sign that belongs to the sentence. */
function withoutTail(address: string): string {
  let end = address.length
  while (end > 0 && ".,;:!?)]}'’".includes(address.charAt(end - 1))) end -= 1
  return address.slice(0, end)
}
export function hostOf(href: string): string {
  return new URL(href).host
}
