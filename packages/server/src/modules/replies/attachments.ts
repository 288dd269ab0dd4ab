import type { ChannelCapabilities } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { Refusal } from '#platform/errors'

export type FileRow = { id: string; name: string; type: string; size: number }

/** Files of this workspace by id, held against what the channel takes. */
export async function checkAttachments(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  limits: ChannelCapabilities['attachments'],
): Promise<FileRow[]> {
  if (ids.length === 0) return []
  const files = await rows(
    db,
    sql<FileRow>`select id, name, type, size from file where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
  if (files.length !== new Set(ids).size) throw new Refusal('not-found', 'A file is gone.')
  if (!limits) return files
  const together = files.reduce((sum, file) => sum + file.size, 0)
  if (
    files.length > limits.maxCount ||
    together > limits.maxBytesTogether ||
    files.some((file) => file.size > limits.maxBytesEach)
  )
    throw new Refusal('over-channel-limit', undefined, { attachments: limits })
  return files
}
