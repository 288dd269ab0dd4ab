// Mail addresses, also those written for eyes: "name (at) host punkt de".
import type { Found } from './found.ts'
import type { Word } from './words.ts'
import { between, isDigit, isLetter } from './words.ts'

const LONGEST_LOCAL = 64
const LONGEST_DOMAIN = 253

export function findEmails(text: string, words: readonly Word[], found: Found): void {
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const start = startOfLocal(text, at)
    if (start === at) continue
    const end = endOfDomain(text, at + 1)
    if (end > 0) found.add('email', start, end)
  }
  findSpelled(text, words, found)
}

function isLocal(code: number): boolean {
  return isDigit(code) || isLetter(code) || ".!#$%&'*+/=?^_`{|}~-".includes(String.fromCharCode(code))
}

function startOfLocal(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < LONGEST_LOCAL && isLocal(text.charCodeAt(start - 1))) start--
  // "mail=anna@…", "„anna@…": signs before the first letter or digit belong to the sentence.
  while (start < at && !isDigit(text.charCodeAt(start)) && !isLetter(text.charCodeAt(start))) start++
  const local = text.slice(start, at)
  return start + Math.max(local.lastIndexOf('='), local.lastIndexOf('/')) + 1
}

/** Behind the last label of a domain with a dot and a top level of letters; 0 where there is none. */
function endOfDomain(text: string, from: number): number {
  let end = 0
  let label = from
  for (let at = from; at <= text.length && at - from < LONGEST_DOMAIN; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32
    if (isDigit(code) || isLetter(code) || code === 45) continue
    if (at === label) break
    if (label > from && isTopLevel(text.slice(label, at))) end = at
    if (code !== 46) break
    label = at + 1
  }
  return end
}

function isTopLevel(label: string): boolean {
  if (label.length < 2 || label.length > 24) return false
  if (label.startsWith('xn--')) return true
  for (let at = 0; at < label.length; at++) if (!isLetter(label.charCodeAt(at))) return false
  return true
}

const AT_WORDS = new Set(['at', 'ät', 'aet'])
const DOT_WORDS = new Set(['dot', 'punkt', 'point'])
const PROVIDERS = new Set(
  'gmail googlemail gmx web outlook hotmail yahoo icloud posteo mailbox freenet arcor aol live me protonmail proton'.split(
    ' ',
  ),
)

/** The at as a word or in brackets, and the dots as words or dots. A bare "at" needs a spelled dot or a known provider. */
function findSpelled(text: string, words: readonly Word[], found: Found): void {
  for (let at = 1; at < words.length - 1; at++) {
    const word = words[at]!
    if (!AT_WORDS.has(word.lower)) continue
    const bracketed = '([{<'.includes(text.charAt(word.start - 1)) && ')]}>'.includes(text.charAt(word.end))
    const domain = spelledDomain(text, words, at + 1)
    if (domain === null || (!bracketed && !domain.spelled && !PROVIDERS.has(words[at + 1]!.lower))) continue
    const local = spelledLocal(text, words, at - 1)
    if (isJoin(text, words[at - 1]!, word) && isJoin(text, word, words[at + 1]!)) found.add('email', local, domain.end)
  }
}

function isJoin(text: string, left: Word, right: Word): boolean {
  const gap = between(text, left, right)
  return gap.length <= 3 && [...gap].every((char) => ' ([{<)]}>'.includes(char))
}

function spelledDomain(text: string, words: readonly Word[], from: number): { end: number; spelled: boolean } | null {
  let spelled = false
  let end = 0
  let at = from
  for (let labels = 0; labels < 6 && at + 1 < words.length; labels++) {
    const gap = between(text, words[at]!, words[at + 1]!)
    if (gap === '.' || gap === '-') at += 1
    else if (DOT_WORDS.has(words[at + 1]!.lower) && at + 2 < words.length) {
      spelled = true
      at += 2
    } else break
    if (gap !== '-') end = isTopLevel(words[at]!.text) ? words[at]!.end : 0
  }
  if (end === 0) return null
  return { end, spelled }
}

function spelledLocal(text: string, words: readonly Word[], from: number): number {
  let at = from
  for (let parts = 0; parts < 4 && at > 0; parts++) {
    const gap = between(text, words[at - 1]!, words[at]!)
    if (gap === '.' || gap === '_' || gap === '-' || gap === '+') at -= 1
    else if (at > 1 && DOT_WORDS.has(words[at - 1]!.lower)) at -= 2
    else break
  }
  return words[at]!.start
}
