// A rolling 32-bit hash over code units: seed, step for each unit, `spread` at the end so that every bit depends on all.

export function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193) + 0x9e37
}

/** Finaliser of MurmurHash3; the result is an unsigned 32-bit number. */
export function spread(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The hash of a text as `step` makes it from its code units, spread. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = step(hash, text.charCodeAt(at))
  return spread(hash)
}

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let h = Math.imul(state ^ (state >>> 15), state | 1)
    h ^= h + Math.imul(h ^ (h >>> 7), h | 61)
    return ((h ^ (h >>> 14)) >>> 0) / 4_294_967_296
  }
}
