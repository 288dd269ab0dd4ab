import { type ChannelCapabilities, mostBytesFor } from '@resonanz/contracts'
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
  const refuse = (why: 'count' | 'together' | 'size' | 'type', name?: string) => {
    throw new Refusal('over-channel-limit', undefined, { attachments: limits, why, ...(name ? { name } : {}) })
  }
  if (files.length > limits.maxCount) refuse('count')
  const tooLarge = files.find((file) => file.size > mostBytesFor(limits, file.type))
  if (tooLarge) refuse('size', tooLarge.name)
  const foreign = limits.types && files.find((file) => !limits.types!.includes(file.type))
  if (foreign) refuse('type', foreign.name)
  if (together > limits.maxBytesTogether) refuse('together')
  return files
}
