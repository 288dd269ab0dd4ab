import { adapt, type Adapted, extractFeatures, readAdapted, scoreAdapted, softmax, writeAdapted } from '@resonanz/text'
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

/**
 * Learns from what people said of texts: the words they use, and how far the shipped models are to be believed. Texts
 * with other labels, or that cannot be read, are left out. Deterministic; throws with fewer than two labels.
 */
export function teach(classifier: OwnClassifier, texts: readonly TaughtText[], read: Read): Uint8Array {
  const labels: readonly string[] = ownLabels[classifier]
  const examples = texts.flatMap(({ text, label }) => {
    const reading = read(text)
    const number = labels.indexOf(label)
    if (!reading || number === -1) return []
    return [{ features: extractFeatures(text), signals: signalsOf(classifier, reading), label: number }]
  })
  if (new Set(examples.map(({ label }) => label)).size < 2) throw new Error('It takes examples of two labels at least.')
  return writeAdapted(adapt(examples, { labels }), nameOf(classifier), '1')
}

export function readTaught(classifier: OwnClassifier, bytes: Uint8Array): Adapted {
  return readAdapted(bytes, nameOf(classifier))
}

/** The label a taught head gives, with its share. */
export function labelOf(
  classifier: OwnClassifier,
  taught: Adapted,
  text: string,
  reading: Reading,
): { label: string; share: number; shares: Float64Array } {
  const shares = softmax(scoreAdapted(taught, extractFeatures(text), signalsOf(classifier, reading)))
  const best = shares.indexOf(Math.max(...shares))
  return { label: ownLabels[classifier][best] ?? ownLabels[classifier][0], share: shares[best] ?? 0, shares }
}

/** What the shipped models say of the text, as numbers. */
function signalsOf(classifier: OwnClassifier, reading: Reading): number[] {
  if (classifier === 'relevance') return [reading.relevance ?? 0.5]
  const { label, confidence } = classifier === 'sentiment' ? reading.sentiment : reading.kind
  const own = ownLabels[classifier].map((one) => ((label ?? 'none') === one ? confidence : 0))
  return classifier === 'sentiment' ? [...own, reading.sentiment.score] : own
}

function nameOf(classifier: OwnClassifier): string {
  return `own-${classifier}`
}
