import { spread, step } from './hash.ts'
import { tokenKind, type Tokens } from './tokens.ts'

// Endings of German and English that a word may lose, longest first; at least four letters stay.
const endings = 'ungen heiten keiten ingen ern est ing ies ed en em er es et ly s e n y t'
  .split(' ')
  .map((ending) => Uint16Array.from(ending, (letter) => letter.charCodeAt(0)))
const lettersLeft = 4

/** The hash of a token's word without its ending: "Lieferungen" and "Lieferung", "declined" and "decline" are one. */
export function stemHash(tokens: Tokens, t: number): number {
  if (tokens.kind[t] !== tokenKind.word) return tokens.hash[t]!
  const from = tokens.from[t]!
  const end = stemEnd(tokens.codes, from, tokens.until[t]!)
  if (end === tokens.until[t]) return tokens.hash[t]!
  let hash = 0x811c9dc5
  for (let at = from; at < end; at++) hash = step(hash, tokens.codes[at]!)
  return spread(hash)
}

function stemEnd(codes: Uint16Array, from: number, until: number): number {
  for (const ending of endings) {
    const begin = until - ending.length
    if (begin - from < lettersLeft || !endsWith(codes, begin, ending)) continue
    // "-ungen" keeps its "-ung"; "stopped" and "stop" are one.
    if (ending.length === 5 && ending[0] === 0x75) return begin + 3
    return codes[begin - 1] === codes[begin - 2] && begin - 1 - from >= lettersLeft ? begin - 1 : begin
  }
  return until
}

function endsWith(codes: Uint16Array, begin: number, ending: Uint16Array): boolean {
  for (let n = 0; n < ending.length; n++) if (codes[begin + n] !== ending[n]) return false
  return true
}
