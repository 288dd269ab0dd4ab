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

/** What the database cannot store (NUL, half a character) in each place where a request carries words: an answer, no fault of ours. */
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

const searches = new Set(['search.all', 'customers.list', 'mentions.list'])
const spoilers = { NUL: '\u0000', 'half a character': '\ud83d' }
const routes = allRoutes.filter(
  (route) => route.access !== 'public' && route.responseType !== 'text/event-stream' && !recipes[route.id]?.raw,
)

test.each(routes.map((route) => [route.id, route] as const))('%s', async (_id, route) => {
  const own = await makeObjects(deps, cast.nordlicht, cast.nordlicht.owner, 'eigenes')
  const given = { house: cast.nordlicht, own, named: own, namedHouse: cast.nordlicht }
  const { params, query, body } = partsOf(route, given)
  for (const spoiler of Object.values(spoilers)) {
    for (const [place, spoilt] of spoiltPlaces({ query, body }, spoiler)) {
      const response = await app.inject({
        method: route.method,
        url: fillPath(route.path, { id: given.own[route.object as keyof typeof own] ?? own.case, ...params } as never),
        query: spoilt.query as Record<string, string>,
        headers: { cookie: await signedIn(deps, cast.nordlicht.owner) },
        remoteAddress: `10.1.${Math.floor(Math.random() * 255)}.${Math.floor(Math.random() * 255)}`,
        ...(spoilt.body === undefined ? {} : { payload: spoilt.body as object }),
      })
      expect(response.statusCode, `${place}: ${response.body.slice(0, 200)}`).toBeLessThan(500)
    }
  }
})

function partsOf(route: Route, given: Parameters<NonNullable<(typeof recipes)[string]['body']>>[0]) {
  const recipe = recipes[route.id]
  // A search is words too, also where the recipe asks for none.
  const query = { ...recipe?.query?.(given), ...(searches.has(route.id) ? { q: 'Wort' } : {}) }
  return { params: recipe?.params?.(given) ?? {}, query, body: recipe?.body?.(given) }
}

type Parts = { query: unknown; body: unknown }

/** The request once for each of its strings, with that one spoilt. */
function spoiltPlaces(parts: Parts, spoiler: string): [string, Parts][] {
  const places: [string, Parts][] = []
  function walk(value: unknown, path: (string | number)[]): void {
    if (typeof value === 'string') places.push([path.join('.'), changed(parts, path, `${value}${spoiler}`) as Parts])
    else if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value))
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key])
  }
  walk(parts, [])
  return places
}

function changed(value: unknown, [key, ...rest]: (string | number)[], to: string): unknown {
  if (key === undefined) return to
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  const inner = (copy as Record<string | number, unknown>)[key]
  ;(copy as Record<string | number, unknown>)[key] = changed(inner, rest, to)
  return copy
}
