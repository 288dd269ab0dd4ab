import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { journalOf, makeCase, type TestCase } from '../../../../../tests/cases.ts'
import { deliverOnce } from './deliver.ts'
import { deliveryLog } from './log.ts'
import {
  changeAction,
  createAction,
  listCatalog,
  removeAction,
  replayDelivery,
  rotateSecret,
  testAction,
} from './manage.ts'
import { nextTry, retryAfterSeconds, retrySeconds } from './retry.ts'
import { queueDeliveries } from './store-deliveries.ts'

type Heard = { headers: IncomingHttpHeaders; body: string }
let deps: Deps & { processName: string }
let cast: Cast
let server: Server
let port: number
let heard: Heard[] = []
let answer: (n: number) => { status: number; headers?: Record<string, string>; never?: boolean; body?: string }
let madeCase: TestCase

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      const { status, headers, never, body: said = 'ok' } = answer(heard.length)
      if (!never) response.writeHead(status, headers).end(said)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  const url = (await testDatabase()).url
  deps = { ...testDeps(url, { RESONANZ_EGRESS_ALLOW: `127.0.0.1:${port}` }), processName: 'test' }
  cast = await makeCast(deps)
  madeCase = await makeCase(deps, cast.nordlicht)
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await deps.db.close()
})
beforeEach(async () => {
  heard = []
  answer = () => ({ status: 204 })
  await run(deps.db.system, sql`update action_delivery set state = 'failed' where state in ('queued','working')`)
})

const hook = async (path = '/haken', host = `127.0.0.1:${port}`) => {
  const made = await createAction(deps, cast.nordlicht.admin, {
    kind: 'webhook',
    name: 'Disposition',
    settings: { url: `http://${host}${path}` },
  })
  return { id: made.action.id, secret: made.secret! }
}
async function queue(actionId: string, options: object = {}): Promise<string> {
  const id = deps.newId()
  await queueDeliveries(deps.db.system, cast.nordlicht.workspaceId, [
    {
      id,
      actionId,
      caseId: madeCase.id,
      runId: null,
      workflowId: null,
      byMember: null,
      payload: { type: 'workflow.action', data: { case: { number: madeCase.number } } },
      options,
    },
  ])
  return id
}
async function deliverAll(): Promise<void> {
  while (await deliverOnce(deps));
}
const soon = () => run(deps.db.system, sql`update action_delivery set next_at = now() where state = 'queued'`)
const unthrottle = () => run(deps.db.system, sql`update catalog_action set throttled_until = null`)
/** `wait`: from its last attempt to the next one. */
async function row(id: string) {
  const [found] = await rows(
    deps.db.system,
    sql<{
      state: string
      code: string | null
      attempts: number
      tries: number
      wait: number
      result: { fileId?: string }
    }>`select d.state, d.code, d.attempts, d.tries, extract(epoch from d.next_at - t.at)::float8 as wait, d.result
      from action_delivery d left join action_attempt t on t.delivery_id = d.id and t.n = d.attempts where d.id = ${id}`,
  )
  return found!
}

