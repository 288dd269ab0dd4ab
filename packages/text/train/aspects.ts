// Trains the aspect model: MobASA's 17 categories and the sentiment towards them.
import { sentimentLabels } from '../src/analysis.ts'
import { aspectCategories, type AspectModel, aspectOutputs } from '../src/aspects/aspects.ts'
import { extractFeatures, fitTemperature, scoreHead, type Space, writeModel } from '../src/learn/index.ts'
import { toneMatrix, trainToneHead } from '../src/sentiment/tone-head.ts'
import { mobasaAspects, mobasaDocuments, type MobasaOpinion } from './data/mobasa.ts'
import type { Part } from './data/source.ts'
import { storeModel } from './store-model.ts'

const space: Space = {
  bits: 16,
  binary: true,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'char', gain: 1.5 },
  ],
}
/** Texts without any aspect teach when to say nothing; most of them are not about transport at all. */
const weightOfNone = 0.5
const l2 = 0.1
/** Below 0: a category that is missed is worse than one too many. Chosen on the part for choosing. */
const thresholds = { first: -2, further: -0.8 }

export function train(): void {
  const { version, head, temperature } = trainAspects(['train', 'dev', 'test'])
  const bytes = writeModel({
    name: 'aspects',
    version,
    heads: { aspects: head },
    parts: {},
    about: { thresholds, temperature },
  })
  storeModel('aspects', bytes)
}

/** A model that has seen these parts; the sureness of its sentiment comes from `dev` alone. */
export function trainAspects(parts: readonly Part[]): AspectModel {
  const tried = fit(['train'])
  const kept = mobasaAspects().filter(({ part }) => part === 'dev')
  const scores = kept.flatMap(({ text }) => [
    ...scoreHead(tried.head, extractFeatures(text)).subarray(aspectCategories.length),
  ])
  const labels = kept.map(({ label }) => leading(feelingsOf(label)))
  return { ...fit(parts), temperature: fitTemperature(Float64Array.from(scores), labels, 3) }
}

function fit(parts: readonly Part[]): AspectModel {
  const withAspects = mobasaAspects().filter(({ part }) => parts.includes(part))
  const known = new Set(withAspects.map(({ text }) => text))
  const without = mobasaDocuments().filter(
    ({ part, text, label }) => parts.includes(part) && label.opinions.length === 0 && !known.has(text),
  )
  const texts = [...withAspects, ...without].map(({ text }) => ({ features: extractFeatures(text), row: [] }))
  const count = aspectCategories.length
  const categories = new Float32Array(texts.length * count)
  const feelings = new Float32Array(texts.length * 3)
  withAspects.forEach(({ label }, at) => {
    for (const { category } of label) categories[at * count + aspectCategories.indexOf(category as 'lift')] = 1
    feelings.set(feelingsOf(label), at * 3)
  })
  const isWith = (at: number) => at < withAspects.length
  const matrix = toneMatrix(texts, space)
  const { head } = trainToneHead(
    matrix,
    [
      {
        outputs: count,
        targets: categories,
        rowWeights: Float32Array.from(texts, (_, at) => (isWith(at) ? 1 : weightOfNone)),
        kind: 'any-of',
        l2,
      },
      { outputs: 3, targets: feelings, rowWeights: Float32Array.from(texts, (_, at) => (isWith(at) ? 1 : 0)), l2 },
    ],
    { labels: aspectOutputs, space, numbers: 0 },
  )
  return { version: '1', head, thresholds, temperature: 1 }
}

/** How the opinions of a text are shared out among positive, neutral and negative. */
function feelingsOf(opinions: readonly MobasaOpinion[]): number[] {
  return sentimentLabels.map(
    (label) => opinions.filter(({ polarity }) => polarity === label).length / Math.max(1, opinions.length),
  )
}

function leading(feelings: readonly number[]): number {
  return feelings.indexOf(Math.max(...feelings))
}
