import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import type { Actor, Deps } from '#platform/deps'
import { membersByIds, organisationBindings } from './index.ts'

let deps: Deps
let app: FastifyInstance
let cast: Cast

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  app = await serverOf(deps, organisationBindings(deps))
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})
// A new cast for every test, so that none depends on what another changed.
beforeEach(async () => {
  await sql`update auth_user set email = id || '@gone.example'`.execute(deps.db.system)
  await sql`delete from attempt`.execute(deps.db.system)
  cast = await makeCast(deps)
})

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
async function as(actor: Actor | null, method: Method, url: string, payload?: object) {
  const cookie = actor ? await signedIn(deps, actor) : ''
  const response = await app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie },
    ...(payload ? { payload } : {}),
  })
  return { status: response.statusCode, body: response.json() }
}
async function journal(workspaceId: string) {
  const found = await sql<{ kind: string; subject_id: string; actor_id: string; data: object }>`
    select kind, subject_id, actor_id, data from journal where workspace_id = ${workspaceId} order by seq`.execute(
    deps.db.system,
  )
  return found.rows
}

test('the people of a workspace, and nobody of another', async () => {
  const { body } = await as(cast.nordlicht.reader, 'GET', '/members')
  expect(body.items.map((item: { email: string }) => item.email).toSorted()).toEqual(
    ['admin', 'agent', 'lead', 'owner', 'reader'].map((role) => `${role}@nordlicht.example`),
  )
  expect(JSON.stringify(body)).not.toMatch(/suedwind|Südwind/)
  const names = await membersByIds(deps.db.of(cast.nordlicht.workspaceId), [
    cast.nordlicht.agent.memberId,
    cast.suedwind.agent.memberId,
  ])
  expect([...names.values()]).toEqual([{ id: cast.nordlicht.agent.memberId, name: 'Jonas Meier' }])
})

test('role, teams and name change at once and are in the journal', async () => {
  const { admin, agent, reader, teamId, workspaceId } = cast.nordlicht
  const cookie = await signedIn(deps, reader)
  const changed = await as(admin, 'PATCH', `/members/${reader.memberId}`, {
    role: 'agent',
    teamIds: [teamId, teamId],
    name: ' Edda  Brandt-Voss ',
  })
  expect(changed).toMatchObject({ status: 200, body: { role: 'agent', teamIds: [teamId], name: 'Edda  Brandt-Voss' } })
  const me = (await app.inject({ url: '/api/v1/me', headers: { cookie } })).json()
  expect(me.member).toMatchObject({ role: 'agent', teamIds: [teamId] })
  expect(me.permissions).toContain('case.write')
  expect(await journal(workspaceId)).toEqual([
    {
      kind: 'member.changed',
      subject_id: reader.memberId,
      actor_id: admin.memberId,
      data: { role: 'agent', teams: true },
    },
  ])
  expect((await as(agent, 'PATCH', `/members/${reader.memberId}`, { role: 'reader' })).status).toBe(403)
})

test('only owners make or change owners', async () => {
  const { owner, admin, lead } = cast.nordlicht
  expect((await as(admin, 'PATCH', `/members/${lead.memberId}`, { role: 'owner' })).status).toBe(403)
  expect((await as(admin, 'PATCH', `/members/${admin.memberId}`, { role: 'owner' })).status).toBe(403)
  expect((await as(admin, 'PATCH', `/members/${owner.memberId}`, { role: 'agent' })).status).toBe(403)
  expect((await as(admin, 'PATCH', `/members/${owner.memberId}`, { active: false })).status).toBe(403)
  expect((await as(admin, 'POST', '/invitations', { email: 'x@y.example', role: 'owner' })).status).toBe(403)
  expect((await as(owner, 'PATCH', `/members/${lead.memberId}`, { role: 'owner' })).status).toBe(200)
})

test('the last owner stays, also when two owners step down at the same moment', async () => {
  const { owner, lead, workspaceId } = cast.nordlicht
  for (const change of [{ role: 'admin' }, { active: false }]) {
    const refused = await as(owner, 'PATCH', `/members/${owner.memberId}`, change)
    expect([refused.status, refused.body.code]).toEqual([409, 'last-owner'])
  }
  await as(owner, 'PATCH', `/members/${lead.memberId}`, { role: 'owner' })
  const both = await Promise.all(
    [owner, lead].map((one) => as(one, 'PATCH', `/members/${one.memberId}`, { role: 'agent' })),
  )
  expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 409])
  const left =
    await sql`select 1 from member where workspace_id = ${workspaceId} and role = 'owner' and active`.execute(
      deps.db.system,
    )
  expect(left.rows).toHaveLength(1)
})

