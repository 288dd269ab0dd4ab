import { connectorOf, type Outgoing } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { one } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { freePort } from '../../../../../tests/free-port.ts'
import { type SmtpSink, startSmtpSink } from '../../../../../tests/peers/smtp-sink.ts'
import { archivePresence } from './archive-presence.ts'
import { createPresence } from './create-presence.ts'
import { makeSender } from './sender.ts'

let deps: Deps
let cast: Cast
let sink: SmtpSink
let closedPort = 0

beforeAll(async () => {
  sink = await startSmtpSink()
  closedPort = await freePort()
  const allow = [sink.port, closedPort].map((port) => `127.0.0.1:${port}`).join(',')
  deps = testDeps((await testDatabase()).url, { RESONANZ_EGRESS_ALLOW: allow })
  cast = await makeCast(deps)
})
afterAll(async () => {
  await sink.stop()
  await deps.db.close()
})

const letter = (clientToken: string): Outgoing => ({
  clientToken,
  to: [{ name: '', address: 'gerda@example.org' }],
  cc: [],
  subject: 'Re: Fahrrad',
  text: 'Es kommt am Montag.',
  html: null,
  inReplyTo: null,
  references: [],
  senderName: null,
  replyToken: null,
  automatic: false,
  target: null,
  language: 'de',
  attachments: [],
})

async function mailbox(address: string, port: number): Promise<string> {
  const input = PresenceInput.parse({
    kind: 'email',
    name: address,
    settings: {
      address,
      imap: { host: '127.0.0.1', port: 1, user: address },
      smtp: { host: '127.0.0.1', port, security: 'none', user: '' },
    },
    secrets: { password: 'x' },
  })
  return (await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input)).presence.id
}
const health = (id: string) =>
  one(
    deps.db.system,
    sql<{
      error_kind: string | null
      error_code: string | null
    }>`select error_kind, error_code from presence where id = ${id}`,
  )

test('handed over, refused, unclear: only a fault of the server itself touches the health of the channel', async () => {
  const sender = makeSender(deps, connectorOf)
  const id = await mailbox('a@nordlicht.example', sink.port)
  expect(await sender.send(id, letter('<1@nordlicht.example>'))).toMatchObject({ state: 'handed_over' })
  sink.answerWith('never')
  expect(await sender.send(id, letter('<2@nordlicht.example>'))).toMatchObject({ state: 'failed' })
  sink.answerWith('later')
  expect(await sender.send(id, letter('<3@nordlicht.example>'))).toMatchObject({ state: 'retry' })
  sink.answerWith('take-and-drop')
  expect(await sender.send(id, letter('<4@nordlicht.example>'))).toMatchObject({ state: 'unclear' })
  expect(await health(id)).toEqual({ error_kind: null, error_code: null })
  expect(sink.mails.map(({ messageId }) => messageId)).toEqual([1, 2, 3, 4].map((n) => `<${n}@nordlicht.example>`))
})

test('a sending server that is away is told in the health of the channel', async () => {
  const sender = makeSender(deps, connectorOf)
  const id = await mailbox('b@nordlicht.example', closedPort)
  expect(await sender.send(id, letter('<5@nordlicht.example>'))).toMatchObject({ state: 'retry', code: 'unreachable' })
  expect(await health(id)).toEqual({ error_kind: 'transient', error_code: 'unreachable' })
})

test('archived and unknown channels send nothing; what has no way of sending says so', async () => {
  const sender = makeSender(deps, connectorOf)
  const id = await mailbox('c@nordlicht.example', sink.port)
  await archivePresence(deps, { connectorOf }, cast.nordlicht.owner, id)
  for (const gone of [id, deps.newId()]) {
    expect(await sender.send(gone, letter('<6@nordlicht.example>'))).toMatchObject({ state: 'failed' })
    expect(await sender.lookup(gone, '<6@nordlicht.example>')).toBe('unknown')
  }
  const input = PresenceInput.parse({ kind: 'phone', name: 'Telefon', settings: {} })
  const phone = await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input)
  expect(await sender.send(phone.presence.id, letter('<7@nordlicht.example>'))).toMatchObject({
    code: 'channel-cannot-send',
  })
})
