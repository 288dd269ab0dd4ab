import type { Draft } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

type Kind = Draft['kind']
export type DraftInput = { kind: Kind; text: string; threadId: string | null; extra: Record<string, unknown> }
type DraftRecord = {
  kind: Kind
  text: string
  thread_id: string | null
  extra: Record<string, unknown>
  saved_at: Date
}

export async function findDraft(db: Db, actor: Actor, caseId: string, kind: Kind): Promise<Draft | null> {
  const found = await one(
    db,
    sql<DraftRecord>`select kind, text, thread_id, extra, saved_at from draft
      where case_id = ${caseId} and member_id = ${actor.memberId} and kind = ${kind} and workspace_id = ${actor.workspaceId}`,
  )
  return found
    ? {
        kind: found.kind,
        text: found.text,
        threadId: found.thread_id,
        extra: found.extra,
        savedAt: found.saved_at.toISOString(),
      }
    : null
}

export async function writeDraft(db: Db, actor: Actor, caseId: string, draft: DraftInput): Promise<void> {
  await run(
    db,
    sql`insert into draft (workspace_id, case_id, member_id, kind, thread_id, text, extra)
      values (${actor.workspaceId}, ${caseId}, ${actor.memberId}, ${draft.kind}, ${draft.threadId}, ${draft.text}, ${JSON.stringify(draft.extra)}::jsonb)
      on conflict (member_id, case_id, kind) do update set thread_id = excluded.thread_id, text = excluded.text, extra = excluded.extra, saved_at = now()`,
  )
}

export async function removeDraft(db: Db, actor: Actor, caseId: string, kind: Kind): Promise<void> {
  await run(db, sql`delete from draft where case_id = ${caseId} and member_id = ${actor.memberId} and kind = ${kind}`)
}
