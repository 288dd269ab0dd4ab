// Recognises the block of fields ("Von: / Gesendet: / An: / Betreff:") that stands above a quoted or forwarded mail.
import { fieldKinds } from './phrases.ts'
import type { FieldKind } from './reply-phrases.ts'

const blockMaxLines = 24
/** Lines that belong to the field above them: folded addresses, a subject on two lines. */
const foldedMaxLines = 4

/** The kind of a field line such as "*Gesendet:* Montag …", or null. */
export function fieldKind(line: string): FieldKind | null {
  const colon = colonAt(line)
  if (colon < 1) return null
  const label = line
    .slice(0, colon)
    .replace(/[\s*_>\u200b]+/g, ' ')
    .trim()
    .toLowerCase()
  return fieldKinds.get(label) ?? null
}

function colonAt(line: string): number {
  const end = Math.min(line.length, 34)
  for (let i = 0; i < end; i++) {
    const char = line.charCodeAt(i)
    if (char === 58 || char === 0xff1a) return i
  }
  return -1
}

/**
 * How many lines from `index` on form such a block; 0 if none does.
 * A traveller's "Von: Berlin / An: Hamburg" is none: it takes a subject, or an address, beside sender and date.
 */
export function headerBlockLength(lines: readonly string[], index: number): number {
  if (fieldKind(lines[index] ?? '') === null) return 0
  const kinds = new Set<FieldKind>()
  let address = false
  let digits = false
  let end = index
  let folded = 0
  for (let i = index; i < lines.length && i < index + blockMaxLines; i++) {
    const line = lines[i] ?? ''
    const kind = fieldKind(line)
    if (kind === null) {
      // Blank lines between fields come from HTML paragraphs; two in a row end the block.
      if (line.trim() === '' && (lines[i + 1] ?? '').trim() === '') break
      if (line.trim() === '' && kinds.has('subject') && kinds.has('from') && fieldKind(lines[i + 1] ?? '') === null)
        break
      if (++folded > foldedMaxLines) break
      continue
    }
    kinds.add(kind)
    if (line.includes('@')) address = true
    if (kind === 'sent' && /\d/.test(line)) digits = true
    folded = 0
    end = i
  }
  return isBlock(kinds, address, digits) ? end - index + 1 : 0
}

function isBlock(kinds: ReadonlySet<FieldKind>, address: boolean, digits: boolean): boolean {
  if (kinds.size >= 4 && kinds.has('from')) return true
  if (kinds.size >= 3 && (kinds.has('subject') || address) && (kinds.has('from') || digits)) return true
  return kinds.size === 2 && address && digits && (kinds.has('from') || kinds.has('to'))
}
