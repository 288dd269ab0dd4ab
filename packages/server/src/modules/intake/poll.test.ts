import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTransaction, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { changePresence, createPresence, pollNow } from '#presences'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { type MailPeer, mailPassword, type MailUser, noMail, startMail } from '../../../../../tests/peers/mail.ts'
import { type Polling, startPolling } from './poll.ts'
import { pauseAfterFault } from './poll-pause.ts'
import { storeItems } from './store-items.ts'
import { claimPresences, releaseLease } from './store-poll.ts'

let url = ''
let cast: Cast
const opened: Deps[] = []
const running: Polling[] = []

/** One more process, as far as leases know. */
async function processOn(env: Record<string, string>): Promise<{ deps: Deps; polling: Polling; name: string }> {
  const deps = testDeps(url, { ...env, RESONANZ_MAIL_SECURITY_RELAXED: 'true' })
  opened.push(deps)
  const name = deps.newId()
  const polling = await startPolling(
    { ...deps, processName: name },
    {
      connectorOf,
      store: (presence, items, cursor) =>
        inTransaction(deps.db.system, (tx) => storeItems(tx, presence, items, { cursor })),
    },
  )
  running.push(polling)
  return { deps, polling, name }
}

beforeAll(async () => {
  url = (await testDatabase()).url
  const deps = testDeps(url)
  opened.push(deps)
  cast = await makeCast(deps)
  // The cast's own mailboxes lead nowhere.
  await sql`update presence set paused = true`.execute(deps.db.system)
})
afterAll(async () => {
  await Promise.all(running.map((polling) => polling.stop()))
  await Promise.all(opened.map((deps) => deps.db.close()))
})

describe.skipIf(noMail)('mailboxes', () => {
  let mail: MailPeer
  let env: Record<string, string>
  beforeAll(async () => {
    mail = (await startMail())!
    env = { RESONANZ_EGRESS_ALLOW: `127.0.0.1:${mail.imapPort},127.0.0.1:${mail.submissionPort}` }
  })
  afterAll(async () => {
    // They may not reach the feed of the next test, and would claim it.
    await Promise.all(running.splice(0).map((polling) => polling.stop()))
    await mail?.stop()
  })

  const connect = async (deps: Deps, user: MailUser, password = mailPassword) => {
    const input = PresenceInput.parse({
      kind: 'email',
      name: user,
      settings: {
        address: user,
        imap: { host: '127.0.0.1', port: mail.imapPort, security: 'starttls', user },
        smtp: { host: '127.0.0.1', port: mail.submissionPort, user },
      },
      secrets: { password },
    })
    return (await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input)).presence.id
  }

  test('two processes share a mailbox: each mail once, in order, also when one of them ends', async () => {
    const [one, two] = [await processOn(env), await processOn(env)]
    const id = await connect(one.deps, 'service@firma.test')
    await until(one.deps, id, 'it is read', async () => (await state(one.deps, id)).last_success_at !== null)
    await mail.deliver('service@firma.test', numbered(1, 40))
    await until(one.deps, id, '40 mails', async () => (await keys(one.deps, id)).length === 40)
    const holder = (await state(one.deps, id)).lease_by === one.name ? one : two
    await holder.polling.stop()
    await mail.deliver('service@firma.test', numbered(41, 80))
    await until(one.deps, id, '80 mails', async () => (await keys(one.deps, id)).length === 80)
    expect(await subjects(one.deps, id)).toEqual(names(1, 80))
    await (holder === one ? two : one).polling.stop()
    const after = await state(one.deps, id)
    expect([after.lease_by, after.error_kind]).toEqual([null, null])
  })

  test('a mailbox away for a while: waits, tells, and everything comes in order', async () => {
    const { deps } = await processOn(env)
    const id = await connect(deps, 'rechnung@firma.test')
    await until(deps, id, 'it is read', async () => (await state(deps, id)).last_success_at !== null)
    await mail.stopImap()
    await until(deps, id, 'a fault', async () => (await state(deps, id)).error_code === 'unreachable')
    await mail.deliver('rechnung@firma.test', numbered(1, 120))
    await mail.startImap()
    await until(deps, id, '120 mails', async () => (await keys(deps, id)).length === 120)
    expect(await subjects(deps, id)).toEqual(names(1, 120))
    await until(deps, id, 'it is well', async () => (await state(deps, id)).error_kind === null)
  })

  test('a wrong password asks for a person; the right one is tried at once', async () => {
    const { deps, polling } = await processOn(env)
    const id = await connect(deps, 'leitung@firma.test', 'falsch')
    polling.wake()
    await until(deps, id, 'sign-in', async () => (await state(deps, id)).error_kind === 'sign_in')
    const secrets = { password: mailPassword }
    await changePresence(deps, { connectorOf }, cast.nordlicht.owner, id, { secrets })
    polling.wake(id)
    await until(deps, id, 'it is well', async () => (await state(deps, id)).last_success_at !== null)
    expect(await journal(deps, id)).toEqual([
      'presence.connected',
      'presence.failing',
      'presence.changed',
      'presence.recovered',
    ])
  })

  test('paused: nothing comes in; resumed: what waited comes', async () => {
    const { deps, polling } = await processOn(env)
    const id = await connect(deps, 'kunde@example.test')
    await until(deps, id, 'it is read', async () => (await state(deps, id)).last_success_at !== null)
    await changePresence(deps, { connectorOf }, cast.nordlicht.owner, id, { paused: true })
    for (const one of running) one.wake(id)
    await until(deps, id, 'it is let go', async () => (await state(deps, id)).lease_by === null)
    await mail.deliver('kunde@example.test', numbered(1, 3))
    await changePresence(deps, { connectorOf }, cast.nordlicht.owner, id, { paused: false })
    polling.wake(id)
    await until(deps, id, '3 mails', async () => (await keys(deps, id)).length === 3)
    expect(await subjects(deps, id)).toEqual(names(1, 3))
  })

  test('the daily reconcile fetches what is missing and says so', async () => {
    const { deps } = await processOn(env)
    const id = await connect(deps, 'jana@example.test')
    await until(deps, id, 'it is read', async () => (await state(deps, id)).last_success_at !== null)
    await mail.deliver('jana@example.test', numbered(1, 5))
    await until(deps, id, '5 mails', async () => (await keys(deps, id)).length === 5)
    const [lost] = await keys(deps, id)
    await sql`delete from inlet_open where item_id in (select id from inlet_item where presence_id = ${id} and source_key = ${lost})`.execute(
      deps.db.system,
    )
    await sql`delete from inlet_item where presence_id = ${id} and source_key = ${lost}`.execute(deps.db.system)
    await sql`update presence set last_reconciled_at = now() - interval '25 hours' where id = ${id}`.execute(
      deps.db.system,
    )
    for (const one of running) one.wake(id)
    await until(deps, id, 'it is back', async () => (await keys(deps, id)).length === 5)
    await until(deps, id, 'it is told', async () => (await journal(deps, id)).includes('presence.reconciled'))
    expect((await subjects(deps, id)).toSorted()).toEqual(names(1, 5))
  })
})

