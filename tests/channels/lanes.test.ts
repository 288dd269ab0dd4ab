import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type DiscourseStub, startDiscourseStub } from '../../packages/channels/src/discourse/testing/stub.ts'
import { type FaultServer, startFaultServer } from '../../packages/channels/src/testing/fault-server.ts'
import { createPresence, makeSender } from '../../packages/server/src/modules/presences/index.ts'
import { claimSendings } from '../../packages/server/src/modules/replies/claim-sending.ts'
import { startSending } from '../../packages/server/src/modules/replies/index.ts'
import { settleAbandoned } from '../../packages/server/src/modules/replies/settle-abandoned.ts'
import { rows, run } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { newId } from '../../packages/server/src/platform/ids.ts'
import { testDatabase } from '../database.ts'
import { type Cast, type House, makeCast, testDeps } from '../deps.ts'
import { until } from '../e2e/until.ts'
import { type SmtpSink, startSmtpSink } from '../peers/smtp-sink.ts'

let [url, allow] = ['', '']
let deps: Deps
let cast: Cast
let sink: SmtpSink
let forum: DiscourseStub
/** The way to the forum that hangs, and another that works. */
let hanging: FaultServer
let working: FaultServer
let [mailbox, stuck, brisk] = ['', '', '']

beforeAll(async () => {
  ;[sink, forum] = await Promise.all([startSmtpSink(), startDiscourseStub()])
  ;[hanging, working] = await Promise.all([startFaultServer(forum.url), startFaultServer(forum.url)])
  allow = [`127.0.0.1:${sink.port}`, new URL(hanging.url).host, new URL(working.url).host].join(',')
  url = (await testDatabase()).url
  deps = testDeps(url, { RESONANZ_EGRESS_ALLOW: allow })
  cast = await makeCast(deps)
  mailbox = await connected({
    kind: 'email',
    name: 'Postfach',
    settings: {
      address: 'antwort@nordlicht.example',
      imap: { host: '127.0.0.1', port: 1, user: 'x' },
      smtp: { host: '127.0.0.1', port: sink.port, security: 'none', user: '' },
    },
    secrets: { password: 'x' },
  })
  ;[stuck, brisk] = [await forumAt(hanging.url), await forumAt(working.url)]
})
afterAll(async () => {
  await Promise.all([sink.stop(), hanging.close(), working.close(), forum.close()])
  await deps.db.close()
})
afterEach(async () => {
  hanging.set(null)
  await run(deps.db.system, sql`update outbox set state = 'undone' where state in ('queued','handing_over')`)
})

async function connected(input: unknown): Promise<string> {
  return (await createPresence(deps, { connectorOf }, cast.nordlicht.owner, PresenceInput.parse(input))).presence.id
}
const forumAt = (address: string) =>
  connected({
    kind: 'discourse',
    name: `Forum ${address}`,
    settings: { url: address, username: 'uferlinie' },
    secrets: { apiKey: forum.apiKey },
  })

const words = (token: string) => `Guten Tag, hier ist unsere Antwort ${token}.`
/** Due now; in the forum as an answer in a topic. */
async function queue(house: House, presenceId: string, isMail: boolean, count = 1): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => newId())
  for (const token of tokens) {
    const outgoing = {
      clientToken: `<${token}@nordlicht.example>`,
      to: isMail ? [{ name: '', address: 'jana@kunden.example' }] : [],
      cc: [],
      subject: 'Ihre Frage',
      text: words(token),
      html: null,
      inReplyTo: null,
      references: [],
      senderName: null,
      replyToken: null,
      automatic: false,
      language: 'de',
      target: isMail
        ? null
        : {
            kind: 'reply',
            threadKey: 'topic/7',
            visibility: 'public',
            replyTo: null,
            meta: {},
            person: null,
            privately: false,
            lastInboundAt: null,
          },
    }
    await sql`insert into outbox (workspace_id, id, presence_id, payload, client_token, send_at)
      values (${house.workspaceId}, ${token}, ${presenceId}, ${JSON.stringify({ outgoing })}::jsonb, ${outgoing.clientToken}, now() - interval '1 second')`.execute(
      deps.db.system,
    )
  }
  return tokens
}
const stateOf = async (ids: string[]) =>
  (
    await rows(
      deps.db.system,
      sql<{ state: string }>`select state from outbox where id = any(${ids}::uuid[]) order by id`,
    )
  ).map(({ state }) => state)
const posted = (tokens: string[]) =>
  tokens.map((token) => forum.writes.filter(({ body }) => body['raw'] === words(token)).length)
const sending = () =>
  startSending({ ...deps, sender: makeSender(deps, connectorOf), processName: newId() }, { alone: false })

