import { fitTemperature, softmax } from '../learn/index.ts'
import type { TopicScores } from './table.ts'

/** What margins and log-likelihoods are divided by before they are added, and the sum before it becomes shares. */
export type Mix = { margin: number; likelihood: number; sum: number }

/** Of use where too few texts could be held back. */
export const usualMix: Mix = { margin: 0.2, likelihood: 10, sum: 1 }

/** Naive Bayes has so much of the say; chosen on held-back texts of Banking77, CLINC150 and MASSIVE. */
const likelihoodShare = 0.4

/** The share of every topic, together 1. */
export function mixShares(mix: Mix, { margins, likelihoods }: TopicScores): Float64Array {
  return softmax(
    margins.map((margin, k) => added(mix, margin, likelihoods[k]!)),
    mix.sum,
  )
}

function added({ margin, likelihood }: Mix, one: number, other: number): number {
  return ((1 - likelihoodShare) * one) / margin + (likelihoodShare * other) / likelihood
}

/** From texts held back and their topics: first each classifier alone, then both together come true. */
export function fitMix(scores: readonly TopicScores[], labels: readonly number[]): Mix {
  const outputs = scores[0]!.margins.length
  const fit = (read: (one: TopicScores) => Float64Array) => {
    const flat = new Float64Array(scores.length * outputs)
    scores.forEach((one, row) => flat.set(read(one), row * outputs))
    return fitTemperature(flat, labels, outputs)
  }
  const mix: Mix = { margin: fit(({ margins }) => margins), likelihood: fit(({ likelihoods }) => likelihoods), sum: 1 }
  const sum = fit(({ margins, likelihoods }) => margins.map((margin, k) => added(mix, margin, likelihoods[k]!)))
  return { ...mix, sum }
}