describe('feeds', () => {
  let server: Server
  let port = 0
  let entries = ['first', 'second']
  let asked = 0
  let gone = false
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked += 1
      if (request.url === '/old') return response.writeHead(301, { location: '/feed' }).end()
      if (gone) return response.writeHead(410).end()
      const items = entries.map((text) => {
        const key = text.split(' ')[0]
        return `<item><guid>${key}</guid><title>${text}</title><link>http://example.org/${key}</link><description>${text}</description></item>`
      })
      const etag = `"${entries.join('-')}"`
      if (request.headers['if-none-match'] === etag) return response.writeHead(304).end()
      response.writeHead(200, { 'content-type': 'application/rss+xml', etag })
      response.end(`<rss version="2.0"><channel><title>Forum</title>${items.toReversed().join('')}</channel></rss>`)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  test('entries once each, edits as new versions, the new address remembered, gone is told', async () => {
    const { deps, polling } = await processOn({ RESONANZ_EGRESS_ALLOW: `127.0.0.1:${port}` })
    const input = PresenceInput.parse({
      kind: 'feed',
      name: 'Forum',
      settings: { url: `http://127.0.0.1:${port}/old` },
    })
    const { presence } = await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input)
    const id = presence.id
    const again = async () => {
      await sql`update presence set next_poll_at = now() where id = ${id}`.execute(deps.db.system)
      polling.wake(id)
    }
    polling.wake()
    await until(deps, id, 'two entries', async () => (await keys(deps, id)).length === 2)
    expect(await keys(deps, id)).toEqual(['first', 'second'])
    await until(deps, id, 'it is let go', async () => (await state(deps, id)).lease_by === null)
    expect((await state(deps, id)).cursor).toMatchObject({ url: `http://127.0.0.1:${port}/feed` })
    entries = ['first edited', 'second', 'third']
    await again()
    await until(deps, id, 'four versions', async () => (await keys(deps, id)).length === 4)
    expect((await keys(deps, id)).toSorted()).toEqual(['first', 'first', 'second', 'third'])
    const before = asked
    await until(deps, id, 'it is let go', async () => (await state(deps, id)).lease_by === null)
    await again()
    await until(deps, id, 'asked again', async () => asked > before && (await state(deps, id)).lease_by === null)
    expect(await keys(deps, id)).toHaveLength(4)
    gone = true
    await again()
    await until(deps, id, 'gone', async () => (await state(deps, id)).error_code === 'gone')
    expect((await state(deps, id)).error_kind).toBe('permanent')
  })
})

