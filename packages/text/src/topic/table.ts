import type { TopicCounts } from './counts.ts'
import {
  type Features,
  groupEnd,
  type GroupName,
  groupStart,
  type Matrix,
  rowOf,
  type Space,
  type Weights,
} from '../learn/index.ts'

/** How a text is read; how loud each group is was chosen on held-back texts of Banking77. */
export const topicSpace: Space = {
  bits: 30,
  groups: [
    { group: 'word', gain: 0.7 },
    { group: 'pair', gain: 0.5 },
    { group: 'char', gain: 1 },
    { group: 'stem', gain: 1 },
    { group: 'near', gain: 0.8 },
  ],
}
export const topicGroups: readonly GroupName[] = topicSpace.groups.map(({ group }) => group)

/**
 * What two classifiers learnt, only where a feature moves a topic: feature f, `ids[f]` in rising order, has the `moves`
 * from `starts[f]` to `starts[f + 1]`, each one number: topic · 65,536 + (weight + 128) · 256 + often.
 *
 * One against all others reads the weight: q means q·|q|·scale[topic]. Naive Bayes reads `often`: often·oftenStep is the
 * logarithm of how often the topic has the feature, times its rarity `rarity[f]`/20; what no topic has is in `unseen`
 * [topic], times the rarity of the whole text. They err differently: with naive Bayes, weaker alone, half a percent to
 * one percent more of Banking77, CLINC150 and MASSIVE is right than with the other alone.
 */
export type TopicTable = {
  ids: Int32Array
  starts: Int32Array
  moves: Int32Array
  oftenStep: number
  rarity: Uint8Array
  bias: Float64Array
  scale: Float64Array
  unseen: Float64Array
}

function topicOf(move: number): number {
  return move >>> 16
}

function weightOf(move: number): number {
  const q = ((move >>> 8) & 255) - 128
  return q * Math.abs(q)
}

const rarityStep = 1 / 20

/** Smaller bytes than this move nothing that matters, (3/127)² of the largest weight, and fill a third of the table. */
const leastByte = 4

/** The table of weights and of counts learnt on the same matrix, whose `scale` is the root of a feature's rarity. */
export function makeTable(matrix: Matrix, weights: Weights, counts: TopicCounts): TopicTable {
  const { outputs } = weights
  const weightAt = (column: number, k: number) => weights.values[column * outputs + k]! * matrix.scale[column]!
  const scale = new Float64Array(outputs)
  for (let column = 0; column < matrix.columns; column++)
    for (let k = 0; k < outputs; k++) scale[k] = Math.max(scale[k]!, Math.abs(weightAt(column, k)) / (127 * 127))
  const oftenStep = counts.largest / 255 || 1
  const order = Int32Array.from(matrix.ids.keys()).toSorted((a, b) => matrix.ids[a]! - matrix.ids[b]!)
  const starts = new Int32Array(order.length + 1)
  const moves: number[] = []
  order.forEach((column, at) => {
    for (let k = 0; k < outputs; k++) {
      const share = scale[k] === 0 ? 0 : weightAt(column, k) / scale[k]!
      const byte = Math.round(Math.sign(share) * Math.sqrt(Math.abs(share)))
      const often = Math.round(counts.logs[column * outputs + k]! / oftenStep)
      if (Math.abs(byte) < leastByte && often === 0) continue
      moves.push((k << 16) | ((byte + 128) << 8) | often)
    }
    starts[at + 1] = moves.length
  })
  return {
    ids: order.map((column) => matrix.ids[column]!),
    starts,
    moves: Int32Array.from(moves),
    oftenStep,
    rarity: Uint8Array.from(order, (column) => Math.min(255, Math.round(matrix.scale[column]! ** 2 / rarityStep))),
    bias: weights.bias,
    scale,
    unseen: counts.unseen,
  }
}

/** A table ready to score: beside the sorted ids an index by hash, since a text asks for hundreds of them. */
export type OpenTable = TopicTable & { places: Int32Array; speaks: Uint8Array }

export function openTable(table: TopicTable): OpenTable {
  const { ids, starts, moves } = table
  // A feature that speaks for no topic comes only in texts that belong nowhere.
  const speaks = new Uint8Array(ids.length)
  for (let at = 0; at < ids.length; at++)
    for (let n = starts[at]!; n < starts[at + 1]!; n++) if (weightOf(moves[n]!) > 0) speaks[at] = 1
  return { ...table, places: indexOfIds(ids), speaks }
}

/**
 * Per topic the margin of one against all others and the log-likelihood of naive Bayes, and which share of the text
 * speaks for any topic at all.
 */
export type TopicScores = { margins: Float64Array; likelihoods: Float64Array; known: number }

export function scoreTopics(table: OpenTable, features: Features): TopicScores {
  const { starts, moves, rarity, bias, scale } = table
  const row = rowOf(features, topicSpace)
  const margins = new Float64Array(bias.length)
  const likelihoods = new Float64Array(bias.length)
  let [known, all, rare] = [0, 0, 0]
  for (let n = 0; n < row.ids.length; n++) {
    const value = row.values[n]!
    all += value * value
    const at = placeOf(table, row.ids[n]!)
    if (at < 0) continue
    if (table.speaks[at] === 1) known += value * value
    const weight = value * rarity[at]! * rarityStep
    rare += weight
    const end = starts[at + 1]!
    for (let place = starts[at]!; place < end; place++) {
      const move = moves[place]!
      const k = topicOf(move)
      margins[k]! += value * weightOf(move)
      likelihoods[k]! += weight * (move & 255)
    }
  }
  for (let k = 0; k < margins.length; k++) {
    margins[k] = margins[k]! * scale[k]! + bias[k]!
    likelihoods[k] = likelihoods[k]! * table.oftenStep + rare * table.unseen[k]!
  }
  return { margins, likelihoods, known: all === 0 ? 0 : known / all }
}

/** What each token does for a topic, less what it does for another; the tokens lie at `features.spans`. */
export function tokensFor(table: OpenTable, features: Features, topic: number, against: number): Float64Array {
  const row = rowOf(features, topicSpace)
  const found = new Float64Array(features.spans.length / 2)
  let n = 0
  // In the order in which `rowOf` takes them.
  for (const group of topicGroups)
    for (const token of features.tokens.subarray(groupStart(features, group), groupEnd(features, group))) {
      const at = placeOf(table, row.ids[n]!)
      const value = row.values[n++]!
      if (at >= 0 && token < found.length)
        found[token]! += value * (weightFor(table, at, topic) - weightFor(table, at, against))
    }
  return found
}

function weightFor({ starts, moves, scale }: TopicTable, at: number, topic: number): number {
  for (let n = starts[at]!; n < starts[at + 1]!; n++)
    if (topicOf(moves[n]!) === topic) return weightOf(moves[n]!) * scale[topic]!
  return 0
}

function placeOf({ ids, places }: OpenTable, id: number): number {
  const size = places.length - 1
  let slot = id & size
  for (let at = places[slot]!; at >= 0; at = places[slot]!) {
    if (ids[at] === id) return at
    slot = (slot + 1) & size
  }
  return -1
}

function indexOfIds(ids: Int32Array): Int32Array {
  let size = 1024
  while (size < ids.length * 2) size <<= 1
  const places = new Int32Array(size).fill(-1)
  ids.forEach((id, at) => {
    let slot = id & (size - 1)
    while (places[slot]! >= 0) slot = (slot + 1) & (size - 1)
    places[slot] = at
  })
  return places
}
