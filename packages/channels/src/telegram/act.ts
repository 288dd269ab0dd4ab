import type { ActionOnMessage, SendOutcome } from '../connector.ts'
import { write } from './api.ts'
import { readMessageKey } from './places.ts'
import type { TelegramContext } from './settings.ts'

/** A like is the reaction every chat allows. Deleting and pinning need the bot's rights in a group. */
export async function actOnTelegram(
  context: TelegramContext,
  { action, externalId }: ActionOnMessage,
): Promise<SendOutcome> {
  const key = readMessageKey(externalId)
  if (key === null) return { state: 'failed', code: 'no-target', detail: '' }
  const place = { chat_id: key.chatId, message_id: key.messageId }
  const done = () => null
  if (action === 'like' || action === 'unlike') {
    const reaction = action === 'like' ? [{ type: 'emoji', emoji: '👍' }] : []
    return write(context, { method: 'setMessageReaction', fields: { ...place, reaction } }, done)
  }
  if (action === 'delete') return write(context, { method: 'deleteMessage', fields: place }, done)
  if (action === 'pin')
    return write(context, { method: 'pinChatMessage', fields: { ...place, disable_notification: true } }, done)
  if (action === 'unpin') return write(context, { method: 'unpinChatMessage', fields: place }, done)
  return { state: 'failed', code: 'not-offered', detail: '' }
}
