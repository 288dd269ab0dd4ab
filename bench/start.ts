import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as rest } from 'node:timers/promises'
import { buildWeb } from '../packages/cli/bin/build-web.mjs'
import { type Product, startProduct } from '../tests/product.ts'
import { caseCount, millionFolder, removeMillion } from './million.ts'
import { median, round } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const firstStarts = 2
const laterStarts = 4

/** From the command to /readyz 200: the very first time with sample data, with that data, and with a million cases; then memory. */
export async function run(): Promise<Result[]> {
  // Else every start below would try to build it.
  if (!buildWeb('missing')) throw new Error('The web app does not build.')
  const first: number[] = []
  const later: number[] = []
  for (let index = 0; index < firstStarts; index += 1) {
    const product = await started(first, { env: { RESONANZ_DEMO: 'true' } })
    const sample = index === firstStarts - 1
    if (sample) {
      const idle = await afterRest(product)
      await product.kill9()
      for (let again = 0; again < laterStarts; again += 1)
        await (await started(later, { dataDir: product.dataDir })).kill9()
      const last = await started(later, { dataDir: product.dataDir })
      await last.stop()
      rmSync(product.dataDir, { recursive: true, force: true })
      return [
        { name: 'start, the very first with sample data', medianMs: round(median(first), 0), starts: first.length },
        { name: 'start with data, after kill -9', medianMs: round(median(later), 0), starts: later.length },
        { name: 'memory at rest, sample data', ...idle },
        ...(await withMillion()),
      ]
    }
    await product.stop()
  }
  return []
}

async function withMillion(): Promise<Result[]> {
  const dataDir = await millionFolder()
  const times: number[] = []
  for (let index = 0; index < 2; index += 1) await (await started(times, { dataDir })).stop()
  const product = await started(times, { dataDir })
  try {
    const idle = await afterRest(product)
    return [
      { name: 'start with a million cases', medianMs: round(median(times), 0), starts: times.length },
      { name: 'memory at rest, a million cases', cases: caseCount, ...idle },
    ]
  } finally {
    await product.stop()
    await removeMillion()
  }
}

async function started(times: number[], wish: Parameters<typeof startProduct>[0]): Promise<Product> {
  const start = performance.now()
  const product = await startProduct(wish)
  while (!(await fetch(`${product.url}/readyz`)).ok) await rest(20)
  times.push(performance.now() - start)
  return product
}

/** Resident memory of the server, and the proportional share of all database processes beside it, after it came to rest. */
async function afterRest(product: Product) {
  await rest(10_000)
  const database = descendants(product.pid).filter((pid) => nameOf(pid).startsWith('postgres'))
  return {
    serverRssMb: round(kilobytes(product.pid, 'Rss') / 1024, 0),
    databasePssMb: round(database.reduce((sum, pid) => sum + kilobytes(pid, 'Pss'), 0) / 1024, 0),
    databaseProcesses: database.length,
  }
}

function descendants(of: number): number[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${entry}/status`))?.[1]
    if (parent) parents.set(Number(entry), Number(parent))
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid)
    return parent !== undefined && (parent === of || isBelow(parent))
  }
  return [...parents.keys()].filter(isBelow)
}

function kilobytes(pid: number, what: 'Rss' | 'Pss'): number {
  return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
}
function nameOf(pid: number): string {
  return read(`/proc/${pid}/comm`).trim()
}
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
