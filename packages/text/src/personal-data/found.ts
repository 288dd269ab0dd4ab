import type { PersonalDataKind, Span } from '../analysis.ts'

export type PersonalDataSpan = Span & { kind: PersonalDataKind }

export type Found = {
  /** Kept only where nothing was found before: the order of the finders is their precedence. */
  add: (kind: PersonalDataKind, start: number, end: number) => void
  covers: (at: number) => boolean
}
