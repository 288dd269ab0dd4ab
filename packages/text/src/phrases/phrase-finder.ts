import type { Span } from '../analysis.ts'
import { tokenKind, type Tokens } from '../learn/tokens.ts'

/** A phrase of one of the lists in a text; `token`: the number of the word in which it ends. */
export type PhraseFound<K extends string> = Span & { kind: K; token: number }

/** How many are kept; a text full of them needs no more. */
const foundMax = 40

/**
 * A finder of all phrases of up to 32 lists in a text, by an automaton over its folded words (Aho and Corasick 1975):
 * linear, whatever the text. Lists are separated by blanks, in folded letters (ä is ae, ß is ss): `=` the whole word, `^`
 * the word begins with it, `$` it ends with it, bare: anywhere, also within compounds; `-` is the blank within a phrase.
 * Words of `harmless` hold no phrase.
 */
export function makePhraseFinder<K extends string>(
  lists: Readonly<Record<K, string>>,
  harmless: ReadonlySet<string> = new Set(),
): (tokens: Tokens) => PhraseFound<K>[] {
  const kinds = Object.keys(lists) as K[]
  let built: Automaton | undefined
  return (tokens) => {
    built ??= buildAutomaton(kinds.map((kind) => lists[kind]))
    return find(tokens, built, kinds, harmless)
  }
}

type Automaton = { next: Uint16Array; ends: Uint32Array; depth: Uint8Array }

const blank = 26
const digit = 27
const other = 28
const width = 29

function find<K extends string>(
  tokens: Tokens,
  { next, ends, depth }: Automaton,
  kinds: readonly K[],
  harmless: ReadonlySet<string>,
): PhraseFound<K>[] {
  const found: PhraseFound<K>[] = []
  let state = next[blank]!
  for (let token = 0; token < tokens.count && found.length < foundMax; token++) {
    const kind = tokens.kind[token]!
    if (kind !== tokenKind.word && kind !== tokenKind.number) continue
    const from = tokens.from[token]!
    const until = tokens.until[token]!
    for (let at = from; at <= until; at++) {
      state = next[state * width + (at === until ? blank : letterOf(tokens.codes[at]!))]!
      let bits = ends[state]!
      if (bits === 0 || isHarmless(tokens.codes, from, until, harmless)) continue
      const start = tokens.start[firstToken(tokens.from, token, at, depth[state]!)]!
      for (let kindAt = 0; bits !== 0; kindAt++, bits >>>= 1)
        if (bits & 1 && !isSeen(found, token, kinds[kindAt]!))
          found.push({ kind: kinds[kindAt]!, start, end: tokens.end[token]!, token })
    }
  }
  return found
}

/** The token in which a phrase of `depth` letters and blanks begins that ends at letter `at` of `token`. */
function firstToken(from: Int32Array, token: number, at: number, depth: number): number {
  let first = token
  let left = depth - 1 - (at - from[token]!)
  while (left > 1 && first > 0) {
    first--
    left -= from[first + 1]! - from[first]! + 1
  }
  return first
}

function isSeen(found: readonly PhraseFound<string>[], token: number, kind: string): boolean {
  for (let at = found.length - 1; at >= 0 && found[at]!.token === token; at--) if (found[at]!.kind === kind) return true
  return false
}

function isHarmless(codes: Uint16Array, from: number, until: number, harmless: ReadonlySet<string>): boolean {
  return harmless.size > 0 && until - from < 20 && harmless.has(String.fromCharCode(...codes.subarray(from, until)))
}

const letterOf = (code: number): number =>
  code >= 97 && code <= 122 ? code - 97 : code >= 48 && code <= 57 ? digit : other

function buildAutomaton(lists: readonly string[]): Automaton {
  const children: Int32Array[] = [new Int32Array(width)]
  const ends: number[] = [0]
  const depth: number[] = [0]
  lists.forEach((list, bit) => {
    for (const phrase of list.split(/\s+/)) {
      let state = 0
      for (const letter of lettersOf(phrase)) {
        const row = children[state]!
        if (row[letter] === 0) {
          row[letter] = children.push(new Int32Array(width)) - 1
          ends.push(0)
          depth.push(depth[state]! + 1)
        }
        state = row[letter]!
      }
      if (state > 0) ends[state] = (ends[state]! | (1 << bit)) >>> 0
    }
  })
  const next = new Uint16Array(children.length * width)
  const back = new Int32Array(children.length)
  const queue = [0]
  for (let at = 0; at < queue.length; at++) {
    const state = queue[at]!
    ends[state] = (ends[state]! | ends[back[state]!]!) >>> 0
    for (let letter = 0; letter < width; letter++) {
      const child = children[state]![letter]!
      const fallback = state === 0 ? 0 : next[back[state]! * width + letter]!
      next[state * width + letter] = child === 0 ? fallback : child
      if (child === 0) continue
      back[child] = fallback
      queue.push(child)
    }
  }
  return { next, ends: Uint32Array.from(ends), depth: Uint8Array.from(depth) }
}

function lettersOf(phrase: string): number[] {
  const isWhole = phrase.startsWith('=')
  const core = phrase
    .replace(/^[=^]/, '')
    .replace(/\$$/, '')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
  const letters = Array.from(core, (char) => (char === '-' ? blank : letterOf(char.charCodeAt(0))))
  if (letters.length === 0) return []
  const before = isWhole || phrase.startsWith('^') ? [blank] : []
  return [...before, ...letters, ...(isWhole || phrase.endsWith('$') ? [blank] : [])]
}
