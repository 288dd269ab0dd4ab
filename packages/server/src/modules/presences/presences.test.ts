import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { freePort } from '../../../../../tests/free-port.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { archivePresence } from './archive-presence.ts'
import { changePresence } from './change-presence.ts'
import { createPresence } from './create-presence.ts'
import { defaultPresences } from './default-presences.ts'
import { noteFailure, noteSuccess } from './health.ts'
import { type PresenceRow, toPresence } from './presence.ts'
import { rotateSecret } from './rotate-secret.ts'
import { openSecrets, sealSecrets, type SigningSecrets } from './secrets.ts'
import { loadPresence, presenceByKey, saveSecrets, viewPresences } from './store.ts'
import { testPresence } from './test-presence.ts'

let deps: Deps
let cast: Cast
const connectors = { connectorOf }

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

const mailbox = (address: string, change: Record<string, unknown> = {}) =>
  PresenceInput.parse({
    kind: 'email',
    name: 'Service',
    settings: {
      address,
      imap: { host: 'imap.example.org', user: address },
      smtp: { host: 'smtp.example.org', user: address },
    },
    secrets: { password: 'geheim' },
    ...change,
  })

describe('connecting a channel', () => {
  test('secrets are sealed and never come back', async () => {
    const { owner } = cast.nordlicht
    const { presence, signingSecret } = await createPresence(deps, connectors, owner, mailbox('a@nord.example'))
    expect(signingSecret).toBeNull()
    expect(presence).toMatchObject({ kind: 'email', address: 'a@nord.example', state: 'running', hasSecrets: true })
    expect(JSON.stringify(presence)).not.toContain('geheim')
    const row = (await loadPresence(deps.db.system, presence.id))!
    expect(row.secrets!.includes('geheim')).toBe(false)
    expect(openSecrets(deps, row)).toEqual({ password: 'geheim' })
    expect(await journal(presence.id)).toEqual(['presence.connected'])
  })
  test('a mailbox without its password, the same mailbox twice and a foreign team are refused', async () => {
    const { owner } = cast.nordlicht
    const create = (input: PresenceInput) => createPresence(deps, connectors, owner, input)
    await expect(create(mailbox('b@nord.example', { secrets: undefined }))).rejects.toMatchObject({
      code: 'invalid-input',
    })
    await expect(create(mailbox('A@nord.example'))).rejects.toMatchObject({ code: 'conflict' })
    const foreign = mailbox('c@nord.example', { teamId: cast.suedwind.teamId })
    await expect(create(foreign)).rejects.toMatchObject({ code: 'invalid-input' })
    // Another company may well connect the same address.
    await createPresence(deps, connectors, cast.suedwind.owner, mailbox('a@nord.example'))
  })
  test('a form gets an address of its own, and only a mailbox of its workspace', async () => {
    const { owner } = cast.nordlicht
    const form = (mailPresenceId: string | null) =>
      PresenceInput.parse({ kind: 'form', name: 'Kontakt', settings: { mailPresenceId } })
    const { presence } = await createPresence(deps, connectors, owner, form(null))
    expect(presence.publicKey).toMatch(/^[\w-]{16}$/)
    expect((await presenceByKey(deps.db.system, presence.publicKey!))!.id).toBe(presence.id)
    const other = form(cast.suedwind.presenceId)
    await expect(createPresence(deps, connectors, owner, other)).rejects.toMatchObject({ code: 'not-found' })
  })
  test('an inlet shows its secret once; after a change both hold for a day', async () => {
    const { owner } = cast.nordlicht
    const input = PresenceInput.parse({ kind: 'inlet', name: 'Kasse', settings: {} })
    const { presence, signingSecret } = await createPresence(deps, connectors, owner, input)
    expect(signingSecret).toMatch(/^whsec_/)
    const next = await rotateSecret(deps, owner, presence.id)
    const row = (await loadPresence(deps.db.system, presence.id))!
    expect(openSecrets<SigningSecrets>(deps, row)!.signing).toEqual([next.signingSecret, signingSecret])
    const over = { signing: [next.signingSecret, signingSecret!], oldUntil: new Date(Date.now() - 1000).toISOString() }
    await saveSecrets(deps.db.system, presence.id, sealSecrets(deps, over), null)
    const later = (await loadPresence(deps.db.system, presence.id))!
    expect(openSecrets<SigningSecrets>(deps, later)!.signing).toEqual([next.signingSecret])
  })
})

