import type { InboundAttachment } from '@resonanz/channels'
import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'

/** Wakes who fetches. */
export const mediaChannel = 'resonanz_media'

type StoredMessage = {
  id: string
  item: { presence_id: string }
  event: { attachments: readonly InboundAttachment[] }
}

/** Attachments as they stand with a message: where the bytes lie is nobody's business, only that they are on their way. */
export function listedAttachments(attachments: readonly InboundAttachment[]): Record<string, unknown>[] {
  return attachments.map(({ remote, ...listed }) => (remote ? { ...listed, media: 'pending' } : listed))
}

/** Notes what is to be fetched, in the transaction that stores the messages. */
export async function queueMedia(tx: Db, workspaceId: string, messages: readonly StoredMessage[]): Promise<void> {
  const list = messages.flatMap(({ id, item, event }) =>
    event.attachments.flatMap(({ index, name, remote }) =>
      remote ? [{ m: id, n: index, p: item.presence_id, r: remote, na: name }] : [],
    ),
  )
  if (list.length === 0) return
  await run(
    tx,
    sql`insert into message_media (workspace_id, message_id, index, presence_id, remote, name)
      select ${workspaceId}::uuid, e.m, e.n, e.p, e.r, e.na
      from json_to_recordset(${JSON.stringify(list)}::json) as e(m uuid, n smallint, p uuid, r jsonb, na text) on conflict do nothing`,
  )
  await run(tx, sql`select pg_notify(${mediaChannel}, '')`)
}
