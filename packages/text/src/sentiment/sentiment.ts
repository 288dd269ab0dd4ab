import { type Sentiment, sentimentLabels } from '../analysis.ts'
import { softmax } from '../learn/index.ts'
import { evidenceOf } from './evidence.ts'
import { ironyOf } from './irony.ts'
import { readTone, type ReadText } from './read-tone.ts'
import { experts, firstOutput, outputsOfExpert, type SentimentModel } from './sentiment-model.ts'
import { scoreToneHead } from './tone-head.ts'

/** Sentiment of each text, with the words that carry it. `score` is the share of positive less that of negative. */
export function sentimentOf(model: SentimentModel, batch: readonly ReadText[]): Sentiment[] {
  return batch.map((read) => {
    const { row, grades, tokens } = readTone(read.text)
    const scores = scoreToneHead(model, read.features, row)
    const { shares, weighed, heard } = sharesOf(model, scores)
    const irony = ironyOf(tokens, grades)
    // Words of praise that are meant as scorn: the praise goes to the other side, and open scorn is no neutral report.
    if (irony.strength > 0)
      for (const part of [shares, weighed]) {
        const praise = part[0]! * irony.strength
        const neutral = irony.strength > 0.5 ? part[1]! * 0.5 : 0
        part[0]! -= praise
        part[1]! -= neutral
        part[2]! += praise + neutral
      }
    const at = largest(weighed)
    return {
      label: sentimentLabels[at]!,
      score: round(shares[0]! - shares[2]!),
      confidence: round(shares[at]!),
      spans: evidenceOf(model, read, grades, heard, at),
      ironyHint: irony.isHinted || (irony.isPraised && at === 2 && !irony.isComplained),
    }
  })
}

/** `shares`: how likely each class is; `weighed`: the same as it is decided by; `heard`: the loudest expert. */
export function sharesOf(
  model: SentimentModel,
  scores: Float64Array,
): { shares: Float64Array; weighed: Float64Array; heard: number } {
  const gate = softmax(scores.subarray(firstOutput.gate))
  const shares = new Float64Array(3)
  const weighed = new Float64Array(3)
  for (let e = 0; e < experts.length; e++) {
    const part = expertShares(scores, e, model.temperatures[e]!)
    const factors = model.decision[e]!
    const all = part[0]! * factors[0]! + part[1]! * factors[1]! + part[2]! * factors[2]!
    for (let k = 0; k < 3; k++) {
      shares[k]! += gate[e]! * part[k]!
      weighed[k]! += (gate[e]! * part[k]! * factors[k]!) / all
    }
  }
  return { shares, weighed, heard: largest(gate) }
}

/** Positive, neutral and negative as one expert sees them. */
export function expertShares(scores: Float64Array, expert: number, temperature: number): Float64Array {
  const name = experts[expert]!
  const all = softmax(scores.subarray(firstOutput[name], firstOutput[name] + outputsOfExpert[name]), temperature)
  if (all.length > 3) all[1]! += all[3]!
  return all.subarray(0, 3)
}

function largest(values: ArrayLike<number>): number {
  let best = 0
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k
  return best
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000
}
