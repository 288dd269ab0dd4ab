/**
 * Numbers by 32-bit hash, to ask for many times per text. In a Map every hash beyond 2^31 would become an object to be
 * asked for.
 */
export type HashTable = { keys: Int32Array; values: Float64Array; mask: number }

/** Values are numbers other than 0; of a hash given twice the later counts. */
export function makeHashTable(entries: Iterable<readonly [hash: number, value: number]>): HashTable {
  const all = new Map([...entries].map(([hash, value]) => [hash | 0, value]))
  let size = 16
  while (size < 4 * all.size) size *= 2
  const table = { keys: new Int32Array(size), values: new Float64Array(size), mask: size - 1 }
  for (const [key, value] of all) {
    let slot = key & table.mask
    while (table.values[slot] !== 0) slot = (slot + 1) & table.mask
    table.keys[slot] = key
    table.values[slot] = value
  }
  return table
}

export function hashSet(hashes: Iterable<number>): HashTable {
  return makeHashTable(Array.from(hashes, (hash) => [hash, 1] as const))
}

/** 0 where there is none. */
export function valueOf({ keys, values, mask }: HashTable, hash: number): number {
  const key = hash | 0
  for (let slot = key & mask; ; slot = (slot + 1) & mask) {
    const value = values[slot]!
    if (value === 0 || keys[slot] === key) return value
  }
}
