import { setTimeout as rest } from 'node:timers/promises'
import { makeApp } from '@resonanz/server'
import type { FastifyInstance } from 'fastify'
import { signedIn } from '../tests/session.ts'
import { caseCount, idOf, kinds, type Million, million } from './million.ts'
import { quantile, round } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
type Query = { view?: string; filter?: string; sort?: string; fold?: string }
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)

const views = ['mine', 'team', 'unassigned', 'follow_ups', 'drafts', 'watched', 'all', 'unclear', 'needs_me']
const sorts = ['due', 'newest', 'oldest', 'priority', 'stalled']
const filters: Query[] = [
  'status:new',
  'status:waiting-customer',
  'status:done',
  'status:any',
  'owner:"Member 7"',
  'owner:none',
  'team:"Team 3"',
  'channel:email',
  'channel:letter',
  'channel:found priority:urgent',
  'topic:"Topic 1"',
  'topic:"Topic 17"',
  'tag:vip',
  'tag:presse',
  'tag:presse status:any',
  'tag:gibtesnicht',
  'priority:urgent',
  'priority:low',
  'priority:high,urgent',
  'customer:"Selma 4f"',
  'customer:"Selma 4f" status:any',
  '#2500',
  'due:overdue',
  'due:today -owner:me',
  'status:waiting-internal tag:vip team:"Team 2"',
  'has:attachment',
  'sentiment:negative',
  'sentiment:positive',
  'kind:press',
  'kind:fault',
  'language:fr',
  'urgency:high',
  'anger:high',
  'offence:threat',
  'offence:any',
  'offence:hate',
  'repeated:yes',
  'is:stalled',
  'similar:#2500',
].map((filter) => ({ filter }))
const queries: Query[] = [
  ...views.flatMap((view) => sorts.map((sort) => ({ view, sort }))),
  ...filters,
  { view: 'mine', filter: 'kind:complaint' },
  { view: 'team', filter: 'tag:vip', sort: 'newest' },
  { filter: 'after:2026-01-01', sort: 'newest' },
  ...['due', 'newest', 'oldest', 'priority'].map((sort) => ({ sort, fold: 'duplicates' })),
  { view: 'team', fold: 'duplicates' },
  { filter: 'sentiment:negative', fold: 'duplicates' },
]

/**
 * Lists of 50, counts of 50 views, a case and its timeline over a million cases of which a twentieth is open: through
 * the HTTP application as a signed-in member, sign-in and answer's schema included.
 */
export async function run(): Promise<Result[]> {
  const stage = await million()
  const app = await makeApp(stage.deps)
  try {
    const get = await browser(stage, app)
    const results: Result[] = []
    const all: number[] = []
    let slowest = { name: '', p95: 0 }
    for (const query of queries) {
      const times = await timed(rounds, () => get('/api/v1/cases', { limit: '50', ...query }))
      all.push(...times)
      const name = [query.view, query.filter, query.sort, query.fold].filter(Boolean).join(' ')
      const p95 = quantile(times, 0.95)
      if (p95 > slowest.p95) slowest = { name, p95 }
      if (p95 > 20) results.push({ name: `list ${name}`, ...figures(times) })
    }
    results.push({
      name: 'list of 50',
      cases: caseCount,
      queries: queries.length,
      ...figures(all),
      slowest: slowest.name,
    })
    results.push({ name: 'list, pages 2 to 41 by cursor', ...figures(await deepPages(get)) })
    results.push(await counts(stage, app, get))
    const someCase = (n: number) => idOf(kinds.case, 1 + ((n * 7919) % caseCount))
    const calls = rounds * 20
    let n = 0
    results.push({ name: 'case', ...figures(await timed(calls, () => get(`/api/v1/cases/${someCase(n++)}`))) })
    results.push({
      name: 'timeline of a case',
      ...figures(await timed(calls, () => get(`/api/v1/cases/${someCase(n++)}/timeline`))),
    })
    return [...results, { name: 'a million cases and messages', fillSeconds: round(stage.fillSeconds, 0) }]
  } finally {
    await app.close()
  }
}

type Get = (path: string, query?: Record<string, string>) => Promise<{ nextCursor?: string | null }>

async function deepPages(get: Get): Promise<number[]> {
  const times: number[] = []
  for (const sort of ['due', 'newest', 'priority']) {
    let cursor: string | null | undefined
    for (let page = 1; page <= 41; page += 1) {
      const start = performance.now()
      const answer: { nextCursor?: string | null } = await get('/api/v1/cases', {
        limit: '50',
        sort,
        ...(cursor ? { cursor } : {}),
      })
      if (page > 1) times.push(performance.now() - start)
      cursor = answer.nextCursor
    }
  }
  return times
}

async function counts(stage: Million, app: FastifyInstance, get: Get): Promise<Result> {
  const cookie = await signedIn(stage.deps, stage.actor)
  const saved = [
    ...filters,
    ...Array.from({ length: 18 }, (_, n) => ({ filter: `topic:"Topic ${n + 1}"` })),
    ...filters,
  ]
  for (const [index, { filter }] of saved.slice(0, 50).entries()) {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/views',
      headers: { cookie },
      payload: { name: `Bench ${index}`, filter, sort: 'due', shared: false },
    })
    if (answer.statusCode >= 300) throw new Error(`view ${filter}: ${answer.statusCode} ${answer.body}`)
  }
  const counted = await get('/api/v1/cases/counts')
  const { saved: found } = counted as unknown as { saved: Record<string, number> }
  return {
    name: 'counts together',
    savedViews: Object.keys(found).length,
    ...figures(await timed(rounds * 8, () => get('/api/v1/cases/counts'))),
  }
}

/** A signed-in member's requests, each from another address so that the limit per address does not count them. */
export async function browser(stage: Million, app: FastifyInstance): Promise<Get> {
  const cookie = await signedIn(stage.deps, stage.actor)
  let n = 0
  return async (path, query = {}) => {
    n += 1
    const answer = await app.inject({
      method: 'GET',
      url: path,
      query,
      headers: { cookie },
      remoteAddress: `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
    })
    if (answer.statusCode !== 200)
      throw new Error(`${path} ${JSON.stringify(query)}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }
}

/** The first call warms caches and is not counted. */
export async function timed(calls: number, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let call = 0; call <= calls; call += 1) {
    const start = performance.now()
    await work()
    if (call > 0) times.push(performance.now() - start)
    if (call % 50 === 0) await rest(0)
  }
  return times
}

export function figures(times: readonly number[]) {
  return { calls: times.length, p50Ms: round(quantile(times, 0.5)), p95Ms: round(quantile(times, 0.95)) }
}
