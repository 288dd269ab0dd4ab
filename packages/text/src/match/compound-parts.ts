import { germanNouns } from './german-nouns.ts'
import { foldSpelling, inflectionKey } from './inflection.ts'

/** Shorter parts count only when they are nouns of the list (Abo, App, Bus). */
const shortestUnlisted = 4
const longestCompound = 40
const links = ['s', 'n', 'en', 'es', 'er', 'e']

const nouns = new Set(germanNouns.trim().split(/\s+/).map(foldSpelling))
const nounKeys = new Set([...nouns].map(inflectionKey))

/**
 * Keys of the parts of a German compound, from its folded spelling: "stromrechnungen" gives that of Rechnung and that of
 * Strom. One side must be a listed noun (or two), the other may be any word, so names are found: "netfonvertrag".
 */
export function compoundParts(folded: string): string[] {
  if (folded.length < 6 || folded.length > longestCompound || !onlyLetters.test(folded)) return []
  const keys = new Set<string>()
  for (let cut = 3; cut <= folded.length - 3; cut += 1) {
    const left = folded.slice(0, cut)
    const right = folded.slice(cut)
    const leftIsListed = isModifier(left)
    const rightKey = inflectionKey(right)
    const rightIsListed = nounKeys.has(rightKey)
    if (leftIsListed && (rightIsListed || right.length >= shortestUnlisted)) keys.add(rightKey)
    const isCompound = rightIsListed
      ? leftIsListed || (left.length >= shortestUnlisted && right.length >= shortestUnlisted)
      : isListed(left) && nounEnding.test(right)
    if (isCompound) keys.add(inflectionKey(withoutLink(left)))
  }
  return [...keys]
}

const onlyLetters = /^[a-z]+$/
const nounEnding = /^[a-z]{2,}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen)$/

/** A listed noun, with or without its linking letters, or two of them. */
function isModifier(left: string): boolean {
  if (isListed(left)) return true
  for (let cut = 3; cut <= left.length - 3; cut += 1)
    if (isListed(left.slice(0, cut)) && isListed(left.slice(cut))) return true
  return false
}

function isListed(part: string): boolean {
  if (nouns.has(part)) return true
  for (const link of links)
    if (part.length - link.length >= 3 && part.endsWith(link) && nouns.has(part.slice(0, -link.length))) return true
  return false
}

function withoutLink(left: string): string {
  if (nouns.has(left)) return left
  for (const link of links) {
    const bare = left.slice(0, -link.length)
    if (left.endsWith(link) && nouns.has(bare)) return bare
  }
  return left
}
