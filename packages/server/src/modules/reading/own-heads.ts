import {
  adapt,
  type Adapted,
  extractFeatures,
  type OwnSentiment,
  ownSentiment,
  readAdapted,
  readOwnSentiment,
  scoreAdapted,
  softmax,
  teachSentiment,
  writeAdapted,
  writeOwnSentiment,
} from '@resonanz/text'
import type { Sentiment } from '@resonanz/contracts'
import type { Reading } from './reading.ts'

/** What a workspace can teach on top of the shipped models, and the labels each tells apart. */
export const ownLabels = {
  sentiment: ['positive', 'neutral', 'negative'],
  kind: ['question', 'complaint', 'praise', 'suggestion', 'request', 'fault', 'cancellation', 'press', 'spam', 'none'],
  relevance: ['no', 'yes'],
} as const
export type OwnClassifier = keyof typeof ownLabels
export type TaughtText = { text: string; label: string }
type Read = (text: string) => Reading | null
/** A head as it was taught: tonality has one of its own kind, which knows tone words. */
export type Taught = { kind: 'tone'; head: OwnSentiment } | { kind: 'words'; head: Adapted }

/**
 * Learns from what people said of texts: the words they use, and how far the shipped models are to be believed. Texts
 * with other labels, or that cannot be read, are left out. Deterministic; throws with fewer than two labels.
 */
export function teach(classifier: OwnClassifier, texts: readonly TaughtText[], read: Read): Uint8Array {
  const labels: readonly string[] = ownLabels[classifier]
  const examples = texts.flatMap(({ text, label }) => {
    const reading = read(text)
    return reading && labels.includes(label) ? [{ text, label, reading }] : []
  })
  if (new Set(examples.map(({ label }) => label)).size < 2) throw new Error('It takes examples of two labels at least.')
  if (classifier === 'sentiment') {
    const head = teachSentiment(
      examples.map(({ text, label, reading }) => ({ text, label: label as Sentiment, opinion: opinionOf(reading) })),
    )
    if (!head) throw new Error('It takes more examples.')
    return writeOwnSentiment(head)
  }
  const adapted = adapt(
    examples.map(({ text, label, reading }) => ({
      features: extractFeatures(text),
      signals: signalsOf(classifier, reading),
      label: labels.indexOf(label),
    })),
    { labels },
  )
  return writeAdapted(adapted, nameOf(classifier), '1')
}

/** Throws `Error` on bytes that are no head of this classifier. */
export function readTaught(classifier: OwnClassifier, bytes: Uint8Array): Taught {
  if (classifier === 'sentiment') return { kind: 'tone', head: readOwnSentiment(bytes) }
  return { kind: 'words', head: readAdapted(bytes, nameOf(classifier)) }
}

/** The label a taught head gives, with its share; `score` is that of tonality, else the share of the last label. */
export function labelOf(
  classifier: OwnClassifier,
  taught: Taught,
  text: string,
  reading: Reading,
): { label: string; share: number; score: number } {
  if (taught.kind === 'tone') {
    const { label, confidence, score } = ownSentiment(taught.head, text, opinionOf(reading))
    return { label, share: confidence, score }
  }
  const shares = softmax(scoreAdapted(taught.head, extractFeatures(text), signalsOf(classifier, reading)))
  const best = shares.indexOf(Math.max(...shares))
  const labels = ownLabels[classifier]
  return { label: labels[best] ?? labels[0], share: shares[best] ?? 0, score: shares.at(-1) ?? 0 }
}

function opinionOf({ sentiment: { label, score, confidence } }: Reading) {
  return { label: label ?? 'neutral', score, confidence }
}

/** What the shipped models say of the text, as numbers. */
function signalsOf(classifier: OwnClassifier, reading: Reading): number[] {
  if (classifier === 'relevance') return [reading.relevance ?? 0.5]
  const { label, confidence } = reading.kind
  return ownLabels.kind.map((one) => ((label ?? 'none') === one ? confidence : 0))
}

function nameOf(classifier: OwnClassifier): string {
  return `own-${classifier}`
}
