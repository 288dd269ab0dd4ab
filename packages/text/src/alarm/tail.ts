/** The highest value of each of the last days, and of the day that runs. */
export type TailState = { peaks: number[]; running: number | null }

/** A value on the scale of its own daily peaks: 0 is what most days reach, each step is e times as rare. */
export type Tail = { mode: number; width: number }

const daysKept = 60

/** Days nobody has seen, as they are in most streams, so that the first real ones do not decide alone. */
const usualMode = 0.55
const usualWidth = 0.4
const unseenDays = 8
/** Also where one day is like the other, a step is no less than this. */
const leastWidth = 0.12

export function newTail(): TailState {
  const peaks = Array.from({ length: unseenDays }, (_, day) => {
    return usualMode - usualWidth * Math.log(-Math.log((day + 0.5) / unseenDays))
  })
  return { peaks, running: null }
}

/** The day is over. One that was mostly not watched has no peak to compare with. */
export function endDay(tail: TailState, watched: boolean): void {
  if (watched && tail.running !== null) tail.peaks.push(tail.running)
  if (tail.peaks.length > daysKept) tail.peaks.shift()
  tail.running = null
}

/** Pairs of shares of the days; the middle of what they say is steadier than any one of them. */
const laidThrough = [
  [0.5, 0.9],
  [0.5, 0.95],
  [0.5, 0.98],
  [0.3, 0.95],
] as const

/**
 * Gumbel's distribution of daily peaks (the limit of the largest of many, Coles 2001, ch. 3), laid through quantiles: a
 * single monstrous day does not blind it to the next.
 */
export function fitTail(tail: TailState): Tail {
  const sorted = tail.peaks.toSorted((a, b) => a - b)
  let [mode, width] = [0, 0]
  for (const [low, high] of laidThrough) {
    const slope = (quantile(sorted, high) - quantile(sorted, low)) / (reduced(high) - reduced(low))
    width += slope / laidThrough.length
    mode += (quantile(sorted, low) - slope * reduced(low)) / laidThrough.length
  }
  return { mode, width: Math.max(leastWidth, width) }
}

/** Days between two peaks as rare as `steps`: 1 is every day. */
export function returnDays(steps: number): number {
  return -1 / Math.expm1(-Math.exp(-steps))
}

function reduced(share: number): number {
  return -Math.log(-Math.log(share))
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)]!
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below)
}
