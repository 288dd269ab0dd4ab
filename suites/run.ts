// npm run suites [-- --json]: the product's readers against public test corpora beside the repository.
import { existsSync, writeFileSync } from 'node:fs'
import { dataFolder, type SuiteResult } from './result.ts'

const parts = ['email-parse', 'email-bounce', 'email-reply', 'feeds', 'web-safety']
const missesShown = 30

/** Every suite that exists here, in order. */
export async function runSuites(): Promise<SuiteResult[]> {
  const results: SuiteResult[] = []
  for (const part of parts) {
    const file = new URL(`${part}.ts`, import.meta.url)
    if (!existsSync(file)) continue
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

function missLines({ misses }: SuiteResult): string[] {
  const lines = misses
    .slice(0, missesShown)
    .map(({ id, field, expected, got }) => `- ${cell(id)}, ${field}: expected ${cell(expected)}, got ${cell(got)}`)
  const rest = misses.length - lines.length
  return rest > 0 ? [...lines, `- and ${rest} more fields`] : lines
}

/** Short enough for a list, and nothing in it is read as Markdown or markup. */
function cell(value: unknown): string {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).replace(/[\s`]+/g, ' ').trim()
  return `\`${text.length > 80 ? `${text.slice(0, 79)}…` : text || ' '}\``
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
