// Loaded by every worker thread: nothing of the database may be reached from here.
export type { OwnHeads } from './apply-own.ts'
export { labelOf, type OwnClassifier, ownLabels, readTaught, teach } from './own-heads.ts'
export { notRead, readShipped, readText, type ReadingContext } from './read-text.ts'
export type { OwnModel } from './topics.ts'
export {
  type CaseReading,
  caseReadingOf,
  languageFrom,
  levelFrom,
  levelNumber,
  levelNumberOf,
  levelWord,
  type Marks,
  type MessageReading,
  offences,
  repeatedFrom,
} from './reading.ts'
export { modelVersion, warmReader } from './analyzer.ts'
