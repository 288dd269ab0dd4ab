export { readingContextOf } from './context.ts'
export { type AnalysisRecord, type Corrections, kindSaid, toMessageAnalysis, toUnderstanding } from './present.ts'
export { startReadingAgain } from './read-again.ts'
export { casesOfMessages, requestReading } from './store-runs.ts'
export {
  correctionsOf,
  customersWords,
  joinFirsts,
  newestReading,
  type NewCorrection,
  recomputeReadings,
  recordCorrections,
  writeReadings,
} from './store.ts'
