import { allRoutes, caseRoutes, fillPath, may, type Role, type Route } from '@resonanz/contracts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeApp } from '../packages/server/src/app.ts'
import type { Actor, Deps } from '../packages/server/src/platform/deps.ts'
import { Refusal } from '../packages/server/src/platform/errors.ts'
import { bind } from '../packages/server/src/platform/http/binding.ts'
import { testDatabase } from './database.ts'
import { type Cast, type House, makeCast, roles, testDeps } from './deps.ts'
import { makeObjects, objectKinds, type ObjectKind, type Objects } from './matrix/objects.ts'
import type { Given } from './matrix/recipe.ts'
import { recipes } from './matrix/requests.ts'
import { serverOf } from './server.ts'
import { signedIn } from './session.ts'

/** Every route × every role × own, foreign and unknown objects, generated from the contracts. */
const canary = 'kanarie-nebenan-7f3a'
let deps: Deps
let app: FastifyInstance
let cast: Cast
let foreign: Objects
let address: string
let neighbourBefore: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url, { RESONANZ_DEMO: 'false' })
  cast = await makeCast(deps)
  foreign = await makeObjects(deps, cast.suedwind, cast.suedwind.agent, canary)
  await sql`update installation set set_up_at = now()`.execute(deps.db.system)
  app = await makeApp(deps)
  address = await app.listen({ port: 0, host: '127.0.0.1' })
  neighbourBefore = await fingerprint(cast.suedwind.workspaceId)
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

const members = allRoutes.filter((route) => route.access !== 'public')
const withObject = members.filter((route) => route.object !== undefined)

test('every route can be asked by this test', () => {
  const unknown = allRoutes.filter((route) => whyUnknown(route) !== null)
  expect(unknown.map((route) => `${route.id}: ${whyUnknown(route)}`)).toEqual([])
  const ids = new Set(allRoutes.map((route) => route.id))
  expect(Object.keys(recipes).filter((id) => !ids.has(id))).toEqual([])
})

describe('signed out', () => {
  test.each(members.map((route) => [route.id, route] as const))('%s', async (_id, route) => {
    const response = await ask(route, null, givenFor(cast.suedwind, foreign))
    expect([response.status, response.body.code]).toEqual([401, 'not-signed-in'])
  })
  const open = allRoutes.filter((route) => route.access === 'public')
  test.each(open.map((route) => [route.id, route] as const))(
    '%s is open and gives nothing away',
    async (_id, route) => {
      const response = await ask(route, null, givenFor(cast.suedwind, foreign))
      expect(recipes[route.id]?.stranger).toContain(response.status)
    },
  )
})

describe.each(roles)('%s', (role: Role) => {
  test.each(members.map((route) => [route.id, route] as const))('%s, own', async (_id, route) => {
    const actor = cast.nordlicht[role]
    if (recipes[route.id]?.roomy) await makeRoom(cast.nordlicht)
    const own = await makeObjects(deps, cast.nordlicht, actor, 'eigenes')
    const response = await ask(route, actor, givenFor(cast.nordlicht, own))
    if (!allowed(role, route)) {
      expect([response.status, response.body.code]).toEqual([403, 'not-allowed'])
      return
    }
    const served = [200, 201, 202, 204, ...(recipes[route.id]?.also ?? [])]
    expect(served, `${response.status} ${response.text.slice(0, 300)}`).toContain(response.status)
  })

  test.each(withObject.map((route) => [route.id, route] as const))(
    '%s, foreign and unknown alike',
    async (_id, route) => {
      const actor = cast.nordlicht[role]
      const own = await makeObjects(deps, cast.nordlicht, actor, 'eigenes')
      const kind = route.object as ObjectKind
      const given = givenFor(cast.nordlicht, own)
      const atForeign = await ask(route, actor, { ...given, own: { ...own, [kind]: foreign[kind] } })
      const atUnknown = await ask(route, actor, { ...given, own: { ...own, [kind]: deps.newId() } })
      expect(atForeign.status, atForeign.text.slice(0, 300)).toBe(allowed(role, route) ? 404 : 403)
      expect(comparable(atForeign)).toEqual(comparable(atUnknown))
    },
  )
})

describe('named beside the object', () => {
  const naming = members.filter((route) => recipes[route.id]?.names)
  test.each(naming.map((route) => [route.id, route] as const))(
    '%s refuses what is foreign like what is unknown',
    async (_id, route) => {
      const actor = cast.nordlicht.owner
      const own = await makeObjects(deps, cast.nordlicht, actor, 'eigenes')
      const again = await makeObjects(deps, cast.nordlicht, actor, 'eigenes')
      const unknown = Object.fromEntries(Object.keys(own).map((kind) => [kind, deps.newId()])) as Objects
      const nowhere = { ...cast.suedwind, workspaceId: deps.newId() }
      const house = cast.nordlicht
      const atForeign = await ask(route, actor, { house, own, named: foreign, namedHouse: cast.suedwind })
      const atUnknown = await ask(route, actor, { house, own: again, named: unknown, namedHouse: nowhere })
      expect(atForeign.status, atForeign.text.slice(0, 300)).toBeGreaterThanOrEqual(400)
      expect(atForeign.status).toBeLessThan(500)
      expect(comparable(atForeign)).toEqual(comparable(atUnknown))
    },
  )
})

test('nothing of the neighbour was changed', async () => {
  expect(await fingerprint(cast.suedwind.workspaceId)).toBe(neighbourBefore)
})

