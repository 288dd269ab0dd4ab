import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extractFeatures, type Head, joinHeads, makeRandom, scoreHead, tokenWeights } from './index.ts'

const random = makeRandom(11)

function headOf(outputs: number, bits: number, options: Partial<Head['space']> = {}): Head {
  return {
    labels: Array.from({ length: outputs }, (_, k) => `label ${k}`),
    kind: 'any-of',
    space: {
      bits,
      groups: [
        { group: 'word', gain: 0.7 },
        { group: 'char', gain: 1 },
      ],
      ...options,
    },
    table: Int8Array.from({ length: 2 ** bits * outputs }, () => (random() < 0.6 ? 0 : random() * 256 - 128)),
    scale: Float64Array.from({ length: outputs }, () => random() / 1000),
    bias: Float64Array.from({ length: outputs }, () => random() - 0.5),
    temperature: 0.5 + random(),
  }
}

test('heads score together what they score alone', () => {
  const heads = [
    headOf(3, 12, { binary: true }),
    headOf(1, 12, { binary: true, groups: [{ group: 'shape', gain: 2, raw: true }] }),
    headOf(19, 12, { binary: true }),
    headOf(2, 10, { binary: true }),
    headOf(7, 12),
  ]
  const whole = heads.map((head) => ({ ...head }))
  const joined = joinHeads(heads)
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('so', 'so', 'nicht', 'toll', '!!', '😡', 'Rechnung'), { maxLength: 30 }),
      (words) => {
        const text = words.join(' ')
        const features = extractFeatures(text)
        joined.score(features)
        for (const [n, head] of heads.entries()) {
          const together = scoreHead(head, features)
          const alone = scoreHead(whole[n]!, extractFeatures(text))
          expect([...together].every((score, k) => Math.abs(score - alone[k]!) < 1e-9)).toBe(true)
          const words = tokenWeights(whole[n]!, extractFeatures(text), 0)
          const near = tokenWeights(head, features, 0)
          expect([...near].every((weight, t) => Math.abs(weight - words[t]!) < 1e-9)).toBe(true)
        }
      },
    ),
  )
})
