/**
 * The number the scores of a `one-of` head are divided by so that the confidences come true (Guo et al. 2017), found by
 * golden section on texts the head was not trained on. `scores` [row][output].
 */
export function fitTemperature(scores: Float64Array, labels: ArrayLike<number>, outputs: number): number {
  const loss = (logT: number) => {
    let sum = 0
    for (let row = 0; row < labels.length; row++) {
      const part = softmax(scores.subarray(row * outputs, (row + 1) * outputs), Math.exp(logT))
      sum -= Math.log(Math.max(part[labels[row]!]!, 1e-12))
    }
    return sum
  }
  return Math.exp(lowest(loss, Math.log(0.02), Math.log(20)))
}

/**
 * Platt scaling of a yes/no score: probability = 1 / (1 + e^(−(slope · score + offset))), by Newton's method with
 * Platt's softened targets. `yes` holds 1 or 0 per row.
 */
export function fitPlatt(scores: ArrayLike<number>, yes: ArrayLike<number>): { slope: number; offset: number } {
  let ones = 0
  for (let n = 0; n < yes.length; n++) ones += yes[n]!
  const high = (ones + 1) / (ones + 2)
  const low = 1 / (yes.length - ones + 2)
  let [slope, offset] = [1, 0]
  for (let round = 0; round < 50; round++) {
    let [gs, go, hss, hso, hoo] = [0, 0, 1e-6, 0, 1e-6]
    for (let n = 0; n < yes.length; n++) {
      const s = scores[n]!
      const p = sigmoid(slope * s + offset)
      const off = p - (yes[n] ? high : low)
      const curve = p * (1 - p)
      gs += off * s
      go += off
      hss += curve * s * s
      hso += curve * s
      hoo += curve
    }
    const area = hss * hoo - hso * hso
    if (!(area > 1e-12)) break
    const ds = (hoo * gs - hso * go) / area
    const d0 = (hss * go - hso * gs) / area
    // A step that would fly off is cut.
    const cut = Math.min(1, 5 / Math.max(Math.abs(ds), Math.abs(d0), 1e-9))
    slope -= cut * ds
    offset -= cut * d0
    if (Math.abs(ds) + Math.abs(d0) < 1e-8) break
  }
  return { slope, offset }
}

export function softmax(scores: ArrayLike<number>, temperature = 1): Float64Array {
  const out = new Float64Array(scores.length)
  let top = -Infinity
  for (let k = 0; k < out.length; k++) top = Math.max(top, scores[k]!)
  let sum = 0
  for (let k = 0; k < out.length; k++) sum += out[k] = Math.exp((scores[k]! - top) / temperature)
  for (let k = 0; k < out.length; k++) out[k]! /= sum
  return out
}

export function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score))
}

function lowest(f: (x: number) => number, from: number, to: number): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let [a, b] = [from, to]
  let [c, d] = [b - golden * (b - a), a + golden * (b - a)]
  let [fc, fd] = [f(c), f(d)]
  for (let round = 0; round < 40; round++) {
    if (fc < fd) {
      ;[b, d, fd] = [d, c, fc]
      c = b - golden * (b - a)
      fc = f(c)
    } else {
      ;[a, c, fc] = [c, d, fd]
      d = a + golden * (b - a)
      fd = f(d)
    }
  }
  return (a + b) / 2
}
