import { readModel } from '../learn/index.ts'
import { toneSize } from './tone-features.ts'
import { readDense, type ToneHead } from './tone-head.ts'

/**
 * Three experts and a gate. What counts as neutral differs by where people write: in talk among people ("talk"), in what
 * is said to and about companies ("service"), and in English ("english"). Each expert has the outputs positive, neutral
 * and negative; that of service has a fourth, what is about something else, which is neutral too. The gate says by the
 * text alone how much each is to be heard. All are outputs of one linear head, so that a text is read once.
 */
export const experts = ['talk', 'service', 'english'] as const
export const outputsOfExpert = { talk: 3, service: 4, english: 3 } as const
export const sentimentOutputs: readonly string[] = [
  ...experts.flatMap((name) => ['+', '0', '-', 'other'].slice(0, outputsOfExpert[name]).map((side) => name + side)),
  ...experts,
]
/** Where the outputs of an expert begin; those of the gate follow the last. */
export const firstOutput = { talk: 0, service: 3, english: 7, gate: 10 } as const

export type SentimentModel = ToneHead & {
  version: string
  /** Per expert what its scores are divided by, so that its shares come true. */
  temperatures: number[]
  /** Per expert and class: what its share is multiplied by before the largest is chosen. */
  decision: number[][]
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
