import {
  buildMatrix,
  extractFeatures,
  type Features,
  fitTemperature,
  hashText,
  type Matrix,
  type Row,
  rowOf,
  trainHinge,
  type Weights,
  writeModel,
} from '../learn/index.ts'
import { fitGate, type Gate, gateInputs, usualGate } from './gate.ts'
import { makeTable, type TopicTable, topicGroups, topicSpace, storeTable } from './table.ts'

export type TopicExample = {
  text: string
  /** null: a text that belongs to none of the topics; some of these help to refuse others. */
  label: string | null
}

export type TopicOptions = {
  /** Share of the workspace's own texts that may be refused so that strange ones are. Default 0.03. */
  mayRefuse?: number
  /** Kept beside every result. */
  version?: string
}

/** A few hundred classes and some hundred thousand features: what one model holds. */
const topicsMax = 1_000
const columnsMax = 120_000
const rounds = 8
const folds = 3

/**
 * Learns topics from labelled texts, German or English, a few per topic or thousands: one against all others over words,
 * stems, pairs and letters. Confidences and what is refused are set on texts held back in three turns; in each turn
 * every fifth topic is left out altogether, so that its texts play what belongs nowhere. The same examples give the same
 * bytes, which `readTopicModel` reads. Throws when there are fewer than two topics or more than 1,000.
 */
export function trainTopics(examples: readonly TopicExample[], options: TopicOptions = {}): Uint8Array {
  const labels = [...new Set(examples.flatMap(({ label }) => label ?? []))].toSorted()
  if (labels.length < 2) throw new Error('Topics are learnt from examples of two topics at least.')
  if (labels.length > topicsMax) throw new Error(`${labels.length} topics are too many: ${topicsMax} at most.`)
  const features = examples.map(({ text }) => extractFeatures(text, topicGroups))
  const numbers = new Map(labels.map((label, at) => [label, at]))
  const classes = Int32Array.from(examples, ({ label }) => (label === null ? -1 : numbers.get(label)!))
  const learnt: Learnt = { features, rows: features.map((one) => rowOf(one, topicSpace)), classes, labels }
  const { gate, temperature } = holdBack(learnt, examples, options.mayRefuse ?? 0.03)
  const table = learn(
    learnt,
    examples.map((_, at) => at),
  )
  return writeModel({
    name: 'topic',
    version: options.version ?? '1',
    heads: {},
    parts: storeTable(table),
    about: { labels, bias: [...table.bias], scale: [...table.scale], temperature, gate, examples: examples.length },
  })
}

type Learnt = { features: Features[]; rows: Row[]; classes: Int32Array; labels: readonly string[] }

function learn({ rows, classes, labels }: Learnt, chosen: readonly number[]): TopicTable {
  // In a small set every feature is rare.
  const matrix = smaller(
    chosen.map((at) => rows[at]!),
    chosen.length < 2_000 ? 1 : 2,
  )
  const weights: Weights = trainHinge(matrix, {
    labels: chosen.map((at) => classes[at]!),
    outputs: labels.length,
    cost: 0.15,
    rounds,
  })
  return makeTable(matrix, weights)
}

function smaller(rows: readonly Row[], minTexts: number): Matrix {
  const matrix = buildMatrix(rows, { minTexts, idf: 0.5 })
  return matrix.columns > columnsMax ? smaller(rows, minTexts + 1) : matrix
}

/** Scores of texts held back, from which come the temperature and the gate. */
function holdBack(learnt: Learnt, examples: readonly TopicExample[], mayRefuse: number) {
  const { features, classes, labels } = learnt
  const turn = turns(examples, classes)
  const inputs: Float64Array[] = []
  const belongs: number[] = []
  const kept: Float64Array[] = []
  const truth: number[] = []
  for (let fold = 0; fold < folds; fold++) {
    const isLeftOut = (label: number) => label >= 0 && labels.length >= 5 && label % 5 === fold
    const chosen = examples.flatMap((_, at) => (turn[at] !== fold && !isLeftOut(classes[at]!) ? at : []))
    const held = examples.flatMap((_, at) => (turn[at] === fold ? at : []))
    if (held.length === 0 || new Set(chosen.map((at) => classes[at]!)).size < 2) continue
    const table = learn(learnt, chosen)
    for (const at of held) {
      const label = classes[at]!
      const { scores, known } = table.score(features[at]!)
      const found = scores.indexOf(Math.max(...scores))
      const strange = label < 0 || isLeftOut(label)
      // A wrong topic teaches the gate neither.
      if (strange || found === label) {
        inputs.push(gateInputs(scores, known))
        belongs.push(strange ? 0 : 1)
      }
      if (strange) continue
      kept.push(scores)
      truth.push(label)
    }
  }
  if (truth.length < 30) return { gate: usualGate, temperature: usualTemperature }
  const flat = new Float64Array(truth.length * labels.length)
  kept.forEach((scores, row) => flat.set(scores, row * labels.length))
  const gate: Gate = fitGate(inputs, belongs, mayRefuse)
  return { gate, temperature: fitTemperature(flat, truth, labels.length) }
}

const usualTemperature = 0.2

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
