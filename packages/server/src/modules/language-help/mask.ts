import { findNames, findPersonalData, type PersonalDataSpan, type ReferencePattern } from '@resonanz/text'

/** One mask for everything of one call: the same thing gets the same placeholder wherever it stands. */
export type Mask = {
  hide(text: string): string
  /** Puts back what we know; placeholders that stand for nothing are named. */
  show(text: string): { text: string; unresolved: string[] }
  masked(): { placeholder: string; original: string }[]
}

type Kind = PersonalDataSpan['kind'] | 'person' | 'link' | 'handle' | 'number'
type Part = { start: number; end: number; kind: Kind }

const words: Record<Kind, string> = {
  person: 'PERSON',
  email: 'MAIL',
  phone: 'PHONE',
  iban: 'IBAN',
  card: 'CARD',
  'tax-id': 'TAXID',
  address: 'ADDRESS',
  'birth-date': 'BIRTHDATE',
  reference: 'NUMBER',
  'licence-plate': 'PLATE',
  secret: 'SECRET',
  link: 'LINK',
  handle: 'HANDLE',
  number: 'NUMBER',
}

export function makeMask(known: {
  names: readonly string[]
  exact: readonly string[]
  patterns?: readonly ReferencePattern[]
}): Mask {
  const placeholders = new Map<string, string>()
  const originals = new Map<string, string>()
  const counts = new Map<string, number>()
  const exact = exactPattern(known.exact)

  function placeholderOf(kind: Kind, original: string): string {
    const key = `${words[kind]} ${keyOf(kind, original)}`
    const before = placeholders.get(key)
    if (before) return before
    const n = (counts.get(words[kind]) ?? 0) + 1
    counts.set(words[kind], n)
    const made = `[${words[kind]}_${n}]`
    placeholders.set(key, made)
    originals.set(made, original)
    return made
  }

  return {
    hide(given) {
      const text = plain(given)
      let hidden = ''
      let at = 0
      for (const { start, end, kind } of partsOf(text, known, exact)) {
        hidden += text.slice(at, start) + placeholderOf(kind, text.slice(start, end))
        at = end
      }
      return hidden + text.slice(at)
    },
    show(given) {
      const unresolved = new Set<string>()
      const text = given.replace(anyPlaceholder, (found, word: string, n: string) => {
        const placeholder = `[${word.toUpperCase()}_${Number(n)}]`
        const original = originals.get(placeholder)
        if (original !== undefined) return original
        if (!knownWords.has(word.toUpperCase())) return found
        unresolved.add(placeholder)
        return placeholder
      })
      return { text, unresolved: [...unresolved] }
    },
    masked: () => [...originals].map(([placeholder, original]) => ({ placeholder, original })),
  }
}

const knownWords = new Set(Object.values(words))
/** Models bend placeholders a little: other case, a space, escaped for markup. */
const anyPlaceholder = /\\?\[\s{0,3}([A-Za-z]{2,12})(?:\\?_|[ -])(\d{1,5})\s{0,3}\\?\]/g

/** One way to write a thing: other widths, invisible signs and what looks like a placeholder of ours are gone. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Z}/gu, (sign) => (sign === '\u2028' || sign === '\u2029' ? '\n' : ' '))
    .replace(/\[([A-Za-z]{2,12}[_ -]\d{1,5})\]/g, '($1)')
}

const link = /(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>"]+/giu
const handle = /(?<![\p{L}\p{N}.])@[\p{L}\p{N}_][\p{L}\p{N}_.@-]{0,100}/gu
const mail = /[^\s<>"(),:;[\]]{1,100}@[^\s<>"(),:;[\]]{1,200}/gu
/** Five digits and more, however they are set apart, may be a number of somebody's. A day too many does no harm: it comes back. */
const digits = /(?<![\p{L}\p{N}])(?:\p{L}{1,4}[-/]?)?\+?\(?\d(?:[ \t./()-]{0,3}\d){4,40}(?![\p{N}])/gu

/** Letters and digits in one: numbers of bookings, meters and contracts. */
const code =
  /(?<![\p{L}\p{N}])(?=[A-Z0-9-]{0,40}\d)(?=[A-Z0-9-]{0,40}[A-Z])[A-Z0-9][A-Z0-9-]{3,40}[A-Z0-9](?![\p{L}\p{N}])/gu

/** The surest finding first; later ones fill what is left. */
function partsOf(
  text: string,
  known: { names: readonly string[]; patterns?: readonly ReferencePattern[] },
  exact: RegExp | null,
): Part[] {
  const taken = new Uint8Array(text.length)
  const parts: Part[] = []
  const add = (kind: Kind, start: number, end: number) => {
    for (let at = start; at < end; at += 1) {
      if (taken[at] === 1) continue
      let to = at
      while (to < end && taken[to] === 0) to += 1
      const [from, until] = trimmed(text, at, to)
      if (until > from) {
        taken.fill(1, from, until)
        parts.push({ kind, start: from, end: until })
      }
      at = to
    }
  }
  const every = (kind: Kind, pattern: RegExp | null) => {
    if (pattern) for (const found of text.matchAll(pattern)) add(kind, found.index, found.index + found[0].length)
  }
  every('link', link)
  every('email', mail)
  every('number', exact)
  for (const { kind, start, end } of findPersonalData(text, { patterns: known.patterns ?? [] })) add(kind, start, end)
  for (const { start, end } of findNames(text, known.names)) add('person', start, end)
  every('handle', handle)
  every('number', digits)
  every('number', code)
  return parts.toSorted((a, b) => a.start - b.start)
}

function trimmed(text: string, start: number, end: number): [number, number] {
  while (start < end && /\s/.test(text[start]!)) start += 1
  while (end > start && /\s/.test(text[end - 1]!)) end -= 1
  return [start, end]
}

/** Customer numbers, addresses and the like that the case is known by. */
function exactPattern(exact: readonly string[]): RegExp | null {
  const parts = [...new Set(exact.map((each) => plain(each).trim()).filter((each) => each.length >= 3))]
    .slice(0, 200)
    .toSorted((a, b) => b.length - a.length)
    .map((each) => each.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
  return parts.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${parts.join('|')})(?![\\p{L}\\p{N}])`, 'giu') : null
}

function keyOf(kind: Kind, original: string): string {
  return kind === 'person' ? original : original.replace(/[\s./()-]/g, '').toLowerCase()
}
