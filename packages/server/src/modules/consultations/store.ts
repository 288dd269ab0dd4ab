import type { ConsultationAnswer, ConsultationState } from '@resonanz/contracts'
import { type RawBuilder, sql } from 'kysely'
import { withJoined } from '#cases'
import { type Db, one, rows, run } from '#platform/db/database'

type AskedRow = {
  id: string
  place: 'expert' | 'deputy'
  name: string
  memberId: string | null
  expertId: string | null
  at: string
  state: string | null
  by: 'mail' | 'chat' | null
}
type AnswerRow = Omit<ConsultationAnswer, 'attachments' | 'at'> & { at: string; attachments: Record<string, unknown>[] }
export type ConsultationRow = {
  id: string
  case_id: string
  number: number
  title: string
  question: string
  context: string
  asked_by: { id: string; name: string } | null
  asked_at: Date
  state: ConsultationState
  remind_at: Date
  due_at: Date
  deputy_at: Date
  escalate_at: Date
  settled_at: Date | null
  settled_by: string | null
  reason: string | null
  asked: AskedRow[]
  answers: AnswerRow[]
}

/** Questions with who was asked and what came back. `which` is a condition on the consultation `c`. */
export function readConsultations(
  db: Db,
  workspaceId: string,
  which: RawBuilder<unknown>,
  order: RawBuilder<unknown> = sql`c.id desc`,
  limit = 100,
): Promise<ConsultationRow[]> {
  return rows(
    db,
    sql<ConsultationRow>`
      select c.id, c.case_id, k.number, k.title, c.question, c.context, c.asked_at, c.state, c.remind_at, c.due_at, c.deputy_at, c.escalate_at, c.settled_at, c.settled_by, c.reason,
        (select jsonb_build_object('id', m.id, 'name', m.name) from member m where m.id = c.asked_by) as asked_by,
        (select jsonb_agg(jsonb_build_object('id', r.id, 'place', r.place, 'name', r.name, 'memberId', r.member_id, 'expertId', r.expert_id, 'at', r.asked_at,
            'state', coalesce((select o.state from consultation_mail x join outbox o on o.id = x.outbox_id where x.request_id = r.id and x.what = 'question'),
              (select x.state from consultation_chat x where x.request_id = r.id and x.what = 'question')),
            'by', case when exists (select 1 from consultation_chat x where x.request_id = r.id and x.what = 'question' and x.state not in ('mailed','refused')) then 'chat' when r.member_id is null then 'mail' end) order by r.asked_at, r.id)
          from consultation_request r where r.consultation_id = c.id) as asked,
        coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'way', a.way, 'nature', a.nature, 'isLate', a.is_late, 'isOtherSender', a.is_other_sender, 'text', a.text,
            'author', a.author, 'attachments', a.attachments, 'at', a.at) order by a.at, a.id) from consultation_answer a where a.consultation_id = c.id), '[]') as answers
      from consultation c join cases k on k.id = c.case_id
      where c.workspace_id = ${workspaceId} and ${which} order by ${order} limit ${limit}`,
  )
}

/** The case and those that were joined into it. */
export const ofCase = (caseId: string) => sql`c.case_id in ${withJoined(caseId)}`

export type Locked = {
  id: string
  case_id: string
  asked_by: string | null
  state: ConsultationState
  category_before: string | null
  language: 'de' | 'en'
}
export function lockConsultation(tx: Db, workspaceId: string, id: string): Promise<Locked | undefined> {
  return one(
    tx,
    sql<Locked>`select id, case_id, asked_by, state, category_before, language from consultation where workspace_id = ${workspaceId} and id = ${id} for update`,
  )
}

/** The case of a question without holding it: cases are locked before what hangs on them. */
export async function caseOf(db: Db, workspaceId: string, id: string): Promise<string | null> {
  const found = await one(
    db,
    sql<{ case_id: string }>`select case_id from consultation where workspace_id = ${workspaceId} and id = ${id}`,
  )
  return found?.case_id ?? null
}

export async function insertConsultation(
  tx: Db,
  c: {
    workspaceId: string
    id: string
    caseId: string
    askedBy: string
    question: string
    context: string
    topicId: string | null
    language: string
    presenceId: string | null
    remindAt: Date
    dueAt: Date
    deputyAt: Date
    escalateAt: Date
    categoryBefore: string | null
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into consultation (workspace_id, id, case_id, asked_by, question, context, topic_id, language, presence_id, remind_at, due_at, deputy_at, escalate_at, next_at, category_before)
      values (${c.workspaceId}, ${c.id}, ${c.caseId}, ${c.askedBy}, ${c.question}, ${c.context}, ${c.topicId}, ${c.language}, ${c.presenceId}, ${c.remindAt}, ${c.dueAt}, ${c.deputyAt}, ${c.escalateAt}, ${c.remindAt}, ${c.categoryBefore})`,
  )
}

export type Request = {
  id: string
  consultationId: string
  place: 'expert' | 'deputy'
  expertId: string | null
  memberId: string | null
  name: string
  email: string | null
}
export async function insertRequest(tx: Db, workspaceId: string, r: Request & { expiresAt: Date }): Promise<void> {
  await run(
    tx,
    sql`insert into consultation_request (workspace_id, id, consultation_id, place, expert_id, member_id, name, email, expires_at)
      values (${workspaceId}, ${r.id}, ${r.consultationId}, ${r.place}, ${r.expertId}, ${r.memberId}, ${r.name}, ${r.email}, ${r.expiresAt})`,
  )
}

export async function insertMail(
  tx: Db,
  workspaceId: string,
  mail: { requestId: string; what: string; outboxId: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into consultation_mail (workspace_id, request_id, what, outbox_id) values (${workspaceId}, ${mail.requestId}, ${mail.what}, ${mail.outboxId})`,
  )
}