test('deactivation ends the sessions in this workspace at once and voids invitations they had made', async () => {
  const { owner, admin, workspaceId } = cast.nordlicht
  const cookie = await signedIn(deps, admin)
  // The same person also works at the other company.
  await sql`insert into member (workspace_id, id, user_id, name, role) values
    (${cast.suedwind.workspaceId}, ${deps.newId()}, ${admin.userId}, 'Ruben Falk', 'agent')`.execute(deps.db.system)
  const elsewhere = await signedIn(deps, { ...admin, workspaceId: cast.suedwind.workspaceId })
  const { body } = await as(admin, 'POST', '/invitations', { email: 'zweit@privat.example', role: 'admin' })
  const link = (body.link as string).split('/invitation/')[1]!
  expect((await as(null, 'GET', `/invitations/open/${link}`)).status).toBe(200)

  expect((await as(owner, 'PATCH', `/members/${admin.memberId}`, { active: false })).body).toMatchObject({
    active: false,
  })
  const statusOf = async (header: string) =>
    (await app.inject({ url: '/api/v1/me', headers: { cookie: header } })).statusCode
  expect([await statusOf(cookie), await statusOf(elsewhere)]).toEqual([401, 200])
  expect((await as(null, 'GET', `/invitations/open/${link}`)).status).toBe(404)
  expect((await journal(workspaceId)).map((entry) => entry.kind)).toEqual([
    'invitation.created',
    'member.changed',
    'member.sessions-ended',
    'invitation.revoked',
  ])
})

test('teams hold members of their workspace only; foreign and unknown ids answer alike', async () => {
  const { admin, agent, lead, teamId } = cast.nordlicht
  const made = await as(admin, 'POST', '/teams', { name: 'Spätdienst', memberIds: [agent.memberId, agent.memberId] })
  expect(made).toMatchObject({ status: 201, body: { name: 'Spätdienst', memberIds: [agent.memberId] } })
  const moved = await as(admin, 'PATCH', `/teams/${made.body.id}`, { memberIds: [lead.memberId] })
  expect(moved.body).toMatchObject({ name: 'Spätdienst', memberIds: [lead.memberId] })
  expect((await as(admin, 'GET', '/teams')).body.items).toHaveLength(2)

  for (const wrong of [cast.suedwind.agent.memberId, deps.newId()]) {
    const refused = await as(admin, 'PATCH', `/teams/${teamId}`, { memberIds: [wrong] })
    expect([refused.status, refused.body.code]).toEqual([400, 'invalid-input'])
  }
  for (const wrong of [cast.suedwind.teamId, deps.newId()]) {
    expect((await as(admin, 'PATCH', `/teams/${wrong}`, { name: 'X' })).status).toBe(404)
    expect((await as(admin, 'PATCH', `/members/${agent.memberId}`, { teamIds: [wrong] })).status).toBe(400)
    expect(
      (await as(admin, 'POST', '/invitations', { email: 'x@y.example', role: 'agent', teamIds: [wrong] })).status,
    ).toBe(400)
  }
})

const accepted = { name: 'Neu Dabei', password: 'ein ganz neues Kennwort' }

test('an invitation holds once, 72 hours, for its address; everything else answers alike', async () => {
  const { admin, teamId } = cast.nordlicht
  const invited = await as(admin, 'POST', '/invitations', {
    email: 'Neu@Nordlicht.example',
    role: 'agent',
    teamIds: [teamId],
  })
  expect(invited.body.link).toMatch(/^http:\/\/localhost:3000\/invitation\/[\w-]{43}$/)
  const hours =
    (Date.parse(invited.body.invitation.expiresAt) - Date.parse(invited.body.invitation.createdAt)) / 3_600_000
  expect(hours).toBe(72)
  expect((await as(admin, 'GET', '/invitations')).body.items).toMatchObject([
    { email: 'neu@nordlicht.example', role: 'agent', invitedBy: 'Ruben Falk' },
  ])
  const token = invited.body.link.split('/').at(-1)
  expect((await as(null, 'GET', `/invitations/open/${token}`)).body).toEqual({
    workspaceName: 'Nordlicht',
    email: 'neu@nordlicht.example',
    language: 'de',
  })
  const answers = await Promise.all([1, 2, 3].map(() => as(null, 'POST', `/invitations/open/${token}`, accepted)))
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1)
  expect((await as(admin, 'GET', '/members')).body.items).toContainEqual(
    expect.objectContaining({ name: 'Neu Dabei', email: 'neu@nordlicht.example', role: 'agent', teamIds: [teamId] }),
  )

  const expired = await as(admin, 'POST', '/invitations', { email: 'spaet@nordlicht.example', role: 'agent' })
  await sql`update invitation set expires_at = now() - interval '1 second' where id = ${expired.body.invitation.id}`.execute(
    deps.db.system,
  )
  const taken = await as(admin, 'POST', '/invitations', { email: 'doch-nicht@nordlicht.example', role: 'agent' })
  await as(admin, 'DELETE', `/invitations/${taken.body.invitation.id}`)
  const tokens = [token, expired.body.link.split('/').at(-1), taken.body.link.split('/').at(-1), 'x'.repeat(43)]
  for (const [method, payload] of [
    ['GET', undefined],
    ['POST', accepted],
  ] as const) {
    const seen = await Promise.all(tokens.map((one) => as(null, method, `/invitations/open/${one}`, payload)))
    expect(seen.map((answer) => answer.status)).toEqual([404, 404, 404, 404])
    expect(new Set(seen.map((answer) => JSON.stringify({ ...answer.body, instance: '' }))).size).toBe(1)
  }
  const kept = await sql<{ text: string }>`select i::text as text from invitation i`.execute(deps.db.system)
  for (const one of tokens) expect(JSON.stringify(kept.rows)).not.toContain(one)
})

