import { z } from 'zod'
import type { AttachmentContent, Outgoing, SendOutcome } from '../connector.ts'
import type { FormPart } from '../kit/multipart.ts'
import { write } from './api.ts'
import { chatOfThread, messageKey, readMessageKey } from './places.ts'
import type { TelegramContext } from './settings.ts'

const textMost = 4_096
const captionMost = 1_024
const photoBytesMost = 10 * 1024 * 1024
const photoTypes = new Set(['image/jpeg', 'image/png', 'image/webp'])
const filesMost = 10

const Sent = z.object({ message_id: z.number().int(), chat: z.object({ id: z.number().int() }) })

/** One answer is one request: a text, a file with its text under it, or an album. Telegram counts UTF-16 units. */
export async function sendByTelegram(context: TelegramContext, outgoing: Outgoing): Promise<SendOutcome> {
  const { target, text, attachments } = outgoing
  if (target?.kind !== 'reply') return failed('no-target')
  const chatId = chatOfThread(target.threadKey)
  if (chatId === null) return failed('no-target')
  // Only whoever wrote to the bot can be written to: a group leads to nobody's private chat.
  if (target.privately) return failed('not-private')
  const parent = target.replyTo === null ? null : readMessageKey(target.replyTo)
  const topic = target.meta['topic']
  const place = {
    chat_id: chatId,
    ...(typeof topic === 'number' ? { message_thread_id: topic } : {}),
    ...(parent?.chatId === chatId
      ? { reply_parameters: { message_id: parent.messageId, allow_sending_without_reply: true } }
      : {}),
  }
  if (attachments.length === 0) {
    if (text.length > textMost) return failed('too-long')
    return write(context, { method: 'sendMessage', fields: { ...place, text } }, idOf)
  }
  if (text.length > captionMost) return failed('caption-too-long')
  if (attachments.length > filesMost) return failed('too-many-files')
  return attachments.length === 1
    ? sendOne(context, place, text, attachments[0]!)
    : sendAlbum(context, place, text, attachments)
}

function sendOne(context: TelegramContext, place: object, text: string, file: AttachmentContent): Promise<SendOutcome> {
  const isPhoto = asPhoto(file)
  const fields = { ...place, ...(text === '' ? {} : { caption: text }) }
  const files: FormPart[] = [{ name: isPhoto ? 'photo' : 'document', file }]
  return write(context, { method: isPhoto ? 'sendPhoto' : 'sendDocument', fields, files }, idOf)
}

/** Pictures among themselves as an album, else all as documents: Telegram takes no mixture. */
function sendAlbum(
  context: TelegramContext,
  place: object,
  text: string,
  attachments: readonly AttachmentContent[],
): Promise<SendOutcome> {
  const type = attachments.every(asPhoto) ? 'photo' : 'document'
  // The words stand under the first picture, but under the last document: there both are read first.
  const speaking = type === 'photo' ? 0 : attachments.length - 1
  const media = attachments.map((_, index) => ({
    type,
    media: `attach://file${index}`,
    ...(index === speaking && text !== '' ? { caption: text } : {}),
  }))
  const files = attachments.map((file, index): FormPart => ({ name: `file${index}`, file }))
  return write(context, { method: 'sendMediaGroup', fields: { ...place, media }, files }, idOf)
}

function asPhoto({ type, content }: AttachmentContent): boolean {
  return photoTypes.has(type) && content.byteLength <= photoBytesMost
}

function idOf(result: unknown): string | null {
  const sent = Sent.safeParse(Array.isArray(result) ? result[0] : result)
  return sent.success ? messageKey(sent.data.chat.id, sent.data.message_id) : null
}

function failed(code: string): SendOutcome {
  return { state: 'failed', code, detail: '' }
}
