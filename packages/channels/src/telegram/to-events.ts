import type { TelegramSettings } from '@resonanz/contracts'
import type { z } from 'zod'
import type { InboundEvent, InboundMessage, ParseContext, RawItem } from '../connector.ts'
import { readJsonItem } from '../kit/json-item.ts'
import { inboundMessage } from '../kit/message.ts'
import { attachmentsOf } from './attachments.ts'
import { type Command, commandOf, tagsOf } from './commands.ts'
import { entitiesOf, textOf, wordsOf } from './message-text.ts'
import { messageKey, permalinkOf, threadKeyOf } from './places.ts'
import { reactionsOf } from './reactions.ts'
import { CallbackQuery, type Chat, MemberChange, Message, ReactionChange, Update, type User } from './shapes.ts'

type Context = ParseContext<z.output<typeof TelegramSettings>>

/** One update → its events. Everything the Bot API may say beside words is left out with its name. */
export function updateToEvents(item: RawItem, context: Context): InboundEvent[] {
  const update = readJsonItem(item, Update)
  const kind = Object.keys(update).find((key) => key !== 'update_id') ?? 'empty'
  const body = update[kind]
  if (kind === 'message' || kind === 'channel_post')
    return withShape(kind, Message, body, (sent) => said(sent, context))
  if (kind === 'edited_message' || kind === 'edited_channel_post') return withShape(kind, Message, body, edited)
  if (kind === 'message_reaction') return withShape(kind, ReactionChange, body, reactionsOf)
  if (kind === 'callback_query') return withShape(kind, CallbackQuery, body, pressed)
  if (kind === 'my_chat_member') return withShape(kind, MemberChange, body, membership)
  return filtered('unknown-update', kind)
}

function withShape<T>(kind: string, shape: z.ZodType<T>, body: unknown, read: (value: T) => InboundEvent[]) {
  const parsed = shape.safeParse(body)
  return parsed.success ? read(parsed.data) : filtered('unknown-shape', kind)
}

function filtered(code: string, what: string): InboundEvent[] {
  return [{ type: 'filtered', code, reason: `Telegram: ${what.slice(0, 80)}` }]
}

function said(message: Message, context: Context): InboundEvent[] {
  const { chat, from } = message
  // A post of a channel, or its copy in the group where it is discussed.
  const isPost = chat.type === 'channel' || message.is_automatic_forward === true
  const isOwn = isPost && isOurs(message.sender_chat ?? chat, context.settings)
  if (!isPost && from?.is_bot && !message.sender_chat) return filtered('from-a-bot', from.username ?? 'bot')
  const command = commandOf(message, context.settings.username)
  const attachments = attachmentsOf(message)
  const text = textOf(message)
  if (text === '' && attachments.length === 0) return filtered('no-words', 'a service message or an unknown content')
  if (chat.type === 'private' && command?.name === 'start' && command.argument === '')
    return filtered('bot-started', 'start')
  const language = languageOf(from)
  const event = inboundMessage({
    externalId: messageKey(chat.id, message.message_id),
    threadKey: threadKeyOf(message),
    threadHints: {
      replyTokens: command?.name === 'start' && command.argument !== '' ? [command.argument] : [],
      references: referencesOf(message),
      subjectKey: null,
      participants: [],
    },
    directed: isOwn || isDirected(message, context.settings, command),
    visibility: chat.type === 'private' ? 'private' : 'public',
    author: speakerOf(message),
    text,
    meta: metaOf(message),
    attachments,
    permalink: permalinkOf(chat, message.message_id),
    occurredAt: momentOf(message.date),
    ...(isOwn ? { own: true as const } : {}),
  })
  const tags = tagsOf(command)
  return [
    { ...event, language: event.language ?? language, ...(tags.length > 0 ? { tags } : {}) } satisfies InboundMessage,
  ]
}

function edited(message: Message): InboundEvent[] {
  const externalId = messageKey(message.chat.id, message.message_id)
  const occurredAt = momentOf(message.edit_date ?? message.date)
  return [{ type: 'edit', externalId, text: textOf(message), html: null, occurredAt }]
}

