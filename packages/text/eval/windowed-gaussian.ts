const rowsKept = 6400
const rowsPerStep = 100

/**
 * The benchmark's plain detector "windowedGaussian": how likely a Gaussian over the last rows makes a smaller value.
 * To twelve places, as its published results are, so that its published threshold of 1 means the same.
 */
export function windowedGaussian(values: readonly number[]): number[] {
  let kept: number[] = []
  let waiting: number[] = []
  let [mean, deviation] = [0, 1]
  return values.map((value) => {
    const score = kept.length === 0 ? 0 : Math.round((1 - tailOf((value - mean) / deviation)) * 1e12) / 1e12
    if (kept.length < rowsKept) kept.push(value)
    else waiting.push(value)
    if (waiting.length === rowsPerStep) {
      kept = [...kept.slice(rowsPerStep), ...waiting]
      waiting = []
    }
    if (waiting.length === 0) [mean, deviation] = momentsOf(kept)
    return score
  })
}

function momentsOf(values: readonly number[]): [mean: number, deviation: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return [mean, Math.sqrt(square) || 1e-6]
}

const series = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
]

/** Share of a normal distribution above z, to a ten-millionth of itself (Numerical Recipes, erfcc). */
function tailOf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.5 * x)
  const exponent = series.reduceRight((sum, coefficient) => sum * t + coefficient, 0)
  const half = (t * Math.exp(-x * x + exponent)) / 2
  return z >= 0 ? half : 1 - half
}