test('a planted leak is noticed', async () => {
  const leaky = await serverOf(deps, [
    bind(caseRoutes.byNumber, async () => {
      const found = await sql<{ title: string }>`select title from cases where id = ${foreign.case}`.execute(
        deps.db.system,
      )
      throw new Refusal('conflict', found.rows[0]!.title)
    }),
  ])
  const cookie = await signedIn(deps, cast.nordlicht.agent)
  const response = await leaky.inject({ url: '/api/v1/cases/number/1', headers: { cookie } })
  await leaky.close()
  expect(response.statusCode).toBe(409)
  expect(() => expectNoLeak(response)).toThrow(canary)
})

function allowed(role: Role, route: Route): boolean {
  return route.access === 'member' || (route.access !== 'public' && may(role, route.access))
}

function givenFor(house: House, own: Objects): Given {
  return { house, own, named: own, namedHouse: house }
}

function whyUnknown(route: Route): string | null {
  const recipe = recipes[route.id]
  if (route.object && !objectKinds.includes(route.object as ObjectKind)) return `no object of kind ${route.object}`
  const places = [...route.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
  if (places.some((place) => place !== 'id') && !recipe?.params) return 'its path needs a recipe'
  if (places.includes('id') && !route.object) return 'it has an id but names no object'
  if (route.body && !recipe?.body) return 'its body needs a recipe'
  if (route.bodyKind && route.bodyKind !== 'json' && !recipe?.raw) return 'its bytes need a recipe'
  if (route.query && !route.query.safeParse(recipe?.query?.(givenFor(cast.suedwind, foreign)) ?? {}).success)
    return 'its query needs a recipe'
  if (route.access === 'public' && !recipe?.stranger) return 'what a stranger gets is not said'
  return null
}

type Answer = { status: number; text: string; body: { code?: string } & Record<string, unknown> }

async function ask(route: Route, actor: Actor | null, given: Given): Promise<Answer> {
  const recipe = recipes[route.id]
  const id = route.object ? given.own[route.object as ObjectKind] : undefined
  const path = fillPath(route.path, recipe?.params?.(given) ?? (id ? { id } : {}))
  const query = new URLSearchParams(recipe?.query?.(given))
  const url = query.size > 0 ? `${path}?${query}` : path
  const headers: Record<string, string> = actor ? { cookie: await signedIn(deps, actor) } : {}
  if (route.responseType === 'text/event-stream') return firstBytes(url, headers)
  const body = recipe?.body?.(given)
  const sent = recipe?.raw
    ? { payload: recipe.raw.bytes, headers: { ...headers, 'content-type': recipe.raw.type } }
    : { headers, ...(body === undefined ? {} : { payload: body as object }) }
  const response = await app.inject({ method: route.method, url, remoteAddress: nextAddress(), ...sent })
  if (actor?.workspaceId !== cast.suedwind.workspaceId) expectNoLeak(response)
  expect(response.statusCode, response.body.slice(0, 300)).toBeLessThan(500)
  return { status: response.statusCode, text: response.body, body: jsonOf(response.body) }
}

let asked = 0
/** From another machine each time, so that limits per address say nothing here. */
function nextAddress(): string {
  asked += 1
  return `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`
}

/** A stream never ends: its head and first bytes are the answer. */
async function firstBytes(url: string, headers: Record<string, string>): Promise<Answer> {
  const stop = new AbortController()
  const response = await fetch(`${address}${url}`, { headers, signal: stop.signal })
  const { value } = await response.body!.getReader().read()
  stop.abort()
  const text = Buffer.from(value ?? []).toString()
  expect(text).not.toContain(canary)
  return { status: response.status, text, body: jsonOf(text) }
}

/** Not one byte of the neighbour: words, names, addresses, in the body or a header. */
function expectNoLeak(response: LightMyRequestResponse) {
  const seen = `${JSON.stringify(response.headers)}\n${response.rawPayload.toString('latin1')}\n${response.body}`
  for (const secret of [canary, 'Südwind', 'suedwind.example', 'Carla Moser', 'Max Gruber'])
    expect(seen.includes(secret), `${secret} in ${seen.slice(0, 500)}`).toBe(false)
}

function comparable(answer: Answer) {
  return { status: answer.status, body: { ...answer.body, instance: '' } }
}

function jsonOf(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body']
  } catch {
    return {}
  }
}

/** All rows of a workspace as one hash; when a member was last seen is left out. */
async function fingerprint(workspaceId: string): Promise<string> {
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' order by 1`.execute(deps.db.system)
  const parts = tables.rows.map(
    ({ name }) => sql`select ${name} as name, coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as hash
      from ${sql.table(name)} t where workspace_id = ${workspaceId}`,
  )
  const hashes = await sql<{ hash: string }>`${sql.join(parts, sql` union all `)} order by 1`.execute(deps.db.system)
  return JSON.stringify(hashes.rows)
}

/** Of some things a company may have so many only, and every test leaves one: those before go to an attic. */
async function makeRoom({ workspaceId }: House): Promise<void> {
  const attic = deps.newId()
  await sql`insert into workspace (id, name) values (${attic}, 'Dachboden')`.execute(deps.db.system)
  for (const table of ['unit', 'expert', 'question_set'])
    await sql`update ${sql.table(table)} set workspace_id = ${attic} where workspace_id = ${workspaceId}`.execute(
      deps.db.system,
    )
}
