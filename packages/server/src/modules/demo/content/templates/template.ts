import type { CaseKind, Language, PresenceKey, Priority } from '../types.ts'

/**
 * A recurring concern. `[a|b]` is one of several wordings, `{slot}` a value of the case. Texts and answers take turns,
 * so that a template used six times still reads as six people. A list as long as `texts` belongs to them one by one; a
 * shorter one fits them all.
 */
export type CaseTemplate = {
  key: string
  language: Language
  presences: PresenceKey[]
  topic: string
  kind: CaseKind
  subjects: string[]
  /** What customers write; for calls and visits what the member wrote down. */
  texts: string[]
  /** The answer that settles it. */
  answers: string[]
  /** We are on it, and until when: contains `{bis}`. */
  holds: string[]
  /** We need something from the customer. */
  asks?: string[]
  promise: string
  priority?: Priority
  tags?: string[]
  du?: boolean
  /** Own slots beside those of the world. */
  slots?: Record<string, string[]>
  /** Only concerns of the last hours: something that broke then. */
  maxAgeHours?: number
  /** How often relative to the others; 1 unless told. */
  weight?: number
}
