import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendReply, threadOfToken } from '#replies'
import type { Deps } from '#platform/deps'
import { inTransaction, rows } from '#platform/db/database'
import { newId } from '#platform/ids'
import { makeWorkerPool } from '#platform/worker-pool'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import type { WorkerResult, WorkerTask } from './parse-worker.ts'
import { type IntakeDeps, processBatch } from './process.ts'
import { dailyProof } from './proof.ts'
import { storeItems } from './store-items.ts'

let deps: Deps
let intake: IntakeDeps
let cast: Cast
let inlet: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  const pool = makeWorkerPool<WorkerTask, WorkerResult>({
    entry: new URL('./parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 5_000,
  })
  intake = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test' }
})
afterAll(async () => {
  await intake.pool.close()
  await deps.db.close()
})
beforeEach(async () => {
  inlet = newId()
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${cast.nordlicht.workspaceId}, ${inlet}, 'inlet', 'Eingang', '{}', 'infinity')`.execute(
    deps.db.system,
  )
  const email = {
    address: 'service@nordlicht.example',
    imap: { host: 'x.example', user: 'x' },
    smtp: { host: 'x.example', user: 'x' },
  }
  await sql`update presence set settings = ${JSON.stringify(email)}::jsonb where id = ${cast.nordlicht.presenceId}`.execute(
    deps.db.system,
  )
})

const store = (presenceId: string, items: { key: string; raw: string | Buffer; type?: string }[]) =>
  inTransaction(deps.db.system, (tx) =>
    storeItems(
      tx,
      { id: presenceId, workspaceId: cast.nordlicht.workspaceId },
      items.map((item) => ({
        sourceKey: item.key,
        contentType: item.type ?? 'application/json',
        source: {},
        raw: Buffer.from(item.raw),
      })),
    ),
  )
const work = async () => {
  while (await processBatch(intake));
}
const post = (id: string, text = `Wo bleibt ${id}?`) => ({
  key: id,
  raw: JSON.stringify({ id, author: { name: 'Jana Berger', email: 'jana@kunden.test' }, text }),
})
const mail = (head: Record<string, string>, body = 'Guten Tag, wo bleibt meine Lieferung?') =>
  `${Object.entries({
    From: 'Jana Berger <jana@kunden.test>',
    To: 'service@nordlicht.example',
    Date: 'Fri, 20 Nov 2026 10:00:00 +0100',
    'Content-Type': 'text/plain; charset=utf-8',
    ...head,
  })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}\r\n`
const sendMail = (key: string, head: Record<string, string>, body?: string) =>
  store(cast.nordlicht.presenceId, [{ key, raw: mail(head, body), type: 'message/rfc822' }])
const casesOf = async (presenceId: string) =>
  rows(
    deps.db.system,
    sql<{ id: string; number: number; title: string; category: string; messages: number }>`
  select c.id, c.number, c.title, c.category, (select count(*)::int from case_message cm where cm.case_id = c.id) as messages from cases c where c.presence_id = ${presenceId} order by c.number`,
  )
const outcomes = async (presenceId: string) =>
  rows(
    deps.db.system,
    sql<{
      source_key: string
      state: string
      outcome: string | null
      code: string | null
    }>`select source_key, state, outcome, code from inlet_item where presence_id = ${presenceId} order by id`,
  )

describe('taking in', () => {
  test('each item becomes one case, however often and in whatever order it is pushed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 25 }),
        fc.integer({ min: 1, max: 6 }),
        async (order, size) => {
          const prefix = newId()
          for (let at = 0; at < order.length; at += size) {
            await store(
              inlet,
              order.slice(at, at + size).map((n) => post(`${prefix}-${n}`)),
            )
            if (at % 2 === 0) await work()
          }
          await work()
          const found = (await casesOf(inlet)).filter((row) => row.title.includes(prefix))
          expect(found.length).toBe(new Set(order).size)
          expect(found.every((row) => row.messages === 1)).toBe(true)
        },
      ),
      { numRuns: 12 },
    )
  })

  test('numbers run on without gaps or doubles inside a workspace', async () => {
    await store(
      inlet,
      Array.from({ length: 40 }, (_, index) => post(`n-${newId()}-${index}`)),
    )
    await work()
    const numbers = (await casesOf(inlet)).map((row) => row.number)
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index))
  })

  test('an item that cannot be read is set apart with its reason, its neighbours are taken', async () => {
    await store(inlet, [post(`a-${inlet}`), { key: 'poison', raw: '{"id": broken' }, post(`b-${inlet}`)])
    await work()
    expect(await outcomes(inlet)).toMatchObject([
      { outcome: 'message' },
      { source_key: 'poison', state: 'quarantined' },
      { outcome: 'message' },
    ])
    expect((await casesOf(inlet)).length).toBe(2)
  })

  test('words the database would refuse are cleaned or set apart, never lost', async () => {
    await store(inlet, [
      {
        key: 'nul',
        raw: JSON.stringify({ id: 'nul', text: 'vor\u0000nach \ud800 einsam', author: { name: 'N\u0000ul' } }),
      },
      post(`c-${inlet}`),
    ])
    await work()
    const found = await outcomes(inlet)
    expect(found.every((row) => row.outcome === 'message' || row.state === 'quarantined')).toBe(true)
    expect(found.find((row) => row.source_key.startsWith('c-'))?.outcome).toBe('message')
  })

  test('a large item is stored byte for byte, once, and leaves no piece behind', async () => {
    const bytes = (length: number, step: number) =>
      Buffer.from(Array.from({ length }, (_, n) => (n * step + (n >> 8)) % 251))
    const mails = [bytes(5_000_001, 7), bytes(2 * 1024 * 1024, 3), bytes(2 * 1024 * 1024 + 1, 11), bytes(10, 5)]
    const items = mails.map((raw, n) => ({ key: `gross-${n}`, raw, type: 'application/octet-stream' }))
    await store(inlet, items)
    await store(inlet, items)
    const stored = await rows(
      deps.db.system,
      sql<{ raw: Buffer }>`select raw from inlet_item where presence_id = ${inlet} order by source_key`,
    )
    expect(stored.map(({ raw }, n) => raw.equals(mails[n]!))).toEqual([true, true, true, true])
    expect(await rows(deps.db.system, sql`select 1 from inlet_piece`)).toEqual([])
  })

  test('the daily proof balances', async () => {
    await store(inlet, [post(`p-${inlet}`), { key: 'q', raw: 'nope' }])
    await work()
    const { days } = await dailyProof(deps, cast.nordlicht.reader, 2)
    expect(days.length).toBeGreaterThan(0)
    expect(days.every((day) => day.balanced && day.waiting === 0)).toBe(true)
  })
})

describe('an id says what it means only where it was given', () => {
  test('an answer to comment 12 of one site has nothing to do with comment 12 of another, nor has a mail', async () => {
    const [one, other] = [newId(), newId()]
    for (const id of [one, other])
      await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${cast.nordlicht.workspaceId}, ${id}, 'wordpress', ${`Blog ${id}`}, ${JSON.stringify({ url: `https://${id}.example`, username: 'redaktion', directed: true })}::jsonb, 'infinity')`.execute(
        deps.db.system,
      )
    const number = Date.now() % 2 ** 31
    const comment = (id: number, parent: number) => ({
      key: `comment/${id}`,
      raw: JSON.stringify({
        id,
        post: 1,
        parent,
        author: 0,
        author_name: `Gast ${id}`,
        date_gmt: '2026-11-20T09:00:00',
        content: { rendered: `<p>Wo bleibt ${id}?</p>` },
        status: 'approved',
        type: 'comment',
      }),
    })
    await store(one, [comment(number, 0)])
    await store(other, [comment(number + 1, number)])
    await sendMail(`m-${number}`, {
      From: 'Fremd <fremd@anders.test>',
      'Message-ID': `<${newId()}@anders.test>`,
      Subject: `Anfrage ${number}`,
      References: `<${number}>`,
    })
    await work()
    const counts = async (id: string) => (await casesOf(id)).map(({ messages }) => messages)
    expect([await counts(one), await counts(other)]).toEqual([[1], [1]])
    expect(
      (await casesOf(cast.nordlicht.presenceId)).filter(({ title }) => title === `Anfrage ${number}`),
    ).toHaveLength(1)
  })
})

