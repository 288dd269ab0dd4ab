// Packs learnt weights as the sparse bytes that `readLanguageModel` reads.

import { type Matrix, type Weights, writeModel } from '../src/learn/index.ts'

/** Weights below this share of the largest are left out. */
export type Packing = { codes: readonly string[]; temperature: number; weightsKept: number }

export function packLanguageModel(
  matrix: Matrix,
  weights: Weights,
  { codes, temperature, weightsKept }: Packing,
): Uint8Array {
  const { outputs, values } = weights
  const sizes = Float32Array.from(values, Math.abs).toSorted()
  const least = sizes[Math.max(0, sizes.length - weightsKept)] ?? 0
  const scale = (sizes.at(-1) ?? 1) / 127 ** 2
  const buckets = new Uint8Array(65_536)
  const low: number[] = []
  const counts: number[] = []
  const languages: number[] = []
  const bytes: number[] = []
  const order = Array.from(matrix.ids, (id, column) => ({ hash: id >>> 0, column })).toSorted((a, b) => a.hash - b.hash)
  for (const { hash, column } of order) {
    const before = bytes.length
    for (let k = 0; k < outputs; k++) {
      const value = values[column * outputs + k]!
      const byte = Math.round(Math.sign(value) * Math.sqrt(Math.abs(value) / scale))
      if (Math.abs(value) < least || byte === 0) continue
      languages.push(k)
      bytes.push(byte)
    }
    if (bytes.length === before) continue
    counts.push(bytes.length - before)
    low.push(hash & 0xff, (hash >>> 8) & 0xff)
    buckets[hash >>> 16]!++
  }
  return writeModel({
    name: 'language',
    version: '1',
    heads: {},
    parts: {
      buckets,
      low: Uint8Array.from(low),
      counts: Uint8Array.from(counts),
      languages: Uint8Array.from(languages),
      weights: new Uint8Array(Int8Array.from(bytes).buffer),
    },
    about: { codes, bias: Array.from(weights.bias), scale, temperature },
  })
}
