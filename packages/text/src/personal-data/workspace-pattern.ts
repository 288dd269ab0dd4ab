import type { Found } from './found.ts'
import { isDigit, isLetter } from './words.ts'

/** A workspace's own numbers as safe data: "#" is a digit, "@" a letter, "~" either, all else stands for itself. */
export type ReferencePattern = { form: string }

const LONGEST_FORM = 40
const MOST_PATTERNS = 50

/** Forms of up to 40 signs; what is longer, or without a digit or letter sign, finds nothing. */
export function findWorkspaceReferences(text: string, patterns: readonly ReferencePattern[], found: Found): void {
  for (const { form } of patterns.slice(0, MOST_PATTERNS)) {
    if (form.length > LONGEST_FORM || !/[#@~]/.test(form) || form.length < 3) continue
    const lower = form.toLowerCase()
    for (let start = 0; start + form.length <= text.length; start++) {
      if (isInsideWord(text, start) || isInsideWord(text, start + form.length)) continue
      if (fits(text, lower, start)) found.add('reference', start, start + form.length)
    }
  }
}

function isInsideWord(text: string, at: number): boolean {
  if (at === 0 || at >= text.length) return false
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return isWord(before) && isWord(after)
}

function isWord(code: number): boolean {
  return isDigit(code) || isLetter(code)
}

function fits(text: string, form: string, start: number): boolean {
  for (let at = 0; at < form.length; at++) {
    const sign = form.charAt(at)
    const code = text.charCodeAt(start + at)
    if (sign === '#' ? !isDigit(code) : sign === '@' ? !isLetter(code) : sign === '~' ? !isWord(code) : false)
      return false
    if ('#@~'.includes(sign)) continue
    if (text.charAt(start + at).toLowerCase() !== sign) return false
  }
  return true
}
