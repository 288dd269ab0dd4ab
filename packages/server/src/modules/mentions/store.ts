import type { ChannelKind, Mention } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { Actor } from '#platform/deps'
import { type Db, one, rows } from '#platform/db/database'
import { notFound } from '#platform/errors'

export type MentionRow = {
  id: string
  presence_id: string
  presence_name: string
  kind: ChannelKind
  message_id: string
  thread_id: string
  identity_id: string | null
  author: string | null
  title: string | null
  text: string
  permalink: string | null
  language: string | null
  sentiment: Mention['sentiment']
  relevance: number | null
  offence: Mention['offence']
  at: Date
  exact_at: string
  state: Mention['state']
  case_id: string | null
  case_number: number | null
  reason: string | null
}

const select = sql`select n.id, n.presence_id, p.name as presence_name, p.kind, n.message_id, m.thread_id, m.identity_id, nullif(m.author_name, '') as author, m.subject as title, m.text, m.permalink, coalesce(a.language, m.language) as language, a.sentiment, a.relevance, a.offence, n.at, n.at::text as exact_at, n.state, n.case_id, c.number as case_number, n.reason
  from mention n join message m on m.id = n.message_id join presence p on p.id = n.presence_id left join cases c on c.id = n.case_id left join message_analysis a on a.message_id = n.message_id`

export async function findMentions(
  db: Db,
  actor: Actor,
  query: {
    state: string
    presenceId?: string | undefined
    q?: string | undefined
    before: { at: string; id: string } | null
    limit: number
  },
): Promise<MentionRow[]> {
  return rows(
    db,
    sql<MentionRow>`${select} where n.workspace_id = ${actor.workspaceId}
      ${query.state === 'all' ? sql`` : sql`and n.state = ${query.state}`}
      ${query.presenceId ? sql`and n.presence_id = ${query.presenceId}` : sql``}
      ${query.q ? sql`and (m.text ilike ${`%${query.q.replace(/[\\%_]/g, '\\$&')}%`} or m.subject ilike ${`%${query.q.replace(/[\\%_]/g, '\\$&')}%`})` : sql``}
      ${query.before ? sql`and (n.at, n.id) < (${query.before.at}::timestamptz, ${query.before.id}::uuid)` : sql``}
      order by n.at desc, n.id desc limit ${query.limit}`,
  )
}

/** The one way to a mention; unknown and foreign ids alike are not found. */
export async function accessMention(
  db: Db,
  actor: Actor,
  id: string,
  options: { lock?: boolean } = {},
): Promise<MentionRow> {
  // Locked first and read after: whoever waited must see what the other one joined to it.
  if (options.lock)
    await one(db, sql`select 1 from mention where id = ${id} and workspace_id = ${actor.workspaceId} for update`)
  const found = await one(db, sql<MentionRow>`${select} where n.id = ${id} and n.workspace_id = ${actor.workspaceId}`)
  if (!found) throw notFound()
  return found
}

export function mentionView(row: MentionRow): Mention {
  return {
    id: row.id,
    presence: { id: row.presence_id, name: row.presence_name, kind: row.kind },
    author: row.author,
    title: row.title,
    text: row.text,
    permalink: row.permalink,
    language: row.language,
    sentiment: row.sentiment,
    relevance: row.relevance,
    offence: row.offence,
    at: row.at.toISOString(),
    state: row.state,
    caseId: row.case_id,
    caseNumber: row.case_number,
    reason: row.reason,
  }
}