test('a new invitation for the same address voids the earlier one; members are not invited again', async () => {
  const { admin } = cast.nordlicht
  const first = await as(admin, 'POST', '/invitations', { email: 'wer@nordlicht.example', role: 'agent' })
  const second = await as(admin, 'POST', '/invitations', { email: 'WER@nordlicht.example', role: 'reader' })
  expect((await as(null, 'GET', `/invitations/open/${first.body.link.split('/').at(-1)}`)).status).toBe(404)
  expect((await as(null, 'GET', `/invitations/open/${second.body.link.split('/').at(-1)}`)).status).toBe(200)
  expect((await as(admin, 'POST', '/invitations', { email: 'agent@nordlicht.example', role: 'admin' })).status).toBe(
    409,
  )
  for (const wrong of [deps.newId(), first.body.invitation.id])
    expect((await as(admin, 'DELETE', `/invitations/${wrong}`)).status).toBe(404)
  const foreign = await as(cast.suedwind.admin, 'DELETE', `/invitations/${second.body.invitation.id}`)
  expect(foreign.status).toBe(404)
})

test('who has an account joins with its own password, which stays as it is', async () => {
  const first = await as(cast.nordlicht.admin, 'POST', '/invitations', { email: 'beide@firma.example', role: 'agent' })
  await as(null, 'POST', `/invitations/open/${first.body.link.split('/').at(-1)}`, accepted)
  const second = await as(cast.suedwind.admin, 'POST', '/invitations', { email: 'beide@firma.example', role: 'lead' })
  const url = `/invitations/open/${second.body.link.split('/').at(-1)}`
  const wrong = await as(null, 'POST', url, { ...accepted, password: 'ein untergeschobenes Kennwort' })
  expect(wrong.status).toBe(403)
  expect((await as(null, 'POST', url, accepted)).status).toBe(201)

  const signIn = (password: string) =>
    app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: 'beide@firma.example', password } })
  expect((await signIn('ein untergeschobenes Kennwort')).statusCode).toBe(401)
  const session = await signIn(accepted.password)
  const cookie = [session.headers['set-cookie']]
    .flat()
    .map((line) => line!.split(';')[0])
    .join('; ')
  const me = async () => (await app.inject({ url: '/api/v1/me', headers: { cookie } })).json()
  expect((await me()).workspaces.map((workspace: { name: string }) => workspace.name)).toEqual(['Nordlicht', 'Südwind'])
  const enter = (workspaceId: string) =>
    app.inject({ method: 'POST', url: '/api/v1/me/workspace', headers: { cookie }, payload: { workspaceId } })
  expect((await enter(cast.suedwind.workspaceId)).statusCode).toBe(200)
  expect(await me()).toMatchObject({ member: { role: 'lead' }, workspace: { name: 'Südwind' } })
  expect((await enter(deps.newId())).statusCode).toBe(404)
})

test('nobody enters a workspace that is not theirs', async () => {
  const { agent } = cast.nordlicht
  const refused = await as(agent, 'POST', '/me/workspace', { workspaceId: cast.suedwind.workspaceId })
  const unknown = await as(agent, 'POST', '/me/workspace', { workspaceId: deps.newId() })
  expect(refused.status).toBe(404)
  expect({ ...refused.body, instance: '' }).toEqual({ ...unknown.body, instance: '' })
})

test('preferences change field by field and refuse what is unknown', async () => {
  const { agent } = cast.nordlicht
  await as(agent, 'PATCH', '/me/preferences', { theme: 'dark', keyMap: { reply: 'r' } })
  const { body } = await as(agent, 'PATCH', '/me/preferences', { theme: 'light', undoSeconds: 20 })
  expect(body).toEqual({ theme: 'light', keyMap: { reply: 'r' }, undoSeconds: 20 })
  expect((await as(agent, 'GET', '/me')).body.preferences).toEqual(body)
  expect((await as(agent, 'PATCH', '/me/preferences', { role: 'owner' })).status).toBe(400)
  const keyMap = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`key${n}`, 'x']))
  expect((await as(agent, 'PATCH', '/me/preferences', { keyMap })).status).toBe(413)
})
