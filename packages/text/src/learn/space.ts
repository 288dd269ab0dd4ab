import { type Features, type GroupName, groupNames } from './features.ts'

/**
 * How a head reads features: which groups, how loud each is, how many rows its table has (2^bits). A group is scaled to
 * length 1 (times `gain`) so that a long text is no louder than a short one; with `raw` each of its features counts `gain`.
 */
export type Space = {
  bits: number
  groups: readonly { group: GroupName; gain: number; raw?: boolean }[]
  /** A feature that comes n times counts 1 + ln n; with `binary` it counts 1. */
  binary?: boolean
}

/** One text as a head sees it: rows of its table and their values (length 1 per group, times the gain). */
export type Row = { ids: Int32Array; values: Float32Array }

export function rowOf(features: Features, space: Space): Row {
  const idMask = 2 ** space.bits - 1
  let size = 0
  for (const { group } of space.groups) size += groupEnd(features, group) - groupStart(features, group)
  const ids = new Int32Array(size)
  const values = new Float32Array(size)
  let at = 0
  for (const { group, gain, raw } of space.groups) {
    const end = groupEnd(features, group)
    const start = groupStart(features, group)
    const factor = gain * (raw ? 1 : groupScale(features, start, end, space.binary))
    for (let n = start; n < end; n++) {
      ids[at] = features.ids[n]! & idMask
      values[at++] = factor * (space.binary ? 1 : countWeight(features.counts[n]!))
    }
  }
  return { ids, values }
}

export function groupStart(features: Features, group: GroupName): number {
  const at = groupNames.indexOf(group)
  return at === 0 ? 0 : features.ends[at - 1]!
}

export function groupEnd(features: Features, group: GroupName): number {
  return features.ends[groupNames.indexOf(group)]!
}

/** 1 / length of the group's part, 0 when it is empty. */
export function groupScale(features: Features, start: number, end: number, binary = false): number {
  if (start === end) return 0
  if (binary) return 1 / Math.sqrt(end - start)
  let sum = 0
  for (let n = start; n < end; n++) sum += countWeight(features.counts[n]!) ** 2
  return 1 / Math.sqrt(sum)
}

const weightOfCount = Float64Array.from({ length: 64 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)))

export function countWeight(count: number): number {
  return weightOfCount[count] ?? 1 + Math.log(count)
}
