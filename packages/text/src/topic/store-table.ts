import type { TopicTable } from './table.ts'

/** The parts of the model file. Numbers are little endian whatever the machine. */
export function storeTable({ ids, starts, topics, bytes, seen, rarity }: TopicTable): Record<string, Uint8Array> {
  return {
    ids: stored(ids, 4),
    starts: stored(starts, 4),
    topics: stored(topics, 2),
    bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length),
    seen,
    rarity,
  }
}

/** What of the table stands in the header: a few numbers per topic. */
export function numbersOf({ bias, scale, unseen, seenStep }: TopicTable): Record<string, number | number[]> {
  return { bias: [...bias], scale: [...scale], unseen: [...unseen], seenStep }
}

/** Reads what the two above stored, for that many topics; throws `Error` on anything that does not fit together. */
export function restoreTable(
  parts: Readonly<Record<string, Uint8Array>>,
  numbers: Readonly<Record<string, unknown>>,
  outputs: number,
): TopicTable {
  const { bias, scale, unseen, seenStep } = numbers
  if (!areNumbers(bias, outputs) || !areNumbers(scale, outputs)) throw badTopicModel('numbers are missing')
  if (!areNumbers(unseen, outputs) || !areNumbers([seenStep], 1)) throw badTopicModel('numbers are missing')
  const ids = Int32Array.from(restored(parts['ids'], 4))
  const starts = Int32Array.from(restored(parts['starts'], 4))
  const topics = Uint16Array.from(restored(parts['topics'], 2))
  const bytes = Int8Array.from(parts['bytes'] ?? [], (byte) => (byte << 24) >> 24)
  if (starts.length !== ids.length + 1 || starts[0] !== 0 || starts.at(-1) !== bytes.length)
    throw badTopicModel('its tables do not fit together')
  const seen = Uint8Array.from(parts['seen'] ?? [])
  const rarity = Uint8Array.from(parts['rarity'] ?? [])
  if (seen.length !== bytes.length || rarity.length !== ids.length)
    throw badTopicModel('its tables do not fit together')
  if (topics.length !== bytes.length || topics.some((topic) => topic >= outputs))
    throw badTopicModel('its tables do not fit together')
  if (starts.some((start, at) => at > 0 && start < starts[at - 1]!)) throw badTopicModel('its tables are out of order')
  return {
    ids,
    starts,
    topics,
    bytes,
    seen,
    seenStep: seenStep as number,
    rarity,
    bias: Float64Array.from(bias),
    scale: Float64Array.from(scale),
    unseen: Float64Array.from(unseen),
  }
}

export function areNumbers(value: unknown, length: number): value is number[] {
  return Array.isArray(value) && value.length === length && value.every((n) => Number.isFinite(n))
}

export function badTopicModel(why: string): Error {
  return new Error(`These bytes are no topic model: ${why}.`)
}

function stored(numbers: Int32Array | Uint16Array, size: 2 | 4): Uint8Array {
  const bytes = new Uint8Array(numbers.length * size)
  const view = new DataView(bytes.buffer)
  numbers.forEach((value, at) =>
    size === 4 ? view.setInt32(at * 4, value, true) : view.setUint16(at * 2, value, true),
  )
  return bytes
}

function restored(bytes: Uint8Array | undefined, size: 2 | 4): number[] {
  if (bytes === undefined || bytes.length % size !== 0) throw badTopicModel('a table is missing')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: bytes.length / size }, (_, at) =>
    size === 4 ? view.getInt32(at * 4, true) : view.getUint16(at * 2, true),
  )
}