test('a network that hangs holds up its own words only; a stop waits for what is under way', async () => {
  hanging.set('hang', /POST/)
  const first = await queue(cast.nordlicht, stuck, false, 3)
  const mails = await queue(cast.nordlicht, mailbox, true, 5)
  const others = await queue(cast.nordlicht, brisk, false, 5)
  const loop = sending()
  await until('mail and the other forum', async () =>
    (await stateOf([...mails, ...others])).every((state) => state === 'handed_over'),
  )
  await until('what hangs', () => hanging.hanging() === 1)
  expect(await stateOf(first)).toEqual(['handing_over', 'queued', 'queued'])
  const stopped = loop.stop().then(() => 'stopped')
  const next = await queue(cast.nordlicht, mailbox, true)
  expect(await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))])).toBe('waits')
  hanging.cut()
  expect(await stopped).toBe('stopped')
  // What was under way is on record, what had not begun did not begin.
  expect(await stateOf(first)).toEqual(['unclear', 'queued', 'queued'])
  expect(await stateOf(next)).toEqual(['queued'])
  hanging.set(null)
  const again = sending()
  await until('the rest', async () =>
    (await stateOf([...first.slice(1), ...next])).every((state) => state === 'handed_over'),
  )
  await again.stop()
  expect(posted([...first, ...others])).toEqual(Array.from({ length: 8 }, () => 1))
})

test('killed while one hangs and others leave: nothing is sent twice', async () => {
  hanging.set('hang', /POST/)
  const first = await queue(cast.nordlicht, stuck, false, 2)
  const mails = await queue(cast.nordlicht, mailbox, true, 40)
  const before = sink.delivered().size
  const worker = fork(new URL('../crash/lanes-worker.ts', import.meta.url), {
    env: { ...process.env, CRASH_URL: url, CRASH_ALLOW: allow },
    stdio: 'ignore',
  })
  await until('some left', () => hanging.hanging() === 1 && sink.delivered().size > before + 5)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  hanging.set(null)
  const sender = makeSender(deps, connectorOf)
  while (await settleAbandoned({ ...deps, sender, processName: 'next' }, { anyLease: true }));
  expect((await stateOf(first))[0]).toBe('unclear')
  const again = sending()
  await until('the rest', async () => !(await stateOf([...first, ...mails])).some((state) => state === 'queued'))
  await again.stop()
  // Two were under way at most: the hanging one and a mail.
  expect((await stateOf([...first, ...mails])).filter((state) => state !== 'handed_over').length).toBeLessThanOrEqual(2)
  expect(posted(first)).toEqual([1, 1])
  expect([...sink.delivered().values()].every((times) => times === 1)).toBe(true)
})

test('each channel and each company in turn: neither a flood nor dead hosts take all lanes', async () => {
  const { nordlicht, suedwind } = cast
  const crowd = Array.from({ length: 12 }, () => newId())
  for (const id of crowd)
    await sql`insert into presence (workspace_id, id, kind, name, failures) values (${suedwind.workspaceId}, ${id}, 'telegram', 'Bot', 3)`.execute(
      deps.db.system,
    )
  for (const id of crowd) await queue(suedwind, id, false, 2)
  await queue(suedwind, suedwind.presenceId, true, 30)
  const mail = await queue(nordlicht, mailbox, true, 3)
  const other = await queue(nordlicht, brisk, false, 2)
  const by = { ...deps, sender: makeSender(deps, connectorOf), processName: 'fair' }
  const claim = async (running: { workspace_id: string; presence_id: string }[], free = 8) =>
    claimSendings(by, { free, perPresence: 1, perWorkspace: 6, running })

  const begun = await claim([])
  const presences = begun.map(({ presence_id }) => presence_id)
  expect(new Set(presences).size).toBe(8)
  expect(presences).toEqual(expect.arrayContaining([mailbox, brisk, suedwind.presenceId]))
  // The oldest of each; of what is not in trouble first.
  const ids = begun.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining([mail[0], other[0]]))
  expect(begun.filter(({ workspace_id }) => workspace_id === suedwind.workspaceId)).toHaveLength(6)

  // Südwind has its share and hangs: what is free is for others, and nothing of it waits behind the flood.
  const hangingOn = begun.filter(({ workspace_id }) => workspace_id === suedwind.workspaceId)
  expect((await claim(hangingOn)).map(({ presence_id }) => presence_id).toSorted()).toEqual([mailbox, brisk].toSorted())
  expect(await claim([...hangingOn, ...begun.filter((one) => !hangingOn.includes(one))])).toEqual([])
})
