import { makeCover, partsOfNames } from '@resonanz/text'

/**
 * What somebody outside may read: personal data and the names of who speaks, each as its kind in brackets, and numbers
 * nobody explains with them, for they may be somebody's.
 */
export function mask(text: string, names: readonly string[], language: 'de' | 'en'): string {
  const known = partsOfNames(names).map((name) => ({ text: name, as: 'name' as const }))
  return makeCover({ language, known, data: true, bareNumbers: true })(text)
}
