import type { PersonalDataSpan } from './found.ts'

/** The text with every span replaced by its kind in brackets, "[iban]"; overlapping spans are masked as one. */
export function maskPersonalData(text: string, spans: readonly PersonalDataSpan[]): string {
  const ordered = spans.toSorted((a, b) => a.start - b.start)
  let masked = ''
  let done = 0
  for (const { kind, start, end } of ordered) {
    if (end <= done || end <= start) continue
    if (start >= done) masked += `${text.slice(done, start)}[${kind}]`
    done = Math.min(end, text.length)
  }
  return masked + text.slice(done)
}
