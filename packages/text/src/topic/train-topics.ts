import {
  buildMatrix,
  extractFeatures,
  type Features,
  hashText,
  type Matrix,
  type Row,
  rowOf,
  trainHinge,
  writeModel,
} from '../learn/index.ts'
import { countTopics } from './counts.ts'
import { fitGate, type Gate, gateInputs, usualGate } from './gate.ts'
import { fitMix, type Mix, mixShares, usualMix } from './mix.ts'
import { numbersOf, storeTable } from './store-table.ts'
import {
  makeTable,
  openTable,
  scoreTopics,
  topicGroups,
  topicSpace,
  type TopicScores,
  type TopicTable,
} from './table.ts'

export type TopicExample = {
  text: string
  /** null: a text that belongs to none of the topics; some of these help to refuse others. */
  label: string | null
}

export type TopicOptions = {
  /**
   * Share of the workspace's own texts that may be refused so that strange ones are. Default 0.005 where examples say
   * what belongs nowhere, else 0.003: who names none expects an answer to nearly everything.
   */
  mayRefuse?: number
  /** Kept beside every result. */
  version?: string
}

/** A few hundred classes and some hundred thousand features: what one model holds. */
const topicsMax = 1_000
const columnsMax = 120_000
const rounds = 8
const folds = 4
/** In a set of this size two of the turns tell enough. */
const manyExamples = 2_000

/**
 * Learns topics from labelled texts, German or English, a few per topic or thousands: one against all others and
 * naive Bayes over words, stems, pairs and letters. Confidences and what is refused are set on texts held back in turns of a quarter; in each
 * turn every fifth topic is left out altogether, so that its texts play what belongs nowhere. The same examples give the same
 * bytes, which `readTopicModel` reads. Throws when there are fewer than two topics or more than 1,000.
 */
export function trainTopics(examples: readonly TopicExample[], options: TopicOptions = {}): Uint8Array {
  const labels = [...new Set(examples.flatMap(({ label }) => label ?? []))].toSorted()
  if (labels.length < 2) throw new Error('Topics are learnt from examples of two topics at least.')
  if (labels.length > topicsMax) throw new Error(`${labels.length} topics are too many: ${topicsMax} at most.`)
  const features = examples.map(({ text }) => extractFeatures(text, topicGroups))
  const numbers = new Map(labels.map((label, at) => [label, at]))
  const classes = Int32Array.from(examples, ({ label }) => (label === null ? -1 : numbers.get(label)!))
  const given: Given = {
    features,
    rows: features.map((one) => rowOf(one, topicSpace)),
    classes,
    labels,
  }
  const mayRefuse = options.mayRefuse ?? (classes.includes(-1) ? 0.005 : 0.003)
  const { gate, mix } = holdBack(given, examples, mayRefuse)
  const table = learn(
    given,
    examples.map((_, at) => at),
  )
  return writeModel({
    name: 'topic',
    version: options.version ?? '1',
    heads: {},
    parts: storeTable(table),
    about: { labels, ...numbersOf(table), mix, gate, examples: examples.length },
  })
}

type Given = { features: Features[]; rows: Row[]; classes: Int32Array; labels: readonly string[] }

function learn({ rows, classes, labels }: Given, chosen: readonly number[]): TopicTable {
  const truth = chosen.map((at) => classes[at]!)
  const matrix = smaller(
    chosen.map((at) => rows[at]!),
    // In a small set every feature is rare.
    chosen.length < manyExamples ? 1 : 2,
  )
  const weights = trainHinge(matrix, { labels: truth, outputs: labels.length, cost: 0.15, rounds })
  return makeTable(matrix, weights, countTopics(matrix, truth, labels.length))
}

function smaller(rows: readonly Row[], minTexts: number): Matrix {
  const matrix = buildMatrix(rows, { minTexts, idf: 0.5 })
  return matrix.columns > columnsMax ? smaller(rows, minTexts + 1) : matrix
}

/** Scores of texts held back, from which come the mix of the two classifiers and the gate. */
function holdBack(given: Given, examples: readonly TopicExample[], mayRefuse: number): { gate: Gate; mix: Mix } {
  const { features, classes, labels } = given
  const turn = turns(examples, classes)
  const scored: { scores: TopicScores; label: number }[] = []
  for (let fold = 0; fold < (examples.length < manyExamples ? folds : 2); fold++) {
    const isLeftOut = (label: number) => label >= 0 && labels.length >= 5 && label % 5 === fold
    const chosen = examples.flatMap((_, at) => (turn[at] !== fold && !isLeftOut(classes[at]!) ? at : []))
    const held = examples.flatMap((_, at) => (turn[at] === fold ? at : []))
    if (held.length === 0 || new Set(chosen.map((at) => classes[at]!)).size < 2) continue
    const table = openTable(learn(given, chosen))
    for (const at of held)
      scored.push({ scores: scoreTopics(table, features[at]!), label: isLeftOut(classes[at]!) ? -1 : classes[at]! })
  }
  const own = scored.filter(({ label }) => label >= 0)
  if (own.length < 30) return { gate: usualGate, mix: usualMix }
  const mix = fitMix(
    own.map(({ scores }) => scores),
    own.map(({ label }) => label),
  )
  const inputs: Float64Array[] = []
  const belongs: number[] = []
  for (const { scores, label } of scored) {
    const shares = mixShares(mix, scores)
    // A text put to a wrong topic teaches the gate nothing.
    if (label >= 0 && shares[label] !== Math.max(...shares)) continue
    inputs.push(gateInputs(scores, shares))
    belongs.push(label < 0 ? 0 : 1)
  }
  return { gate: fitGate(inputs, belongs, mayRefuse), mix }
}

/** Which turn each text is held back in, spread evenly over every topic; −1: the only one of its topic, never. */
function turns(examples: readonly TopicExample[], classes: Int32Array): Int32Array {
  const order = examples
    .map(({ text }, at) => ({ at, place: hashText(text, 0x7075) }))
    .toSorted((a, b) => a.place - b.place || a.at - b.at)
  const seen = new Map<number, number>()
  const sizes = new Map<number, number>()
  for (const label of classes) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  const turn = new Int32Array(examples.length)
  for (const { at } of order) {
    const label = classes[at]!
    const count = seen.get(label) ?? 0
    seen.set(label, count + 1)
    turn[at] = sizes.get(label) === 1 ? -1 : count % folds
  }
  return turn
}
