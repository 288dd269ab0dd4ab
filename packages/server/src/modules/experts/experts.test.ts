import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import { expertBindings } from './index.ts'

let deps: Deps
let cast: Cast
let app: FastifyInstance
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  app = await serverOf(deps, expertBindings(deps))
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

async function ask(actor: Actor, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) {
  const cookie = await signedIn(deps, actor)
  const answer = await app.inject({
    method,
    url: `/api/v1/experts${path}`,
    headers: { cookie },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}

test('a directory is made: colleagues and people without an account, deputies in order, absences, holes', async () => {
  const { lead, agent, topicId, workspaceId } = cast.nordlicht
  expect((await ask(agent, 'POST', '', { name: 'X', email: 'x@werk.example' })).status).toBe(403)
  const kruse = await ask(lead, 'POST', '', {
    name: 'Ole Kruse',
    email: 'kruse@werk.example',
    phone: '+49 431 1',
    department: 'Technik',
  })
  expect([kruse.status, kruse.body]).toEqual([201, expect.objectContaining({ memberId: null, state: 'present' })])
  const jonas = await ask(lead, 'POST', '', {
    memberId: agent.memberId,
    topicIds: [topicId],
    deputyIds: [kruse.body.id],
    products: ['X200'],
    languages: ['de', 'en'],
  })
  expect(jonas.body).toMatchObject({ name: agent.name, deputies: [{ name: 'Ole Kruse' }] })
  expect((await ask(lead, 'POST', '', { memberId: agent.memberId })).body.code).toBe('conflict')
  expect((await ask(lead, 'POST', '', { name: 'Ohne Adresse' })).status).toBe(400)
  expect((await ask(lead, 'POST', '', { name: 'Postfach', email: 'SERVICE@nordlicht.example' })).status).toBe(400)
  expect((await ask(lead, 'PATCH', `/${jonas.body.id}`, { deputyIds: [jonas.body.id] })).status).toBe(400)
  expect(
    (
      await ask(lead, 'PATCH', `/${jonas.body.id}`, {
        absences: [{ from: new Date().toISOString(), to: new Date(Date.now() + 1e8).toISOString() }],
      })
    ).status,
  ).toBe(400)

  const day = 86_400_000
  const from = new Date(Date.now() + 5 * day)
  const to = new Date(Date.now() + 9 * day)
  await sql`insert into absence (workspace_id, id, member_id, from_at, to_at) values (${workspaceId}, ${deps.newId()}, ${agent.memberId}, ${from}, ${to})`.execute(
    deps.db.system,
  )
  const changed = await ask(lead, 'PATCH', `/${kruse.body.id}`, {
    absences: [{ from: from.toISOString(), to: to.toISOString() }],
  })
  expect(changed.body).toMatchObject({ state: 'present', absences: [{ to: to.toISOString() }] })
  const { items, holes } = (await ask(agent, 'GET', '')).body
  expect(items.map((item: { name: string }) => item.name)).toEqual([agent.name, 'Ole Kruse'].toSorted())
  expect(holes).toMatchObject([{ kind: 'nobody_there', topic: { id: topicId }, to: to.toISOString() }])
  expect((await ask(cast.suedwind.lead, 'GET', '')).body).toMatchObject({ items: [], holes: [{ kind: 'no_expert' }] })

  expect((await ask(lead, 'DELETE', `/${kruse.body.id}`)).status).toBe(200)
  expect((await ask(lead, 'DELETE', `/${kruse.body.id}`)).status).toBe(404)
  expect((await ask(agent, 'GET', '')).body.items).toMatchObject([{ name: agent.name, deputies: [] }])
})
