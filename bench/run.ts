import { readdirSync, writeFileSync } from 'node:fs'

type Result = Record<string, unknown> & { name: string }
const tools = new Set([
  'run.ts',
  'stage.ts',
  'content.ts',
  'fill.ts',
  'raw-insert.ts',
  'report.ts',
  'product-client.ts',
  'million.ts',
  'text-child.ts',
  'firehose-relay.ts',
])

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const json = process.argv.includes('--json')
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !tools.has(file))
  .map((file) => file.slice(0, -3))
  .filter((name) => asked.length === 0 || asked.includes(name))
if (names.length === 0) {
  console.error(
    `No bench of that name. There are: ${readdirSync(import.meta.dirname)
      .filter((file) => !tools.has(file))
      .join(', ')}`,
  )
  process.exit(1)
}
const results: Result[] = []
for (const name of names) {
  const { run } = (await import(`./${name}.ts`)) as { run(): Promise<Result[]> }
  const start = performance.now()
  // One that fails is told in its place; the others are measured all the same.
  const found = await run().catch((error: Error): Result[] => {
    console.error(error)
    return [{ name, failed: error.message.split('\n')[0]!.slice(0, 200) }]
  })
  results.push(...found)
  console.error(`${name}: ${Math.round((performance.now() - start) / 1000)} s`)
  if (!json)
    for (const result of found)
      console.log(
        Object.entries(result)
          .map(([key, value]) => (key === 'name' ? String(value).padEnd(34) : `${key} ${value}`))
          .join('  '),
      )
}
await (await import('./million.ts')).removeMillion()
if (asked.length === 0) {
  const { report } = await import('./report.ts')
  writeFileSync(new URL('../docs/performance.md', import.meta.url), report(results))
}
console.log(JSON.stringify(results))
process.exit(0)
