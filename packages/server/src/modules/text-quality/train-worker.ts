import { classifyTopics, readTopicModel, trainTopics } from '@resonanz/text'
import { serve } from '#platform/worker-side'

export type LabelledText = { text: string; label: string }
export type TrainingTask = {
  learn: LabelledText[]
  /** Never learned from, by this version or one before. */
  keptOut: LabelledText[]
  /** Of the version in use; null: none. */
  current: Uint8Array | null
}
export type Trained = { model: Uint8Array; accuracy: number; accuracyBefore: number }

/** Trains a topic classifier and tries it, and the one in use, on the same texts. Deterministic. */
serve<TrainingTask, Trained>(({ learn, keptOut, current }) => {
  const model = trainTopics(learn)
  return {
    model,
    accuracy: accuracyOf(model, keptOut),
    accuracyBefore: current ? accuracyOf(current, keptOut) : 0,
  }
})

function accuracyOf(model: Uint8Array, texts: readonly LabelledText[]): number {
  if (texts.length === 0) return 0
  const found = classifyTopics(
    readTopicModel(model),
    texts.map(({ text }) => text),
  )
  return found.filter(({ label }, index) => label === texts[index]!.label).length / texts.length
}
