import type { AttachmentContent, RawItem } from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { Actor } from '#platform/deps'
import { type Db, one } from '#platform/db/database'
import { notFound } from '#platform/errors'

export type MessageSource = {
  id: string
  channel: ChannelKind
  direction: 'in' | 'out'
  html: string | null
  text: string
  full_text: string | null
  attachments: {
    index: number
    name: string
    type: string
    size: number
    inline: boolean
    contentId?: string
    fileId?: string
    /** Lies, or lay, at the network. */
    media?: 'pending' | 'kept' | 'failed'
  }[]
  inlet_item_id: string | null
}

/** The one way to the parts of a message: it must belong to a case or mention of this workspace. */
export async function accessMessage(db: Db, actor: Actor, id: string): Promise<MessageSource> {
  const found = await one(
    db,
    sql<MessageSource>`select id, channel, direction, html, text, full_text, attachments, inlet_item_id from message where id = ${id} and workspace_id = ${actor.workspaceId} and deleted_at is null`,
  )
  if (!found) throw notFound()
  return found
}

/** The raw item a message was read from; null for what we wrote ourselves. */
export async function rawItemOf(
  db: Db,
  message: Pick<MessageSource, 'inlet_item_id'>,
): Promise<{ item: RawItem; presenceId: string } | null> {
  if (!message.inlet_item_id) return null
  const row = await one(
    db,
    sql<{
      presence_id: string
      source_key: string
      version: string
      content_type: string
      source: Record<string, unknown>
      raw: Buffer
    }>`select presence_id, source_key, version, content_type, source, raw from inlet_item where id = ${message.inlet_item_id}`,
  )
  return row
    ? {
        presenceId: row.presence_id,
        item: {
          sourceKey: row.source_key,
          version: row.version,
          contentType: row.content_type,
          source: row.source,
          raw: row.raw,
        },
      }
    : null
}

export async function uploadedFile(db: Db, workspaceId: string, id: string): Promise<AttachmentContent> {
  const file = await one(
    db,
    sql<{
      name: string
      type: string
      bytes: Buffer
    }>`select name, type, bytes from file where id = ${id} and workspace_id = ${workspaceId}`,
  )
  if (!file) throw notFound()
  return { name: file.name, type: file.type, content: file.bytes }
}
