import { type Features, groupNames } from './features.ts'
import type { Head } from './head.ts'
import { countWeight, groupScale } from './space.ts'

export type JoinedHeads = {
  /** Puts the scores of all heads beside the features, where `scoreHead` finds them, until the next text is scored. */
  score: (features: Features) => void
}

type Join = {
  idMask: number
  /** Outputs of heads for which a feature counts once however often it comes; they stand first. */
  binaryOutputs: number
  /** Outputs of all heads, filled up to fours. */
  outputs: number
  /** [row][output]: what its byte q stands for, q·|q|. */
  table: Int16Array
  /** 1 where any head has a weight. */
  known: Uint8Array
  heads: Joined[]
  /** By place in `groupNames`: which heads read the group. */
  readers: Reader[][]
}
type Reader = { head: Joined; gain: number; raw: boolean }
type Joined = { head: Head; from: number; out: Float64Array }

/**
 * Many heads over the same features as one: the weights that a feature has in any of them lie side by side, so that it is
 * looked up once, and not at all where none knows it. The scores are those of `scoreHead`.
 */
export function joinHeads(heads: readonly Head[]): JoinedHeads {
  const joins = new Map<number, Head[]>()
  for (const head of heads) {
    const { bits } = head.space
    joins.set(bits, [...(joins.get(bits) ?? []), head])
  }
  const all = Array.from(joins.values(), join)
  const found = new Map(
    all.flatMap(({ table, outputs, heads }) =>
      heads.map(({ head, from, out }) => [head, { scores: out, table, stride: outputs, from }] as const),
    ),
  )
  return {
    score(features) {
      for (const one of all) scoreJoin(one, features)
      features.joined = found
    },
  }
}

function join(some: readonly Head[]): Join {
  const isBinary = ({ space }: Head) => space.binary === true
  const heads = [...some.filter(isBinary), ...some.filter((head) => !isBinary(head))]
  const { bits } = heads[0]!.space
  const binaryOutputs = heads.filter(isBinary).reduce((sum, { labels }) => sum + labels.length, 0)
  const outputs = Math.ceil(heads.reduce((sum, { labels }) => sum + labels.length, 0) / 4) * 4
  const size = 2 ** bits
  const table = new Int16Array(size * outputs)
  const known = new Uint8Array(size)
  const joined: Joined[] = []
  let from = 0
  for (const head of heads) {
    const own = head.labels.length
    for (let row = 0, at = 0; row < size; row++)
      for (let k = 0; k < own; k++) {
        const q = head.table[at++]!
        if (q === 0) continue
        table[row * outputs + from + k] = q * Math.abs(q)
        known[row] = 1
      }
    joined.push({ head, from, out: new Float64Array(own) })
    from += own
  }
  const readers = groupNames.map((name) =>
    joined.flatMap((one) =>
      one.head.space.groups
        .filter(({ group }) => group === name)
        .map(({ gain, raw = false }) => ({ head: one, gain, raw })),
    ),
  )
  return { idMask: size - 1, binaryOutputs, outputs, table, known, heads: joined, readers }
}

function scoreJoin(join: Join, features: Features): void {
  const { heads, outputs, binaryOutputs, readers } = join
  const part = new Float64Array(outputs)
  for (const { out } of heads) out.fill(0)
  let start = 0
  for (let group = 0; group < readers.length; group++) {
    const end = features.ends[group]!
    if (end > start && readers[group]!.length > 0) {
      sumGroup(join, features, start, end, readers[group]!, part)
      const binaryScale = groupScale(features, start, end, true)
      const scale = binaryOutputs === outputs ? binaryScale : groupScale(features, start, end)
      for (const { head, gain, raw } of readers[group]!) {
        const { out, from } = head
        const factor = gain * (raw ? 1 : from < binaryOutputs ? binaryScale : scale)
        for (let k = 0; k < out.length; k++) out[k]! += factor * part[from + k]!
      }
    }
    start = end
  }
  for (const { head, out } of heads)
    for (let k = 0; k < out.length; k++) out[k] = (out[k]! * head.scale[k]! + head.bias[k]!) / head.temperature
}

/** No text has more features: see `extractFeatures`. */
const places = new Int32Array(60_000)

/**
 * Sums the rows of a group. First where the rows begin, then four outputs at a time down all rows: the sums stay in the
 * processor, which is three times as fast as adding row by row.
 */
function sumGroup(
  { idMask, binaryOutputs, outputs, table, known }: Join,
  features: Features,
  start: number,
  end: number,
  readers: readonly Reader[],
  part: Float64Array,
): void {
  const { ids, counts } = features
  part.fill(0)
  let first = outputs
  let last = 0
  for (const { head } of readers) {
    first = Math.min(first, head.from & ~3)
    last = Math.max(last, head.from + head.out.length)
  }
  let found = 0
  for (let n = start; n < end; n++) {
    const row = ids[n]! & idMask
    if (known[row] === 0) continue
    const at = row * outputs
    places[found++] = at
    if (counts[n] === 1) continue
    const more = countWeight(counts[n]!) - 1
    for (let k = binaryOutputs; k < outputs; k++) part[k]! += more * table[at + k]!
  }
  for (let k = first; k < last; k += 4) {
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let n = 0; n < found; n++) {
      const at = places[n]! + k
      a = (a + table[at]!) | 0
      b = (b + table[at + 1]!) | 0
      c = (c + table[at + 2]!) | 0
      d = (d + table[at + 3]!) | 0
    }
    part[k]! += a
    part[k + 1]! += b
    part[k + 2]! += c
    part[k + 3]! += d
  }
}
