import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Polling, startPolling } from '../../packages/server/src/modules/intake/poll.ts'
import { storeItems } from '../../packages/server/src/modules/intake/store-items.ts'
import { createPresence, makeSender } from '../../packages/server/src/modules/presences/index.ts'
import { inTransaction, rows } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { testDatabase } from '../database.ts'
import { makeCast, testDeps } from '../deps.ts'
import { noTelegram, startTelegram, type TelegramPeer } from '../peers/telegram.ts'
import { blankAnswer } from '../../packages/channels/src/testing/blank-answer.ts'

const token = '1234:nur-fuer-tests'

describe.skipIf(noTelegram)('a Telegram server of others', () => {
  let peer: TelegramPeer
  let deps: Deps
  let polling: Polling
  let id: string
  beforeAll(async () => {
    peer = await startTelegram()
    deps = testDeps((await testDatabase()).url, { RESONANZ_EGRESS_ALLOW: new URL(peer.url).host })
    const cast = await makeCast(deps)
    await sql`update presence set paused = true`.execute(deps.db.system)
    const settings = { username: 'TestNameBot', apiRoot: peer.url }
    const input = PresenceInput.parse({ kind: 'telegram', name: 'Telegram', settings, secrets: { token } })
    id = (await createPresence(deps, { connectorOf }, cast.nordlicht.owner, input)).presence.id
    const store = (
      presence: { id: string; workspaceId: string },
      items: Parameters<typeof storeItems>[2],
      cursor: object,
    ) => inTransaction(deps.db.system, (tx) => storeItems(tx, presence, items, { cursor: { ...cursor } }))
    polling = await startPolling({ ...deps, processName: 'test' }, { connectorOf, store })
  })
  afterAll(async () => {
    await polling?.stop()
    await deps?.db.close()
    await peer?.stop()
  })

  const stored = () =>
    rows(
      deps.db.system,
      sql<{
        raw: Buffer
      }>`select raw from inlet_item where presence_id = ${id} order by received_at, id`,
    )

  test('what a person writes is stored once; the answer reaches that person', async () => {
    const gerda = peer.person(token, 'Gerda', 77)
    await gerda.sendMessage(gerda.makeMessage('Wo bleibt mein Paket?'))
    await gerda.sendCommand(gerda.makeCommand('/mensch'))
    await expect.poll(async () => (await stored()).length).toBe(2)
    const events = (await stored()).flatMap(({ raw }) => {
      const item = { sourceKey: '1', contentType: 'application/json', source: {}, raw }
      const settings = connectorOf('telegram').settings.parse({ username: 'TestNameBot' })
      return connectorOf('telegram').parse(item, { presenceId: id, settings, ownAddresses: [], nowMs: 0 })
    })
    expect(events).toMatchObject([
      { type: 'message', text: 'Wo bleibt mein Paket?', threadKey: '77', directed: true },
      { type: 'message', text: '/mensch', tags: ['hand-over'] },
    ])
    const asked = events[0]!
    if (asked.type !== 'message') throw new Error('no message')
    const outcome = await makeSender(deps, connectorOf).send(id, {
      ...blankAnswer,
      target: {
        kind: 'reply',
        threadKey: asked.threadKey,
        visibility: 'private',
        replyTo: asked.externalId,
        meta: asked.meta,
        person: null,
        privately: false,
        lastInboundAt: null,
      },
    })
    expect(outcome).toMatchObject({ state: 'handed_over' })
    const heard = await gerda.getUpdates()
    expect(heard.result.map(({ message }) => message.text)).toEqual(['Es kommt am Montag.'])
  })
})
