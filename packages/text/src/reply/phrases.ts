// What mail programs write around a quoted mail, gathered from one small file per language.
import type { FieldKind, ReplyPhrases } from './reply-phrases.ts'
import { cs, fi, hu, pl, ru, sk, tr, uk } from './languages/eastern.ts'
import { ar, he, ja, ko, zh } from './languages/asian.ts'
import { da, de, en, nl, no, sv } from './languages/germanic.ts'
import { ca, es, fr, it, pt, ro } from './languages/romance.ts'

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
      [...(map.get(first) ?? []), word].toSorted((a, b) => b.length - a.length),
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
  const verbs = [...new Set(languages.flatMap((l) => l.verbs))].toSorted((a, b) => b.length - a.length)
  const escaped = verbs.map((verb) => verb.replace(/[()[\]\\.*+?^$|{}]/g, '\\$&').replaceAll(' ', '\\s+'))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])|写道|寫道|のメッセージ|작성`, 'iu')
}
