/** One file of the Numenta Anomaly Benchmark: counts in order of time, and its labelled windows as first and last row. */
export type NabSeries = { name: string; times: string[]; values: number[]; windows: [first: number, last: number][] }

/** What a window found early, an alarm outside of windows and a window missed are worth. */
export type NabProfile = { tpWeight: number; fpWeight: number; fnWeight: number }

export type NabResult = { threshold: number; score: number; found: number; falseAlarms: number }

/**
 * The benchmark's own scoring (Lavin and Ahmad 2015, "Evaluating Real-time Anomaly Detection Algorithms", and the later
 * reference code where it differs): the earliest row at or above the threshold counts for its window, by a sigmoid of
 * its place in it; every such row outside counts against, less where it follows a window closely; rows of probation
 * count for nothing. 100 is every window found in its first row without a false alarm, 0 a detector that says nothing.
 * One threshold for all series: `threshold`, else the one that serves this profile best, as the benchmark does.
 */
export function nabScore(
  series: readonly NabSeries[],
  scores: readonly (readonly number[])[],
  profile: NabProfile,
  threshold?: number,
): NabResult {
  const rows = series.flatMap((one, index) => scoredRows(one, scores[index]!, profile))
  const windowCount = series.reduce((sum, one) => sum + one.windows.length, 0)
  const silent = -windowCount * profile.fnWeight
  const perfect = windowCount * profile.tpWeight
  rows.sort((a, b) => b.score - a.score)
  const best = new Map<string, number>()
  let sum = silent
  let falseAlarms = 0
  const result = (at: number): NabResult => ({
    threshold: at,
    score: (100 * (sum - silent)) / (perfect - silent),
    found: best.size,
    falseAlarms,
  })
  let top = result(1.1)
  for (const [index, row] of rows.entries()) {
    if (threshold !== undefined && row.score < threshold) break
    if (row.window === null) {
      sum += row.worth
      falseAlarms += 1
    } else {
      const before = best.get(row.window) ?? -profile.fnWeight
      if (row.worth > before) sum += row.worth - before
      best.set(row.window, Math.max(before, row.worth))
    }
    if (threshold === undefined && rows[index + 1]?.score !== row.score) {
      const here = result(row.score)
      if (here.score > top.score) top = here
    }
  }
  return threshold === undefined ? top : result(threshold)
}

type Row = { score: number; worth: number; window: string | null }

/** The rows after probation: 15 % of the file, of its first 5,000 rows at most. */
function scoredRows(series: NabSeries, scores: readonly number[], profile: NabProfile): Row[] {
  const probation = Math.min(Math.floor(0.15 * series.values.length), 750)
  const rows: Row[] = []
  let next = 0
  let past: [first: number, last: number] | null = null
  for (let at = 0; at < series.values.length; at += 1) {
    while (next < series.windows.length && series.windows[next]![1] < at) past = series.windows[next++]!
    const window = series.windows[next]
    const inside = window !== undefined && at >= window[0]
    if (at < probation) continue
    rows.push({
      score: scores[at]!,
      window: inside ? `${series.name} ${window[0]}` : null,
      worth: inside
        ? (sigmoid(-(window[1] - at + 1) / (window[1] - window[0] + 1)) / sigmoid(-1)) * profile.tpWeight
        : sigmoid(past ? (at - past[1]) / (past[1] - past[0]) : 3) * profile.fpWeight,
    })
  }
  return rows
}

/** 1 far before the right edge of a window, 0 at it, -1 behind it. */
function sigmoid(place: number): number {
  return place >= 3 ? -1 : 2 / (1 + Math.exp(5 * place)) - 1
}
