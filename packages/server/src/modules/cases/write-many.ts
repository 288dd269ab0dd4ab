import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'

export type ManyNote = { id: string; caseId: string; authorId: string; text: string; mentionIds: readonly string[] }

/** Notes of a batch in one statement; who is mentioned watches the case. Mentions of people who left are dropped. */
export async function insertNotes(tx: Db, workspaceId: string, notes: readonly ManyNote[]): Promise<void> {
  if (notes.length === 0) return
  const list = JSON.stringify(notes)
  await run(
    tx,
    sql`insert into note (workspace_id, id, case_id, author_id, text, mentions)
      select ${workspaceId}, e.id, e."caseId", e."authorId", e.text,
        array(select m.id from member m where m.workspace_id = ${workspaceId} and m.active and m.id::text in (select jsonb_array_elements_text(e."mentionIds")))
      from jsonb_to_recordset(${list}::jsonb) as e(id uuid, "caseId" uuid, "authorId" uuid, text text, "mentionIds" jsonb)`,
  )
  await run(
    tx,
    sql`insert into watch (workspace_id, member_id, case_id)
      select distinct n.workspace_id, m, n.case_id from note n, unnest(n.mentions) as m where n.id = any(${notes.map(({ id }) => id)}::uuid[]) on conflict do nothing`,
  )
}

export type ManyDraft = { caseId: string; memberId: string; threadId: string | null; text: string }

/** Drafts of a batch; over words that somebody wrote already nothing is laid. Answers the cases that got theirs. */
export async function insertDrafts(tx: Db, workspaceId: string, drafts: readonly ManyDraft[]): Promise<Set<string>> {
  if (drafts.length === 0) return new Set()
  const made = await rows(
    tx,
    sql<{ case_id: string }>`insert into draft (workspace_id, case_id, member_id, kind, thread_id, text)
      select ${workspaceId}, e."caseId", e."memberId", 'reply', e."threadId", e.text
      from jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb) as e("caseId" uuid, "memberId" uuid, "threadId" uuid, text text)
      on conflict do nothing returning case_id`,
  )
  return new Set(made.map((row) => row.case_id))
}
