// What the product understands of one text. Offsets are UTF-16 code units of the text as given; every share is 0 to 1.

export type Span = { start: number; end: number }

/** A span that speaks for (weight above 0) or against (below 0) what was found. */
export type Evidence = Span & { weight: number }

export const sentimentLabels = ['positive', 'neutral', 'negative'] as const
export type SentimentLabel = (typeof sentimentLabels)[number]

export const concernKinds = [
  'question',
  'complaint',
  'praise',
  'suggestion',
  'request',
  'fault',
  'cancellation',
  'press-legal',
  'spam',
  'none',
] as const
export type ConcernKind = (typeof concernKinds)[number]

export const offenceLabels = ['none', 'insult', 'abuse', 'threat', 'hate'] as const
export type OffenceLabel = (typeof offenceLabels)[number]

export const personalDataKinds = [
  'iban',
  'card',
  'tax-id',
  'phone',
  'email',
  'address',
  'birth-date',
  'reference',
  'licence-plate',
  'secret',
] as const
export type PersonalDataKind = (typeof personalDataKinds)[number]

export type Sentiment = {
  label: SentimentLabel
  /** −1 (very negative) to 1 (very positive). */
  score: number
  confidence: number
  spans: Evidence[]
  /** The words praise, the rest does not: a person should look. */
  ironyHint: boolean
}

export type Analysis = {
  language: { code: string | null; confidence: number; mixed: boolean }
  sentiment: Sentiment
  /** Is it about us; null when no names were given. */
  relevance: { score: number } | null
  kind: { label: ConcernKind; confidence: number; spans: Evidence[] }
  aspects: { category: string; sentiment: SentimentLabel; confidence: number }[]
  urgency: number
  anger: number
  /** "I have written three times", "nobody answers". */
  repeatedContact: { score: number; spans: Evidence[] }
  offence: { label: OffenceLabel; score: number; spans: Evidence[] }
  address: 'sie' | 'du' | 'mixed' | 'none'
  personalData: (Span & { kind: PersonalDataKind })[]
}
