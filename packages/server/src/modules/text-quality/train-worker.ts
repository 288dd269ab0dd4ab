import type { ClassifierName } from '@resonanz/contracts'
import { classifyTopics, readTopicModel, type TopicModel, trainTopics } from '@resonanz/text'
import { serve } from '#platform/worker-side'
import { labelOf, type OwnClassifier, readShipped, readTaught, teach } from '#reading'

export type LabelledText = { text: string; label: string }
export type TrainingTask = {
  classifier: ClassifierName
  /** Names of the company and its products. */
  names: string[]
  learn: LabelledText[]
  /** Never learned from, by this version or one before. */
  keptOut: LabelledText[]
  /** Of the version in use; null: none. */
  current: Uint8Array | null
}
/** `accuracyBefore`: of the version in use, else of the shipped models, on the same texts. */
export type Trained = { model: Uint8Array; accuracy: number; accuracyBefore: number }

/** Trains a classifier and tries it, and what is in use, on the same texts. Deterministic. */
serve<TrainingTask, Trained>(({ classifier, names, learn, keptOut, current }) => {
  if (classifier === 'topic') {
    const model = trainTopics(learn)
    const known = current && readable(() => readTopicModel(current))
    const before = known ? topicAccuracy(known, keptOut) : shareOfMostFrequent(keptOut)
    return { model, accuracy: topicAccuracy(readTopicModel(model), keptOut), accuracyBefore: before }
  }
  const model = teach(classifier, learn, (text) => readShipped(text, names))
  return {
    model,
    accuracy: accuracy(classifier, readTaught(classifier, model), keptOut, names),
    accuracyBefore: accuracy(classifier, current && readable(() => readTaught(classifier, current)), keptOut, names),
  }
})

/** Null for a model of an older release that cannot be read any more: it is not what is in use. */
function readable<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

function topicAccuracy(model: TopicModel, texts: readonly LabelledText[]): number {
  const found = classifyTopics(
    model,
    texts.map(({ text }) => text),
  )
  return shareOf(texts, (_, index) => found[index]!.label)
}

/** Without a model of its own: what the shipped ones say. */
function accuracy(
  classifier: OwnClassifier,
  taught: ReturnType<typeof readTaught> | null,
  texts: readonly LabelledText[],
  names: readonly string[],
): number {
  return shareOf(texts, ({ text }) => {
    const reading = readShipped(text, names)
    if (!reading) return null
    if (taught) return labelOf(classifier, taught, text, reading).label
    if (classifier === 'relevance') return (reading.relevance ?? 0) >= 0.5 ? 'yes' : 'no'
    return reading[classifier].label ?? 'none'
  })
}

function shareOf(texts: readonly LabelledText[], label: (text: LabelledText, index: number) => string | null): number {
  if (texts.length === 0) return 0
  return texts.filter((text, index) => label(text, index) === text.label).length / texts.length
}

function shareOfMostFrequent(texts: readonly LabelledText[]): number {
  const counts = new Map<string, number>()
  for (const { label } of texts) counts.set(label, (counts.get(label) ?? 0) + 1)
  return texts.length === 0 ? 0 : Math.max(...counts.values()) / texts.length
}
