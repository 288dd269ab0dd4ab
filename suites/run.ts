// npm run suites [-- --json]: the product's readers against public test corpora beside the repository.
import { existsSync, writeFileSync } from 'node:fs'
import { dataFolder, type Miss, type SuiteResult } from './result.ts'

const parts = ['email-parse', 'email-bounce', 'email-reply', 'feeds', 'meta', 'web-safety']
const missesShown = 30

/** Every suite that exists here, in order; without those named. */
export async function runSuites(without: readonly string[] = []): Promise<SuiteResult[]> {
  const results: SuiteResult[] = []
  for (const part of parts) {
    const file = new URL(`${part}.ts`, import.meta.url)
    if (!existsSync(file) || without.includes(part)) continue
    const { run } = (await import(file.href)) as { run: () => Promise<SuiteResult[]> }
    results.push(...(await run()).filter(({ total }) => total > 0))
  }
  return results
}

export function percent({ passed, total }: Pick<SuiteResult, 'passed' | 'total'>): string {
  return total === 0 ? '–' : `${(Math.floor((passed / total) * 10_000) / 100).toFixed(2)} %`
}

export function reportOf(results: readonly SuiteResult[], date: string): string {
  const rows = results.map((result) => `| ${result.suite} | ${result.passed} | ${result.total} | ${percent(result)} |`)
  const misses = results.flatMap((result) =>
    result.misses.length === 0 ? [] : ['', `### ${result.suite}`, '', ...missLines(result)],
  )
  return [
    '# Suites',
    '',
    `Measured on ${date} by \`npm run suites\` against the public test corpora in \`../shared/data\` (not part of this repository).`,
    'A case passes when every field its suite expects is equal, after runs of white space are made one.',
    '',
    '| Suite | Passed | Total | Share |',
    '|---|---:|---:|---:|',
    ...rows,
    '',
    '## Misses',
    ...(misses.length === 0 ? ['', 'None.'] : misses),
    '',
  ].join('\n')
}

function missLines({ misses, note }: SuiteResult): string[] {
  const groups = Map.groupBy(misses, ({ id, field }) => `${id} ${field.replace(/\d+/g, '')}`)
  const all = [...groups.values()].flatMap(([first, ...like]) => {
    if (first === undefined) return []
    const more = like.length === 0 ? '' : ` (and ${like.length} like it)`
    return [`- ${quote(first.id, 0)}, ${first.field}: ${differenceOf(first)}${more}`]
  })
  const rest = all.length - missesShown
  const lines = rest > 0 ? [...all.slice(0, missesShown), `- and ${rest} more`] : all
  return note === undefined ? lines : [note, '', ...lines]
}

/** Only the place where the two part: the corpora themselves stay out of this repository. */
function differenceOf({ expected, got }: Miss): string {
  const [left, right] = [textOf(expected), textOf(got)]
  let at = 0
  while (at < left.length && left[at] === right[at]) at++
  return `expected ${quote(left, at)}, got ${quote(right, at)}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')
}

const before = 8
const shown = 36

/** Short, and nothing in it is read as Markdown or markup. */
function quote(text: string, at: number): string {
  const from = Math.max(0, at - before)
  const part = text.slice(from, from + (at === 0 ? 80 : shown)).replace(/[\s`]+/g, ' ')
  return `\`${from > 0 ? '…' : ''}${part || ' '}${from + part.length < text.length ? '…' : ''}\``
}

async function main(): Promise<void> {
  if (!existsSync(dataFolder)) {
    console.log('skipped: no ../shared/data')
    return
  }
  const results = await runSuites()
  const width = Math.max(...results.map(({ suite }) => suite.length), 5)
  for (const result of results) {
    console.log(
      `${result.suite.padEnd(width)}  ${String(result.passed).padStart(5)} / ${String(result.total).padStart(5)}  ${percent(result).padStart(9)}`,
    )
  }
  writeFileSync(new URL('../docs/suites.md', import.meta.url), reportOf(results, new Date().toISOString().slice(0, 10)))
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ suites: results.map(({ suite, passed, total }) => ({ suite, passed, total })) }))
  }
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error)
    process.exitCode = 1
  })
}
