/** Returns the loss at `w` and writes its gradient. */
export type Loss = (w: Float64Array, gradient: Float64Array) => number

const remembered = 6

/**
 * Smallest point of a smooth function by L-BFGS (Nocedal and Wright 2006, algorithm 7.4) with backtracking by Armijo's
 * rule. Stops after `rounds` or when the gradient is a ten-thousandth of what it was.
 */
export function minimise(loss: Loss, start: Float64Array, rounds: number): Float64Array {
  let w = start.slice()
  let gradient = new Float64Array(w.length)
  let value = loss(w, gradient)
  const enough = 1e-4 * Math.max(length(gradient), 1e-12)
  const pairs: Pair[] = []
  for (let round = 0; round < rounds && length(gradient) > enough; round++) {
    const direction = descent(gradient, pairs)
    let slope = dot(direction, gradient)
    if (slope >= 0) {
      pairs.length = 0
      for (let n = 0; n < direction.length; n++) direction[n] = -gradient[n]!
      slope = -dot(gradient, gradient)
    }
    let stride = pairs.length === 0 ? Math.min(1, 1 / length(gradient)) : 1
    const nextGradient = new Float64Array(w.length)
    const next = new Float64Array(w.length)
    let nextValue = Infinity
    for (let tries = 0; tries < 30; tries++, stride /= 2) {
      for (let n = 0; n < w.length; n++) next[n] = w[n]! + stride * direction[n]!
      nextValue = loss(next, nextGradient)
      if (nextValue <= value + 1e-4 * stride * slope) break
    }
    if (!(nextValue < value)) break
    const s = new Float32Array(w.length)
    const y = new Float32Array(w.length)
    for (let n = 0; n < w.length; n++) {
      s[n] = next[n]! - w[n]!
      y[n] = nextGradient[n]! - gradient[n]!
    }
    const sy = dot(s, y)
    if (sy > 1e-12) {
      pairs.push({ s, y, rho: 1 / sy, gamma: sy / dot(y, y) })
      if (pairs.length > remembered) pairs.shift()
    }
    w = next
    gradient = nextGradient
    value = nextValue
  }
  return w
}

type Pair = { s: Float32Array; y: Float32Array; rho: number; gamma: number }

function descent(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map((value) => -value)
  const alphas: number[] = []
  for (const { s, y, rho } of pairs.toReversed()) {
    const alpha = rho * dot(s, direction)
    alphas.unshift(alpha)
    for (let n = 0; n < direction.length; n++) direction[n]! -= alpha * y[n]!
  }
  const gamma = pairs.at(-1)?.gamma ?? 1
  for (let n = 0; n < direction.length; n++) direction[n]! *= gamma
  pairs.forEach(({ s, y, rho }, at) => {
    const beta = alphas[at]! - rho * dot(y, direction)
    for (let n = 0; n < direction.length; n++) direction[n]! += beta * s[n]!
  })
  return direction
}

type Vector = Float64Array | Float32Array

function dot(a: Vector, b: Vector): number {
  let sum = 0
  for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!
  return sum
}

function length(a: Vector): number {
  return Math.sqrt(dot(a, a))
}
