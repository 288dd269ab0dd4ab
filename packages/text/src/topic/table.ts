import {
  type Features,
  groupEnd,
  type GroupName,
  groupStart,
  type Matrix,
  type Row,
  rowOf,
  type Space,
  type Weights,
} from '../learn/index.ts'

/** How loud each group is was chosen on the dev part of Banking77. */
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
 * The weights of one against all others, one byte each, only of the features that occur: `ids` in rising order, `bytes`
 * [feature][topic], where q means q·|q|·scale[topic].
 */
export type TopicTable = {
  ids: Int32Array
  bytes: Int8Array
  bias: Float64Array
  scale: Float64Array
  /** The score of every topic, and which share of the text speaks for any topic at all. */
  score(features: Features): { scores: Float64Array; known: number }
  /** Adds to each token what it does for the topic, less what it does for `against`. */
  tokenWeights(features: Features, topic: number, against: number): Float64Array
}

export function makeTable(matrix: Matrix, weights: Weights): TopicTable {
  const { outputs } = weights
  const weightAt = (column: number, k: number) => weights.values[column * outputs + k]! * matrix.scale[column]!
  const scale = new Float64Array(outputs)
  for (let column = 0; column < matrix.columns; column++)
    for (let k = 0; k < outputs; k++) scale[k] = Math.max(scale[k]!, Math.abs(weightAt(column, k)) / (127 * 127))
  const order = Int32Array.from(matrix.ids.keys()).toSorted((a, b) => matrix.ids[a]! - matrix.ids[b]!)
  const bytes = new Int8Array(matrix.columns * outputs)
  order.forEach((column, at) => {
    for (let k = 0; k < outputs; k++) {
      const share = scale[k] === 0 ? 0 : weightAt(column, k) / scale[k]!
      bytes[at * outputs + k] = Math.round(Math.sign(share) * Math.sqrt(Math.abs(share)))
    }
  })
  return openTable(
    order.map((column) => matrix.ids[column]!),
    bytes,
    weights.bias,
    scale,
  )
}

/** A table ready to score: beside the sorted ids an index by hash, since a text asks for hundreds of them. */
export function openTable(ids: Int32Array, bytes: Int8Array, bias: Float64Array, scale: Float64Array): TopicTable {
  const outputs = bias.length
  const places = indexOfIds(ids)
  // A feature that speaks for no topic comes only in texts that belong nowhere.
  const speaks = new Uint8Array(ids.length)
  for (let place = 0; place < bytes.length; place++) if (bytes[place]! > 0) speaks[Math.floor(place / outputs)] = 1
  const size = places.length - 1
  const placeOf = (id: number): number => {
    let slot = id & size
    for (let at = places[slot]!; at >= 0; at = places[slot]!) {
      if (ids[at] === id) return at
      slot = (slot + 1) & size
    }
    return -1
  }
  function score(features: Features): { scores: Float64Array; known: number } {
    const row: Row = rowOf(features, topicSpace)
    const scores = new Float64Array(outputs)
    let [known, all] = [0, 0]
    for (let n = 0; n < row.ids.length; n++) {
      const value = row.values[n]!
      all += value * value
      const at = placeOf(row.ids[n]!)
      if (at < 0) continue
      if (speaks[at] === 1) known += value * value
      for (let k = 0, place = at * outputs; k < outputs; k++, place++) {
        const q = bytes[place]!
        scores[k]! += value * (q < 0 ? -q * q : q * q)
      }
    }
    for (let k = 0; k < outputs; k++) scores[k] = scores[k]! * scale[k]! + bias[k]!
    return { scores, known: all === 0 ? 0 : known / all }
  }
  function tokenWeights(features: Features, topic: number, against: number): Float64Array {
    const row = rowOf(features, topicSpace)
    const tokens = tokensInOrder(features)
    const found = new Float64Array(features.spans.length / 2)
    for (let n = 0; n < row.ids.length; n++) {
      const at = placeOf(row.ids[n]!)
      if (at < 0 || tokens[n]! >= found.length) continue
      const weigh = (k: number) => bytes[at * outputs + k]! * Math.abs(bytes[at * outputs + k]!) * scale[k]!
      found[tokens[n]!]! += row.values[n]! * (weigh(topic) - (against < 0 ? 0 : weigh(against)))
    }
    return found
  }
  return { ids, bytes, bias, scale, score, tokenWeights }
}

/** The tokens of the features in the order in which `rowOf` takes them, which is that of the groups. */
function tokensInOrder(features: Features): number[] {
  return topicGroups.flatMap((group) => [
    ...features.tokens.subarray(groupStart(features, group), groupEnd(features, group)),
  ])
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

/** The parts of the model file. Numbers are little endian whatever the machine. */
export function storeTable({ ids, bytes }: TopicTable): Record<string, Uint8Array> {
  const stored = new Uint8Array(ids.length * 4)
  const view = new DataView(stored.buffer)
  ids.forEach((id, at) => view.setInt32(at * 4, id, true))
  return { ids: stored, bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) }
}
