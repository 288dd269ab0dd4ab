import type { Features } from '../learn/index.ts'
import { readTokens, type Tokens } from '../learn/tokens.ts'
import { toneFeatures } from './tone-features.ts'
import { gradeWords, type WordGrades } from './word-grades.ts'

/** A text and its features, read once and shared by all that look at it. */
export type ReadText = { text: string; features: Features }

/** The lexicon's numbers and grades of a text and its tokens; all are valid until the next call. */
export function readTone(text: string): { row: Float32Array; grades: WordGrades; tokens: Tokens } {
  const tokens = readTokens(text)
  const grades = gradeWords(tokens)
  return { row: toneFeatures(tokens, grades), grades, tokens }
}
