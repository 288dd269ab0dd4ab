import { expect, test } from 'vitest'
import { chooseDecision } from './decision.ts'

/** 90 reports, 10 complaints of which the model is only half as sure, and one in nine reports looks the same. */
const labels = Array.from({ length: 100 }, (_, n) => (n < 90 ? 1 : 2))
const shares = labels.map((label, n) => (label === 2 || n % 9 === 0 ? [0.02, 0.7, 0.28] : [0.02, 0.96, 0.02]))

test('what is rare is found when it counts, at the price of some wrong alarms', () => {
  const [positive, neutral, negative] = chooseDecision(shares, labels, 5)
  expect(neutral).toBe(1)
  expect(positive).toBeGreaterThan(0)
  expect(negative).toBeGreaterThan(chooseDecision(shares, labels)[2]!)
})

test('few texts move the choice little', () => {
  const few = chooseDecision(shares.slice(80), labels.slice(80), 5)[2]!
  const many = chooseDecision(
    Array.from({ length: 20 }, () => shares.slice(80)).flat(),
    Array.from({ length: 20 }, () => labels.slice(80)).flat(),
    5,
  )[2]!
  expect(few).toBeGreaterThan(1)
  expect(few).toBeLessThan(many)
})
