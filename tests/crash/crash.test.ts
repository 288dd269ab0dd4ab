import { expect, test } from 'vitest'
import { crashRun } from './crash-run.ts'

// A short slice of `npm run crash`: the whole is 100 kills of the product and 30 of the database. Each kill is followed by a
// start or two: on a machine that is full with other tests they took six minutes.
test('killed again and again during intake and sending: nothing lost, doubled or sent twice', {
  timeout: 900_000,
}, async () => {
  const report = await crashRun({ rounds: 5, databaseRounds: 2 })
  expect(report.problems, `seed ${report.seed}`).toEqual([])
  expect(report).toMatchObject({ lost: 0, doubled: 0, sentTwice: 0, unfinished: 0, chainOk: true, unhandled: 0 })
  expect(report.pushed).toBeGreaterThan(20)
  expect(report.handedOver).toBeGreaterThan(0)
})
