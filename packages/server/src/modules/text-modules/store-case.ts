import type { ChannelKind, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'

export type CaseFacts = {
  channel: ChannelKind
  visibility: Visibility
  language: string | null
  number: number
  title: string
  opened_at: Date
  topic_id: string | null
  contact_name: string
  team_name: string | null
  promised_at: Date | null
  customer_id: string | null
  customer_name: string | null
  customer_number: string | null
  organisation: string | null
  customer_language: string | null
  address_form: 'sie' | 'du' | null
  salutation: string | null
  fields: Record<string, string> | null
  workspace_name: string
  workspace_language: 'de' | 'en'
  workspace_address_form: 'sie' | 'du'
  time_zone: string
}

/** What variables (a promised time that has passed is none any more) and the choice of a variant ask of a case; of the thread where one is named. */
export async function factsOf(
  db: Db,
  workspaceId: string,
  caseId: string,
  threadId: string | null,
): Promise<CaseFacts | undefined> {
  return one(
    db,
    sql<CaseFacts>`select coalesce(t.channel, c.channel) as channel, coalesce(t.visibility, c.visibility) as visibility, c.language, c.number, c.title, c.opened_at, c.topic_id, c.contact_name,
        team.name as team_name, (select min(p.due_at) from promise p where p.case_id = c.id and p.state = 'open' and p.due_at > now()) as promised_at,
        k.id as customer_id, k.name as customer_name, k.number as customer_number, k.organisation, k.language as customer_language, k.address_form, k.salutation, k.fields,
        w.name as workspace_name, w.language as workspace_language, w.address_form as workspace_address_form,
        coalesce((select l.hours->>'timeZone' from calendar l where l.workspace_id = c.workspace_id and l.team_id is null and l.presence_id is null limit 1), 'Europe/Berlin') as time_zone
      from cases c join workspace w on w.id = c.workspace_id left join thread t on t.id = ${threadId}::uuid and t.workspace_id = c.workspace_id
        left join team on team.id = c.team_id left join customer k on k.id = c.customer_id
      where c.id = ${caseId} and c.workspace_id = ${workspaceId}`,
  )
}

export async function isThreadOfCase(db: Db, workspaceId: string, caseId: string, threadId: string): Promise<boolean> {
  const found = await one(
    db,
    sql<{
      ok: boolean
    }>`select exists (select 1 from thread t where t.id = ${threadId} and t.workspace_id = ${workspaceId}
      and (t.case_id = ${caseId} or exists (select 1 from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${caseId} and m.thread_id = t.id))) as ok`,
  )
  return found!.ok
}

const lettersRead = 4_000
/** What the customer said last, the newest first. */
export function lastWords(db: Db, caseId: string): Promise<{ text: string }[]> {
  return rows(
    db,
    sql<{
      text: string
    }>`select left(m.text, ${lettersRead}) as text from case_message cm join message m on m.id = cm.message_id
      where cm.case_id = ${caseId} and m.direction = 'in' and m.nature = 'message' and m.deleted_at is null order by m.id desc limit 3`,
  )
}

const usesLearned = 300
/** Words of the customers in whose cases modules were used last. */
export function lastUses(db: Db, workspaceId: string): Promise<{ id: string; text: string }[]> {
  return rows(
    db,
    sql<{ id: string; text: string }>`select u.module_id as id, left(m.text, 600) as text
      from (select module_id, case_id, at from text_module_use where workspace_id = ${workspaceId} order by at desc limit ${usesLearned}) u
      join lateral (select m.text from case_message cm join message m on m.id = cm.message_id
        where cm.case_id = u.case_id and m.direction = 'in' and m.nature = 'message' and m.deleted_at is null order by m.id desc limit 1) m on true
      order by u.at`,
  )
}
