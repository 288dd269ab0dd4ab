import { linesOf, type Labelled, partOf, readSource } from './source.ts'

const folder = 'formality_cocoa_de/en-de/formality-control.train'

/** Every sentence in the Sie form and in the du form (CDLA-Sharing 1.0): may train what is shipped. */
export function formality(): Labelled<'sie' | 'du'>[] {
  const found: Labelled<'sie' | 'du'>[] = []
  for (const topic of ['telephony', 'topical_chat'])
    for (const [form, label] of [
      ['formal', 'sie'],
      ['informal', 'du'],
    ] as const)
      linesOf(readSource(`${folder}.${topic}.en-de.${form}.de`)).forEach((text, at) => {
        // Both forms of a sentence belong to the same part.
        found.push({ id: `${topic}-${at}-${label}`, text, label, part: partOf(`${topic} ${at}`) })
      })
  return found
}

export const languageCodes = ['cs', 'da', 'de', 'en', 'es', 'fr', 'hr', 'hu', 'it', 'nb', 'nl', 'pl', 'ro', 'sv', 'tr']
export type LanguageItem = { language: string; size: 'single-words' | 'word-pairs' | 'sentences' }

/** Words, pairs and sentences of 15 languages (Apache-2.0, sentences CC BY): may train what is shipped. */
export function languageItems(): Labelled<LanguageItem>[] {
  return (['single-words', 'word-pairs', 'sentences'] as const).flatMap((size) =>
    languageCodes.flatMap((language) =>
      linesOf(readSource(`langid/${size}/${language}.txt`)).map((text, at) => ({
        id: `${size}-${language}-${at}`,
        text,
        label: { language, size },
        part: partOf(text),
      })),
    ),
  )
}
