import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import { notFound } from '#platform/errors'

export type AnswerSource = { attachments: { index: number }[]; inlet_item_id: string | null }

/** An answer of this workspace with the mail it came in; throws `not-found`. */
export async function accessAnswer(db: Db, workspaceId: string, id: string): Promise<AnswerSource> {
  const found = await one(
    db,
    sql<AnswerSource>`select attachments, inlet_item_id from consultation_answer where workspace_id = ${workspaceId} and id = ${id}`,
  )
  if (!found) throw notFound()
  return found
}