export async function countByLink(tx: Db, requestId: string): Promise<number> {
  const found = await one(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from consultation_answer where request_id = ${requestId} and way = 'link'`,
  )
  return found!.n
}

/** False when this word is known already. */
export async function insertAnswer(
  tx: Db,
  workspaceId: string,
  a: {
    id: string
    consultationId: string
    requestId: string | null
    way: string
    nature: string
    isLate: boolean
    text: string
    author: string
    memberId: string | null
    isOtherSender: boolean
    attachments: unknown
    inletItemId: string | null
    sourceKey: string
    noteId: string | null
  },
): Promise<boolean> {
  const written = await run(
    tx,
    sql`insert into consultation_answer (workspace_id, id, consultation_id, request_id, way, nature, is_late, text, author, member_id, is_other_sender, attachments, inlet_item_id, source_key, note_id)
      values (${workspaceId}, ${a.id}, ${a.consultationId}, ${a.requestId}, ${a.way}, ${a.nature}, ${a.isLate}, ${a.text}, ${a.author}, ${a.memberId}, ${a.isOtherSender},
        ${JSON.stringify(a.attachments)}::jsonb, ${a.inletItemId}, ${a.sourceKey}, ${a.noteId})
      on conflict (consultation_id, source_key) do nothing`,
  )
  return written > 0
}

export async function settle(
  tx: Db,
  workspaceId: string,
  id: string,
  to: { state: 'answered' | 'withdrawn'; by: string | null; reason: string | null },
): Promise<void> {
  await run(
    tx,
    sql`update consultation set state = ${to.state}, next_at = null, settled_at = now(), settled_by = ${to.by}, reason = ${to.reason} where workspace_id = ${workspaceId} and id = ${id}`,
  )
}

/** Does the case wait for another question that is still open? */
export async function waitsForOthers(tx: Db, caseId: string, id: string): Promise<boolean> {
  return (
    (await one(
      tx,
      sql`select 1 from consultation c where ${ofCase(caseId)} and c.id <> ${id} and c.category_before is not null and c.state not in ('answered','withdrawn') limit 1`,
    )) !== undefined
  )
}

export async function wasAsked(db: Db, consultationId: string, memberId: string): Promise<string | null> {
  const found = await one(
    db,
    sql<{
      id: string
    }>`select id from consultation_request where consultation_id = ${consultationId} and member_id = ${memberId} order by asked_at desc limit 1`,
  )
  return found?.id ?? null
}

/** A mailbox that can carry questions: the case's own, its team's, any. */
export async function sendingPresence(
  db: Db,
  workspaceId: string,
  given: { presenceId: string | null; teamId: string | null },
): Promise<string | null> {
  const found = await one(
    db,
    sql<{ id: string }>`
      select p.id from presence p where p.workspace_id = ${workspaceId} and p.kind = 'email' and p.address is not null and p.archived_at is null and not p.paused
      order by p.id = ${given.presenceId} desc nulls last, p.team_id = ${given.teamId} desc nulls last, p.id limit 1`,
  )
  return found?.id ?? null
}

export type CaseWords = { title: string; words: string; names: string[]; tags: string[] }
/** What a case is about, in the words that opened it, and the names of who speaks in it. */
export async function caseWords(db: Db, workspaceId: string, caseId: string): Promise<CaseWords> {
  const found = await one(
    db,
    sql<CaseWords>`
      select c.title, c.tags, coalesce((select left(m.text, 1200) from case_message cm join message m on m.id = cm.message_id
          where cm.case_id = c.id and m.direction = 'in' and m.nature = 'message' and m.deleted_at is null order by cm.at, m.id limit 1), c.preview) as words,
        array_remove(array[c.contact_name, (select u.name from customer u where u.id = c.customer_id), (select i.name from identity i where i.id = c.identity_id), (select i.display from identity i where i.id = c.identity_id)], null) as names
      from cases c where c.id = ${caseId} and c.workspace_id = ${workspaceId}`,
  )
  return found ?? { title: '', words: '', names: [], tags: [] }
}
