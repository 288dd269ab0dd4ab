import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import type { CaseFacts, Needs } from './facts.ts'

const openCategories = sql`('new','open','waiting_customer','waiting_internal')`
const nothing = sql`null`

/** A case as an event sees it: with the message it is about; null: the customer's newest. */
export type Asked = { caseId: string; messageId: string | null }
export const keyOf = ({ caseId, messageId }: Asked) => `${caseId} ${messageId ?? ''}`

/** The facts of these cases in one query, with as much of it as somebody asks; by `keyOf`. */
export async function loadFacts(
  db: Db,
  workspaceIds: readonly string[],
  asked: readonly Asked[],
  needs: Needs,
): Promise<Map<string, CaseFacts>> {
  if (asked.length === 0) return new Map()
  const distinct = new Map(asked.map((one) => [keyOf(one), one]))
  const list = JSON.stringify([...distinct.values()].map(({ caseId, messageId }) => ({ id: caseId, m: messageId })))
  const message = needs.message
    ? sql`left join lateral (
        select n.id, n.text, n.author_address, n.author_name, n.nature from message n where n.workspace_id = c.workspace_id and n.deleted_at is null and n.id = coalesce(a.m, (
          select o.id from case_message cm join message o on o.id = cm.message_id and o.direction = 'in' and o.deleted_at is null
          where cm.case_id = c.id order by cm.at desc, cm.message_id desc limit 1)) limit 1) m on true
      left join lateral (select * from message_analysis x where x.message_id = m.id limit 1) y on true`
    : sql``
  const found = await rows(
    db,
    sql<
      CaseFacts & { asked: string | null }
    >`select a.m as asked, c.id, c.number, c.title, c.category, c.priority, c.kind, c.owner_id, c.team_id, c.topic_id, c.tags, c.customer_id, c.channel, c.visibility, c.language, c.presence_id,
        c.opened_at, c.last_inbound_at, c.last_outbound_at, c.last_message_id, c.waiting_since, c.due_at, c.has_attachment, c.message_count, c.sentiment, c.urgency, c.anger, c.offence, c.is_repeated, c.merged_into,
        c.next_update_at is not null as has_promise,
        ${needs.duplicates ? sql`case when c.cluster_id is null then 0 else (select count(*)::int - 1 from cases d where d.workspace_id = c.workspace_id and d.cluster_id = c.cluster_id and d.category in ${openCategories} and d.merged_into is null) end` : nothing} as duplicates,
        ${needs.customer ? sql`k.organisation` : nothing} as organisation, ${needs.customer ? sql`k.particulars` : nothing} as particulars,
        ${needs.customer ? sql`(select count(*)::int from cases o where o.customer_id = c.customer_id and o.category in ${openCategories} and o.merged_into is null)` : nothing} as customer_open,
        ${needs.customer ? sql`(select count(*)::int from cases o where o.customer_id = c.customer_id and o.opened_at > now() - interval '90 days')` : nothing} as customer_recent,
        ${needs.history ? sql`(select count(*)::int from journal j where j.subject_id = c.id and j.kind = 'case.team')` : nothing} as transfers,
        ${needs.history ? sql`(select count(*)::int from journal j where j.subject_id = c.id and j.kind = 'case.reopened')` : nothing} as reopened,
        ${needs.message ? sql`m.text` : nothing} as message_text, ${needs.message ? sql`coalesce(m.author_address, m.author_name)` : nothing} as message_author, ${needs.message ? sql`m.nature` : nothing} as message_nature,
        ${needs.message ? sql`case when y.message_id is not null then jsonb_build_object('sentiment', y.sentiment, 'kind', y.kind, 'urgency', y.urgency, 'anger', y.anger, 'irony', y.irony_hint) end` : nothing} as analysis
      from jsonb_to_recordset(${list}::jsonb) as a(id uuid, m uuid) join cases c on c.id = a.id
      ${needs.customer ? sql`left join customer k on k.id = c.customer_id` : sql``} ${message}
      where c.workspace_id = any(${[...workspaceIds]}::uuid[])`,
  )
  return new Map(found.map((row) => [keyOf({ caseId: row.id, messageId: row.asked }), row]))
}
