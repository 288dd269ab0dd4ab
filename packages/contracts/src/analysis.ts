import { z } from 'zod'
import { Id } from './shapes.ts'

/** What the product understood of a text by itself, and what people said instead. Shares are 0 to 1. */
export const Sentiment = z.enum(['positive', 'neutral', 'negative'])
export type Sentiment = z.infer<typeof Sentiment>
export const Offence = z.enum(['insult', 'abuse', 'threat', 'hate'])
export type Offence = z.infer<typeof Offence>
export const Level = z.enum(['low', 'medium', 'high'])
export type Level = z.infer<typeof Level>
/** ISO 639 code of a text: more languages than the product itself speaks. */
export const TextLanguage = z.string().regex(/^[a-z]{2,3}$/)
export type TextLanguage = z.infer<typeof TextLanguage>

export const CaseKind = z.enum([
  'question',
  'complaint',
  'praise',
  'suggestion',
  'request',
  'fault',
  'cancellation',
  'press',
  'spam',
])
export type CaseKind = z.infer<typeof CaseKind>

/** What a person can say better than the model did. */
export const CorrectedField = z.enum(['sentiment', 'kind', 'language', 'topic'])
export type CorrectedField = z.infer<typeof CorrectedField>

const Share = z.number()
/** A place in the message's `text`, in UTF-16 units; weight above 0 speaks for what was found, below against. */
const Mark = z.object({ start: z.number().int(), end: z.number().int(), weight: Share })
const By = z.enum(['model', 'person'])
const Scored = z.object({ score: Share, level: Level })

/** A value is the person's where one said so (`by`); the model's stands beside it. */
export const MessageAnalysis = z.object({
  /** Version of the models that read it. */
  version: z.string(),
  sentiment: z.object({
    label: Sentiment,
    by: By,
    modelLabel: Sentiment,
    /** −1 very negative to 1 very positive. */
    score: Share,
    confidence: Share,
    marks: z.array(Mark),
    ironyHint: z.boolean(),
  }),
  kind: z.object({
    label: CaseKind.nullable(),
    by: By,
    modelLabel: CaseKind.nullable(),
    confidence: Share,
    marks: z.array(Mark),
  }),
  language: z.object({
    code: TextLanguage.nullable(),
    by: By,
    modelCode: TextLanguage.nullable(),
    confidence: Share,
    isMixed: z.boolean(),
  }),
  aspects: z.array(z.object({ category: z.string(), sentiment: Sentiment, confidence: Share })),
  urgency: Scored,
  anger: Scored,
  repeatedContact: z.object({ score: Share, isRepeated: z.boolean(), marks: z.array(Mark) }),
  offence: z.object({ label: Offence.nullable(), score: Share, marks: z.array(Mark) }),
  address: z.enum(['sie', 'du', 'mixed', 'none']),
  /** Is it about us; null while the workspace names nothing that it goes by. */
  relevance: Share.nullable(),
  personalData: z.array(z.object({ kind: z.string(), start: z.number().int(), end: z.number().int() })),
})
export type MessageAnalysis = z.infer<typeof MessageAnalysis>

const TopicName = z.object({ de: z.string(), en: z.string() })

/** What stands behind the chips of a case: the model's values for the customer's newest words. */
export const CaseUnderstanding = z.object({
  messageId: Id,
  version: z.string(),
  /** Tonality of the first words, beside `sentiment` of the row, which is that of the newest. */
  sentimentAtStart: Sentiment.nullable(),
  model: z.object({
    sentiment: z.object({ label: Sentiment, score: Share, confidence: Share }),
    kind: z.object({ label: CaseKind.nullable(), confidence: Share }),
    language: z.object({ code: TextLanguage.nullable(), confidence: Share }),
    /** What the workspace's own classifier proposes; null without one, or when it fits none of the topics. */
    topic: z.object({ id: Id, name: TopicName, confidence: Share }).nullable(),
  }),
})
export type CaseUnderstanding = z.infer<typeof CaseUnderstanding>
