import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasData, noData } from '../train/data/source.ts'
import { qualityReport } from './report.ts'
import { type Evaluation, type Figure, isReached } from './result.ts'

// npm run eval [-- NAME …] [--json]: measures and, where all were asked for, writes docs/text-quality.md.

const frame = new Set(['run.ts', 'result.ts', 'report.ts', 'baseline.ts'])
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !frame.has(file))
  .map((file) => file.slice(0, -3))
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const json = process.argv.includes('--json')
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no evaluation of ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(1)
}
if (hasData()) await measure(asked.length > 0 ? asked : names)
else console.log(json ? JSON.stringify({ skipped: noData }) : noData)

async function measure(chosen: readonly string[]): Promise<void> {
  const figures: Record<string, Figure[]> = {}
  for (const name of chosen) {
    const { evaluate } = (await import(`./${name}.ts`)) as { evaluate?: Evaluation }
    if (evaluate === undefined) continue
    // One that fails is told in its place; the others are measured all the same.
    figures[name] = await Promise.resolve()
      .then(evaluate)
      .catch((error: unknown): Figure[] => {
        console.error(`${name} failed:`, error)
        process.exitCode = 1
        return []
      })
    if (!json) for (const figure of figures[name]) console.log(lineOf(figure))
  }
  if (json) console.log(JSON.stringify(Object.values(figures).flat().map(withReached)))
  if (asked.length === 0)
    writeFileSync(join(import.meta.dirname, '../../../docs/text-quality.md'), qualityReport(figures))
}

function withReached(figure: Figure): Figure & { reached: boolean | null } {
  return { ...figure, reached: isReached(figure) }
}

function lineOf(figure: Figure): string {
  const number = (value: number | null) => (value === null ? '–' : value.toFixed(3)).padStart(7)
  const reached = isReached(figure)
  return [
    `${figure.name}, ${figure.set} ${figure.part}`.padEnd(62),
    `n ${figure.n}`.padEnd(9),
    `majority ${number(figure.majority)}`,
    `plain ${number(figure.baseline)}`,
    `ours ${number(figure.ours)}`,
    `goal ${number(figure.goal)}`,
    reached === null ? '' : reached ? 'reached' : 'NOT reached',
    figure.note ?? '',
  ].join('  ')
}
