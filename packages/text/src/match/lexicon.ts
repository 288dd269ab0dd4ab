/**
 * Which numbered terms a word meets, looked up by its letters without building a string: open addressing over the hash of
 * the units. A word not yet known is asked once of `resolve`; without `resolve` it has no terms.
 */
export type Lexicon = {
  /** Pairs of hash and entry + 1; the capacity is a power of two. */
  slots: Int32Array
  count: number
  units: Uint16Array
  unitsUsed: number
  /** By entry: where its units begin, what marker it has, where its ids begin. One longer than `count`. */
  unitStarts: Int32Array
  markers: Uint8Array
  idStarts: Int32Array
  ids: Int32Array
  resolve: ((units: Uint16Array, start: number, end: number, marker: number) => readonly number[]) | null
}

/** Words remembered before all are forgotten: some 20 MB. */
const mostEntries = 200_000

export function makeLexicon(resolve: Lexicon['resolve']): Lexicon {
  return {
    slots: new Int32Array(2048),
    count: 0,
    units: new Uint16Array(8192),
    unitsUsed: 0,
    unitStarts: new Int32Array(512),
    markers: new Uint8Array(512),
    idStarts: new Int32Array(512),
    ids: new Int32Array(512),
    resolve,
  }
}

/** The entry of the word at `start`–`end` of `units`, or −1. Forgets all entries first when there are too many. */
export function findEntry(
  lexicon: Lexicon,
  units: Uint16Array,
  start: number,
  end: number,
  hash: number,
  marker: number,
): number {
  const { slots, unitStarts, markers } = lexicon
  const mask = (slots.length >>> 1) - 1
  const own = Math.imul(hash ^ marker, 0x9e3779b1) | 0
  for (let slot = (own >>> 7) & mask; ; slot = (slot + 1) & mask) {
    const entry = slots[slot * 2 + 1]! - 1
    if (entry === -1) break
    if (slots[slot * 2] !== own || markers[entry] !== marker) continue
    const from = unitStarts[entry]!
    if (unitStarts[entry + 1]! - from === end - start && isSame(lexicon.units, from, units, start, end)) return entry
  }
  if (!lexicon.resolve) return -1
  return addEntry(lexicon, units, start, end, hash, marker, lexicon.resolve(units, start, end, marker))
}

export function addEntry(
  lexicon: Lexicon,
  units: Uint16Array,
  start: number,
  end: number,
  hash: number,
  marker: number,
  ids: readonly number[],
): number {
  makeRoom(lexicon, end - start, ids.length)
  const entry = lexicon.count
  for (let k = start; k < end; k += 1) lexicon.units[lexicon.unitsUsed++] = units[k]!
  lexicon.unitStarts[entry + 1] = lexicon.unitsUsed
  lexicon.markers[entry] = marker
  let at = lexicon.idStarts[entry]!
  for (const id of ids) lexicon.ids[at++] = id
  lexicon.idStarts[entry + 1] = at
  lexicon.count += 1
  putSlot(lexicon.slots, Math.imul(hash ^ marker, 0x9e3779b1) | 0, entry)
  return entry
}

/** Whether the next text may make it forget: entries already found for a text must hold until it is done. */
export function forgetWhenFull(lexicon: Lexicon): void {
  if (lexicon.count < mostEntries || !lexicon.resolve) return
  lexicon.slots.fill(0)
  lexicon.count = 0
  lexicon.unitsUsed = 0
}

function isSame(known: Uint16Array, from: number, units: Uint16Array, start: number, end: number): boolean {
  for (let k = start, at = from; k < end; k += 1, at += 1) if (known[at] !== units[k]) return false
  return true
}

function putSlot(slots: Int32Array, own: number, entry: number): void {
  const mask = (slots.length >>> 1) - 1
  let slot = (own >>> 7) & mask
  while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
  slots[slot * 2] = own
  slots[slot * 2 + 1] = entry + 1
}

function makeRoom(lexicon: Lexicon, units: number, ids: number): void {
  if (lexicon.unitsUsed + units > lexicon.units.length) {
    const larger = new Uint16Array(lexicon.units.length * 2 + units)
    larger.set(lexicon.units)
    lexicon.units = larger
  }
  lexicon.unitStarts = withRoom(lexicon.unitStarts, lexicon.count + 2)
  lexicon.idStarts = withRoom(lexicon.idStarts, lexicon.count + 2)
  lexicon.ids = withRoom(lexicon.ids, lexicon.idStarts[lexicon.count]! + ids)
  if (lexicon.count + 2 > lexicon.markers.length) {
    const larger = new Uint8Array(lexicon.markers.length * 2)
    larger.set(lexicon.markers)
    lexicon.markers = larger
  }
  if ((lexicon.count + 1) * 4 > lexicon.slots.length) {
    const old = lexicon.slots
    lexicon.slots = new Int32Array(old.length * 2)
    for (let slot = 0; slot < old.length; slot += 2)
      if (old[slot + 1] !== 0) putSlot(lexicon.slots, old[slot]!, old[slot + 1]! - 1)
  }
}

export function withRoom(array: Int32Array, size: number): Int32Array {
  if (size <= array.length) return array
  const larger = new Int32Array(Math.max(size, array.length * 2))
  larger.set(array)
  return larger
}
