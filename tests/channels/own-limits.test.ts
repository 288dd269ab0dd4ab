import { connectorOf } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MastodonStub, startMastodonStub } from '../../packages/channels/src/mastodon/testing/stub.ts'
import { type BotApiStub, startBotApi } from '../../packages/channels/src/telegram/testing/stub.ts'
import { storeItems } from '../../packages/server/src/modules/intake/store-items.ts'
import { tendPresence } from '../../packages/server/src/modules/intake/tend-presence.ts'
import { createPresence } from '../../packages/server/src/modules/presences/index.ts'
import { inTransaction, one, run } from '../../packages/server/src/platform/db/database.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { testDatabase } from '../database.ts'
import { type Cast, makeCast, testDeps } from '../deps.ts'

const token = '1234:TEST-token_of_nobody'
let deps: Deps
let cast: Cast
let server: MastodonStub
let bot: BotApiStub
beforeAll(async () => {
  ;[server, bot] = await Promise.all([startMastodonStub(), startBotApi(token, 'uferlinie_bot')])
  const allowed = [server.url, bot.url].map((url) => new URL(url).host).join(',')
  deps = testDeps((await testDatabase()).url, { RESONANZ_EGRESS_ALLOW: allowed })
  cast = await makeCast(deps)
})
afterAll(async () => {
  await Promise.all([server.close(), bot.close()])
  await deps.db.close()
})

const connect = async (input: Record<string, unknown>) =>
  (await createPresence(deps, { connectorOf }, cast.nordlicht.owner, PresenceInput.parse(input))).presence.id

/** As the poller reads a presence; ends after the first visit, or when `until` says so. */
async function tend(id: string, until?: () => boolean): Promise<void> {
  const stop = new AbortController()
  const watching = until && setInterval(() => until() && stop.abort(), 20)
  const tending = {
    connectorOf,
    inTurn: <T>(work: () => Promise<T>) => work(),
    nudged: () => new AbortController().signal,
    store: (presence: { id: string; workspaceId: string }, items: Parameters<typeof storeItems>[2], cursor: object) =>
      inTransaction(deps.db.system, (tx) => storeItems(tx, presence, items, { cursor: { ...cursor } })),
  }
  await tendPresence({ ...deps, processName: 'test' }, tending, id, stop.signal)
  clearInterval(watching)
}

test('what the server allows is kept with the presence at a visit, and follows when the server changes it', async () => {
  const settings = { instance: server.url, account: 'service@sozial.example', streaming: false }
  const id = await connect({
    kind: 'mastodon',
    name: 'Fediverse',
    settings,
    secrets: { accessToken: server.token },
  })
  const limits = async () =>
    (await one(deps.db.system, sql<{ limits: unknown }>`select limits from presence where id = ${id}`))!.limits
  expect(await limits()).toBeNull()
  server.maxCharacters = 5_000
  await tend(id)
  expect(await limits()).toMatchObject({ maxLength: 4_968, link: 23, maxFiles: 4 })
  server.maxCharacters = 300
  await tend(id)
  expect(await limits(), 'asked once a day').toMatchObject({ maxLength: 4_968 })
  await run(deps.db.system, sql`update presence set cursor = jsonb_set(cursor, '{learnedAtMs}', '0') where id = ${id}`)
  await tend(id)
  expect(await limits()).toMatchObject({ maxLength: 268 })
})

test('a pressed button is answered once it is stored', async () => {
  const id = await connect({
    kind: 'telegram',
    name: 'Telegram',
    settings: { username: 'uferlinie_bot', apiRoot: bot.url },
    secrets: { token },
  })
  const from = { id: 501, is_bot: false, first_name: 'Gerda' }
  const message = { message_id: 11, date: 1_795_000_000, chat: { id: 501, type: 'private' } }
  bot.push({ update_id: 1, callback_query: { id: '77', from, chat_instance: 'c', message, data: 'ja' } })
  const answered = () => bot.calls.some(({ method }) => method === 'answerCallbackQuery')
  await tend(id, answered)
  expect(bot.calls.find(({ method }) => method === 'answerCallbackQuery')?.fields).toEqual({ callback_query_id: '77' })
  const stored = await one(deps.db.system, sql`select 1 from inlet_item where presence_id = ${id} and source_key = '1'`)
  expect(stored).toBeDefined()
})
