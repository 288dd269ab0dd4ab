/** One blank-separated piece of a filter: a word, a quoted text, or `name:value,value`. Places count UTF-16 units. */
export type Piece = {
  at: number
  /** As written, for messages. */
  raw: string
  not: boolean
  name: string | null
  values: { at: number; text: string; quoted: boolean }[]
}

const maxPieces = 60

/** Cuts a filter text into pieces, once from left to right; never throws. An open quote runs to the end. */
export function* piecesOf(text: string): Generator<Piece> {
  let at = 0
  for (let count = 0; count < maxPieces; count += 1) {
    while (at < text.length && isBlank(text[at]!)) at += 1
    if (at >= text.length) return
    const start = at
    const not = text[at] === '-' && at + 1 < text.length && !isBlank(text[at + 1]!)
    if (not) at += 1
    const name = nameAt(text, at)
    if (name !== null) at += name.length + 1
    const values: Piece['values'] = []
    for (;;) {
      const value = valueAt(text, at, name !== null)
      if (value.text !== '') values.push({ at, text: value.text, quoted: value.quoted })
      at = value.end
      if (name === null || text[at] !== ',') break
      at += 1
    }
    yield { at: start, raw: text.slice(start, at), not, name, values }
  }
}

/** `name:` with a name of letters only and something behind it that is no slash: "https://…" is a word, "14:30" too. */
function nameAt(text: string, from: number): string | null {
  let end = from
  while (end < text.length && end - from <= 20 && /\p{L}/u.test(text[end]!)) end += 1
  if (end === from || text[end] !== ':' || text[end + 1] === '/') return null
  return text.slice(from, end)
}

function valueAt(text: string, from: number, inList: boolean): { text: string; quoted: boolean; end: number } {
  if (text[from] === '"') {
    const close = text.indexOf('"', from + 1)
    const end = close === -1 ? text.length : close
    return { text: tidy(text.slice(from + 1, end)), quoted: true, end: Math.min(text.length, end + 1) }
  }
  let end = from
  while (end < text.length && !isBlank(text[end]!) && text[end] !== '"' && !(inList && text[end] === ',')) end += 1
  return { text: text.slice(from, end), quoted: false, end }
}

function tidy(text: string): string {
  return text.split(/\s+/u).filter(Boolean).join(' ')
}
function isBlank(character: string): boolean {
  return character <= ' ' || /\s/u.test(character)
}