describe('changing a channel', () => {
  test('settings are merged; another server asks for the secrets again', async () => {
    const { owner } = cast.nordlicht
    const { presence } = await createPresence(deps, connectors, owner, mailbox('d@nord.example'))
    const change = (body: Parameters<typeof changePresence>[4]) =>
      changePresence(deps, connectors, owner, presence.id, body)
    const named = await change({ name: 'Neu', settings: { senderName: 'Nordlicht' } })
    expect(named).toMatchObject({ name: 'Neu', settings: { senderName: 'Nordlicht', address: 'd@nord.example' } })
    const elsewhere = { settings: { imap: { host: 'evil.example.org' } } }
    await expect(change(elsewhere)).rejects.toMatchObject({ code: 'invalid-input', extra: { field: 'secrets' } })
    await expect(change({ settings: { smtp: { port: 2525 } } })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(change({ settings: { unknown: 1 } })).rejects.toMatchObject({ code: 'invalid-input' })
    await sql`update presence set cursor = '{"a":1}' where id = ${presence.id}`.execute(deps.db.system)
    await change({ ...elsewhere, secrets: { password: 'neu' } })
    const row = (await loadPresence(deps.db.system, presence.id))!
    expect(openSecrets(deps, row)).toEqual({ password: 'neu' })
    expect(row.cursor).toEqual({})
    expect(await journal(presence.id)).toEqual(['presence.connected', 'presence.changed', 'presence.changed'])
  })
  test('a channel of the sample data can be changed and stays one that reaches nobody', async () => {
    const { owner } = cast.nordlicht
    const { presence } = await createPresence(deps, connectors, owner, mailbox('muster@nord.example'))
    await sql`update presence set settings = settings || '{"sample": true}', secrets = null, next_poll_at = 'infinity' where id = ${presence.id}`.execute(
      deps.db.system,
    )
    await changePresence(deps, connectors, owner, presence.id, { settings: { senderName: 'Nordlicht', sample: false } })
    const row = (await loadPresence(deps.db.system, presence.id))!
    expect(row.settings).toMatchObject({ senderName: 'Nordlicht', sample: true })
    const { rows } = await sql`select 1 from presence where id = ${presence.id} and next_poll_at = 'infinity'`.execute(
      deps.db.system,
    )
    expect(rows).toHaveLength(1)
  })
  test('a test with stored secrets reaches only the servers they were stored for', async () => {
    const { owner } = cast.nordlicht
    const input = mailbox('e@nord.example')
    const { presence } = await createPresence(deps, connectors, owner, input)
    const elsewhere = mailbox('e@nord.example', { secrets: undefined })
    if (elsewhere.kind === 'email') elsewhere.settings.imap.host = '127.0.0.1'
    const tried = testPresence(deps, connectors, owner, { presence: elsewhere, presenceId: presence.id })
    await expect(tried).rejects.toMatchObject({ extra: { field: 'secrets' } })
    const typed = mailbox('e@nord.example')
    if (typed.kind === 'email') typed.settings.imap.host = '127.0.0.1'
    const answer = await testPresence(deps, connectors, owner, { presence: typed })
    expect(answer).toMatchObject({ ok: false, steps: [{ step: 'address', code: 'host-not-allowed' }] })
  })
  test('a closed, a silent and a talking port are told alike, after the same time', async () => {
    const silent = createServer(() => {})
    const talking = createServer((socket) => socket.on('error', () => {}).end('hello\r\n'))
    const ports = [await freePort(), await listenOn(silent), await listenOn(talking)]
    const allow = ports.map((port) => `127.0.0.1:${port}`).join(',')
    const own = { ...deps, config: { ...deps.config, egressAllow: allow } }
    const tried = await Promise.all(
      ports.map(async (port) => {
        const started = performance.now()
        const settings = { url: `http://127.0.0.1:${port}/` }
        const presence = PresenceInput.parse({ kind: 'feed', name: 'x', settings })
        const { steps } = await testPresence(own, connectors, cast.nordlicht.owner, { presence })
        return { steps, ms: performance.now() - started }
      }),
    )
    for (const { steps } of tried)
      expect(steps).toEqual([{ step: 'connect', ok: false, code: 'unreachable', detail: null }])
    const times = tried.map(({ ms }) => ms)
    expect(Math.min(...times)).toBeGreaterThan(8_900)
    silent.close()
    talking.close()
  })
  test('paused, archived: the words for it, and nothing of its secrets stays', async () => {
    const { owner } = cast.nordlicht
    const { presence } = await createPresence(deps, connectors, owner, mailbox('f@nord.example'))
    const paused = await changePresence(deps, connectors, owner, presence.id, { paused: true })
    expect(paused.state).toBe('paused')
    await archivePresence(deps, connectors, owner, presence.id)
    await archivePresence(deps, connectors, owner, presence.id)
    const [view] = await viewPresences(deps.db.of(owner.workspaceId), owner.workspaceId, presence.id)
    expect(toPresence(view!, owner)).toMatchObject({ state: 'archived', hasSecrets: false, allowed: [] })
    const again = changePresence(deps, connectors, owner, presence.id, { name: 'x' })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    expect((await journal(presence.id)).filter((kind) => kind === 'presence.archived')).toHaveLength(1)
    // Its place is free again.
    await createPresence(deps, connectors, owner, mailbox('f@nord.example'))
  })
  test('foreign and unknown ids answer alike', async () => {
    const { owner } = cast.nordlicht
    for (const id of [cast.suedwind.presenceId, deps.newId()]) {
      const change = changePresence(deps, connectors, owner, id, { name: 'x' })
      await expect(change).rejects.toMatchObject({ code: 'not-found' })
      await expect(archivePresence(deps, connectors, owner, id)).rejects.toMatchObject({ code: 'not-found' })
      await expect(rotateSecret(deps, owner, id)).rejects.toMatchObject({ code: 'not-found' })
    }
  })
})

describe('health', () => {
  test('a passing fault waits, the third in a row is failing; told once each way', async () => {
    const { owner, workspaceId } = cast.nordlicht
    const { presence } = await createPresence(deps, connectors, owner, mailbox('g@nord.example'))
    const state = async () => {
      const [view] = await viewPresences(deps.db.of(workspaceId), workspaceId, presence.id)
      return toPresence(view!, owner).state
    }
    await noteFailure(deps, presence.id, { kind: 'transient', code: 'unreachable' })
    expect(await state()).toBe('waiting')
    for (let n = 0; n < 4; n += 1) await noteFailure(deps, presence.id, { kind: 'transient', code: 'unreachable' })
    expect(await state()).toBe('failing')
    await noteSuccess(deps, presence.id)
    expect(await state()).toBe('running')
    await noteFailure(deps, presence.id, { kind: 'sign_in', code: 'wrong-credentials' })
    await noteFailure(deps, presence.id, { kind: 'transient', code: 'unreachable' })
    expect(await state()).toBe('needs_sign_in')
    await noteSuccess(deps, presence.id)
    await noteSuccess(deps, presence.id)
    expect((await journal(presence.id)).slice(1)).toEqual([
      'presence.failing',
      'presence.recovered',
      'presence.failing',
      'presence.recovered',
    ])
  })
  test('reading well does not hide a sending server that refuses us', async () => {
    const { owner } = cast.nordlicht
    const { presence } = await createPresence(deps, connectors, owner, mailbox('h@nord.example'))
    await noteFailure(deps, presence.id, { kind: 'sign_in', code: 'wrong-credentials' }, 'send')
    await noteSuccess(deps, presence.id)
    const still = (await loadPresence(deps.db.system, presence.id)) as PresenceRow
    expect([still.error_kind, still.error_detail]).toEqual(['sign_in', 'send: '])
    await noteSuccess(deps, presence.id, 'send')
    expect((await loadPresence(deps.db.system, presence.id))!.error_kind).toBeNull()
  })
  test('a presence that is never asked shows no next try instead of failing the whole list', async () => {
    const { owner, workspaceId } = cast.nordlicht
    const { presence } = await createPresence(deps, connectors, owner, mailbox('infinity@nord.example'))
    await sql`update presence set next_poll_at = 'infinity' where id = ${presence.id}`.execute(deps.db.system)
    const [view] = await viewPresences(deps.db.of(workspaceId), workspaceId, presence.id)
    expect(toPresence(view!, owner).health.nextTryAt).toBeNull()
  })
  test('counts of waiting and unreadable items stand beside each', async () => {
    const { workspaceId, presenceId, owner } = cast.suedwind
    for (const quarantined of [false, false, true]) {
      await sql`insert into inlet_open (workspace_id, item_id, presence_id, quarantined) values (${workspaceId}, ${deps.newId()}, ${presenceId}, ${quarantined})`.execute(
        deps.db.system,
      )
    }
    const views = await viewPresences(deps.db.of(workspaceId), workspaceId)
    const shown = views.map((view) => toPresence(view, owner)).find(({ id }) => id === presenceId)!
    expect(shown.health).toMatchObject({ waiting: 2, quarantined: 1 })
    expect(toPresence(views[0]!, { role: 'agent' }).allowed).toEqual([])
  })
})

test('every workspace has places for what is written down by hand', async () => {
  const { workspaceId } = cast.suedwind
  await defaultPresences(deps.db.system, workspaceId, 'en')
  const views = await viewPresences(deps.db.of(workspaceId), workspaceId)
  expect(views.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
    expect.arrayContaining(['phone Phone', 'letter Letters', 'visit Visits', 'found Found posts']),
  )
})

async function listenOn(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}
async function journal(presenceId: string): Promise<string[]> {
  const found = await rows(
    deps.db.system,
    sql<{ kind: string }>`select kind from journal where subject_id = ${presenceId} order by seq`,
  )
  return found.map(({ kind }) => kind)
}
