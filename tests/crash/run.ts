import { crashRun } from './crash-run.ts'

// npm run crash -- --rounds 100 --database-rounds 30 [--seed N]
const option = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at > 0 ? Number(process.argv[at + 1]) : fallback
}
const seed = option('seed', 0)
const report = await crashRun({
  rounds: option('rounds', 100),
  databaseRounds: option('database-rounds', 30),
  ...(seed ? { seed } : {}),
  say: console.log,
})
console.log(JSON.stringify(report, null, 2))
process.exit(report.lost + report.doubled + report.sentTwice + report.unfinished === 0 && report.chainOk ? 0 : 1)
