import { makeApp } from '@resonanz/server'
import { browser, figures, timed } from './list.ts'
import { caseCount, million } from './million.ts'
import { quantile } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)

/** The k-th word of the vocabulary stands in about 1 − (1 − 1/(k·ln 100,000))^20 of all messages. */
const queries: Record<string, string[]> = {
  'in most messages': ['w1', 'w2', 'w3', 'w1 w2'],
  'in one of ten': ['w14', 'w17', 'w15 w18'],
  'in one of 300': ['w500', 'w600', 'w520'],
  'in a few': ['w60001', 'w73001', 'w80123', 'w91234'],
  'in one': ['b4711', `b${caseCount - 5}`, `b${Math.floor(caseCount / 2)}`],
  'in none': ['gibtesnicht', 'w999999', 'w2 gibtesnicht', 'gibtesnicht w2'],
  'rare and frequent': ['w60001 w2', 'w2 w60001', 'w73001 w1', 'w1 w80123', 'w500 w3'],
  'two of the middle': ['w500 w600', 'w300 w400', 'w120 w130', 'w40 w900'],
  beginning: ['w', 'w12', 'w123', 'w1234', 'b12'],
  number: ['2500', '#4711', '999999'],
}

/** Search over a million messages through the HTTP application, newest 50 first, and page after page. */
export async function run(): Promise<Result[]> {
  const stage = await million()
  const app = await makeApp(stage.deps)
  try {
    const get = await browser(stage, app)
    const results: Result[] = []
    const all: number[] = []
    for (const [name, words] of Object.entries(queries)) {
      const times: number[] = []
      let slowest = { q: '', ms: 0 }
      for (const q of words) {
        const taken = await timed(rounds, () => get('/api/v1/search', { q, limit: '50' }))
        times.push(...taken)
        const ms = quantile(taken, 0.95)
        if (ms > slowest.ms) slowest = { q, ms }
      }
      all.push(...times)
      results.push({ name: `search, words ${name}`, ...figures(times), slowest: slowest.q })
    }
    const pages: number[] = []
    for (const q of ['w2', 'w40', 'w500']) {
      let cursor: string | null | undefined
      for (let page = 0; page < 20; page += 1) {
        const start = performance.now()
        const answer = await get('/api/v1/search', { q, limit: '50', ...(cursor ? { cursor } : {}) })
        if (page > 0) pages.push(performance.now() - start)
        cursor = answer.nextCursor
        if (!cursor) break
      }
    }
    results.push({ name: 'search, pages 2 to 20', ...figures(pages) })
    return [{ name: 'search', messages: caseCount, ...figures([...all, ...pages]) }, ...results]
  } finally {
    await app.close()
  }
}
