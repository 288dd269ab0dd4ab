import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import type { Belongings } from './store-move.ts'

/** How the clock of the case that took stood before, and how the joining left it. */
export type WaitingTexts = { category: string; answerDueAt: string | null; waitingSince: string | null }
export type Moved = Belongings & { messages: string[]; before?: WaitingTexts; after?: WaitingTexts }
export type UndoRecord = {
  id: string
  kind: 'merge' | 'split'
  from_id: string
  to_id: string
  moved: Moved
  over: boolean
}

export const undoDays = 30

export async function writeUndo(
  tx: Db,
  actor: Actor,
  undo: Pick<UndoRecord, 'id' | 'kind' | 'from_id' | 'to_id' | 'moved'>,
): Promise<void> {
  await run(
    tx,
    sql`insert into case_undo (workspace_id, id, kind, from_id, to_id, moved, by_member, until)
      values (${actor.workspaceId}, ${undo.id}, ${undo.kind}, ${undo.from_id}, ${undo.to_id}, ${JSON.stringify(undo.moved)}::jsonb, ${actor.memberId},
        now() + make_interval(days => ${undoDays}))`,
  )
}

export function findUndo(db: Db, actor: Actor, id: string): Promise<UndoRecord | undefined> {
  return one(
    db,
    sql<UndoRecord>`select id, kind, from_id, to_id, moved, undone_at is not null or until < now() as over from case_undo
      where id = ${id} and workspace_id = ${actor.workspaceId}`,
  )
}

/** False when somebody else was first. */
export async function markUndone(tx: Db, id: string): Promise<boolean> {
  return (await run(tx, sql`update case_undo set undone_at = now() where id = ${id} and undone_at is null`)) > 0
}
