import { type Features, type GroupName, groupNames } from './features.ts'
import type { Weights } from './linear.ts'
import type { Matrix } from './matrix.ts'
import { countWeight, groupEnd, groupScale, groupStart, type Space } from './space.ts'

/**
 * A trained linear classifier in one byte per weight. Table [feature row][output]; a byte q means q·|q|·scale[output],
 * which keeps small weights apart where a straight scale would round them away.
 */
export type Head = {
  labels: readonly string[]
  kind: 'one-of' | 'any-of'
  space: Space
  table: Int8Array
  scale: Float64Array
  bias: Float64Array
  /** Scores are divided by it before they become shares. */
  temperature: number
}

export type HeadOptions = { labels: readonly string[]; kind: Head['kind']; space: Space; temperature?: number }

/** Weights learnt on a matrix of that space, hashed into the table and rounded to bytes. */
export function makeHead(
  matrix: Matrix,
  weights: Weights,
  { labels, kind, space, temperature = 1 }: HeadOptions,
): Head {
  const { outputs } = weights
  if (labels.length !== outputs) throw new Error(`${outputs} outputs need as many labels, not ${labels.length}`)
  const scale = new Float64Array(outputs)
  const weightAt = (column: number, k: number) => weights.values[column * outputs + k]! * matrix.scale[column]!
  for (let column = 0; column < matrix.columns; column++)
    for (let k = 0; k < outputs; k++) scale[k] = Math.max(scale[k]!, Math.abs(weightAt(column, k)))
  const table = new Int8Array(2 ** space.bits * outputs)
  for (let k = 0; k < outputs; k++) scale[k]! /= 127 * 127
  for (let column = 0; column < matrix.columns; column++)
    for (let k = 0; k < outputs; k++) {
      const share = scale[k] === 0 ? 0 : weightAt(column, k) / scale[k]!
      table[matrix.ids[column]! * outputs + k] = Math.round(Math.sign(share) * Math.sqrt(Math.abs(share)))
    }
  return { labels, kind, space, table, scale, bias: weights.bias, temperature }
}

/** The score of every output, before any softmax or sigmoid, divided by the temperature. */
export function scoreHead(head: Head, features: Features, out = new Float64Array(head.labels.length)): Float64Array {
  const ready = features.joined?.get(head)?.scores
  if (ready) {
    out.set(ready)
    return out
  }
  const outputs = head.labels.length
  const idMask = 2 ** head.space.bits - 1
  const { table } = head
  const part = new Float64Array(outputs)
  out.fill(0)
  for (const { group, gain, raw } of head.space.groups) {
    const start = groupStart(features, group)
    const end = groupEnd(features, group)
    if (start === end) continue
    part.fill(0)
    for (let n = start; n < end; n++) {
      const at = (features.ids[n]! & idMask) * outputs
      const count = features.counts[n]!
      const value = count === 1 || head.space.binary ? 1 : countWeight(count)
      for (let k = 0; k < outputs; k++) {
        const q = table[at + k]!
        part[k]! += value * (q * Math.abs(q))
      }
    }
    const factor = gain * (raw ? 1 : groupScale(features, start, end, head.space.binary))
    for (let k = 0; k < outputs; k++) out[k]! += factor * part[k]!
  }
  for (let k = 0; k < outputs; k++) out[k] = (out[k]! * head.scale[k]! + head.bias[k]!) / head.temperature
  return out
}

/**
 * How much each token of the text moves one output (`against`: less what it moves that other output). A pair counts for
 * its first token, letters for the word they stand in; `among`: of these groups alone. Token t lies at `features.spans[2t], [2t+1]`.
 */
export function tokenWeights(
  head: Head,
  features: Features,
  output: number,
  { against = -1, among = groupNames }: { against?: number; among?: readonly GroupName[] } = {},
): Float64Array {
  const weights = new Float64Array(features.spans.length / 2)
  // Where the head was joined with others, its weights were just read there and are still near.
  const joined = features.joined?.get(head)
  const mask = joined?.mask ?? 2 ** head.space.bits - 1
  const stride = joined?.stride ?? head.labels.length
  const from = joined?.from ?? 0
  const table = joined?.table ?? head.table
  const valueAt = (at: number) => table[at]! * Math.abs(table[at]!)
  const unit = head.scale[output]! / head.temperature
  const unitAgainst = against < 0 ? 0 : head.scale[against]! / head.temperature
  for (const { group, gain, raw } of head.space.groups) {
    // Marks and counts belong to no word.
    if (group === 'shape' || !among.includes(group)) continue
    const start = groupStart(features, group)
    const end = groupEnd(features, group)
    const factor = gain * (raw ? 1 : groupScale(features, start, end, head.space.binary))
    for (let n = start; n < end; n++) {
      const at = (features.ids[n]! & mask) * stride + from
      let weight = valueAt(at + output) * unit
      if (against >= 0) weight -= valueAt(at + against) * unitAgainst
      const token = features.tokens[n]!
      if (token < weights.length)
        weights[token]! += factor * weight * (head.space.binary ? 1 : countWeight(features.counts[n]!))
    }
  }
  return weights
}

/** The groups any of the heads reads: what `extractFeatures` has to make for them. */
export function groupsOf(heads: readonly Head[]): (typeof groupNames)[number][] {
  return groupNames.filter((name) => heads.some((head) => head.space.groups.some(({ group }) => group === name)))
}
