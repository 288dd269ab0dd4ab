import type { QuestionKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type AnswerRow = {
  id: string
  page_id: string
  question_key: string
  kind: QuestionKind
  is_masked: boolean
  ending: string
  given_at: Date
  delete_at: Date | null
  deleted_at: Date | null
}
const columns = sql`a.id, a.page_id, a.question_key, a.kind, a.is_masked, a.ending, a.given_at, a.delete_at, a.deleted_at`

export function answersOf(db: Db, pageIds: readonly string[]): Promise<AnswerRow[]> {
  if (pageIds.length === 0) return Promise.resolve([])
  return rows(
    db,
    sql<AnswerRow>`select ${columns} from private_answer a where a.page_id = any(${[...pageIds]}::uuid[]) order by a.id`,
  )
}

export type NewAnswer = {
  id: string
  key: string
  kind: QuestionKind
  isMasked: boolean
  sealed: Buffer
  ending: string
  keepDays: number
}
/** The first answer to a question counts. The page is locked by the caller. */
export async function insertAnswers(
  tx: Db,
  page: { workspace_id: string; id: string },
  answers: readonly NewAnswer[],
): Promise<void> {
  for (const answer of answers)
    await sql`insert into private_answer (workspace_id, id, page_id, question_key, kind, is_masked, sealed, ending, delete_at)
      values (${page.workspace_id}, ${answer.id}, ${page.id}, ${answer.key}, ${answer.kind}, ${answer.isMasked}, ${answer.sealed}, ${answer.ending},
        ${answer.isMasked ? sql`now() + make_interval(days => ${answer.keepDays})` : sql`null`})
      on conflict (page_id, question_key) do nothing`.execute(tx)
}

export type SealedAnswer = AnswerRow & { sealed: Buffer | null; case_id: string }
export function sealedAnswer(db: Db, workspaceId: string, id: string): Promise<SealedAnswer | undefined> {
  return one(
    db,
    sql<SealedAnswer>`select ${columns}, a.sealed, t.case_id from private_answer a join private_page p on p.id = a.page_id join thread t on t.id = p.thread_id
      where a.id = ${id} and a.workspace_id = ${workspaceId}`,
  )
}

/** The mail address that the customer gave on this page, sealed. */
export async function sealedAddress(db: Db, pageId: string): Promise<Buffer | null> {
  const found = await one(
    db,
    sql<{
      sealed: Buffer | null
    }>`select sealed from private_answer where page_id = ${pageId} and kind = 'email' and deleted_at is null order by id desc limit 1`,
  )
  return found?.sealed ?? null
}

export type Deletion = { workspace_id: string; page_id: string; case_id: string; ids: string[] }
/** Takes the contents of what is due away, a page at a time; the rows stay and say so. */
export async function deleteDue(tx: Db): Promise<Deletion | undefined> {
  const due = await one(
    tx,
    sql<{
      id: string
      workspace_id: string
      case_id: string
    }>`select p.id, p.workspace_id, t.case_id from private_answer a join private_page p on p.id = a.page_id join thread t on t.id = p.thread_id
      where a.deleted_at is null and a.delete_at <= now() order by a.delete_at limit 1 for update of p skip locked`,
  )
  if (!due) return undefined
  const gone = await rows(
    tx,
    sql<{
      id: string
    }>`update private_answer set sealed = null, ending = '', deleted_at = now() where page_id = ${due.id} and deleted_at is null and delete_at <= now() returning id`,
  )
  return { workspace_id: due.workspace_id, page_id: due.id, case_id: due.case_id, ids: gone.map(({ id }) => id) }
}

export type Ended = { id: string; workspace_id: string; case_id: string }
export function markExpired(tx: Db): Promise<Ended[]> {
  return rows(
    tx,
    sql<Ended>`update private_page p set expired_told_at = now() from thread t
      where t.id = p.thread_id and p.id in (select id from private_page where expires_at <= now() and expired_told_at is null and revoked_at is null order by expires_at limit 100 for update skip locked)
      returning p.id, p.workspace_id, t.case_id`,
  )
}

export type ToTell = {
  id: string
  workspace_id: string
  case_id: string
  language: 'de' | 'en'
  code: string
  kind: 'questions' | 'status'
  message_id: string
}
/** A page with an answer of ours that the customer was not told of; locked. */
export function claimUntold(tx: Db): Promise<ToTell | undefined> {
  return one(
    tx,
    sql<ToTell>`select p.id, p.workspace_id, t.case_id, p.language, p.code, p.kind, said.id as message_id
      from private_page p join thread t on t.id = p.thread_id
      cross join lateral (select m.id from message m join outbox o on o.message_id = m.id and o.state in ('handed_over','delivered','read')
        where m.thread_id = p.thread_id and m.direction = 'out' order by m.id desc limit 1) said
      where p.revoked_at is null and p.expires_at > now() and said.id > coalesce(p.told_message_id, '00000000-0000-0000-0000-000000000000')
      order by p.id limit 1 for update of p skip locked`,
  )
}

export async function markTold(tx: Db, pageId: string, messageId: string): Promise<void> {
  await run(tx, sql`update private_page set told_message_id = ${messageId} where id = ${pageId}`)
}

export async function anyMailbox(db: Db, workspaceId: string): Promise<string | null> {
  const found = await one(
    db,
    sql<{
      id: string
    }>`select id from presence where workspace_id = ${workspaceId} and kind = 'email' and archived_at is null and address is not null order by created_at, id limit 1`,
  )
  return found?.id ?? null
}
