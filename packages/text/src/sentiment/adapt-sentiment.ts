import { type SentimentLabel, sentimentLabels } from '../analysis.ts'
import { balance, extractFeatures, fitTemperature, oneHot, softmax, type Space } from '../learn/index.ts'
import { chooseDecision } from './decision.ts'
import { readTone } from './read-tone.ts'
import { rowWithOpinion, sharesOf } from './sentiment.ts'
import { type SentimentModel } from './sentiment-model.ts'
import { toneSize } from './tone-features.ts'
import {
  scoreToneHead,
  type ToneExample,
  type ToneHead,
  type ToneTask,
  toneMatrix,
  trainToneHead,
} from './tone-head.ts'

const space: Space = {
  // Long texts have many features: in a smaller table they fall onto each other.
  bits: 18,
  binary: true,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'pair', gain: 0.7 },
    { group: 'char', gain: 1 },
    { group: 'shape', gain: 0.5 },
    { group: 'negated', gain: 0.3 },
    { group: 'name', gain: 0.5 },
  ],
}
const labelledMin = 50
/** The F1 of negative counts as much as accuracy and macro-F1: complaints are what a workspace must not miss. */
const weightOfComplaints = 1
const folds = 3

/**
 * The shipped model, taught by what people of a workspace said of its own texts: a head of its own that sees the text
 * and what the shipped model thinks of it. How sure it may be comes from thirds that were each kept out once. Below 50
 * texts, or with one label alone, the model comes back as it is.
 */
export function adaptSentiment(
  model: SentimentModel,
  labelled: readonly { text: string; label: SentimentLabel }[],
): SentimentModel {
  if (labelled.length < labelledMin || new Set(labelled.map(({ label }) => label)).size < 2) return model
  const examples = labelled.map(({ text }) => exampleOf(model, text))
  const labels = labelled.map(({ label }) => sentimentLabels.indexOf(label))
  const scores = new Float64Array(labels.length * 3)
  for (let fold = 0; fold < folds; fold++) {
    const tried = trainOwn(examples, labels, (n) => n % folds !== fold)
    for (let n = fold; n < labels.length; n += folds)
      scores.set(scoreToneHead(tried, examples[n]!.features, examples[n]!.row), n * 3)
  }
  const temperature = fitTemperature(scores, labels, 3)
  const shares = labels.map((_, n) => softmax(scores.subarray(n * 3, n * 3 + 3), temperature))
  const decision = chooseDecision(shares, labels, weightOfComplaints)
  return { ...model, own: { ...trainOwn(examples, labels, () => true), temperature, decision } }
}

function exampleOf(model: SentimentModel, text: string): ToneExample {
  const features = extractFeatures(text)
  const { row } = readTone(text)
  const { shares } = sharesOf(model, scoreToneHead(model, features, row))
  return { features, row: rowWithOpinion(row, shares) }
}

function trainOwn(
  examples: readonly ToneExample[],
  labels: readonly number[],
  isUsed: (n: number) => boolean,
): ToneHead {
  const rowWeights = balance(labels, 3, 0.25).map((weight, n) => (isUsed(n) ? weight : 0))
  const task: ToneTask = { outputs: 3, targets: oneHot(labels, 3), rowWeights, l2: 0.8, isMixed: true }
  return trainToneHead(toneMatrix(examples, space, { idf: 1 }), [task], {
    labels: sentimentLabels,
    space,
    numbers: toneSize + 3,
  })
}
