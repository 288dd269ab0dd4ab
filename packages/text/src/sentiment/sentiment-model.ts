import { readModel } from '../learn/index.ts'
import { toneSize } from './tone-features.ts'
import { readDense, type ToneHead } from './tone-head.ts'

/**
 * Three experts and a gate. What counts as neutral differs by where people write: in talk among people ("talk"), in what
 * is said to and about companies ("service"), and in English ("english"). Each expert has three outputs (positive,
 * neutral, negative); the gate says by the text alone how much each is to be heard. All are outputs of one linear head,
 * so that a text is read once.
 */
export const experts = ['talk', 'service', 'english'] as const
export const sentimentOutputs = [...experts.flatMap((name) => [`${name}+`, `${name}0`, `${name}-`]), ...experts]

export type SentimentModel = ToneHead & {
  version: string
  /** Per expert what its scores are divided by, so that its shares come true. */
  temperatures: number[]
  /** Per expert and class: what its share is multiplied by before the largest is chosen. */
  decision: number[][]
  /** Learned from a workspace's own corrections (adapt-sentiment.ts). */
  own?: ToneHead & { temperature: number; decision: number[] }
}

/** Reads packages/text/models/sentiment.bin. Throws `Error` on bytes that are no such model. */
export function readSentimentModel(bytes: Uint8Array): SentimentModel {
  const { version, heads, parts, about } = readModel(bytes, 'sentiment')
  const head = heads['sentiment']
  const temperatures = about['temperatures']
  const decision = about['decision']
  if (head === undefined || head.labels.length !== sentimentOutputs.length)
    throw new Error('The model has no such head.')
  if (!isNumbers(temperatures) || !Array.isArray(decision) || !decision.every(isNumbers))
    throw new Error('The model lacks its calibration.')
  const dense = readDense(parts['tone'], toneSize, head.labels.length)
  return { version, head, dense, temperatures, decision }
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.length === 3 && value.every((n) => Number.isFinite(n))
}
