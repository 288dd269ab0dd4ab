import { aspectsOf } from '../src/aspects/aspects.ts'
import { extractFeatures } from '../src/learn/index.ts'
import { trainAspects } from '../train/aspects.ts'
import { mobasaAspects } from '../train/data/mobasa.ts'
import { plainLabels } from './baseline.ts'
import { type Figure, majorityGuess, microF1 } from './result.ts'

/** Aspects on the part nobody trained on: MobASA's documents that carry aspects, as its published figures count them. */
export function evaluate(): Figure[] {
  const model = trainAspects(['train', 'dev'])
  const all = mobasaAspects()
  const train = all.filter(({ part }) => part !== 'test')
  const test = all.filter(({ part }) => part === 'test')
  const found = aspectsOf(
    model,
    test.map(({ text }) => ({ features: extractFeatures(text) })),
  )
  const truth = test.map(({ label }) => [...new Set(label.map(({ category }) => category))])
  const truthBoth = test.map(({ label }) => [...new Set(label.map((o) => `${o.category} ${o.polarity}`))])
  // The plain model says one category, the one named first.
  const plain = plainLabels(
    train.map(({ text, label }) => ({ text, label: label[0]?.category ?? '' })),
    test.map(({ text }) => text),
  )
  const guess = majorityGuess(
    train.map(({ label }) => label[0]?.category ?? ''),
    test.length,
  )
  const base = { set: 'mobasa', part: 'test', n: test.length }
  return [
    {
      ...base,
      name: 'aspects, category, micro-F1',
      majority: microF1(
        truth,
        guess.map((category) => [category]),
      ),
      baseline: microF1(
        truth,
        plain.map((category) => [category]),
      ),
      ours: microF1(
        truth,
        found.map((aspects) => aspects.map(({ category }) => category)),
      ),
      goal: 0.9,
      note: 'best published 0.941 (BERT)',
    },
    {
      ...base,
      name: 'aspects, category with sentiment, micro-F1',
      majority: null,
      baseline: null,
      ours: microF1(
        truthBoth,
        found.map((aspects) => aspects.map(({ category, sentiment }) => `${category} ${sentiment}`)),
      ),
      goal: null,
      note: 'best published 0.872 (fine-tuned LLaMA)',
    },
  ]
}
