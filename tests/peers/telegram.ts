import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { freePort } from '../free-port.ts'

const home = new URL('telegram/package.json', import.meta.url)

/** Why `startTelegram` cannot start here; undefined when it can. */
export const noTelegram: string | undefined = existsSync(
  new URL('node_modules/telegram-test-api', new URL('telegram/', import.meta.url)),
)
  ? undefined
  : 'skipped: no Telegram test server (npm ci in tests/peers/telegram)'

type Client = {
  makeMessage(text: string): object
  makeCommand(text: string): object
  sendMessage(message: object): Promise<unknown>
  sendCommand(message: object): Promise<unknown>
  /** What the bot said, as the person sees it. */
  getUpdates(): Promise<{ result: { message: { text: string } }[] }>
}
type Server = {
  start(): Promise<void>
  stop(): Promise<boolean>
  config: { apiURL: string }
  getClient(token: string, options: Record<string, unknown>): Client
}

export type TelegramPeer = {
  url: string
  person(token: string, name: string, id: number): Client
  stop(): Promise<void>
}

/** A Bot API that others wrote: it knows texts, commands and polling, nothing of files. In this process, on loopback. */
export async function startTelegram(): Promise<TelegramPeer> {
  const loaded = createRequire(home)('telegram-test-api') as (new (
    options: object,
  ) => Server) & {
    default?: new (options: object) => Server
  }
  const server = new (loaded.default ?? loaded)({ port: await freePort(), host: '127.0.0.1' })
  await server.start()
  return {
    url: server.config.apiURL,
    person: (token, firstName, id) =>
      server.getClient(token, { userId: id, chatId: id, firstName, userName: firstName.toLowerCase(), timeout: 5_000 }),
    async stop() {
      await server.stop()
    },
  }
}