test('a private word about a public one is of the same concern, and stays private: its answer is not public', async () => {
  const presence = newId()
  const settings = { instance: 'https://social.example', account: 'service@social.example' }
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${cast.nordlicht.workspaceId}, ${presence}, 'mastodon', 'Fediverse', ${JSON.stringify(settings)}::jsonb, 'infinity')`.execute(
    deps.db.system,
  )
  const first = `https://nutzer.example/${newId()}`
  const status = (uri: string, visibility: string, parent: string | null) => ({
    sourceKey: uri,
    contentType: 'application/json',
    source: { directed: true, home: 'social.example', parent, root: parent },
    raw: Buffer.from(
      JSON.stringify({
        id: uri,
        uri,
        visibility,
        content: '<p>Wo bleibt es?</p>',
        account: { id: '7', acct: 'gerda@nutzer.example' },
      }),
    ),
  })
  await inTransaction(deps.db.system, (tx) =>
    storeItems(tx, { id: presence, workspaceId: cast.nordlicht.workspaceId }, [
      status(first, 'public', null),
      status(`${first}/2`, 'direct', first),
    ]),
  )
  await work()
  const found = await rows(
    deps.db.system,
    sql`select t.visibility, (select count(distinct cm.case_id)::int from case_message cm join message o on o.id = cm.message_id where o.presence_id = ${presence}) as cases
      from message m join thread t on t.id = m.thread_id where m.presence_id = ${presence} order by m.external_id`,
  )
  expect(found).toEqual([
    { visibility: 'public', cases: 1 },
    { visibility: 'private', cases: 1 },
  ])
})