/** A button under a message: what it says by itself counts as words. */
function pressed({ id, from, message, data }: z.output<typeof CallbackQuery>): InboundEvent[] {
  if (!message || !data) return filtered('no-words', 'a button without a message')
  const chat: Chat = message.chat
  const parent = messageKey(chat.id, message.message_id)
  return [
    inboundMessage({
      externalId: `press/${id}`,
      threadKey:
        chat.type === 'private' ? `${chat.id}` : `${chat.id}:${message.message_thread_id ?? message.message_id}`,
      threadHints: { replyTokens: [], references: [parent], subjectKey: null, participants: [] },
      directed: true,
      visibility: chat.type === 'private' ? 'private' : 'public',
      author: userAuthor(from),
      text: data,
      language: languageOf(from),
      meta: { button: true },
    }),
  ]
}

/** Telegram does not say why; whoever blocked us is told by the next sending (`blocked`). */
function membership({ chat, new_chat_member: { status } }: z.output<typeof MemberChange>): InboundEvent[] {
  const gone = status === 'kicked' || status === 'left'
  const code = chat.type === 'private' ? (gone ? 'bot-blocked' : 'bot-unblocked') : gone ? 'bot-removed' : 'bot-added'
  return filtered(code, `${chat.type} ${chat.id}: ${status}`)
}

/** Names of channels change rarely, their numbers never: both are taken. */
function isOurs({ id, username }: Chat, { channels }: Context['settings']): boolean {
  return channels.includes(String(id)) || (username !== undefined && channels.includes(username.toLowerCase()))
}

function isDirected(message: Message, settings: Context['settings'], command: Command | null): boolean {
  if (message.chat.type === 'private') return true
  const name = settings.username.toLowerCase()
  if (message.reply_to_message?.from?.username?.toLowerCase() === name) return true
  // An answer under a post of our channel in its discussion group.
  const above = message.reply_to_message?.sender_chat
  if (above?.type === 'channel' && isOurs(above, settings)) return true
  if (command) return command.isForUs
  const { text, entities } = entitiesOf(message)
  return entities.some(
    (entity) =>
      (entity.type === 'mention' && wordsOf(text, entity).toLowerCase() === `@${name}`) ||
      (entity.type === 'text_mention' && entity.user?.username?.toLowerCase() === name),
  )
}

function referencesOf({
  chat,
  reply_to_message: parent,
  message_thread_id: thread,
  is_topic_message: inTopic,
}: Message) {
  const parents = [parent?.message_id, inTopic ? undefined : thread]
  return [
    ...new Set(
      parents.flatMap((id) => (id === undefined || (inTopic && id === thread) ? [] : [messageKey(chat.id, id)])),
    ),
  ]
}

function metaOf({ chat, message_thread_id: thread, is_topic_message: inTopic, media_group_id: group }: Message) {
  return {
    chat: chat.type,
    ...(chat.title ? { chatTitle: chat.title.slice(0, 200) } : {}),
    ...(inTopic && thread !== undefined ? { topic: thread } : {}),
    ...(group === undefined ? {} : { mediaGroup: group }),
  }
}

function speakerOf({ chat, from, sender_chat: speaker }: Message): InboundMessage['author'] {
  if (speaker) return chatAuthor(speaker)
  if (from) return userAuthor(from)
  return chat.type === 'channel' ? chatAuthor(chat) : null
}

/** Numbers of people stay, their handles change; the same number whichever bot they write to. */
function userAuthor(user: User): InboundMessage['author'] {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ').slice(0, 200) || null
  const display = user.username ? `@${user.username.slice(0, 64)}` : (name ?? String(user.id))
  return { kind: 'handle', scope: 'telegram', key: String(user.id), display, name }
}

function chatAuthor({ id, title, username }: Chat): InboundMessage['author'] {
  const name = title?.slice(0, 200) || null
  const display = username ? `@${username.slice(0, 64)}` : (name ?? String(id))
  return { kind: 'handle', scope: 'telegram', key: String(id), display, name }
}

function languageOf(user: User | undefined): 'de' | 'en' | null {
  const code = user?.language_code?.slice(0, 2).toLowerCase()
  return code === 'de' || code === 'en' ? code : null
}

function momentOf(seconds: number | undefined): string | null {
  return seconds === undefined || seconds <= 0 || seconds > 4_102_444_800
    ? null
    : new Date(seconds * 1000).toISOString()
}
