import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { createMember, createUser, createWorkspace, ensureSetupToken, organisationBindings } from './index.ts'

const input = {
  workspaceName: 'Hafenbäckerei',
  name: 'Wiebke Clasen',
  email: 'Wiebke@Hafenbaeckerei.example',
  password: 'Franzbrötchen und Tee',
  language: 'de',
}

async function fresh(env: Record<string, string> = {}, loadSampleData?: (id: string) => Promise<void>) {
  const deps = testDeps((await testDatabase()).url, env)
  const app = await serverOf(deps, organisationBindings(deps, loadSampleData ? { loadSampleData } : {}))
  const state = async () => (await app.inject({ url: '/api/v1/setup' })).json()
  const setUp = (body: object) => app.inject({ method: 'POST', url: '/api/v1/setup', payload: { ...input, ...body } })
  const close = async () => {
    await app.close()
    await deps.db.close()
  }
  return { deps, app, state, setUp, close }
}

test('the first run makes workspace and owner with the printed token, exactly once', async () => {
  const loaded: string[] = []
  const { deps, app, state, setUp, close } = await fresh({}, async (id) => void loaded.push(id))
  expect(await state()).toEqual({ needed: true, demo: null })
  const token = await ensureSetupToken(deps)
  expect(await ensureSetupToken(deps)).toBe(token)
  const kept = await sql<{ text: string }>`select i::text as text from installation i`.execute(deps.db.system)
  expect(kept.rows[0]!.text).not.toContain(token)

  const wrong = await setUp({ token: `${token}x` })
  expect([wrong.statusCode, wrong.json().code]).toEqual([404, 'token-invalid'])
  const answers = await Promise.all([1, 2, 3].map(() => setUp({ token, sampleData: true })))
  expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([201, 404, 404])
  expect(loaded).toHaveLength(1)
  expect(await state()).toEqual({ needed: false, demo: null })
  expect(await ensureSetupToken(deps)).toBeNull()
  const again = await setUp({ token })
  expect([again.statusCode, again.json().code]).toEqual([404, 'already-set-up'])
  const unknown = await setUp({ token: 'anything else' })
  expect({ ...again.json(), instance: '' }).toEqual({ ...unknown.json(), instance: '' })

  const signIn = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    payload: { email: 'wiebke@hafenbaeckerei.example', password: input.password },
  })
  const cookie = [signIn.headers['set-cookie']]
    .flat()
    .map((line) => line!.split(';')[0])
    .join('; ')
  const me = (await app.inject({ url: '/api/v1/me', headers: { cookie } })).json()
  expect(me).toMatchObject({
    member: { name: 'Wiebke Clasen', role: 'owner', email: 'wiebke@hafenbaeckerei.example' },
    workspace: { name: 'Hafenbäckerei', language: 'de', addressForm: 'sie', sampleData: false },
    twoFactorOn: false,
    preferences: {},
  })
  expect(me.member.teamIds).toHaveLength(2)
  expect(me.permissions).toContain('member.manage')
  const kinds = await sql<{ kind: string }>`select kind from journal order by seq`.execute(deps.db.system)
  expect(kinds.rows.map((row) => row.kind)).toEqual(['workspace.created', 'member.joined', 'member.signed-in'])
  await close()
})

test('the token may come from the configuration; guessing it is slowed', async () => {
  const { deps, setUp, close } = await fresh({ RESONANZ_SETUP_TOKEN: 'aus-der-Konfiguration' })
  expect(await ensureSetupToken(deps)).toBe('aus-der-Konfiguration')
  const answers = await Promise.all(Array.from({ length: 25 }, (_, n) => setUp({ token: `geraten ${n}` })))
  expect(answers.filter((answer) => answer.statusCode === 404)).toHaveLength(20)
  expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(5)
  await close()
})

test('without a token made, none fits', async () => {
  const { setUp, close } = await fresh()
  expect((await setUp({ token: '' })).statusCode).toBe(404)
  await close()
})

test('the sample sign-in is told only where nobody but this machine gets in', async () => {
  for (const [env, told] of [
    [{}, true],
    [{ RESONANZ_HOST: '0.0.0.0' }, false],
    [{ RESONANZ_DEMO: 'false' }, false],
    [{ RESONANZ_PUBLIC_URL: 'https://service.example' }, false],
  ] as const) {
    const { deps, state, close } = await fresh(env)
    const { workspaceId } = await createWorkspace(deps, { name: 'Muster', language: 'de', sampleData: true })
    await createMember(deps, {
      workspaceId,
      name: 'Hanna',
      email: 'hanna@muster.example',
      role: 'owner',
      password: 'resonanz-demo-2026',
    })
    const demo = told ? { email: 'hanna@muster.example', password: 'resonanz-demo-2026' } : null
    expect(await state()).toEqual({ needed: true, demo })
    await close()
  }
})

test('a person made on the command line gets a password once, and the first owner a workspace', async () => {
  const { deps, app, state, close } = await fresh()
  const owner = await createUser(deps, { email: 'jette@werft.example', name: 'Jette Holm', role: 'owner' })
  expect(owner.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
  expect((await state()).needed).toBe(false)
  const signIn = (password: string | null) =>
    app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: 'jette@werft.example', password } })
  expect((await signIn(owner.password)).statusCode).toBe(200)

  const agent = await createUser(deps, { email: 'ole@werft.example', name: 'Ole', role: 'agent' })
  expect(agent.workspaceId).toBe(owner.workspaceId)
  const second = await createWorkspace(deps, { name: 'Zweite', language: 'en' })
  await expect(createUser(deps, { email: 'x@werft.example', name: 'X', role: 'agent' })).rejects.toThrow('by its id')
  const known = await createUser(deps, {
    email: 'jette@werft.example',
    name: 'Jette',
    role: 'admin',
    workspace: 'Zweite',
  })
  expect(known).toMatchObject({ password: null, workspaceId: second.workspaceId })
  const renewed = await createUser(deps, {
    email: 'jette@werft.example',
    name: 'Jette',
    role: 'admin',
    workspace: 'Zweite',
    newPassword: true,
  })
  expect((await signIn(owner.password)).statusCode).toBe(401)
  expect((await signIn(renewed.password)).statusCode).toBe(200)
  await close()
})