describe('mail finds its case', () => {
  test('by references, by our own Message-ID, by the plus address, by "Re:" subject and person; a stranger’s id opens nothing', async () => {
    const id = `<${newId()}@kunden.test>`
    const subject = `Lieferung ${newId()}`
    await sendMail(`1-${id}`, { 'Message-ID': id, Subject: subject })
    await work()
    const opened = (await casesOf(cast.nordlicht.presenceId)).find((row) => row.title === subject)
    expect(opened).toMatchObject({ messages: 1, category: 'new' })

    const [thread] = await rows(
      deps.db.system,
      sql<{
        id: string
        last: string
      }>`select t.id, c.last_message_id as last from thread t join cases c on c.id = t.case_id where t.case_id = ${opened!.id}`,
    )
    const sent = await sendReply(deps, cast.nordlicht.agent, opened!.id, {
      threadId: thread!.id,
      text: 'Guten Tag Frau Berger, …',
      attachmentIds: [],
      expectedLastMessageId: thread!.last,
      evenIfNewer: false,
      nextUpdate: null,
      includeQuote: true,
      logged: false,
    })
    const [out] = await rows(
      deps.db.system,
      sql<{
        token: string
        reply: string
      }>`select client_token as token, payload->'outgoing'->>'replyToken' as reply from outbox where id = ${sent.outboxId}`,
    )

    await sendMail(`2-${id}`, {
      'Message-ID': `<${newId()}@kunden.test>`,
      Subject: `Re: ${subject}`,
      'In-Reply-To': id,
      References: id,
    })
    await sendMail(`3-${id}`, {
      'Message-ID': `<${newId()}@kunden.test>`,
      Subject: 'ganz anders',
      'In-Reply-To': out!.token,
    })
    await sendMail(`4-${id}`, {
      'Message-ID': `<${newId()}@kunden.test>`,
      Subject: 'ohne alles',
      To: `service+c_${out!.reply}@nordlicht.example, service+${out!.reply}@nordlicht.example`,
    })
    await sendMail(`5-${id}`, { 'Message-ID': `<${newId()}@kunden.test>`, Subject: `AW: ${subject}` })
    await work()
    const forged = out!.token.replace(/\.[0-9a-f]{32}@/, `.${'0'.repeat(32)}@`).replace(/^<r\.[a-z2-7]{6}/, '<r.aaaaaa')
    await sendMail(`6-${id}`, {
      From: 'Fremd <fremd@anders.test>',
      'Message-ID': `<${newId()}@anders.test>`,
      Subject: `fremd ${id}`,
      'In-Reply-To': forged,
    })
    await work()
    const now = (await casesOf(cast.nordlicht.presenceId)).find((row) => row.id === opened!.id)
    expect(now).toMatchObject({ messages: 6, category: 'open' })
    expect((await casesOf(cast.nordlicht.presenceId)).filter((row) => row.title.startsWith('fremd'))).toHaveLength(1)
  })

  test('the same mail met again is known; another mail under its id is kept and flagged', async () => {
    const id = `<${newId()}@kunden.test>`
    await sendMail(`a-${id}`, { 'Message-ID': id, Subject: `Zweimal ${id}` }, 'Erste Worte')
    await work()
    await sendMail(`b-${id}`, { 'Message-ID': id, Subject: `Zweimal ${id}` }, 'Erste Worte')
    await sendMail(`c-${id}`, { 'Message-ID': id, Subject: `Zweimal ${id}` }, 'Ganz andere Worte')
    await work()
    expect(
      (await outcomes(cast.nordlicht.presenceId))
        .filter((row) => row.source_key.endsWith(id))
        .map((row) => row.outcome),
    ).toEqual(['message', 'known', 'message'])
    const flagged = await rows(
      deps.db.system,
      sql<{
        flags: string[]
      }>`select flags from message where text = 'Ganz andere Worte' and external_id like ${`${id}%`}`,
    )
    expect(flagged[0]!.flags).toContain('id-reused')
  })

  test('out-of-office answers, lists and bounces open no case and change no state', async () => {
    const id = `<${newId()}@kunden.test>`
    await sendMail(`o-${id}`, {
      'Message-ID': id,
      Subject: 'Abwesenheitsnotiz: Urlaub',
      'Auto-Submitted': 'auto-replied',
    })
    await sendMail(`l-${id}`, {
      'Message-ID': `${id}l`,
      Subject: 'Unser Newsletter',
      'List-Id': '<news.firma.test>',
      Precedence: 'bulk',
    })
    await work()
    const found = (await outcomes(cast.nordlicht.presenceId)).filter((row) => row.source_key.endsWith(id))
    expect(found.map((row) => row.outcome)).toEqual(['filtered', 'filtered'])
  })

  test('a word on a finished case opens it again, with the clock of the customer running', async () => {
    const id = `<${newId()}@kunden.test>`
    await sendMail(`f-${id}`, { 'Message-ID': id, Subject: `Fertig ${id}` })
    await work()
    const row = (await casesOf(cast.nordlicht.presenceId)).find((found) => found.title === `Fertig ${id}`)
    await sql`update cases set category = 'done', closed_at = now(), answer_due_at = null, waiting_since = null where id = ${row!.id}`.execute(
      deps.db.system,
    )
    await sendMail(`g-${id}`, { 'Message-ID': `<${newId()}@kunden.test>`, Subject: `Re: Fertig ${id}`, References: id })
    await work()
    const [after] = await rows(
      deps.db.system,
      sql<{
        category: string
        closed_at: Date | null
        due: boolean
      }>`select category, closed_at, answer_due_at > now() as due from cases where id = ${row!.id}`,
    )
    expect(after).toEqual({ category: 'open', closed_at: null, due: true })
    const kinds = (
      await rows(
        deps.db.system,
        sql<{ kind: string }>`select kind from journal where subject_id = ${row!.id} order by seq`,
      )
    ).map((entry) => entry.kind)
    expect(kinds).toEqual(['case.created', 'message.received', 'case.reopened'])
  })
})
