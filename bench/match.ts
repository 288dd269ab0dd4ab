import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileQueries, readQueryLine } from '@resonanz/text'

type Result = Record<string, unknown> & { name: string }
const folder = join(import.meta.dirname, '../../shared/data/matching')
/** Matches that three other programs agree on, for the first 500 and the first 2,000 posts. */
const agreed: Record<number, readonly [number, number]> = {
  10: [13, 51],
  1_000: [1_817, 7_159],
  10_000: [14_604, 60_543],
  100_000: [138_988, 576_780],
}
/** Each a whole turn through the 20,000 posts; the best counts, after one that warms up. */
const turns = 5

/**
 * 20,000 posts against the first 10 to 100,000 standing queries, on one thread: posts per second by the clock and by the
 * processor's own time (the same on a quiet machine), and whether the matches are the agreed ones.
 */
export function run(): Promise<Result[]> {
  if (!existsSync(folder)) return Promise.resolve([{ name: 'match', skipped: 'no ../shared/data' }])
  const posts = linesOf('posts.jsonl').map((text) => ({ text: text as string }))
  const lines = linesOf('queries.jsonl')
  return Promise.resolve(
    Object.entries(agreed).map(([count, expected]) => measure(lines.slice(0, Number(count)), posts, expected)),
  )
}

function measure(lines: unknown[], posts: { text: string }[], expected: readonly [number, number]): Result {
  const start = performance.now()
  const queries = lines.map((line) => readQueryLine(line)).filter((line) => line.ok)
  const matcher = compileQueries(queries)
  const compileMs = performance.now() - start
  const matches = [500, 2_000].map((count) => sum(matcher.match(posts.slice(0, count))))
  matcher.match(posts)
  let best = { wall: Infinity, processor: Infinity }
  for (let turn = 0; turn < turns; turn += 1) {
    const from = performance.now()
    const used = process.cpuUsage()
    matcher.match(posts)
    const { user, system } = process.cpuUsage(used)
    best = {
      wall: Math.min(best.wall, (performance.now() - from) / 1_000),
      processor: Math.min(best.processor, (user + system) / 1_000_000),
    }
  }
  return {
    name: `match, ${lines.length} queries`,
    itemsPerSecond: Math.round(posts.length / best.wall),
    itemsPerProcessorSecond: Math.round(posts.length / best.processor),
    compileMs: Math.round(compileMs),
    matches: matches.join(' / '),
    asAgreed: matches.join() === expected.join(),
    rssMb: Math.round(process.memoryUsage().rss / 1e6),
  }
}

function sum(found: readonly unknown[][]): number {
  return found.reduce((count, ids) => count + ids.length, 0)
}

function linesOf(name: string): unknown[] {
  return readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}
