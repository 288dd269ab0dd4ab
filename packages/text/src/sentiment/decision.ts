const steps = [0.5, 0.6, 0.7, 0.85, 1, 1.2, 1.45, 1.75, 2.1]
/** A workspace has few complaints among its texts and wants them found: it may go further. */
const stepsOfWorkspace = [...steps, 2.5, 3, 3.6, 4.3, 5]

/** Such a choice follows chance: with so many texts the factors are drawn halfway to 1, with more of them less. */
const textsOfHalf = 300

/**
 * What the shares of positive, neutral and negative are multiplied by before the largest is chosen, so that rare classes
 * are found too: the factors with the highest sum of macro-F1 and accuracy on texts the shares were not learned from.
 * `complaints`: how much the F1 of negative counts beside them; a workspace that names it may go further.
 */
export function chooseDecision(
  shares: readonly ArrayLike<number>[],
  labels: readonly number[],
  complaints = 0,
): number[] {
  const tried = complaints > 0 ? stepsOfWorkspace : steps
  let best = { value: valueOf(shares, labels, [1, 1], complaints) + 0.002, positive: 1, negative: 1 }
  for (const positive of tried)
    for (const negative of tried) {
      const value = valueOf(shares, labels, [positive, negative], complaints)
      if (value > best.value) best = { value, positive, negative }
    }
  const trust = labels.length / (labels.length + textsOfHalf)
  return [best.positive ** trust, 1, best.negative ** trust]
}

function valueOf(
  shares: readonly ArrayLike<number>[],
  labels: readonly number[],
  [positive, negative]: readonly [number, number],
  complaints: number,
): number {
  const both = [0, 0, 0]
  const said = [0, 0, 0]
  const there = [0, 0, 0]
  shares.forEach((share, at) => {
    const [p, n, m] = [share[0]! * positive, share[1]!, share[2]! * negative]
    const found = p > n && p > m ? 0 : m > n ? 2 : 1
    const label = labels[at]!
    said[found]!++
    there[label]!++
    if (found === label) both[label]!++
  })
  const f1 = both.map((count, k) => (2 * count) / Math.max(1, said[k]! + there[k]!))
  const right = both.reduce((sum, count) => sum + count, 0) / Math.max(1, labels.length)
  return f1.reduce((sum, value) => sum + value, 0) / 3 + right + complaints * f1[2]!
}
