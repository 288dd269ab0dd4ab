import type { Chat, Message } from './shapes.ts'

/** Chat and message: ids of messages count anew in every chat. */
export function messageKey(chatId: number, messageId: number): string {
  return `${chatId}/${messageId}`
}

export function readMessageKey(key: string): { chatId: number; messageId: number } | null {
  const [, chatId, messageId] = /^(-?\d{1,16})\/(\d{1,16})$/.exec(key) ?? []
  return chatId === undefined ? null : { chatId: Number(chatId), messageId: Number(messageId) }
}

/**
 * A private chat is one conversation. In groups every concern is one of its own, as comments are: what answers each
 * other belongs together, by the message it began with. Several updates of one media group share the group's key.
 */
export function threadKeyOf(message: Message): string {
  const { chat, media_group_id: group } = message
  if (chat.type === 'private') return `${chat.id}`
  const root = rootOf(message)
  if (root !== null) return `${chat.id}:${root}`
  return group === undefined ? `${chat.id}:${message.message_id}` : `${chat.id}:g${group}`
}

/** In a supergroup `message_thread_id` is the first message of the replies; in a forum it is the topic, which holds many. */
function rootOf({ message_thread_id: thread, is_topic_message: inTopic, reply_to_message: parent }: Message) {
  if (thread !== undefined && !inTopic) return thread
  if (parent === undefined || parent.message_id === thread) return null
  return parent.message_id
}

export function chatOfThread(threadKey: string): number | null {
  const [, chatId] = /^(-?\d{1,16})(?::|$)/.exec(threadKey) ?? []
  return chatId === undefined ? null : Number(chatId)
}

export function permalinkOf(chat: Chat, messageId: number): string | null {
  if (chat.type === 'private' || chat.type === 'group') return null
  if (chat.username && /^\w{4,40}$/.test(chat.username)) return `https://t.me/${chat.username}/${messageId}`
  const [, inner] = /^-100(\d{5,14})$/.exec(String(chat.id)) ?? []
  return inner === undefined ? null : `https://t.me/c/${inner}/${messageId}`
}
