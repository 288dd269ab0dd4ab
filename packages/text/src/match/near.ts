/** First and last word of a find. */
export type Place = { from: number; to: number }

/** Is a place of `left` at most `distance` words from one of `right` that it does not overlap. n log n. */
export function anyNear(left: readonly Place[], right: readonly Place[], distance: number): boolean {
  if (left.length === 0 || right.length === 0) return false
  const starts = Int32Array.from(right, (place) => place.from).toSorted()
  const ends = Int32Array.from(right, (place) => place.to).toSorted()
  return left.some(({ from, to }) => {
    const after = atLeast(starts, to + 1)
    if (after < starts.length && starts[after]! <= to + distance) return true
    const before = atLeast(ends, from) - 1
    return before >= 0 && ends[before]! >= from - distance
  })
}

function atLeast(sorted: Int32Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
