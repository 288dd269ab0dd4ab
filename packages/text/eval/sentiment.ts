import type { Sentiment, SentimentLabel } from '../src/analysis.ts'
import { extractFeatures, hashText } from '../src/learn/index.ts'
import { ownSentiment, teachSentiment } from '../src/sentiment/own-sentiment.ts'
import { sentimentOf } from '../src/sentiment/sentiment.ts'
import type { SentimentModel } from '../src/sentiment/sentiment-model.ts'
import { mobasaDocuments } from '../train/data/mobasa.ts'
import { airlineTweets, germeval2017, potts, sb10k } from '../train/data/sentiment.ts'
import { trainSentiment } from '../train/sentiment.ts'
import { plainLabels } from './baseline.ts'
import { ownSet } from './own-set.ts'
import { accuracy, f1Of, type Figure, macroF1, majorityGuess } from './result.ts'

type Text = { text: string; label: SentimentLabel; isTest: boolean }

/** One model for all sets, with no hint which one a text is of; it has not seen the parts it is measured on. */
export function evaluate(): Figure[] {
  const model = trainSentiment(['train', 'dev'])
  const mobasa = mobasaDocuments().map(({ text, label, part }) => ({
    text,
    label: label.sentiment,
    isTest: part === 'test',
  }))
  const talk = potts().flatMap(({ text, label, part }): Text[] =>
    label === 'mixed' ? [] : [{ text, label, isTest: part === 'test' }],
  )
  const foreign = (texts: readonly { text: string; label: SentimentLabel }[]): Text[] =>
    texts.map(({ text, label }) => ({ text, label, isTest: true }))
  const railway = foreign(germeval2017().map(({ text, label }) => ({ text, label: label.sentiment })))
  const airline = foreign(airlineTweets().map(({ text, label }) => ({ text, label: label.sentiment })))
  return [
    ...figures(model, 'mobasa', mobasa, { accuracy: 0.9, macro: 0.76 }),
    ...figures(model, 'potts', talk, { accuracy: null, macro: 0.7 }, 'without "mixed"; best published macro-F1 0.707'),
    ...figures(model, 'germeval2017', railway, { accuracy: 0.71, macro: 0.54 }, unseen),
    ...adapted(model, railway),
    ...figures(model, 'sb10k', foreign(sb10k()), { accuracy: null, macro: null }, unseen),
    ...figures(model, 'airline_tweets', airline, { accuracy: null, macro: null }, `English; ${unseen}`),
    shortService(model),
  ]
}

const unseen = 'measured only, nothing of the set was trained on'

function figures(
  model: SentimentModel,
  set: string,
  texts: readonly Text[],
  goals: { accuracy: number | null; macro: number | null },
  note?: string,
): Figure[] {
  const train = texts.filter(({ isTest }) => !isTest)
  const test = texts.filter(({ isTest }) => isTest)
  const truth = test.map(({ label }) => label)
  const found = labelsOf(
    model,
    test.map(({ text }) => text),
  )
  const guess = majorityGuess(
    (train.length > 0 ? train : test).map(({ label }) => label),
    test.length,
  )
  const plain =
    train.length === 0
      ? null
      : plainLabels(
          train,
          test.map(({ text }) => text),
        )
  const base = { set, part: train.length > 0 ? 'test' : 'all', n: test.length, ...(note ? { note } : {}) }
  return (
    [
      ['accuracy', accuracy, goals.accuracy],
      ['macro-F1', macroF1, goals.macro],
    ] as const
  ).map(([name, measure, goal]) => ({
    ...base,
    name: `sentiment, ${name}`,
    majority: measure(truth, guess),
    baseline: plain && measure(truth, plain),
    ours: measure(truth, found),
    goal,
  }))
}

type ShortText = { half: 'tune' | 'kept'; language: 'de' | 'en'; labels: SentimentLabel[]; text: string }

/** Questions, deadlines, plain faults, thanks in a few words; where two labels are fair either counts as right. */
function shortService(model: SentimentModel): Figure {
  const texts = ownSet<ShortText>('sentiment').filter(({ half }) => half === 'kept')
  const found = labelsOf(
    model,
    texts.map(({ text }) => text),
  )
  const right = (said: (at: number) => SentimentLabel) =>
    texts.filter(({ labels }, at) => labels.includes(said(at))).length / texts.length
  return {
    name: 'sentiment of a few words to a service, accuracy',
    set: 'own sentiment',
    part: 'kept half',
    n: texts.length,
    majority: right(() => 'neutral'),
    baseline: null,
    ours: right((at) => found[at]!),
    goal: null,
    note: 'deadlines may be neutral or negative',
  }
}

const folds = 5

/** As a workspace that corrected its own documents: each fifth by what was learned from the others. */
function adapted(model: SentimentModel, texts: readonly Text[]): Figure[] {
  const truth: SentimentLabel[] = []
  const found: SentimentLabel[] = []
  const plain: SentimentLabel[] = []
  const guess: SentimentLabel[] = []
  const opinions = opinionsOf(
    model,
    texts.map(({ text }) => text),
  )
  const opinionOf = new Map(texts.map(({ text }, at) => [text, opinions[at]!]))
  for (let fold = 0; fold < folds; fold++) {
    const isKept = ({ text }: Text) => hashText(`fold ${text}`) % folds === fold
    const train = texts.filter((text) => !isKept(text))
    const test = texts.filter(isKept)
    truth.push(...test.map(({ label }) => label))
    const kept = test.map(({ text }) => text)
    const own = teachSentiment(train.map(({ text, label }) => ({ text, label, opinion: opinionOf.get(text)! })))!
    found.push(...kept.map((text) => ownSentiment(own, text, opinionOf.get(text)!).label))
    plain.push(...plainLabels(train, kept))
    guess.push(
      ...majorityGuess(
        train.map(({ label }) => label),
        test.length,
      ),
    )
  }
  const negative = (is: readonly SentimentLabel[], said: readonly SentimentLabel[]) => f1Of('negative', is, said)
  return (
    [
      ['accuracy', accuracy, 0.76],
      ['macro-F1', macroF1, 0.6],
      ['F1 of negative', negative, 0.6],
    ] as const
  ).map(([name, measure, goal]) => ({
    name: `sentiment, workspace that adapted it, ${name}`,
    set: 'germeval2017',
    part: `${folds} folds`,
    n: truth.length,
    majority: measure(truth, guess),
    baseline: measure(truth, plain),
    ours: measure(truth, found),
    goal,
    note: 'measured only; trained as a workspace would, on its own documents',
  }))
}

function labelsOf(model: SentimentModel, texts: readonly string[]): SentimentLabel[] {
  return opinionsOf(model, texts).map(({ label }) => label)
}

function opinionsOf(model: SentimentModel, texts: readonly string[]): Sentiment[] {
  return sentimentOf(
    model,
    texts.map((text) => ({ text, features: extractFeatures(text) })),
  )
}
