import type { CaseKind, CaseUnderstanding, CorrectedField, MessageAnalysis, Sentiment } from '@resonanz/contracts'
import { levelNumber, levelWord, type Marks, repeatedFrom } from '#reading'
import type { NewestReading } from './store.ts'

/** A row of message_analysis as JSON. */
export type AnalysisRecord = {
  model_version: string
  failed: string | null
  language: string | null
  language_confidence: number
  is_mixed: boolean
  sentiment: Sentiment
  sentiment_score: number
  sentiment_confidence: number
  irony_hint: boolean
  kind: CaseKind | null
  kind_confidence: number
  urgency: number
  anger: number
  repeated_contact: number
  offence: MessageAnalysis['offence']['label']
  offence_score: number
  address_form: MessageAnalysis['address']
  relevance: number | null
  marks: Partial<Marks>
}
/** What people said instead, by field. */
export type Corrections = Partial<Record<CorrectedField, string | null>>

/** Null where nothing was read. */
export function toMessageAnalysis(a: AnalysisRecord | null, said: Corrections): MessageAnalysis | null {
  if (!a || a.failed !== null) return null
  return {
    version: a.model_version,
    sentiment: {
      label: (said.sentiment as Sentiment | null | undefined) ?? a.sentiment,
      by: said.sentiment ? 'person' : 'model',
      modelLabel: a.sentiment,
      score: a.sentiment_score,
      confidence: a.sentiment_confidence,
      marks: a.marks.sentiment ?? [],
      ironyHint: a.irony_hint,
    },
    kind: {
      label: said.kind ? kindSaid(said.kind) : a.kind,
      by: said.kind ? 'person' : 'model',
      modelLabel: a.kind,
      confidence: a.kind_confidence,
      marks: a.marks.kind ?? [],
    },
    language: {
      code: said.language ?? a.language,
      by: said.language ? 'person' : 'model',
      modelCode: a.language,
      confidence: a.language_confidence,
      isMixed: a.is_mixed,
    },
    aspects: a.marks.aspects ?? [],
    urgency: scored(a.urgency),
    anger: scored(a.anger),
    repeatedContact: {
      score: a.repeated_contact,
      isRepeated: a.repeated_contact >= repeatedFrom,
      marks: a.marks.repeated ?? [],
    },
    offence: { label: a.offence, score: a.offence_score, marks: a.marks.offence ?? [] },
    address: a.address_form,
    relevance: a.relevance,
    personalData: a.marks.personalData ?? [],
  }
}

/** The words a correction is stored by: 'none' is a kind that people say, and null in lists. */
export function kindSaid(value: string): CaseKind | null {
  return value === 'none' ? null : (value as CaseKind)
}

function scored(score: number): { score: number; level: 'low' | 'medium' | 'high' } {
  return { score, level: levelWord(levelNumber(score))! }
}

export function toUnderstanding(
  reading: NewestReading | undefined,
  sentimentAtStart: Sentiment | null,
): CaseUnderstanding | null {
  if (!reading) return null
  return {
    messageId: reading.message_id,
    version: reading.model_version,
    sentimentAtStart,
    model: {
      sentiment: {
        label: reading.sentiment,
        score: reading.sentiment_score,
        confidence: reading.sentiment_confidence,
      },
      kind: { label: reading.kind, confidence: reading.kind_confidence },
      language: { code: reading.language, confidence: reading.language_confidence },
      topic: reading.topic && { ...reading.topic, confidence: reading.topic_confidence ?? 0 },
    },
  }
}
