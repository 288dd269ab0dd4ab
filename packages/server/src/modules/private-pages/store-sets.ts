import type { PageLook, QuestionSet, QuestionSetInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

const columns = sql`id, name, topic_id as "topicId", questions, version`
/** As many as anybody looks through. */
const most = 200

export function questionSets(db: Db, workspaceId: string): Promise<QuestionSet[]> {
  return rows(
    db,
    sql<QuestionSet>`select ${columns} from question_set where workspace_id = ${workspaceId} and archived_at is null order by name, id limit ${most}`,
  )
}

export async function countSets(db: Db, workspaceId: string): Promise<number> {
  const found = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from question_set where workspace_id = ${workspaceId} and archived_at is null`,
  )
  return found!.n
}
export const mostSets = most

export async function isOwnTopic(db: Db, workspaceId: string, topicId: string): Promise<boolean> {
  const found = await one(db, sql`select 1 from topic where id = ${topicId} and workspace_id = ${workspaceId}`)
  return found !== undefined
}

export function insertSet(
  tx: Db,
  set: QuestionSetInput & { id: string; workspaceId: string; by: string | null },
): Promise<QuestionSet | undefined> {
  return one(
    tx,
    sql<QuestionSet>`insert into question_set (workspace_id, id, name, topic_id, questions, changed_by)
      values (${set.workspaceId}, ${set.id}, ${set.name}, ${set.topicId}, ${JSON.stringify(set.questions)}::jsonb, ${set.by}) returning ${columns}`,
  )
}

export function lockSet(tx: Db, workspaceId: string, id: string): Promise<QuestionSet | undefined> {
  return one(
    tx,
    sql<QuestionSet>`select ${columns} from question_set where id = ${id} and workspace_id = ${workspaceId} and archived_at is null for update`,
  )
}

export function updateSet(
  tx: Db,
  set: QuestionSetInput & { id: string; by: string },
): Promise<QuestionSet | undefined> {
  return one(
    tx,
    sql<QuestionSet>`update question_set set name = ${set.name}, topic_id = ${set.topicId}, questions = ${JSON.stringify(set.questions)}::jsonb,
      version = version + 1, changed_by = ${set.by}, changed_at = now() where id = ${set.id} returning ${columns}`,
  )
}

export async function archiveSet(tx: Db, id: string, by: string): Promise<void> {
  await run(
    tx,
    sql`update question_set set archived_at = now(), changed_by = ${by}, changed_at = now() where id = ${id}`,
  )
}

const shipped: PageLook = { colour: null, validHours: 168 }
export async function lookOf(db: Db, workspaceId: string): Promise<PageLook> {
  const found = await one(
    db,
    sql<PageLook>`select colour, valid_hours as "validHours" from private_page_look where workspace_id = ${workspaceId}`,
  )
  return found ?? shipped
}

export async function writeLook(tx: Db, workspaceId: string, look: PageLook & { by: string }): Promise<void> {
  await run(
    tx,
    sql`insert into private_page_look (workspace_id, colour, valid_hours, changed_by) values (${workspaceId}, ${look.colour}, ${look.validHours}, ${look.by})
      on conflict (workspace_id) do update set colour = excluded.colour, valid_hours = excluded.valid_hours, changed_by = excluded.changed_by, changed_at = now()`,
  )
}
