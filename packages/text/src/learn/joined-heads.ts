import { featuresMost, type Features, type GroupName, groupNames } from './features.ts'
import type { Head } from './head.ts'
import { makeRowSums, type RowSums } from './row-sums.ts'
import { groupScale } from './space.ts'

export type JoinedHeads = {
  /** Puts the scores of all heads beside the features, where `scoreHead` finds them, until the next text is scored. */
  score: (features: Features) => void
}

type Join = {
  rows: RowSums
  heads: Joined[]
  /** By place in `groupNames`: who reads the group, by sixteen outputs. */
  blocks: Block[][]
}
type Block = { first: number; readers: Reader[] }
type Reader = { head: Joined; gain: number; raw: boolean }
type Joined = { head: Head; from: number; out: Float64Array }

/** Outputs that are added up at once. */
const lanes = 16

/**
 * Many heads over the same features as one: the weights that a feature has in any of them lie side by side, so that it is
 * looked up once; a row of the shipped models fits into one line of the processor's cache. The scores are those of
 * `scoreHead`, which from then on answers for features that were scored here and no others: the heads give up their own
 * tables, so that the bytes of the model files need not stay. Heads for which it matters how often a feature comes are
 * left out.
 */
export function joinHeads(all: readonly Head[]): JoinedHeads {
  const heads = placed(all.filter(({ space }) => space.binary))
  const bits = heads.reduce((most, { head }) => Math.max(most, head.space.bits), 1)
  const stride = Math.max(1, Math.ceil(heads.reduce((sum, { out }) => sum + out.length, 0) / lanes)) * lanes
  const rows = makeRowSums(bits, stride, featuresMost)
  for (const { head, from } of heads) {
    fill(rows.table, stride, from, head)
    head.table = noTable
  }
  const join = { rows, heads, blocks: groupNames.map((name) => blocksOf(name, heads, stride)) }
  const found = new Map(
    heads.map(({ head, from, out }) => [head, { scores: out, table: rows.table, mask: 2 ** bits - 1, stride, from }]),
  )
  return {
    score(features) {
      scoreJoin(join, features)
      features.joined = found
    },
  }
}

const noTable = new Int8Array()

function placed(heads: readonly Head[]): Joined[] {
  let from = 0
  return heads.map((head) => {
    const out = new Float64Array(head.labels.length)
    from += out.length
    return { head, from: from - out.length, out }
  })
}

/** A head of fewer rows than the table has: again and again. */
function fill(table: Int8Array, stride: number, from: number, head: Head): void {
  const outputs = head.labels.length
  for (let at = from, source = 0; at < table.length; at += stride) {
    for (let k = 0; k < outputs; k++) table[at + k] = head.table[source + k]!
    source = source + outputs === head.table.length ? 0 : source + outputs
  }
}

function blocksOf(name: GroupName, heads: readonly Joined[], stride: number): Block[] {
  const readers = heads.flatMap((head) =>
    head.head.space.groups.filter(({ group }) => group === name).map(({ gain, raw = false }) => ({ head, gain, raw })),
  )
  return Array.from({ length: stride / lanes }, (_, block) => ({
    first: block * lanes,
    readers: readers.filter(
      ({ head: { from, out } }) => from < (block + 1) * lanes && from + out.length > block * lanes,
    ),
  })).filter((block) => block.readers.length > 0)
}

function scoreJoin({ rows, heads, blocks }: Join, features: Features): void {
  const { sums } = rows
  rows.ids.set(features.ids)
  for (const { out } of heads) out.fill(0)
  let start = 0
  for (let group = 0; group < blocks.length; group++) {
    const end = features.ends[group]!
    if (end > start) {
      const scale = groupScale(features, start, end, true)
      for (const { first, readers } of blocks[group]!) {
        rows.add(start, end, first)
        for (const { head, gain, raw } of readers) {
          const { out, from } = head
          const factor = gain * (raw ? 1 : scale)
          const last = Math.min(out.length, first + lanes - from)
          for (let k = Math.max(0, first - from); k < last; k++) out[k]! += factor * sums[from + k - first]!
        }
      }
    }
    start = end
  }
  for (const { head, out } of heads)
    for (let k = 0; k < out.length; k++) out[k] = (out[k]! * head.scale[k]! + head.bias[k]!) / head.temperature
}
