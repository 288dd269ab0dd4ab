export { type AnalysisRecord, type Corrections, kindSaid, toMessageAnalysis, toUnderstanding } from './present.ts'
export { type CaseReading, caseReadingOf, levelNumberOf, levelWord, type MessageReading, offences } from './reading.ts'
export {
  correctionsOf,
  customersWords,
  newestReading,
  type NewCorrection,
  recomputeReadings,
  recordCorrections,
  writeReadings,
} from './store.ts'
export { modelVersion } from './version.ts'
