import { findKind } from '../src/kind/kind.ts'
import { readKindModel } from '../src/kind/kind-model.ts'
import { extractFeatures, scoreHead } from '../src/learn/index.ts'
import { youtubeSpam } from '../train/data/offence.ts'
import { helperHeads, kindGroups, kindTexts, type KindText, trainKindModel, weakTexts } from '../train/kind.ts'
import { plainLabels } from './baseline.ts'
import { accuracy, f1Of, type Figure, macroF1, majorityGuess } from './result.ts'

/**
 * Kinds, urgency, anger and repeated contact on the half of our own texts whose blocks (one scene and writer each) were
 * kept out, and spam on comments under music videos.
 */
export function evaluate(): Figure[] {
  const isTrain = (part: string) => part !== 'test'
  const texts = kindTexts()
  const train = texts.filter(({ part }) => isTrain(part))
  const test = texts.filter(({ part }) => !isTrain(part))
  const model = readKindModel(trainKindModel(train, weakTexts(isTrain), helperHeads(isTrain)))
  const found = test.map(({ text, features }) => findKind(model, text, features))
  const truth = test.map(({ kind }) => kind)
  const kinds = found.map(({ kind }) => kind.label)
  const plain = plainLabels(
    train.map(({ text, kind }) => ({ text, label: kind })),
    test.map(({ text }) => text),
  )
  const majority = majorityGuess(
    train.map(({ kind }) => kind),
    test.length,
  )
  const own = { set: 'kind (our own)', part: 'kept-out blocks', n: test.length }
  return [
    {
      ...own,
      name: 'kind of concern, accuracy',
      majority: accuracy(truth, majority),
      baseline: accuracy(truth, plain),
      ours: accuracy(truth, kinds),
      goal: null,
    },
    {
      ...own,
      name: 'kind of concern, macro-F1',
      majority: macroF1(truth, majority),
      baseline: macroF1(truth, plain),
      ours: macroF1(truth, kinds),
      goal: null,
    },
    ...gradeFigures(own, train, test, found),
    spamFigure(),
  ]
}

type Own = { set: string; part: string; n: number }

function gradeFigures(
  own: Own,
  train: readonly KindText[],
  test: readonly KindText[],
  found: readonly ReturnType<typeof findKind>[],
): Figure[] {
  const yesNo = (yes: boolean) => (yes ? 'yes' : 'no')
  const repeated = test.map((text) => yesNo(text.repeated))
  const plain = plainLabels(
    train.map((one) => ({ text: one.text, label: yesNo(one.repeated) })),
    test.map(({ text }) => text),
  )
  const ranked = (name: 'urgency' | 'anger', least: number): Figure => ({
    ...own,
    name: `${name}, area under the curve (grade ${least} and above)`,
    majority: 0.5,
    baseline: null,
    ours: areaUnderCurve(
      found.map((one) => one[name]),
      test.map((one) => one[name] >= least),
    ),
    goal: null,
  })
  return [
    ranked('urgency', 2),
    ranked('anger', 2),
    {
      ...own,
      name: 'repeated contact, F1',
      majority: 0,
      baseline: f1Of('yes', repeated, plain),
      ours: f1Of(
        'yes',
        repeated,
        found.map(({ repeatedContact }) => yesNo(repeatedContact.score >= 0.5)),
      ),
      goal: null,
    },
  ]
}

/** The share of pairs of one that is and one that is not in which the first scores higher. */
function areaUnderCurve(scores: readonly number[], yes: readonly boolean[]): number {
  const of = (wanted: boolean) => scores.filter((_, at) => yes[at] === wanted)
  const [high, low] = [of(true), of(false)]
  let won = 0
  for (const a of high) for (const b of low) won += a > b ? 1 : a === b ? 0.5 : 0
  return won / (high.length * low.length)
}

/** The spam head alone, trained without the test part. */
function spamFigure(): Figure {
  const comments = youtubeSpam()
  const train = comments.filter(({ part }) => part !== 'test')
  const test = comments.filter(({ part }) => part === 'test')
  const { spam } = helperHeads((part) => part !== 'test')
  const truth = test.map(({ label }) => label)
  const plain = plainLabels(
    train,
    test.map(({ text }) => text),
  )
  return {
    name: 'spam, macro-F1',
    set: 'youtube_spam',
    part: 'test',
    n: test.length,
    majority: macroF1(
      truth,
      majorityGuess(
        train.map(({ label }) => label),
        test.length,
      ),
    ),
    baseline: macroF1(truth, plain),
    ours: macroF1(
      truth,
      test.map(({ text }) => (scoreHead(spam, extractFeatures(text, kindGroups))[0]! > 0 ? 'spam' : 'none')),
    ),
    goal: 0.948,
  }
}
