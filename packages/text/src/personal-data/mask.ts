import { replaceSpans } from './cover.ts'
import type { PersonalDataSpan } from './found.ts'

/** The text with every span replaced by its kind in brackets, "[iban]"; overlapping spans are masked as one. */
export function maskPersonalData(text: string, spans: readonly PersonalDataSpan[]): string {
  return replaceSpans(text, spans, (kind) => `[${kind}]`)
}