describe('webhooks', () => {
  test('signed as Standard Webhooks says: their own library agrees; the receipt stands in the case', async () => {
    const { id, secret } = await hook()
    const delivery = await queue(id)
    await deliverAll()
    expect(heard).toHaveLength(1)
    const [call] = heard
    expect(call!.headers['webhook-id']).toBe(`msg_${delivery}`)
    expect(new Webhook(secret).verify(call!.body, call!.headers as Record<string, string>)).toMatchObject({
      type: 'workflow.action',
    })
    expect(() => new Webhook(secret).verify(`${call!.body} `, call!.headers as Record<string, string>)).toThrow(
      'No matching signature found',
    )
    expect(await row(delivery)).toMatchObject({ state: 'done', attempts: 1 })
    expect(await journalOf(deps, madeCase.id)).toContain('action.settled')
    expect(
      (await listCatalog(deps, cast.nordlicht.admin)).items.every(
        (action) => !JSON.stringify(action).includes('whsec_'),
      ),
    ).toBe(true)
  })

  test('a new secret signs beside the old one for a day', async () => {
    const { id, secret } = await hook()
    const next = (await rotateSecret(deps, cast.nordlicht.admin, id)).secret!
    await queue(id)
    await deliverAll()
    const call = heard[0]!
    for (const one of [secret, next])
      expect(new Webhook(one).verify(call.body, call.headers as Record<string, string>)).toBeTruthy()
    expect(next).not.toBe(secret)
  })

  test('5xx, silence and redirects are tried again by the table with the same id, and at last failed', async () => {
    const { id } = await hook()
    answer = (n) =>
      n % 2 ? { status: 500 } : { status: 302, headers: { location: `http://127.0.0.1:${port}/anders` } }
    const delivery = await queue(id)
    for (const seconds of retrySeconds) {
      await deliverAll()
      const { state, wait } = await row(delivery)
      expect(state).toBe('queued')
      expect(wait).toBeGreaterThan(seconds * 0.98)
      expect(wait).toBeLessThan(seconds * 1.1 + 1)
      await soon()
    }
    await deliverAll()
    expect(await row(delivery)).toMatchObject({ state: 'failed', attempts: 10 })
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(heard).toHaveLength(10)
    const log = await deliveryLog(deps, cast.nordlicht.lead, id, { limit: 5 })
    expect(log.items[0]!.attempts.map(({ status }) => status)).toEqual([
      500, 302, 500, 302, 500, 302, 500, 302, 500, 302,
    ])

    // A person calls again when the receiver is well.
    answer = () => ({ status: 200 })
    await replayDelivery(deps, cast.nordlicht.admin, delivery)
    await deliverAll()
    expect(await row(delivery)).toMatchObject({ state: 'done', attempts: 11 })
    expect(heard.at(-1)!.headers['webhook-id']).toBe(`msg_${delivery}`)
    await expect(replayDelivery(deps, cast.suedwind.admin, delivery)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a receiver that never answers is given up and tried again, and keeps no other call waiting', async () => {
    const { id } = await hook()
    answer = (n) => (n === 1 ? { status: 200, never: true } : { status: 200 })
    const silent = await queue(id)
    const delivering = deliverOnce({ ...deps, webhookTimeoutMs: 60_000 })
    await expect.poll(() => heard.length).toBe(1)
    // While it is waited for: given up, it would keep all calls to that receiver for a while.
    const other = await queue(id)
    await deliverAll()
    expect((await row(other)).state).toBe('done')
    server.closeAllConnections()
    await delivering
    expect(await row(silent)).toMatchObject({ state: 'queued', code: 'unreachable' })

    answer = () => ({ status: 200, never: true })
    await unthrottle()
    await soon()
    await deliverOnce({ ...deps, webhookTimeoutMs: 400 })
    expect(await row(silent)).toMatchObject({ state: 'queued', code: 'unreachable', attempts: 2 })
  })

  test('429 gives the receiver time, for all calls', async () => {
    const { id } = await hook()
    answer = () => ({ status: 429, headers: { 'retry-after': '120' } })
    const first = await queue(id)
    await deliverAll()
    expect((await row(first)).wait).toBeGreaterThan(110)
    const second = await queue(id)
    await soon()
    await deliverAll()
    expect(heard).toHaveLength(1)
    answer = () => ({ status: 200 })
    await unthrottle()
    await deliverAll()
    expect([await row(first), await row(second)].map(({ state }) => state)).toEqual(['done', 'done'])
  })

  test('410: the receiver is gone, nothing is called any more until somebody switches it on', async () => {
    const { id } = await hook()
    answer = () => ({ status: 410 })
    const first = await queue(id)
    await deliverAll()
    const second = await queue(id)
    await deliverAll()
    expect(heard).toHaveLength(1)
    expect([await row(first), await row(second)].map(({ state }) => state)).toEqual(['failed', 'queued'])
    const listed = (await listCatalog(deps, cast.nordlicht.admin)).items.find((action) => action.id === id)!
    expect(listed).toMatchObject({ enabled: false, disabledReason: 'gone', waiting: 1 })
    answer = () => ({ status: 200 })
    await changeAction(deps, cast.nordlicht.admin, id, {
      input: { kind: 'webhook', name: listed.name, settings: listed.settings as { url: string } },
      enabled: true,
      version: listed.version,
    })
    await deliverAll()
    expect((await row(second)).state).toBe('done')
    await expect(
      changeAction(deps, cast.nordlicht.admin, id, {
        input: { kind: 'webhook', name: 'x', settings: { url: 'http://a.example' } },
        enabled: true,
        version: 1,
      }),
    ).rejects.toMatchObject({ code: 'stale-version' })
  })

  test('inner addresses are never called, whatever they are written as', async () => {
    for (const host of [
      '169.254.169.254',
      '10.0.0.1',
      '127.0.0.1:1',
      '[::1]:9',
      'localhost:2',
      '0x7f000001',
      '2130706433',
    ]) {
      const { id } = await hook('/', host)
      const delivery = await queue(id)
      await deliverAll()
      expect(await row(delivery), host).toMatchObject({ state: 'failed', code: 'host-not-allowed' })
    }
    expect(heard).toHaveLength(0)
  })

  test('what a dead worker held comes back with its id; what another one settled stays settled', async () => {
    const { id } = await hook()
    const delivery = await queue(id)
    await run(
      deps.db.system,
      sql`update action_delivery set state = 'working', lease_by = 'dead', lease_until = now() - interval '1 second', attempts = 1, tries = 1 where id = ${delivery}`,
    )
    await deliverAll()
    expect(await row(delivery)).toMatchObject({ state: 'done', attempts: 2 })
    const held = await queue(id)
    answer = () => {
      void run(deps.db.system, sql`update action_delivery set lease_by = 'other' where id = ${held}`)
      return { status: 200 }
    }
    await deliverOnce(deps)
    expect(['working', 'done']).toContain((await row(held)).state)
  })

  test('a test call is told in the log only; an action that a rule uses stays', async () => {
    const { id } = await hook()
    const before = (await journalOf(deps, madeCase.id)).length
    const { deliveryId } = await testAction(deps, cast.nordlicht.admin, id)
    await deliverAll()
    expect(JSON.parse(heard[0]!.body)).toMatchObject({ type: 'workflow.test' })
    expect(await row(deliveryId)).toMatchObject({ state: 'done' })
    expect((await journalOf(deps, madeCase.id)).length).toBe(before)
    await run(
      deps.db.system,
      sql`insert into workflow (workspace_id, id, name, definition, trigger_kind, owner_id) values (${cast.nordlicht.workspaceId}, ${deps.newId()}, 'Nutzt sie', ${JSON.stringify({ then: [{ do: 'webhook', actionId: id }] })}::jsonb, 'event', ${cast.nordlicht.admin.memberId})`,
    )
    await expect(removeAction(deps, cast.nordlicht.admin, id)).rejects.toMatchObject({ code: 'conflict' })
    await run(deps.db.system, sql`delete from workflow where name = 'Nutzt sie'`)
    await removeAction(deps, cast.nordlicht.admin, id)
    expect((await listCatalog(deps, cast.nordlicht.admin)).items.some((action) => action.id === id)).toBe(false)
  })
})

test('the table: when what is asked for', () => {
  expect(nextTry(1, 500, null, 0)).toEqual({ at: 'later', seconds: 5, throttleSeconds: null })
  expect(nextTry(9, null, null, 1)).toEqual({ at: 'later', seconds: 95_040, throttleSeconds: 30 })
  expect(nextTry(10, 503, null, 0)).toEqual({ at: 'never' })
  expect(nextTry(1, 429, 90, 0)).toEqual({ at: 'later', seconds: 90, throttleSeconds: 90 })
  expect(nextTry(1, 502, 999_999, 0)).toEqual({ at: 'later', seconds: 3_600, throttleSeconds: 3_600 })
  expect(retryAfterSeconds('Sun, 22 Nov 2026 10:00:30 GMT', Date.UTC(2026, 10, 22, 10))).toBe(30)
  expect(retryAfterSeconds('soon', 0)).toBeNull()
})

describe('mails and documents', () => {
  const mail = (to: 'customer' | 'fixed', text = 'Fall {{case.number}}') =>
    createAction(deps, cast.nordlicht.admin, {
      kind: 'mail',
      name: 'Nachricht',
      settings: {
        to,
        addresses: to === 'fixed' ? ['technik@firma.example'] : [],
        presenceId: cast.nordlicht.presenceId,
        subject: 'Fall {{case.number}}',
        text,
      },
    })
  const sent = () =>
    rows(
      deps.db.system,
      sql<{
        to: string
        message_id: string | null
        purpose: string
      }>`select payload->'outgoing'->'to'->0->>'address' as to, message_id, purpose from outbox order by id`,
    )
  test('to fixed addresses and to the customer, once, in the case’s thread', async () => {
    await queue((await mail('fixed')).action.id)
    await queue((await mail('customer')).action.id)
    await Promise.all([deliverOnce(deps), deliverOnce({ ...deps, processName: 'second' })])
    await deliverAll()
    const queued = await sent()
    expect(queued.map(({ to, purpose }) => `${purpose} ${to}`).toSorted()).toEqual([
      'rule kim@example.com',
      'rule-fixed technik@firma.example',
    ])
    const [message] = await rows(
      deps.db.system,
      sql<{
        nature: string
        text: string
      }>`select nature, text from message where id = ${queued.find(({ purpose }) => purpose === 'rule')!.message_id}`,
    )
    expect(message).toEqual({ nature: 'automatic', text: `Fall ${madeCase.number}` })
  })
  test('a hole in a letter to a customer stops it; one address gets only so many; foreign mailboxes are none', async () => {
    const hole = await queue((await mail('customer', 'Guten Tag {{customer.name}}')).action.id)
    await deliverAll()
    expect(await row(hole)).toMatchObject({ state: 'failed', code: 'empty-variable' })
    const { id } = (await mail('customer')).action
    const many = []
    for (let n = 0; n < 7; n += 1) many.push(await queue(id))
    await deliverAll()
    const ends = await Promise.all(many.map(row))
    expect(ends.filter(({ code }) => code === 'capped').length).toBeGreaterThanOrEqual(2)
    await expect(
      createAction(deps, cast.nordlicht.admin, {
        kind: 'mail',
        name: 'Fremd',
        settings: {
          to: 'fixed',
          addresses: ['a@b.example'],
          presenceId: cast.suedwind.presenceId,
          subject: 'x',
          text: 'y',
        },
      }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })
  test('of several addresses one is full: the others have theirs once, and nobody doubles it by trying again', async () => {
    const { action } = await createAction(deps, cast.nordlicht.admin, {
      kind: 'mail',
      name: 'Zwei',
      settings: {
        to: 'fixed',
        addresses: ['zwei@firma.example', 'service@nordlicht.example'],
        presenceId: cast.nordlicht.presenceId,
        subject: 'Zwei',
        text: 'Zwei',
      },
    })
    const id = await queue(action.id)
    await deliverAll()
    expect(await row(id)).toMatchObject({ state: 'done' })
    await expect(replayDelivery(deps, cast.nordlicht.admin, id)).rejects.toMatchObject({ code: 'conflict' })
    expect((await sent()).filter(({ to }) => to === 'zwei@firma.example')).toHaveLength(1)
  })
  test('a title of faces is cut between two of them', async () => {
    const { action } = await createAction(deps, cast.nordlicht.admin, {
      kind: 'document',
      name: 'Schrift',
      settings: { format: 'pdf', language: 'de', title: `a${'𠮷'.repeat(60)}`, text: 'Fall: {{case.number}}' },
    })
    const id = await queue(action.id, { attach: 'case' })
    await deliverAll()
    const { state, result } = await row(id)
    expect(state).toBe('done')
    const [file] = await rows(deps.db.system, sql<{ name: string }>`select name from file where id = ${result.fileId}`)
    expect(file!.name).not.toContain('\ufffd')
    expect(() => encodeURIComponent(file!.name)).not.toThrow()
  })
  test('a document of the case lies in it, or beside the draft', async () => {
    const { action } = await createAction(deps, cast.nordlicht.admin, {
      kind: 'document',
      name: 'Auftrag',
      settings: {
        format: 'pdf',
        language: 'de',
        title: 'Einsatzauftrag',
        text: '# Auftrag\n\nFall: {{case.number}}\nKunde: {{contact.name}}',
      },
    })
    await run(
      deps.db.system,
      sql`update cases set owner_id = ${cast.nordlicht.agent.memberId} where id = ${madeCase.id}`,
    )
    const inCase = await queue(action.id, { attach: 'case' })
    const atDraft = await queue(action.id, { attach: 'draft' })
    await deliverAll()
    const [first, second] = [await row(inCase), await row(atDraft)]
    expect([first.state, second.state]).toEqual(['done', 'done'])
    const [file] = await rows(
      deps.db.system,
      sql<{
        name: string
        head: string
      }>`select name, encode(substring(bytes from 1 for 4), 'escape') as head from file where id = ${first.result.fileId}`,
    )
    expect(file).toEqual({ name: `Einsatzauftrag-${madeCase.number}.pdf`, head: '%PDF' })
    const [draft] = await rows(
      deps.db.system,
      sql<{
        extra: { files: { id: string }[] }
      }>`select extra from draft where case_id = ${madeCase.id} and member_id = ${cast.nordlicht.agent.memberId}`,
    )
    expect(draft!.extra.files.map(({ id }) => id)).toEqual([second.result.fileId])
    await expect(replayDelivery(deps, cast.nordlicht.admin, inCase)).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('a refusal stays a refusal, however many words it takes', async () => {
  const { id: actionId } = await hook()
  const long = 'x'.repeat(300_000)
  answer = () => ({ status: 500, body: long })
  const id = await queue(actionId)
  await deliverOnce(deps)
  const log = async () =>
    (await deliveryLog(deps, cast.nordlicht.admin, actionId, { limit: 5 })).items.find((one) => one.id === id)
  expect(await log()).toMatchObject({ state: 'queued', code: 'refused', attempts: [{ status: 500 }] })
  answer = () => ({ status: 200, body: long })
  await run(deps.db.system, sql`update action_delivery set next_at = now() where id = ${id}`)
  await deliverOnce(deps)
  expect(await log()).toMatchObject({ state: 'done', code: null })
})

describe('receivers that are slow, dead or switched off', () => {
  const stateOf = async (id: string) =>
    (await rows<{ state: string }>(deps.db.system, sql`select state from action_delivery where id = ${id}`))[0]!.state

  test('keep nobody else waiting, however much waits for them', async () => {
    const [dead, off, well] = [await hook('/tot'), await hook('/aus'), await hook('/lebt')]
    await run(deps.db.system, sql`update catalog_action set enabled = false where id = ${off.id}`)
    for (const action of [dead, off])
      await queueDeliveries(
        deps.db.system,
        cast.nordlicht.workspaceId,
        Array.from({ length: 50 }, () => ({
          id: deps.newId(),
          actionId: action.id,
          caseId: madeCase.id,
          runId: null,
          workflowId: null,
          byMember: null,
          payload: { path: 'tot' },
        })),
      )
    await run(
      deps.db.system,
      sql`update action_delivery set next_at = now() - interval '1 hour' where action_id in (${dead.id}, ${off.id})`,
    )
    answer = () => ({ status: 204, never: heard.at(-1)!.body.includes('tot') })
    // Time enough for the one that answers, however busy the machine is.
    const impatient = { ...deps, webhookTimeoutMs: 5_000 }
    const id = await queue(well.id)
    await deliverOnce(impatient)
    expect(await stateOf(id)).toBe('done')
    // Nothing came back at all: the others of that receiver wait with it.
    const calls = heard.length
    for (let turn = 0; turn < 3; turn += 1) await deliverOnce(impatient)
    expect(heard.length).toBe(calls)
  })
})
