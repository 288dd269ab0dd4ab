// What mail programs write around a quoted mail, gathered from one small file per language.
import { cs, fi, hu, pl, ru, sk, tr, uk } from './languages/eastern.ts'
import { ar, he, ja, ko, zh } from './languages/asian.ts'
import { da, de, en, nl, no, sv } from './languages/germanic.ts'
import { ca, es, fr, it, pt, ro } from './languages/romance.ts'

export type FieldKind = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'other'

/** Words of one language. Everything is compared in lower case. */
export type ReplyPhrases = {
  /** First word(s) of an "On … wrote:" line. */
  openers: readonly string[]
  /** The "wrote" of that line, wherever it stands. */
  verbs: readonly string[]
  /** Labels of the block Outlook and others write above a quoted mail. */
  fields: Partial<Record<FieldKind, readonly string[]>>
  /** Text between dashes: "Original Message". */
  originals: readonly string[]
  /** Lines that stand alone above a forwarded mail: "Begin forwarded message". */
  forwards?: readonly string[]
  /** Lines a phone or mail app adds: how they start and, where needed, how they go on. */
  mobile?: readonly (readonly [start: string, then?: string])[]
}

const languages: readonly ReplyPhrases[] = [
  de,
  en,
  fr,
  es,
  it,
  pt,
  nl,
  da,
  no,
  sv,
  fi,
  pl,
  cs,
  sk,
  ru,
  uk,
  hu,
  tr,
  ro,
  ca,
  zh,
  ja,
  ko,
  he,
  ar,
]

/** Lower-case opener words by their first word, longest first. */
export const openers: ReadonlyMap<string, readonly string[]> = byFirstWord(languages.flatMap((l) => l.openers))

/** Field label → kind. A label of two languages with two meanings keeps the first. */
export const fieldKinds: ReadonlyMap<string, FieldKind> = collectFields()

/** What stands between dashes above an original or forwarded mail. */
export const originals: ReadonlySet<string> = new Set(languages.flatMap((l) => l.originals))

/** Lines that stand alone above a forwarded mail, without the colon. */
export const forwards: ReadonlySet<string> = new Set(languages.flatMap((l) => l.forwards ?? []))

/** Mobile signature lines by their first word. */
export const mobileLines: ReadonlyMap<string, readonly (readonly [string, string?])[]> = collectMobile()

/** Finds a "wrote" in a line; no nested quantifier, so linear in the length of the line. */
export const verbPattern: RegExp = buildVerbPattern()

function byFirstWord(words: readonly string[]): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const word of new Set(words)) {
    const first = word.split(' ', 1)[0] ?? word
    map.set(
      first,
      [...(map.get(first) ?? []), word].sort((a, b) => b.length - a.length),
    )
  }
  return map
}

function collectFields(): Map<string, FieldKind> {
  const map = new Map<string, FieldKind>()
  for (const language of languages)
    for (const [kind, labels] of Object.entries(language.fields))
      for (const label of labels) if (!map.has(label)) map.set(label, kind as FieldKind)
  return map
}

function collectMobile(): Map<string, (readonly [string, string?])[]> {
  const map = new Map<string, (readonly [string, string?])[]>()
  for (const language of languages)
    for (const line of language.mobile ?? []) {
      const first = line[0].split(' ', 1)[0] ?? line[0]
      map.set(first, [...(map.get(first) ?? []), line])
    }
  return map
}

function buildVerbPattern(): RegExp {
  const verbs = [...new Set(languages.flatMap((l) => l.verbs))].sort((a, b) => b.length - a.length)
  const escaped = verbs.map((verb) => verb.replace(/[()[\]\\.*+?^$|{}]/g, '\\$&').replaceAll(' ', '\\s+'))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])|写道|寫道|のメッセージ|작성`, 'iu')
}
