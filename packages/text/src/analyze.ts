import type { Analysis } from './analysis.ts'
import { detectAddress } from './address/detect.ts'
import { findKind, kindHeads } from './kind/kind.ts'
import { readKindModel } from './kind/kind-model.ts'
import { detectLanguage } from './language.ts'
import { readLanguageModel } from './language/language-model.ts'
import { extractFeatures, groupsOf, joinHeads } from './learn/index.ts'
import { modelFile, type ModelName } from './models.ts'
import { findOffence, offenceHeads } from './offence/offence.ts'
import { readOffenceModel } from './offence/offence-model.ts'
import { findPersonalData } from './personal-data/find.ts'
import type { About } from './relevance/names.ts'

export type AnalyzeOptions = {
  /** Who "we" are: without it no relevance is said. */
  about?: About
}

export type Analyzer = {
  /** In the order of the posts. Never throws; a text is read up to 20,000 characters, personal data to its end. */
  analyze: (posts: readonly { text: string }[], options?: AnalyzeOptions) => Analysis[]
}

/** Everything the package understands of a text, with the shipped models. `read` gives a file's bytes; it may throw. */
export function openAnalyzer(read: (file: URL) => Uint8Array): Analyzer {
  const bytes = (name: ModelName) => read(modelFile(name))
  const languages = readLanguageModel(bytes('language'))
  const kinds = readKindModel(bytes('kind'))
  const offences = readOffenceModel(bytes('offence'))
  const heads = [...kindHeads(kinds), ...offenceHeads(offences)]
  // A text is cut into features once and scored once, for all heads.
  const groups = groupsOf(heads)
  const joined = joinHeads(heads)

  function analyzeOne(text: string): Analysis {
    const features = extractFeatures(text, groups)
    joined.score(features)
    const language = detectLanguage(text, languages)
    return {
      language,
      sentiment: { label: 'neutral', score: 0, confidence: 0, spans: [], ironyHint: false },
      relevance: null,
      ...findKind(kinds, text, features),
      aspects: [],
      offence: findOffence(offences, text, features, language.code),
      address: detectAddress(text).form,
      personalData: findPersonalData(text),
    }
  }
  return { analyze: (posts) => posts.map(({ text }) => analyzeOne(text)) }
}
