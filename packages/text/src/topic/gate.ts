import { trainLogistic } from '../learn/index.ts'
import type { TopicScores } from './table.ts'

/** Whether a text belongs to any topic: weights of a yes/no score, and the score from which it is taken in. */
export type Gate = { weights: number[]; bias: number; from: number }

/** Of use where too few texts could be held back to learn better ones. */
export const usualGate: Gate = { weights: [2, 1, 2], bias: 0, from: 0.4 }

/** What speaks for belonging: the margin of the likeliest topic, its lead in share, the share of the text known. */
export function gateInputs({ margins, known }: TopicScores, shares: Float64Array): Float64Array {
  let [first, second] = [0, -1]
  for (let k = 1; k < shares.length; k++)
    if (shares[k]! > shares[first]!) [first, second] = [k, first]
    else if (second < 0 || shares[k]! > shares[second]!) second = k
  return Float64Array.of(margins[first]!, shares[first]! - (shares[second] ?? 0), known)
}

export function gateScore({ weights, bias }: Gate, inputs: Float64Array): number {
  return weights.reduce((sum, weight, n) => sum + weight * inputs[n]!, bias)
}

/**
 * Learns the gate from texts held back, then moves it so that at most the share `mayRefuse` of those that belong stay
 * out. A sign for belonging never counts against it.
 */
export function fitGate(inputs: readonly Float64Array[], belongs: readonly number[], mayRefuse: number): Gate {
  const width = 3
  const outside = belongs.filter((one) => one === 0).length
  const inside = belongs.length - outside
  if (inside === 0) return usualGate
  let gate: Gate = usualGate
  if (outside > 0) {
    const learnt = trainLogistic(
      {
        rows: inputs.length,
        columns: width,
        starts: Int32Array.from({ length: inputs.length + 1 }, (_, row) => row * width),
        index: Int32Array.from({ length: inputs.length * width }, (_, n) => n % width),
        values: Float32Array.from(inputs.flatMap((row) => [...row])),
        ids: Int32Array.from({ length: width }, (_, n) => n),
        scale: new Float32Array(width).fill(1),
      },
      {
        targets: Float32Array.from(belongs),
        outputs: 1,
        kind: 'any-of',
        l2: 0.01,
        rowWeights: Float32Array.from(belongs, (one) => (one === 1 ? 0.5 / inside : 0.5 / outside) * inputs.length),
      },
    )
    gate = { weights: Array.from(learnt.values, (weight) => Math.max(0, weight)), bias: learnt.bias[0]!, from: 0 }
  }
  const scores = inputs.flatMap((row, at) => (belongs[at] === 1 ? gateScore(gate, row) : [])).toSorted((a, b) => a - b)
  return { ...gate, from: scores[Math.floor(scores.length * mayRefuse)]! }
}
