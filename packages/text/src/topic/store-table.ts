import type { TopicTable } from './table.ts'

/** The parts of the model file, little endian as every machine that runs Node is. */
export function storeTable({ ids, starts, moves, rarity }: TopicTable): Record<string, Uint8Array> {
  return { ids: stored(ids), starts: stored(starts), moves: stored(moves), rarity }
}

/** What of the table stands in the header: a few numbers per topic. */
export function numbersOf({ bias, scale, unseen, oftenStep }: TopicTable): Record<string, number | number[]> {
  return { bias: [...bias], scale: [...scale], unseen: [...unseen], oftenStep }
}

/** Reads what the two above stored, for that many topics; throws `Error` on anything that does not fit together. */
export function restoreTable(
  parts: Readonly<Record<string, Uint8Array>>,
  numbers: Readonly<Record<string, unknown>>,
  outputs: number,
): TopicTable {
  const { bias, scale, unseen, oftenStep } = numbers
  if (!areNumbers(bias, outputs) || !areNumbers(scale, outputs)) throw badTopicModel('numbers are missing')
  if (!areNumbers(unseen, outputs) || !areNumbers([oftenStep], 1)) throw badTopicModel('numbers are missing')
  const ids = restored(parts['ids'])
  const starts = restored(parts['starts'])
  const moves = restored(parts['moves'])
  const rarity = parts['rarity']
  if (rarity?.length !== ids.length || starts.length !== ids.length + 1)
    throw badTopicModel('its tables do not fit together')
  if (
    starts[0] !== 0 ||
    starts.at(-1) !== moves.length ||
    starts.some((start, at) => at > 0 && start < starts[at - 1]!)
  )
    throw badTopicModel('its tables are out of order')
  if (moves.some((move) => move >>> 16 >= outputs)) throw badTopicModel('it names topics it does not have')
  return {
    ids,
    starts,
    moves,
    oftenStep: oftenStep as number,
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

function stored(numbers: Int32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

function restored(bytes: Uint8Array | undefined): Int32Array {
  if (bytes === undefined || bytes.length % 4 !== 0) throw badTopicModel('a table is missing')
  // A copy, since a table may lie at any place of the file and numbers of four bytes may not.
  return new Int32Array(bytes.slice().buffer)
}
