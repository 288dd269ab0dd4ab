import { capabilitiesOf, TelegramSettings } from '@resonanz/contracts'
import type { Connector } from '../connector.ts'
import { actOnTelegram } from './act.ts'
import { fetchTelegramFile } from './media.ts'
import { answerPresses } from './presses.ts'
import { openTelegram } from './read.ts'
import { receiveTelegram } from './receive.ts'
import { sendByTelegram } from './send.ts'
import { SealedTelegramSecrets, type TelegramSecrets, type TelegramSettings as Settings } from './settings.ts'
import { testTelegram } from './test-connection.ts'
import { updateToEvents } from './to-events.ts'

export const telegramConnector: Connector<Settings, TelegramSecrets> = {
  kind: 'telegram',
  capabilities: capabilitiesOf.telegram,
  settings: TelegramSettings,
  secrets: SealedTelegramSecrets,
  addressOf: ({ username }) => `@${username}`,
  secretBoundTo: ({ apiRoot }) => apiRoot,
  readsFrom: ({ username }) => `@${username.toLowerCase()}`,
  parse: updateToEvents,
  open: openTelegram,
  receive: receiveTelegram,
  taken: answerPresses,
  media: fetchTelegramFile,
  send: sendByTelegram,
  act: actOnTelegram,
  test: testTelegram,
}
