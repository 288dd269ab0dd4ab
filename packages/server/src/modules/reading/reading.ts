import type { CaseKind, Level, Offence, Sentiment } from '@resonanz/contracts'
import type { Analysis } from '@resonanz/text'

/** What one text was read as, in the words of the contract; as it is stored beside its message. */
export type Reading = {
  language: { code: string | null; confidence: number; isMixed: boolean }
  sentiment: { label: Sentiment; score: number; confidence: number; ironyHint: boolean }
  kind: { label: CaseKind | null; confidence: number }
  urgency: number
  anger: number
  repeatedContact: number
  offence: { label: Offence | null; score: number }
  address: Analysis['address']
  relevance: number | null
  marks: Marks
}
type Mark = Analysis['sentiment']['spans'][number]
export type Marks = {
  sentiment: Mark[]
  kind: Mark[]
  repeated: Mark[]
  offence: Mark[]
  aspects: Analysis['aspects']
  personalData: Analysis['personalData']
}

/** A reading of a message, or why there is none. Made in a worker thread, so it is plain data. */
export type MessageReading = {
  reading: Reading | null
  failed: string | null
  /** Of the shipped models or the workspace's own. */
  modelVersion: string
  /** What the workspace's own classifier proposes. */
  topic?: { id: string; confidence: number } | null
}

/** The strongest few say why; more would only be stored and sent. */
const marksMost = 10
const aspectsMost = 10
const personalDataMost = 40

export function readingOf(analysis: Analysis): Reading {
  const { language, sentiment, kind, offence } = analysis
  return {
    language: { code: language.code, confidence: rounded(language.confidence), isMixed: language.mixed },
    sentiment: {
      label: sentiment.label,
      score: rounded(sentiment.score),
      confidence: rounded(sentiment.confidence),
      ironyHint: sentiment.ironyHint,
    },
    kind: { label: kindOf(kind.label), confidence: rounded(kind.confidence) },
    urgency: rounded(analysis.urgency),
    anger: rounded(analysis.anger),
    repeatedContact: rounded(analysis.repeatedContact.score),
    offence: { label: offence.label === 'none' ? null : offence.label, score: rounded(offence.score) },
    address: analysis.address,
    relevance: analysis.relevance && rounded(analysis.relevance.score),
    marks: {
      sentiment: strongest(sentiment.spans),
      kind: strongest(kind.spans),
      repeated: strongest(analysis.repeatedContact.spans),
      offence: strongest(offence.spans),
      aspects: analysis.aspects
        .slice(0, aspectsMost)
        .map((aspect) => ({ ...aspect, confidence: rounded(aspect.confidence) })),
      personalData: analysis.personalData.slice(0, personalDataMost),
    },
  }
}

/** In the order of the text. */
function strongest(spans: readonly Mark[]): Mark[] {
  const chosen =
    spans.length <= marksMost
      ? spans
      : spans
          .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
          .slice(0, marksMost)
          .toSorted((a, b) => a.start - b.start)
  return chosen.map(({ start, end, weight }) => ({ start, end, weight: rounded(weight) }))
}

/** Three digits say all there is to say; seventeen would be stored and sent. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

function kindOf(label: Analysis['kind']['label']): CaseKind | null {
  if (label === 'none') return null
  return label === 'press-legal' ? 'press' : label
}

/** Where a score counts as medium and as high; SQL in store.ts takes them from here. */
export const levelFrom = { medium: 0.4, high: 0.7 }
export const repeatedFrom = 0.5
/** Below it a guess of the language is no better than the channel's. */
export const languageFrom = 0.5

const levels = ['low', 'medium', 'high'] as const satisfies readonly Level[]
export type LevelNumber = 0 | 1 | 2
export function levelNumber(score: number): LevelNumber {
  return score >= levelFrom.high ? 2 : score >= levelFrom.medium ? 1 : 0
}
export function levelWord(number: number | null): Level | null {
  return number === null ? null : (levels[number] ?? null)
}
export function levelNumberOf(level: Level): LevelNumber {
  return levels.indexOf(level) as LevelNumber
}

/** Worst last. */
export const offences = ['insult', 'abuse', 'hate', 'threat'] as const satisfies readonly Offence[]

/** What the texts of one case come to, oldest first: columns of the table cases. Null where nothing is known. */
export type CaseReading = {
  sentiment: Sentiment | null
  firstSentiment: Sentiment | null
  kind: CaseKind | null
  language: string | null
  urgency: LevelNumber | null
  anger: LevelNumber | null
  offence: Offence | null
  isRepeated: boolean
}

export function caseReadingOf(readings: readonly (Reading | null | undefined)[]): CaseReading | null {
  const known = readings.filter((reading) => reading !== null && reading !== undefined)
  const last = known.at(-1)
  if (!last) return null
  const sure = known.findLast(({ language }) => language.code !== null && language.confidence >= languageFrom)
  const said = known.flatMap(({ offence }) => (offence.label ? [offences.indexOf(offence.label)] : []))
  return {
    sentiment: last.sentiment.label,
    firstSentiment: known[0]!.sentiment.label,
    kind: known.findLast(({ kind }) => kind.label !== null)?.kind.label ?? null,
    language: sure?.language.code ?? null,
    urgency: levelNumber(Math.max(...known.map((reading) => reading.urgency))),
    anger: levelNumber(Math.max(...known.map((reading) => reading.anger))),
    offence: said.length > 0 ? offences[Math.max(...said)]! : null,
    isRepeated: known.some((reading) => reading.repeatedContact >= repeatedFrom),
  }
}