test('a visit asked for while one ends is not put off by it, also when nobody of this process heard of the wish', async () => {
  await Promise.all(running.splice(0).map((polling) => polling.stop()))
  const { db } = testDeps(url)
  const { workspaceId, presenceId: id } = cast.suedwind
  const due = async () =>
    (
      await rows<{ isDue: boolean }>(
        db.system,
        sql`select next_poll_at <= now() as "isDue" from presence where id = ${id}`,
      )
    )[0]
  // None but it: those of the tests before may be due as well.
  await sql`update presence set paused = id <> ${id}, next_poll_at = case when id = ${id} then now() - interval '1 minute' else next_poll_at end`.execute(
    db.system,
  )
  const visit = async (meanwhile: () => Promise<unknown>) => {
    const [claim] = await claimPresences(db.system, workspaceId, 1)
    expect(claim).toMatchObject({ id })
    await meanwhile()
    await releaseLease(db.system, workspaceId, claim!, 3_600_000)
  }
  await visit(() => pollNow(db.system, id))
  expect(await due()).toEqual({ isDue: true })
  await visit(async () => {})
  expect(await due()).toEqual({ isDue: false })
  await sql`update presence set paused = true where id = ${id}`.execute(db.system)
  await db.close()
})

test('pauses grow, keep to what the network asks, and end', () => {
  const passing = { kind: 'transient', retryAfterMs: null } as const
  const waits = [1, 2, 3, 5, 8, 20, 10_000].map((failures) => pauseAfterFault(passing, failures, () => 0.5))
  expect(waits).toEqual([2_000, 4_000, 8_000, 32_000, 256_000, 300_000, 300_000])
  expect(pauseAfterFault({ kind: 'transient', retryAfterMs: 900_000 }, 1)).toBe(900_000)
  expect(pauseAfterFault({ kind: 'sign_in', retryAfterMs: null }, 1, () => 0.5)).toBe(300_000)
  expect(pauseAfterFault({ kind: 'permanent', retryAfterMs: null }, 500, () => 0.5)).toBe(1_800_000)
})

type State = {
  lease_by: string | null
  error_kind: string | null
  error_code: string | null
  last_success_at: Date | null
  cursor: unknown
}
async function state(deps: Deps, id: string): Promise<State> {
  const [row] = await rows(deps.db.system, sql<State>`select * from presence where id = ${id}`)
  return row!
}
async function keys(deps: Deps, id: string): Promise<string[]> {
  const found = await rows(
    deps.db.system,
    sql<{ k: string }>`select source_key as k from inlet_item where presence_id = ${id} order by id`,
  )
  return found.map(({ k }) => k)
}
async function subjects(deps: Deps, id: string): Promise<string[]> {
  const found = await rows(
    deps.db.system,
    sql<{ raw: Buffer }>`select raw from inlet_item where presence_id = ${id} order by id`,
  )
  return found.map(({ raw }) => /^Subject: (.*?)\r$/m.exec(raw.toString())?.[1] ?? '')
}
async function journal(deps: Deps, id: string): Promise<string[]> {
  const found = await rows(
    deps.db.system,
    sql<{ kind: string }>`select kind from journal where subject_id = ${id} order by seq`,
  )
  return found.map(({ kind }) => kind)
}
async function until(deps: Deps, id: string, what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 1_000; n += 1) {
    if (await holds()) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(
    `${what} did not come; state ${JSON.stringify(await state(deps, id))}, items ${(await keys(deps, id)).length}`,
  )
}
const names = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => `mail ${from + at}`)
const numbered = (from: number, to: number) =>
  names(from, to).map((name) =>
    Buffer.from(
      `From: kunde@example.test\r\nSubject: ${name}\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <${name.replace(' ', '.')}@example.test>\r\n\r\nGuten Tag\r\n`,
    ),
  )
