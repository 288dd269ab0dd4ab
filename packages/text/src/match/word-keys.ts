import { compoundParts } from './compound-parts.ts'
import { foldSpelling, inflectionKey } from './inflection.ts'
import { emojiWord, hashtagWord, mentionWord } from './words.ts'

// A query asks for keys, a word of a post has keys; they meet where a key is the same. The first sign of a key says what
// is compared: = the word in lower case, ~ its folded form, # a hashtag's folded form, @ a handle.

export type WordKeys = {
  keys: string[]
  /** What wildcards are held against, by the first sign of their key. */
  subjects: { sign: string; text: string }[]
}

export const exactKey = (lower: string) => `=${lower}`
export const foldedKey = (lower: string) => `~${inflectionKey(foldSpelling(lower))}`
export const hashtagKey = (lower: string) => `#${inflectionKey(foldSpelling(lower))}`
export const mentionKey = (lower: string) => `@${lower}`

/** `lower` is a word as `readWords` gives it, `marker` its marker there. */
export function wordKeys(lower: string, marker: number): WordKeys {
  if (marker === emojiWord) return { keys: [`=${lower}`, `~${lower}`], subjects: [] }
  const folded = foldSpelling(lower)
  const key = inflectionKey(folded)
  const keys = [`=${lower}`, `~${key}`]
  for (const part of compoundParts(folded)) if (part !== key) keys.push(`~${part}`)
  const subjects = [
    { sign: '=', text: lower },
    { sign: '~', text: folded },
  ]
  if (marker === hashtagWord) {
    keys.push(`#${key}`)
    subjects.push({ sign: '#', text: folded })
  } else if (marker === mentionWord) {
    keys.push(`@${lower}`)
    subjects.push({ sign: '@', text: lower })
  }
  return { keys, subjects }
}

/** Two words that a joiner parts, read as one: E-Mail as Email. Only for folded terms. */
export function joinedKeys(lower: string): WordKeys {
  const folded = foldSpelling(lower)
  return { keys: [`~${inflectionKey(folded)}`], subjects: [{ sign: '~', text: folded }] }
}
