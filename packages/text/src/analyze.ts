import type { Analysis } from './analysis.ts'
import { detectLanguage } from './language.ts'
import { readLanguageModel } from './language/language-model.ts'
import { modelFile } from './models.ts'
import { findPersonalData } from './personal-data/find.ts'

export type AnalyzeOptions = {
  /** Who "we" are: without it no relevance is said. */
  about?: { names: readonly string[]; exclusions?: readonly string[] }
}

export type Analyzer = {
  /** In the order of the posts. Never throws; a text is read up to 20,000 characters, personal data to its end. */
  analyze: (posts: readonly { text: string }[], options?: AnalyzeOptions) => Analysis[]
}

/** Everything the package understands of a text, with the shipped models. `read` gives a file's bytes; it may throw. */
export function openAnalyzer(read: (file: URL) => Uint8Array): Analyzer {
  const language = readLanguageModel(read(modelFile('language')))
  return {
    analyze: (posts) =>
      posts.map(({ text }) => ({
        language: detectLanguage(text, language),
        sentiment: { label: 'neutral', score: 0, confidence: 0, spans: [], ironyHint: false },
        relevance: null,
        kind: { label: 'none', confidence: 0, spans: [] },
        aspects: [],
        urgency: 0,
        anger: 0,
        repeatedContact: { score: 0, spans: [] },
        offence: { label: 'none', score: 0, spans: [] },
        address: 'none',
        personalData: findPersonalData(text),
      })),
  }
}
