import type { CaseFile } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows } from '#platform/db/database'

type Facts = {
  company: string
  topic: { de: string; en: string } | null
  cause: string | null
  incident: string | null
  owner: string | null
  team: string | null
  customer: string | null
  customer_number: string | null
  contacts: string[]
  first_answer_at: Date | null
}
/** The names around a case in one row. */
export async function factsOf(db: Db, workspaceId: string, caseId: string): Promise<Facts> {
  return (await one(
    db,
    sql<Facts>`select (select name from workspace where id = ${workspaceId}) as company,
      (select name from topic where id = c.topic_id) as topic, (select name from member where id = c.owner_id) as owner,
      (select name from team where id = c.team_id) as team, (select name from customer where id = c.customer_id) as customer,
      (select number from customer where id = c.customer_id) as customer_number,
      (select k.name from case_cause x join cause k on k.id = x.cause_id where x.case_id = c.id) as cause,
      (select i.title from incident_case x join incident i on i.id = x.incident_id where x.case_id = c.id) as incident,
      array(select distinct i.display from identity i where i.id = c.identity_id or i.id in (select l.identity_id from identity_link l where l.customer_id = c.customer_id and l.valid_to is null) order by 1 limit 20) as contacts,
      (select min(cm.at) from case_message cm join message m on m.id = cm.message_id where cm.case_id = c.id and m.direction = 'out' and m.nature = 'message' and m.deleted_at is null) as first_answer_at
      from cases c where c.id = ${caseId} and c.workspace_id = ${workspaceId}`,
  ))!
}

export const messagesMost = 2000

/** How many bytes of words a case file would hold. */
export async function sizeOfSaid(db: Db, workspaceId: string, caseId: string): Promise<number> {
  const found = await one(
    db,
    sql<{
      size: number
    }>`select coalesce(sum(octet_length(coalesce(said.full_text, said.text))), 0)::float8 as size from (
      select m.full_text, m.text from case_message cm join message m on m.id = cm.message_id
      where cm.case_id = ${caseId} and cm.workspace_id = ${workspaceId} and m.deleted_at is null order by cm.at, cm.message_id limit ${messagesMost}) said`,
  )
  return found!.size
}

type Said = Omit<CaseFile['messages'][number], 'at'> & { at: Date }
/** Whole texts, oldest first. What was deleted keeps its place and says nothing. */
export function saidIn(db: Db, workspaceId: string, caseId: string): Promise<Said[]> {
  return rows(
    db,
    sql<Said>`select m.id, cm.at, m.direction, t.visibility, m.channel, case when m.author_name <> '' then m.author_name else coalesce(m.author_address, '') end as author,
        case when m.deleted_at is null then m.subject end as subject, case when m.deleted_at is null then coalesce(m.full_text, m.text) else '' end as text,
        coalesce(m.permalink, t.permalink) as permalink, m.deleted_at is not null as "isDeleted", m.nature <> 'message' as "isAutomatic",
        coalesce((select jsonb_agg(jsonb_build_object('name', a->>'name', 'size', coalesce((a->>'size')::int, 0))) from jsonb_array_elements(m.attachments) a), '[]') as attachments,
        (select o.state from outbox o where o.message_id = m.id order by o.id desc limit 1) as delivery
      from case_message cm join message m on m.id = cm.message_id join thread t on t.id = m.thread_id
      where cm.case_id = ${caseId} and cm.workspace_id = ${workspaceId} order by cm.at, cm.message_id limit ${messagesMost}`,
  )
}

type Dated<T extends { at: string }> = Omit<T, 'at'> & { at: Date }
export function notesIn(db: Db, workspaceId: string, caseId: string): Promise<Dated<CaseFile['notes'][number]>[]> {
  return rows(
    db,
    sql`select n.at, coalesce(m.name, '') as author, n.text from note n left join member m on m.id = n.author_id
      where n.case_id = ${caseId} and n.workspace_id = ${workspaceId} order by n.at, n.id limit 2000`,
  )
}

export function eventsIn(
  db: Db,
  workspaceId: string,
  caseId: string,
  kinds: readonly string[],
): Promise<Dated<CaseFile['events'][number]>[]> {
  return rows(
    db,
    sql`select j.at, j.kind, coalesce(m.name, '') as by from journal j left join member m on j.actor_kind = 'person' and m.id::text = j.actor_id
      where j.subject_id = ${caseId} and j.workspace_id = ${workspaceId} and j.kind = any(${[...kinds]}::text[]) order by j.seq limit 2000`,
  )
}

type PromiseRow = {
  kind: string
  what: string
  text: string
  due_at: Date
  state: string
  made_by: string
  settled_at: Date | null
  proof_kind: string | null
  proof: string
}
export function promisesIn(db: Db, workspaceId: string, caseId: string): Promise<PromiseRow[]> {
  return rows(
    db,
    sql<PromiseRow>`select p.kind, p.what, p.text, p.due_at, p.state, coalesce(m.name, '') as made_by, p.settled_at, p.proof_kind, coalesce(p.proof_words, '') as proof from promise p left join member m on m.id = p.made_by
      where p.case_id = ${caseId} and p.workspace_id = ${workspaceId} order by p.id limit 500`,
  )
}

type Asked = {
  at: Date
  expert: string
  question: string
  state: string
  answers: { at: string; by: string; text: string }[]
}
export function consultationsIn(db: Db, workspaceId: string, caseId: string): Promise<Asked[]> {
  return rows(
    db,
    sql<Asked>`select c.asked_at as at, c.question, c.state,
        coalesce((select string_agg(r.name, ', ' order by r.place desc) from consultation_request r where r.consultation_id = c.id), '') as expert,
        coalesce((select jsonb_agg(jsonb_build_object('at', a.at, 'by', a.author, 'text', a.text) order by a.id) from consultation_answer a where a.consultation_id = c.id and a.nature = 'answer'), '[]') as answers
      from consultation c where c.case_id = ${caseId} and c.workspace_id = ${workspaceId} order by c.id limit 200`,
  )
}

export function goodwillIn(
  db: Db,
  workspaceId: string,
  caseId: string,
): Promise<Dated<CaseFile['goodwill'][number]>[]> {
  return rows(
    db,
    sql`select g.requested_at as at, g.kind, g.amount_minor as "amountMinor", g.currency, g.what, g.reason, g.state,
        coalesce((select name from member m where m.id = coalesce(g.granted_by, g.requested_by)), '') as by
      from goodwill g where g.case_id = ${caseId} and g.workspace_id = ${workspaceId} order by g.id limit 200`,
  )
}

export function linkedTo(db: Db, workspaceId: string, caseId: string): Promise<CaseFile['linked']> {
  return rows(
    db,
    sql`select c.number, c.title, l.kind from case_link l join cases c on c.id = case when l.from_id = ${caseId} then l.to_id else l.from_id end
      where (l.from_id = ${caseId} or l.to_id = ${caseId}) and l.workspace_id = ${workspaceId} order by c.number limit 100`,
  )
}

type Kept = Omit<CaseFile['evidence'][number], 'saidAt' | 'keptAt'> & { said_at: Date; kept_at: Date }
export function evidenceIn(db: Db, workspaceId: string, caseId: string): Promise<Kept[]> {
  return rows(
    db,
    sql<Kept>`select author, said_at, kept_at, permalink, text, encode(sha256, 'hex') as sha256 from evidence
      where case_id = ${caseId} and workspace_id = ${workspaceId} order by said_at, id limit 500`,
  )
}
