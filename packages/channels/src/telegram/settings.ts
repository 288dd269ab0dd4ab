import { createHmac } from 'node:crypto'
import { type TelegramSettings as Shape, TelegramSecrets } from '@resonanz/contracts'
import type { z } from 'zod'
import type { ConnectorContext } from '../connector.ts'

export type TelegramSettings = z.output<typeof Shape>
export type TelegramSecrets = z.output<typeof TelegramSecrets>
export type TelegramContext = ConnectorContext<TelegramSettings, TelegramSecrets>
export { TelegramSecrets as SealedTelegramSecrets }

/** What Telegram proves itself with when it pushes: follows from the token, so a new token makes a new one. */
export function hookSecretOf({ token }: TelegramSecrets): string | null {
  return token ? createHmac('sha256', token).update('resonanz webhook').digest('base64url') : null
}

/** The kinds that are read; signs under messages come only when they are named. */
export const updatesRead = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'message_reaction',
  'callback_query',
  'my_chat_member',
]
