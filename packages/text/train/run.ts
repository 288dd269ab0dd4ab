import { readdirSync } from 'node:fs'
import { hasData, noData } from './data/source.ts'

// npm run train [-- PART …]: makes the models anew from ../shared/data and writes packages/text/models and docs/models.

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3))
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')} to train. There are: ${names.join(', ')}.`)
  process.exit(1)
}
if (hasData()) for (const name of asked.length > 0 ? asked : names) await trainPart(name)
else console.log(noData)

async function trainPart(name: string): Promise<void> {
  const part = (await import(`./${name}.ts`)) as { train?: () => void | Promise<void> }
  if (part.train === undefined) return
  const start = performance.now()
  await part.train()
  console.log(`${name}: ${Math.round((performance.now() - start) / 1000)} s`)
}
