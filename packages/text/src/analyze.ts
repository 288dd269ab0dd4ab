import type { Analysis } from './analysis.ts'
import { addressForm } from './address/detect.ts'
import { aspectsOf, readAspectModel } from './aspects/aspects.ts'
import { findKind, kindHeads } from './kind/kind.ts'
import { readKindModel } from './kind/kind-model.ts'
import { detectLanguage } from './language.ts'
import { readLanguageModel } from './language/language-model.ts'
import { groupsOf, joinHeads, passingFeatures } from './learn/index.ts'
import { modelFile, type ModelName } from './models.ts'
import { findOffence, offenceHeads } from './offence/offence.ts'
import { readOffenceModel } from './offence/offence-model.ts'
import { findPersonalData } from './personal-data/find.ts'
import type { About } from './relevance/names.ts'
import { readRelevanceModel, relevanceOf } from './relevance/relevance.ts'
import { sentimentOf } from './sentiment/sentiment.ts'
import { readSentimentModel } from './sentiment/sentiment-model.ts'

export type AnalyzeOptions = {
  /** Who "we" are: without it no relevance is said. */
  about?: About
}

export type Analyzer = {
  /** In the order of the posts. Never throws; a text is read up to 20,000 characters, personal data to its end. */
  analyze: (posts: readonly { text: string }[], options?: AnalyzeOptions) => Analysis[]
}

type WithoutHeads = Pick<Analysis, 'language' | 'address' | 'personalData'>

/** Everything the package understands of a text, with the shipped models. `read` gives a file's bytes; it may throw. */
export function openAnalyzer(read: (file: URL) => Uint8Array): Analyzer {
  const bytes = (name: ModelName) => read(modelFile(name))
  const languages = readLanguageModel(bytes('language'))
  const sentiments = readSentimentModel(bytes('sentiment'))
  const relevances = readRelevanceModel(bytes('relevance'))
  const aspects = readAspectModel(bytes('aspects'))
  const kinds = readKindModel(bytes('kind'))
  const offences = readOffenceModel(bytes('offence'))
  const heads = [sentiments.head, relevances.head, aspects.head, ...kindHeads(kinds), ...offenceHeads(offences)]
  // A text is cut into features once and scored once, for all heads.
  const groups = groupsOf(heads)
  const joined = joinHeads(heads)

  /** Step by step through the whole batch: the tables of a step stay in the processor's cache, a sixth of the time. */
  function analyze(posts: readonly { text: string }[], { about }: AnalyzeOptions = {}): Analysis[] {
    const texts = posts.map(({ text }) => text)
    const found = languagesOf(texts)
    return texts.map((text, at) => withHeads(text, found[at]!, about))
  }

  function languagesOf(texts: readonly string[]): WithoutHeads[] {
    const detected = texts.map((text) => detectLanguage(text, languages))
    const forms = texts.map(addressForm)
    return texts.map((text, at) => ({
      language: detected[at]!,
      address: forms[at]!,
      personalData: findPersonalData(text),
    }))
  }

  function withHeads(text: string, { language, address, personalData }: WithoutHeads, about?: About): Analysis {
    const features = passingFeatures(text, groups)
    joined.score(features)
    const read = [{ text, features }]
    return {
      language,
      sentiment: sentimentOf(sentiments, read)[0]!,
      relevance: about === undefined ? null : { score: relevanceOf(relevances, read, about)[0]!.score },
      ...findKind(kinds, text, features),
      aspects: aspectsOf(aspects, read)[0]!,
      offence: findOffence(offences, text, features, language.code),
      address,
      personalData,
    }
  }
  return { analyze }
}
