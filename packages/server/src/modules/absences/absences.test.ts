import type { FastifyInstance } from 'fastify'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import type { Actor, Deps } from '#platform/deps'
import { sql } from 'kysely'
import { absenceBindings, standInsOf } from './index.ts'
import { resolveStandIns } from './stand-ins.ts'

let deps: Deps
let app: FastifyInstance
let cast: Cast
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  app = await serverOf(deps, absenceBindings(deps))
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})
beforeEach(async () => {
  await sql`update auth_user set email = id || '@gone.example'`.execute(deps.db.system)
  cast = await makeCast(deps)
})

async function as(actor: Actor, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) {
  const cookie = await signedIn(deps, actor)
  const response = await app.inject({ method, url: `/api/v1${url}`, headers: { cookie }, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

test('an agent enters the own absence; the deputy stands in, and who is away too hands on', async () => {
  const { agent, lead, admin } = cast.nordlicht
  const own = await as(agent, 'POST', '/absences', {
    memberId: agent.memberId,
    from: inDays(-1),
    to: inDays(3),
    deputyId: lead.memberId,
  })
  expect(own.body).toMatchObject({ state: 'running', standIn: { id: lead.memberId, name: 'Selma Yıldız' } })
  const db = deps.db.of(agent.workspaceId)
  expect((await standInsOf(db, agent.workspaceId, [agent.memberId])).get(agent.memberId)?.deputyId).toBe(lead.memberId)

  await as(lead, 'POST', '/absences', {
    memberId: lead.memberId,
    from: inDays(-1),
    to: inDays(1),
    deputyId: admin.memberId,
  })
  const { body } = await as(cast.nordlicht.reader, 'GET', '/absences')
  expect(body.items.map((item: { standIn: { id: string } }) => item.standIn.id)).toEqual([
    admin.memberId,
    admin.memberId,
  ])

  expect((await as(agent, 'DELETE', `/absences/${own.body.id}`)).status).toBe(200)
  expect(await standInsOf(db, agent.workspaceId, [agent.memberId])).toEqual(new Map())
})

test('that of others needs the right; nonsense and strangers are refused', async () => {
  const { agent, lead, reader } = cast.nordlicht
  const absence = { memberId: agent.memberId, from: inDays(1), to: inDays(2), deputyId: null }
  expect((await as(reader, 'POST', '/absences', absence)).status).toBe(403)
  expect((await as(lead, 'POST', '/absences', absence)).body).toMatchObject({ state: 'coming', standIn: null })
  for (const wrong of [
    { ...absence, to: inDays(1), from: inDays(2) },
    { ...absence, from: inDays(-3), to: inDays(-1) },
    { ...absence, to: inDays(500) },
    { ...absence, deputyId: agent.memberId },
    { ...absence, deputyId: cast.suedwind.agent.memberId },
    { ...absence, memberId: cast.suedwind.agent.memberId },
  ])
    expect((await as(lead, 'POST', '/absences', wrong)).status).toBe(400)
})

test('nobody gets the say of somebody above them by entering their absence', async () => {
  const { agent, lead, admin, owner } = cast.nordlicht
  const away = (memberId: string, deputyId: string | null) => ({ memberId, deputyId, from: inDays(-1), to: inDays(2) })
  for (const deputy of [lead, agent])
    expect((await as(lead, 'POST', '/absences', away(owner.memberId, deputy.memberId))).status).toBe(403)
  expect((await as(admin, 'POST', '/absences', away(owner.memberId, admin.memberId))).status).toBe(403)
  const ill = await as(lead, 'POST', '/absences', away(owner.memberId, null))
  expect(ill.status).toBe(201)
  expect((await as(lead, 'PATCH', `/absences/${ill.body.id}`, { deputyId: lead.memberId })).status).toBe(403)
  expect((await as(lead, 'PATCH', `/absences/${ill.body.id}`, { to: inDays(3) })).status).toBe(200)
  expect((await as(owner, 'PATCH', `/absences/${ill.body.id}`, { deputyId: admin.memberId })).status).toBe(200)
  // Below them it gives nothing they had not: for whoever falls ill cannot name anybody.
  expect((await as(lead, 'POST', '/absences', away(agent.memberId, lead.memberId))).status).toBe(201)
})

test('for any deputies and absences: who stands in is there, and nobody in a circle', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const row = fc.record({
    member_id: fc.constantFrom(...ids),
    deputy_id: fc.option(fc.constantFrom(...ids)),
    to_at: fc.integer({ min: 1, max: 9 }).map((day) => new Date(day)),
    is_deputy_active: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (running) => {
      const away = new Set(running.map(({ member_id }) => member_id))
      for (const [id, { deputyId }] of resolveStandIns(running, ids)) {
        expect(away.has(id)).toBe(true)
        if (deputyId !== null) expect(away.has(deputyId)).toBe(false)
      }
      for (const id of ids) expect(resolveStandIns(running, ids).has(id)).toBe(away.has(id))
    }),
  )
})
