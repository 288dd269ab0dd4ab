import type { Language } from './time.ts'

const names = new Map<Language, Intl.DisplayNames>()

/** What a language is called in the reader's: `fr` → `Französisch`; a code nobody knows stays a code. */
export function languageName(code: string, language: Language): string {
  const found = names.get(language) ?? new Intl.DisplayNames([language], { type: 'language' })
  names.set(language, found)
  try {
    return found.of(code) ?? code
  } catch {
    return code
  }
}
