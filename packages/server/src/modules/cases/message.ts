import type { Attachment, Message } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { notFound } from '#platform/errors'
import { toMessageAnalysis } from '#understanding'
import { instant } from './case.ts'
import { type MessageRecord, messagesById } from './store-timeline.ts'

/** One message as screens show it; throws `not-found`. */
export async function readMessage(db: Db, actor: Pick<Actor, 'workspaceId'>, id: string): Promise<Message> {
  const [found] = await messagesById(db, actor, [id])
  if (!found) throw notFound()
  return toMessage(found)
}

export function toMessage(message: MessageRecord): Message {
  const { meta } = message
  return {
    kind: 'message',
    id: message.id,
    threadId: message.thread_id,
    channel: message.channel,
    visibility: message.visibility,
    direction: message.direction,
    nature: message.nature,
    author: {
      name: message.author_name,
      address: message.author_address,
      memberId: message.author_member_id,
      identityId: message.identity_id,
    },
    flags: message.flags,
    subject: message.subject,
    text: message.text,
    trimmed: message.trimmed,
    hasHtml: message.has_html,
    hasOriginal: message.has_original,
    remoteImages: message.remote_images,
    language: message.corrections.language ?? message.analysis?.language ?? message.language,
    analysis: toMessageAnalysis(message.analysis, message.corrections),
    to: namesIn(meta.to),
    cc: namesIn(meta.cc),
    permalink: message.permalink,
    attachments: attachmentsOf(message),
    at: message.occurred_at.toISOString(),
    receivedAt: message.received_at.toISOString(),
    version: message.version,
    deletedAt: instant(message.deleted_at),
    hiddenAt: instant(message.hidden_at),
    reactions: message.reactions ?? [],
    outbox:
      message.outbox_id && message.outbox_state && message.send_at
        ? {
            id: message.outbox_id,
            state: message.outbox_state,
            sendAt: message.send_at.toISOString(),
            reason: message.error_detail,
            reasonCode: message.error_code,
          }
        : null,
  }
}

function attachmentsOf(message: MessageRecord): Attachment[] {
  if (!Array.isArray(message.attachments)) return []
  return (message.attachments as Record<string, unknown>[]).map((attachment, position) => {
    const index = typeof attachment.index === 'number' ? attachment.index : position
    return {
      index,
      name: typeof attachment.name === 'string' ? attachment.name : '',
      type: typeof attachment.type === 'string' ? attachment.type : 'application/octet-stream',
      size: typeof attachment.size === 'number' ? attachment.size : 0,
      inline: attachment.inline === true,
      href: `/api/v1/messages/${message.id}/attachments/${index}`,
      ...(typeof attachment.alt === 'string' && attachment.alt ? { alt: attachment.alt } : {}),
      ...(attachment.media === 'pending' || attachment.media === 'failed' ? { media: attachment.media } : {}),
      ...(typeof attachment.code === 'string' ? { code: attachment.code } : {}),
    }
  })
}

function namesIn(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry) => {
    const text = typeof entry === 'object' && entry !== null ? (entry as { address?: unknown }).address : entry
    return typeof text === 'string' ? [text] : []
  })
}
