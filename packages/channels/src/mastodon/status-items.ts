import { createHash } from 'node:crypto'
import type { RawItem } from '../connector.ts'
import { utc } from '../kit/message.ts'
import { type MastodonContext, readOrNull } from './client.ts'
import { Context, Notification, type Status } from './shapes.ts'

export type Facts = { directed?: boolean; own?: boolean; edited?: boolean; imported?: boolean; sources?: string[] }

/** A status as an item, with its place in the conversation, which only its server can tell. */
export async function statusItem(context: MastodonContext, status: Status, facts: Facts): Promise<RawItem> {
  return itemOf(`status/${status.uri}`, status, {
    version: status.edited_at ?? '',
    source: { ...facts, ...(await placeOf(context, status)), home: homeOf(context) },
    at: status.edited_at ?? status.created_at,
  })
}

/** A notification about a sign, something else that is said once, or nothing we can read: also that is kept. */
export function notificationItem(context: MastodonContext, given: unknown): RawItem {
  const note = Notification.safeParse(given).data
  const key = note
    ? `notification/${note.id}`
    : `odd/${createHash('sha256').update(JSON.stringify(given)).digest('hex')}`
  return itemOf(key, given, { version: '', source: { home: homeOf(context) }, at: note?.created_at })
}

export function deletedItem(uri: string): RawItem {
  return itemOf(`deleted/${uri}`, { deleted: uri }, { version: '', source: {}, at: null })
}

function itemOf(
  sourceKey: string,
  value: unknown,
  { version, source, at }: { version: string; source: Record<string, unknown>; at: string | null | undefined },
): RawItem {
  const occurredAt = utc(at ?? undefined)
  return {
    sourceKey,
    version,
    contentType: 'application/json',
    source,
    raw: Buffer.from(JSON.stringify(value)),
    ...(occurredAt === null ? {} : { occurredAt }),
  }
}

/** The one above and the first of the conversation; of those that are gone nobody knows more. */
async function placeOf(
  context: MastodonContext,
  status: Status,
): Promise<{ parent: string | null; root: string | null }> {
  if (!status.in_reply_to_id) return { parent: null, root: null }
  const found = await readOrNull(context, `/api/v1/statuses/${encodeURIComponent(status.id)}/context`, Context)
  const above = found?.ancestors ?? []
  const parent = above.find(({ id }) => id === status.in_reply_to_id) ?? above.at(-1)
  return { parent: parent?.uri ?? null, root: above[0]?.uri ?? null }
}

/** Names without a server are of the server our account is at, which need not be the one we ask. */
export function homeOf({ settings }: Pick<MastodonContext, 'settings'>): string {
  return settings.account.split('@').at(-1) ?? ''
}
