import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  balance,
  buildMatrix,
  extractFeatures,
  fitPlatt,
  fitTemperature,
  makeHead,
  oneHot,
  readModel,
  rowOf,
  scoreHead,
  scoreMatrix,
  sigmoid,
  type Space,
  tokenWeights,
  trainHinge,
  trainLogistic,
  weightByRatio,
  writeModel,
} from './index.ts'

const space: Space = {
  bits: 12,
  groups: [
    { group: 'word', gain: 1 },
    { group: 'char', gain: 1 },
    { group: 'shape', gain: 0.2, raw: true },
  ],
}
const labels = ['praise', 'complaint', 'question']
const examples: [string, number][] = [
  ['Danke für die schnelle Hilfe', 0],
  ['Sehr nett und hilfreich, danke', 0],
  ['Super Service, vielen Dank!', 0],
  ['Der Zug ist schon wieder zu spät', 1],
  ['Schon wieder kaputt, es ist schlimm', 1],
  ['Seit Wochen defekt und niemand antwortet', 1],
  ['Wann kommt mein Paket?', 2],
  ['Wo finde ich meine Rechnung?', 2],
  ['Wie lange dauert die Lieferung?', 2],
]
const features = examples.map(([text]) => extractFeatures(text))
const classes = examples.map(([, label]) => label)
const matrix = buildMatrix(
  features.map((one) => rowOf(one, space)),
  { minTexts: 1, idf: 1 },
)

function best(scores: ArrayLike<number>): number {
  return Array.from(scores).indexOf(Math.max(...Array.from(scores)))
}

function trained() {
  const weights = trainLogistic(matrix, { targets: oneHot(classes, 3), outputs: 3, kind: 'one-of', l2: 0.1 })
  return makeHead(matrix, weights, { labels, kind: 'one-of', space })
}

describe('learning', () => {
  test('a head of bytes finds what the weights found', () => {
    const weights = trainLogistic(matrix, { targets: oneHot(classes, 3), outputs: 3, kind: 'one-of', l2: 0.1 })
    const head = makeHead(matrix, weights, { labels, kind: 'one-of', space })
    const exact = scoreMatrix(matrix, weights)
    features.forEach((one, row) => {
      const scores = scoreHead(head, one)
      expect(best(scores)).toBe(classes[row])
      scores.forEach((score, k) => expect(score).toBeCloseTo(exact[row * 3 + k]!, 1))
    })
  })

  test('the same texts give the same bytes', () => {
    expect(writeModel(modelOf())).toEqual(writeModel(modelOf()))
  })

  test('one against all others tells them apart too', () => {
    const head = makeHead(matrix, trainHinge(matrix, { labels: classes, outputs: 3 }), {
      labels,
      kind: 'one-of',
      space,
    })
    expect(features.map((one) => best(scoreHead(head, one)))).toEqual(classes)
  })

  test('yes-or-no outputs learn apart, and an unknown target teaches nothing', () => {
    const targets = new Float32Array(18)
    classes.forEach((label, row) => targets.set([label === 0 ? 1 : 0, -1], row * 2))
    const weights = trainLogistic(matrix, { targets, outputs: 2, kind: 'any-of', l2: 0.1 })
    const scores = scoreMatrix(matrix, weights)
    classes.forEach((label, row) => expect(scores[row * 2]! > 0).toBe(label === 0))
    expect(weights.bias[1]).toBe(0)
  })

  test('learning goes on from a model that exists', () => {
    const from = trainLogistic(matrix, { targets: oneHot(classes, 3), outputs: 3, kind: 'one-of', l2: 0.1 })
    const still = trainLogistic(matrix, { targets: oneHot(classes, 3), outputs: 3, kind: 'one-of', l2: 1e9, from })
    expect(still.values[5]).toBeCloseTo(from.values[5]!, 5)
  })

  test('a ratio weighs what divides the classes above what does not', () => {
    const weighted = weightByRatio(
      matrix,
      classes.map((label) => (label === 2 ? 1 : 0)),
    )
    expect(weighted.values.every((value) => Number.isFinite(value))).toBe(true)
    expect(weighted.scale).not.toEqual(matrix.scale)
  })

  test('classes are balanced', () => {
    expect([...balance([0, 0, 0, 1], 2)]).toEqual([2 / 3, 2 / 3, 2 / 3, 2].map((n) => expect.closeTo(n, 5)))
  })

  test('confidences are made true', () => {
    // Scores that shout: right three times of four.
    const scores = Float64Array.from([10, 0, 10, 0, 10, 0, 10, 0])
    const temperature = fitTemperature(scores, [0, 0, 0, 1], 2)
    expect(sigmoid(10 / temperature)).toBeCloseTo(0.75, 2)
    const { slope, offset } = fitPlatt([-2, -1, 1, 2, -1, 1], [0, 0, 1, 1, 1, 0])
    expect(slope).toBeGreaterThan(0)
    expect(offset).toBeCloseTo(0, 5)
  })

  test('the words that carry a label are named', () => {
    const text = 'Danke, der Aufzug fährt'
    const read = extractFeatures(text)
    const weights = tokenWeights(trained(), read, 0)
    expect(best(weights)).toBe(0)
  })
})

function modelOf() {
  return {
    name: 'test',
    version: '1',
    heads: { concern: trained() },
    parts: { more: Uint8Array.of(1, 2, 3) },
    about: { texts: 9 },
  }
}

describe('a model file', () => {
  const bytes = writeModel(modelOf())

  test('comes back as it was', () => {
    const model = readModel(bytes, 'test')
    expect(model.heads['concern']).toEqual(trained())
    expect([...model.parts['more']!]).toEqual([1, 2, 3])
    expect(model.about).toEqual({ texts: 9 })
  })

  test('of another name is refused', () => {
    expect(() => readModel(bytes, 'other')).toThrow('not of "other"')
  })

  test('cut off anywhere is refused with a plain reason', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (size) => {
        expect(() => readModel(bytes.slice(0, size), 'test')).toThrow('These bytes are no model')
      }),
    )
  })

  test('with any byte of its header changed never breaks the reader', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = bytes.slice()
        changed[at] = byte
        try {
          const model = readModel(changed, 'test')
          for (const head of Object.values(model.heads)) scoreHead(head, features[0]!)
        } catch (error) {
          expect((error as Error).message).toContain('These bytes are no model')
        }
      }),
    )
  })
})
