import { adapt, type Adapted, extractFeatures, type Features, hashText, scoreAdapted } from '../src/learn/index.ts'
import { relevanceOf, type RelevanceModel } from '../src/relevance/relevance.ts'
import { trainRelevance } from '../train/relevance.ts'
import { mobasaDocuments } from '../train/data/mobasa.ts'
import { germeval2017 } from '../train/data/sentiment.ts'
import { plainLabels } from './baseline.ts'
import { accuracy, type Figure, majorityGuess } from './result.ts'

const folds = 5
/** A monitoring workspace of public transport: by its name alone the general model knows the field. */
const about = { names: ['Bahn'] }

/** Relevance: the general model on MobASA's kept-out part, and as taught by a workspace's own decisions. */
export function evaluate(): Figure[] {
  const model = trainRelevance(['train', 'dev'])
  const documents = mobasaDocuments().map(({ text, part, label }) => ({ text, part, label: named(label.relevant) }))
  const train = documents.filter(({ part }) => part !== 'test')
  const test = documents.filter(({ part }) => part === 'test')
  const truth = test.map(({ label }) => label)
  const texts = test.map(({ text }) => text)
  const labels = train.map(({ label }) => label)
  return [
    {
      name: 'relevance, accuracy',
      set: 'mobasa',
      part: 'test',
      n: test.length,
      majority: accuracy(truth, majorityGuess(labels, test.length)),
      baseline: accuracy(truth, plainLabels(train, texts)),
      ours: accuracy(truth, decide(model, texts)),
      goal: 0.95,
    },
    adapted(model),
  ]
}

/** As a workspace of Deutsche Bahn that decided on its own documents: each fifth by what was learned from the others. */
function adapted(model: RelevanceModel): Figure {
  const documents = germeval2017().map(({ text, label }) => ({ text, label: named(label.relevant) }))
  const truth: string[] = []
  const found: string[] = []
  const plain: string[] = []
  const guess: string[] = []
  for (let fold = 0; fold < folds; fold++) {
    const isKept = ({ text }: { text: string }) => hashText(`fold ${text}`) % folds === fold
    const train = documents.filter((document) => !isKept(document))
    const test = documents.filter(isKept)
    const texts = test.map(({ text }) => text)
    const own = taught(model, train)
    truth.push(...test.map(({ label }) => label))
    found.push(...read(model, texts).map((one) => decideAs(own, one)))
    plain.push(...plainLabels(train, texts))
    guess.push(
      ...majorityGuess(
        train.map(({ label }) => label),
        test.length,
      ),
    )
  }
  return {
    name: 'relevance, workspace that adapted it, accuracy',
    set: 'germeval2017',
    part: '5 folds',
    n: truth.length,
    majority: accuracy(truth, guess),
    baseline: accuracy(truth, plain),
    ours: accuracy(truth, found),
    goal: null,
    note: 'measured only; none of its text is in the shipped model',
  }
}

type Read = { features: Features; score: number }

function read(model: RelevanceModel, texts: readonly string[]): Read[] {
  const batch = texts.map((text) => ({ text, features: extractFeatures(text) }))
  const found = relevanceOf(model, batch, about)
  return batch.map(({ features }, at) => ({ features, score: found[at]!.score }))
}

function decide(model: RelevanceModel, texts: readonly string[]): string[] {
  return read(model, texts).map(({ score }) => named(score >= 0.5))
}

const labels = ['not', 'relevant']

/** A head of the workspace's own above the general model, as the server teaches it from triage decisions. */
function taught(model: RelevanceModel, decided: readonly { text: string; label: string }[]): Adapted {
  const texts = read(
    model,
    decided.map(({ text }) => text),
  )
  const examples = texts.map(({ features, score }, at) => ({
    features,
    signals: [score],
    label: labels.indexOf(decided[at]!.label),
  }))
  return adapt(examples, { labels })
}

function decideAs(own: Adapted, { features, score }: Read): string {
  const [not = 0, relevant = 0] = scoreAdapted(own, features, [score])
  return named(relevant > not)
}

function named(isRelevant: boolean): string {
  return isRelevant ? 'relevant' : 'not'
}
