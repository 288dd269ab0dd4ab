import { allRoutes, fillPath, type Route } from '@resonanz/contracts'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeApp } from '../packages/server/src/app.ts'
import type { Deps } from '../packages/server/src/platform/deps.ts'
import { testDatabase } from './database.ts'
import { type Cast, makeCast, testDeps } from './deps.ts'
import { makeObjects } from './matrix/objects.ts'
import { recipes } from './matrix/requests.ts'
import { signedIn } from './session.ts'

/** Days before the calendar and after it, numbers beyond every column, in each place that holds one: an answer, no fault of ours. */
let deps: Deps
let app: FastifyInstance
let cast: Cast

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url, { RESONANZ_DEMO: 'false' })
  cast = await makeCast(deps)
  app = await makeApp(deps)
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

type Json = Record<string | number, unknown>
const days = ['0000-01-01', '9999-12-31']
const instants = ['0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z']
const numbers = [-1, 0.5, 2 ** 31, Number.MAX_SAFE_INTEGER, 1e308]
const routes = allRoutes.filter(
  (route) => route.access !== 'public' && route.responseType !== 'text/event-stream' && !recipes[route.id]?.raw,
)

test.each(
  routes.flatMap((route) =>
    (recipes[route.id]?.body ?? recipes[route.id]?.query) ? [[route.id, route] as const] : [],
  ),
)('%s', async (_id, route) => {
  const own = await makeObjects(deps, cast.nordlicht, cast.nordlicht.owner, 'eigenes')
  const given = { house: cast.nordlicht, own, named: own, namedHouse: cast.nordlicht }
  const { params, query, body } = partsOf(route, given)
  const cookie = await signedIn(deps, cast.nordlicht.owner)
  for (const [place, spoilt] of spoiltPlaces({ query, body })) {
    const response = await app.inject({
      method: route.method,
      url: fillPath(route.path, { id: given.own[route.object as keyof typeof own] ?? own.case, ...params } as never),
      query: spoilt.query as Record<string, string>,
      headers: { cookie },
      remoteAddress: `10.1.${Math.floor(Math.random() * 255)}.${Math.floor(Math.random() * 255)}`,
      ...(spoilt.body === undefined ? {} : { payload: spoilt.body as object }),
    })
    expect(response.statusCode, `${place}: ${response.body.slice(0, 200)}`).toBeLessThan(500)
  }
})

function partsOf(route: Route, given: Parameters<NonNullable<(typeof recipes)[string]['body']>>[0]) {
  const recipe = recipes[route.id]
  return { params: recipe?.params?.(given) ?? {}, query: { ...recipe?.query?.(given) }, body: recipe?.body?.(given) }
}

type Parts = { query: unknown; body: unknown }

/** The request once for each of its days, moments and numbers and each value that nobody means. */
function spoiltPlaces(parts: Parts): [string, Parts][] {
  const places: [string, Parts][] = []
  function walk(value: unknown, path: (string | number)[]): void {
    for (const to of hostile(value)) places.push([`${path.join('.')} ${to}`, changed(parts, path, to) as Parts])
    if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value))
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key])
  }
  walk(parts, [])
  return places
}

function hostile(value: unknown): readonly unknown[] {
  if (typeof value === 'number') return numbers
  if (typeof value !== 'string') return []
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return instants
  return /^\d{4}-\d\d-\d\d$/.test(value) ? days : []
}

function changed(value: unknown, [key, ...rest]: (string | number)[], to: unknown): unknown {
  if (key === undefined) return to
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Json
  copy[key] = changed(copy[key], rest, to)
  return copy
}
