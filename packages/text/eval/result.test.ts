import { expect, test } from 'vitest'
import { plainLabels } from './baseline.ts'
import { qualityReport } from './report.ts'
import { accuracy, f1Of, isReached, macroF1, majorityGuess, microF1 } from './result.ts'

const truth = ['a', 'a', 'a', 'b']
const found = ['a', 'a', 'b', 'b']

test('figures as their definitions have them', () => {
  expect(accuracy(truth, found)).toBe(0.75)
  expect(f1Of('a', truth, found)).toBeCloseTo(0.8)
  expect(macroF1(truth, found)).toBeCloseTo((0.8 + 2 / 3) / 2)
  expect(microF1([['a', 'b'], []], [['a'], ['c']])).toBeCloseTo(0.5)
  expect(majorityGuess(truth, 2)).toEqual(['a', 'a'])
})

test('the plain model learns from words', () => {
  const train = [
    { text: 'guter Service', label: 'good' },
    { text: 'guter Dank', label: 'good' },
    { text: 'schlechter Service', label: 'bad' },
    { text: 'schlechter Tag', label: 'bad' },
  ]
  expect(plainLabels(train, ['guter Tag', 'schlechter Dank'])).toEqual(['good', 'bad'])
})

test('the report shows whether a goal is reached', () => {
  const figure = { name: 'x', set: 's', part: 'test', n: 4, majority: 0.5, baseline: null, ours: 0.7496, goal: 0.75 }
  expect(isReached(figure)).toBe(true)
  expect(qualityReport({ x: [figure] })).toContain('| x | s, test | 4 | 0.500 | – | **0.750** | 0.750 | yes |')
})
