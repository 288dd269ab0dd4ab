import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

/** Those of the named members who are active in this workspace. */
export async function activeMembers(db: Db, workspaceId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const found = await rows(
    db,
    sql<{
      id: string
    }>`select id from member where workspace_id = ${workspaceId} and active and id = any(${[...ids]}::uuid[])`,
  )
  return found.map((row) => row.id)
}

export async function insertNote(
  tx: Db,
  actor: Actor,
  note: { id: string; caseId: string; text: string; mentions: readonly string[] },
): Promise<void> {
  await run(
    tx,
    sql`insert into note (workspace_id, id, case_id, author_id, text, mentions)
      values (${actor.workspaceId}, ${note.id}, ${note.caseId}, ${actor.memberId}, ${note.text}, ${[...note.mentions]}::uuid[])`,
  )
}

export function findNote(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ case_id: string; author_id: string | null; text: string } | undefined> {
  return one(
    db,
    sql<{
      case_id: string
      author_id: string | null
      text: string
    }>`select case_id, author_id, text from note where id = ${id} and workspace_id = ${workspaceId} for update`,
  )
}

export async function rewriteNote(tx: Db, id: string, text: string): Promise<void> {
  await run(tx, sql`update note set text = ${text}, edited_at = now() where id = ${id}`)
}

/** Reading only goes forward. */
export async function markSeen(db: Db, actor: Actor, caseId: string): Promise<void> {
  await run(
    db,
    sql`insert into case_read (workspace_id, member_id, case_id, seen_at) values (${actor.workspaceId}, ${actor.memberId}, ${caseId}, now())
      on conflict (member_id, case_id) do update set seen_at = greatest(case_read.seen_at, excluded.seen_at)`,
  )
}
