import { kindOf, unit } from './fold.ts'

const eyes = ':;=8'
const faces = ':;=^<*-_>'
const mouths = ')(][DdPpOoSsXx3*/\\|$@cC'

/** Where an emoticon that begins at `begin` ends: ":-(", "^^", "-.-", "<3"; `begin` itself where there is none. */
export function emoticonEnd(text: string, begin: number, length: number): number {
  const first = text[begin]!
  if (!faces.includes(first)) return begin
  const second = begin + 1 < length ? text[begin + 1]! : ''
  if (first === '<') return second === '3' ? begin + 2 : begin
  if (eyes.includes(first)) {
    const nose = second === '-' || second === "'" || second === 'o' || second === '^' ? 1 : 0
    const mouth = begin + 1 + nose
    if (mouth >= length || !mouths.includes(text[mouth]!)) return begin
    // ":Das" is a colon and a word, "://" is part of an address.
    const after = mouth + 1 < length ? text.charCodeAt(mouth + 1) : 32
    if (kindOf(text.charCodeAt(mouth)) !== unit.other && kindOf(after) === unit.letter) return begin
    let end = mouth + 1
    while (end < length && text[end] === text[mouth]) end++
    return end
  }
  if (first === '^' && second === '^') return begin + 2
  // "-.-", "-_-", "*_*", ">.<", "^_^"
  const third = begin + 2 < length ? text[begin + 2]! : ''
  if ((second === '.' || second === '_') && third !== '' && faces.includes(third) && '-*>^_'.includes(first))
    return begin + 3
  return begin
}
