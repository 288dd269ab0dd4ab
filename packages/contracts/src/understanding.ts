import { z } from 'zod'
import { CaseKind, Sentiment, TextLanguage } from './analysis.ts'
import { CaseDetail, CaseRow } from './cases.ts'
import { route } from './route.ts'
import { Id, IdParams, Instant, Ok } from './shapes.ts'

/**
 * What a person says instead of the model; a value left out stays, null takes the person's word back and the model's
 * value counts again. `messageId`: the message that is meant, without it the customer's newest words.
 */
export const Correction = z.strictObject({
  messageId: Id.optional(),
  sentiment: Sentiment.nullable().optional(),
  kind: z
    .union([CaseKind, z.literal('none')])
    .nullable()
    .optional(),
  language: TextLanguage.nullable().optional(),
  /** The case's topic; null goes back to what stood before anybody chose one: none. */
  topicId: Id.nullable().optional(),
})
export type Correction = z.infer<typeof Correction>

export const SimilarCases = z.object({
  /** The same words or nearly so, newest first; at most 50 of `duplicateCount`. */
  duplicates: z.array(CaseRow),
  duplicateCount: z.number().int(),
  /** Other cases that speak of the same, most alike first, with the words both share. */
  similar: z.array(z.object({ case: CaseRow, words: z.array(z.string()) })),
})

export const ClassifierName = z.enum(['topic', 'sentiment', 'kind', 'relevance'])
export type ClassifierName = z.infer<typeof ClassifierName>
const ClassifierParams = z.strictObject({ classifier: ClassifierName })

export const ClassifierVersion = z.object({
  version: z.number().int(),
  state: z.enum(['active', 'rejected', 'retired']),
  trainedAt: Instant,
  /** How many examples it learned from, how many were kept out to try it. */
  learnedFrom: z.number().int(),
  keptOut: z.number().int(),
  /** Share of the kept-out examples it got right, and what the version in use before got right of the same. */
  accuracy: z.number(),
  accuracyBefore: z.number(),
})
export type ClassifierVersion = z.infer<typeof ClassifierVersion>

export const ClassifierQuality = z.object({
  classifier: ClassifierName,
  /** Null: as shipped (a topic classifier is never shipped: none). */
  activeVersion: z.number().int().nullable(),
  /** Cases and corrections that it can learn from, and how many it takes to begin. */
  examples: z.number().int(),
  examplesNeeded: z.number().int(),
  corrections: z.number().int(),
  /** Per month: texts read, values people changed, values people confirmed. Newest first. */
  months: z.array(
    z.object({ month: z.string(), read: z.number().int(), changed: z.number().int(), confirmed: z.number().int() }),
  ),
  versions: z.array(ClassifierVersion),
})
export type ClassifierQuality = z.infer<typeof ClassifierQuality>

export const TextQuality = z.object({
  /** Version of the shipped models that read new texts now. */
  modelVersion: z.string(),
  /** Texts that still carry values of older models; read again in the background. */
  isReadingAgain: z.boolean(),
  /** Inbound texts of the last day that could not be analysed; they were taken all the same. */
  notAnalysed: z.number().int(),
  classifiers: z.array(ClassifierQuality),
})
export type TextQuality = z.infer<typeof TextQuality>

export const understandingRoutes = {
  correct: route({
    id: 'cases.correct',
    method: 'PATCH',
    path: '/api/v1/cases/{id}/understanding',
    access: 'case.write',
    object: 'case',
    summary: 'Say what a text is where the model was wrong; the answer carries what undoes it',
    params: IdParams,
    body: Correction,
    response: z.object({ case: CaseDetail, undo: Correction.nullable() }),
  }),
  similar: route({
    id: 'cases.similar',
    method: 'GET',
    path: '/api/v1/cases/{id}/similar',
    access: 'case.read',
    object: 'case',
    summary: 'The same again, and what speaks of the same',
    params: IdParams,
    response: SimilarCases,
  }),
}

export const textQualityRoutes = {
  read: route({
    id: 'textQuality.read',
    method: 'GET',
    path: '/api/v1/text-quality',
    access: 'settings.manage',
    summary: 'How well texts are understood: versions, corrections, agreement',
    response: TextQuality,
  }),
  retrain: route({
    id: 'textQuality.retrain',
    method: 'POST',
    path: '/api/v1/text-quality/{classifier}/retrain',
    access: 'settings.manage',
    summary: 'Train a classifier of this workspace anew in the background; switched on only when it is better',
    params: ClassifierParams,
    response: Ok,
    status: 202,
  }),
  rollback: route({
    id: 'textQuality.rollback',
    method: 'POST',
    path: '/api/v1/text-quality/{classifier}/rollback',
    access: 'settings.manage',
    summary: 'Use an earlier version of a classifier, or none of its own',
    params: ClassifierParams,
    body: z.strictObject({ version: z.number().int().min(1).nullable() }),
    response: ClassifierQuality,
  }),
}
