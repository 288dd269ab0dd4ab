export { trimReply, type TrimmedReply } from './reply/trim-reply.ts'
export { searchWords } from './search-words.ts'
export { type DetectedLanguage, detectLanguage } from './language.ts'
export {
  type Alarm,
  type AlarmPoint,
  type AlarmSignal,
  type AlarmState,
  type AlarmVerdict,
  alarmSignals,
  openAlarm,
} from './alarm/alarm.ts'
export { openSuggest, type Suggest, type SuggestDocument, type Suggestion, type SuggestUse } from './suggest/suggest.ts'
export type { Analysis } from './analysis.ts'
export { findPersonalData } from './personal-data/find.ts'
export type { PersonalDataSpan } from './personal-data/found.ts'
export { type Known as KnownWords, makeCover, partsOfNames } from './personal-data/cover.ts'
export { maskPersonalData } from './personal-data/mask.ts'
export { findNames } from './personal-data/names.ts'
export type { ReferencePattern } from './personal-data/workspace-pattern.ts'
export { evaluate as evaluateQuery, type ReadPost, readPost } from './match/evaluate.ts'
export { compileQueries, type Matcher, type StandingQuery } from './match/matcher.ts'
export { type ParsedQuery, parseQuery } from './match/parse-query.ts'
export type { Folding } from './match/parsing.ts'
export type { MatchPost, Query } from './match/query.ts'
export type { QueryError } from './match/query-error.ts'
export { type QueryLine, readQueryLine } from './match/read-queries.ts'
export {
  type DuplicateFound,
  type DuplicateOptions,
  type DuplicatePost,
  type Duplicates,
  openDuplicates,
} from './duplicates/duplicates.ts'
export { type Analyzer, type AnalyzeOptions, openAnalyzer } from './analyze.ts'
export { modelFiles } from './models.ts'
export { type Address, type AddressForm, detectAddress } from './address/detect.ts'
export {
  classifyTopics,
  readTopicModel,
  type TopicExample,
  type TopicModel,
  type TopicOptions,
  type TopicResult,
  trainTopics,
} from './topic/index.ts'
export { checkGuideline, type GuidelineReply } from './guideline/check.ts'
export type {
  CaseFacts,
  ClassifierName,
  Finder,
  FindingLevel,
  GuidelineFinding,
  GuidelineRule,
  RuleCondition,
} from './guideline/rules.ts'
export { shippedRules } from './guideline/shipped-rules.ts'
export { type Cleaned, normalise, shortenStretched } from './clean/normalise.ts'
export { htmlToText } from './clean/html-to-text.ts'
export { findMarks, type Mark, type MarkKind } from './clean/marks.ts'
export { type LanguageModel, readLanguageModel } from './language/language-model.ts'
export { findKind, type KindFound } from './kind/kind.ts'
export { type KindModel, readKindModel } from './kind/kind-model.ts'
export { findOffence, type Offence } from './offence/offence.ts'
export { type OffenceModel, readOffenceModel } from './offence/offence-model.ts'
export {
  adapt,
  type Adapted,
  extractFeatures,
  readAdapted,
  scoreAdapted,
  softmax,
  writeAdapted,
} from './learn/index.ts'
export { type ReadText } from './sentiment/read-tone.ts'
export { sentimentOf } from './sentiment/sentiment.ts'
export { readSentimentModel, type SentimentModel } from './sentiment/sentiment-model.ts'
export { type Named, type SentimentTowards, sentimentTowards } from './sentiment/towards.ts'
export {
  type OwnSentiment,
  ownSentiment,
  readOwnSentiment,
  teachSentiment,
  writeOwnSentiment,
} from './sentiment/own-sentiment.ts'
export { type About } from './relevance/names.ts'
export { readRelevanceModel, type Relevance, type RelevanceModel, relevanceOf } from './relevance/relevance.ts'
export { aspectCategories, type AspectModel, aspectsOf, readAspectModel } from './aspects/aspects.ts'
