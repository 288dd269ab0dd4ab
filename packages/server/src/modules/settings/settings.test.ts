import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import type { Actor, Deps } from '#platform/deps'
import { settingsBindings, settingsOf } from './index.ts'

let deps: Deps
let app: FastifyInstance
let cast: Cast

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  app = await serverOf(deps, settingsBindings(deps))
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

async function change(actor: Actor, payload: object) {
  const headers = { cookie: await signedIn(deps, actor) }
  return app.inject({ method: 'PATCH', url: '/api/v1/settings', headers, payload })
}

test('what was never set has its default', async () => {
  expect(await settingsOf(deps, cast.suedwind.workspaceId)).toEqual({
    name: 'Südwind',
    language: 'de',
    addressForm: 'sie',
    answerTargetHours: 8,
    nextUpdateHours: 48,
    undoSeconds: 10,
    acknowledgeForms: true,
    publicUrl: null,
    aboutNames: [],
    setsTopics: false,
    logo: null,
  })
})

test('a change counts at once, stays in its workspace and names its fields in the journal', async () => {
  await settingsOf(deps, cast.nordlicht.workspaceId)
  const response = await change(cast.nordlicht.admin, {
    name: 'Nordlicht Energie',
    undoSeconds: 20,
    language: 'de',
    publicUrl: 'https://service.nordlicht.example/pfad?x=1',
  })
  expect(response.statusCode).toBe(200)
  expect(await settingsOf(deps, cast.nordlicht.workspaceId)).toMatchObject({
    name: 'Nordlicht Energie',
    undoSeconds: 20,
    publicUrl: 'https://service.nordlicht.example',
  })
  expect((await settingsOf(deps, cast.suedwind.workspaceId)).undoSeconds).toBe(10)
  const entries = await sql<{
    data: object
    actor_id: string
  }>`select data, actor_id from journal where kind = 'settings.changed'`.execute(deps.db.system)
  expect(entries.rows).toEqual([
    { data: { fields: ['name', 'undoSeconds', 'publicUrl'] }, actor_id: cast.nordlicht.admin.memberId },
  ])
})

test('only who manages settings changes them; unknown fields and addresses with a sign-in are refused', async () => {
  expect((await change(cast.nordlicht.lead, { undoSeconds: 5 })).statusCode).toBe(403)
  expect((await change(cast.nordlicht.owner, { undoMinutes: 5 })).statusCode).toBe(400)
  expect((await change(cast.nordlicht.owner, { name: ' ' })).statusCode).toBe(400)
  expect((await change(cast.nordlicht.owner, { publicUrl: 'https://a:b@service.example' })).statusCode).toBe(400)
  expect((await change(cast.nordlicht.owner, { publicUrl: 'javascript:alert(1)' })).statusCode).toBe(400)
})

test('a stored value that does not fit counts as never set', async () => {
  const other = await makeWorkspaceWith({ undoSeconds: 'viele', answerTargetHours: 2 })
  expect(await settingsOf(deps, other)).toMatchObject({ undoSeconds: 10, answerTargetHours: 2 })
})

async function makeWorkspaceWith(settings: object): Promise<string> {
  const id = deps.newId()
  await sql`insert into workspace (id, name, settings) values (${id}, 'X', ${JSON.stringify(settings)}::jsonb)`.execute(
    deps.db.system,
  )
  return id
}
