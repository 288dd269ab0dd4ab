import { classifyTopics, readTopicModel, trainTopics } from '../src/topic/index.ts'
import { banking77, clinc150, massiveDe } from '../train/data/intents.ts'
import type { Labelled } from '../train/data/source.ts'
import { plainLabels } from './baseline.ts'
import { accuracy, type Figure, majorityGuess } from './result.ts'

// The classifier of a workspace, trained on each set's own texts (train and dev), measured on its test part.
export function evaluate(): Figure[] {
  return [
    ...measure('banking77', banking77(), 0.925, 'the set itself trains on 10,003 texts'),
    ...measure('clinc150', clinc150(), 0.93, 'a refused text counts as wrong'),
    ...measure('massive_de', massiveDe(), 0.87),
  ]
}

function measure(set: string, rows: readonly Labelled<string | null>[], goal: number, note?: string): Figure[] {
  const train = rows.filter(({ part }) => part !== 'test')
  const test = rows.filter(({ part }) => part === 'test')
  const start = performance.now()
  const bytes = trainTopics(train)
  const seconds = (performance.now() - start) / 1000
  const model = readTopicModel(bytes)
  const results = classifyTopics(
    model,
    test.map(({ text }) => text),
  )
  const inScope = test.flatMap(({ label }, at) => (label === null ? [] : at))
  const truth = inScope.map((at) => test[at]!.label!)
  const known = train.flatMap(({ text, label }) => (label === null ? [] : { text, label }))
  const plain = plainLabels(
    known,
    inScope.map((at) => test[at]!.text),
  )
  const guess = majorityGuess(
    known.map(({ label }) => label),
    truth.length,
  )
  const common = { set, part: 'test', n: truth.length, majority: accuracy(truth, guess) }
  const found = inScope.map((at) => results[at]!.alternatives[0]!.label)
  const figures: Figure[] = [
    {
      ...common,
      name: 'topic, accuracy, nothing refused',
      baseline: accuracy(truth, plain),
      ours: accuracy(truth, found),
      goal: set === 'clinc150' ? null : goal,
      note: `${train.length} texts learnt in ${seconds.toFixed(0)} s, model ${(bytes.length / 1e6).toFixed(1)} MB`,
    },
    {
      ...common,
      name: 'topic, accuracy, with refusing',
      baseline: null,
      ours: accuracy(
        truth,
        inScope.map((at) => results[at]!.label),
      ),
      goal: set === 'clinc150' ? goal : null,
      note,
    },
  ]
  const outside = test.flatMap(({ label }, at) => (label === null ? at : []))
  if (outside.length > 0)
    figures.push({
      name: 'topic, out-of-scope recall',
      set,
      part: 'test',
      n: outside.length,
      majority: 0,
      baseline: null,
      ours: outside.filter((at) => results[at]!.label === null).length / outside.length,
      goal: 0.5,
    })
  return figures
}
