import { expect, test } from 'vitest'
import { hasData, noData } from '../train/data/source.ts'
import { readNab } from './nab-data.ts'
import { nabScore, type NabSeries } from './nab-score.ts'
import { windowedGaussian } from './windowed-gaussian.ts'

const standard = { tpWeight: 1, fpWeight: 0.11, fnWeight: 1 }
const length = 10_000
const series: NabSeries = {
  name: 'Nordlicht',
  times: [],
  values: Array<number>(length).fill(0),
  windows: [
    [2000, 2399],
    [6000, 6399],
  ],
}
const scoresWith = (...rows: number[]) => Array.from({ length }, (_, row) => (rows.includes(row) ? 1 : 0))
const scoreOf = (...rows: number[]) => nabScore([series], [scoresWith(...rows)], standard, 0.5).score

test('nothing said is 0, each window found in its first row 100', () => {
  expect(scoreOf()).toBe(0)
  expect(scoreOf(2000, 6000)).toBeCloseTo(100)
})

test('late in a window is worth less, the best row counts once', () => {
  expect(scoreOf(2000, 6300)).toBeLessThan(scoreOf(2000, 6100))
  expect(scoreOf(2000, 2001, 2100, 6000)).toBeCloseTo(100)
})

test('a false alarm costs its weight, less right after a window, nothing in probation', () => {
  expect(scoreOf(2000, 6000, 1500)).toBeCloseTo(100 - (100 * 0.11) / 4)
  expect(scoreOf(2000, 6000, 2405)).toBeGreaterThan(scoreOf(2000, 6000, 1500))
  expect(scoreOf(2000, 6000, 749)).toBeCloseTo(100)
})

test('the threshold that serves best is found', () => {
  const scores = scoresWith(2000, 6000).map((score, row) => (row % 1000 === 500 ? 0.4 : score))
  expect(nabScore([series], [scores], standard)).toMatchObject({ threshold: 1, found: 2, falseAlarms: 0 })
})

// Published for windowedGaussian on realTweets with its threshold of 1: all ten companies 51.4, 16.3, 64.6; the five that
// are kept aside 56.4, 24.4, 68.7. By windows (33 and 15) that leaves 47.2, 9.6, 61.2 for the five here.
test.skipIf(!hasData())(`a published detector scores what is published of it (${noData} where absent)`, () => {
  const { series, profiles } = readNab()
  const scores = series.map(({ values }) => windowedGaussian(values))
  expect(nabScore(series, scores, profiles.standard, 1).score).toBeCloseTo(47.2, 0)
  expect(nabScore(series, scores, profiles.lowFp, 1).score).toBeCloseTo(9.6, 0)
  expect(nabScore(series, scores, profiles.lowFn, 1).score).toBeCloseTo(61.2, 0)
})
