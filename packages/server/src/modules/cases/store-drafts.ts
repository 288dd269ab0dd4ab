import type { Draft } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

type Kind = Draft['kind']
export type DraftInput = { kind: Kind; text: string; threadId: string | null; extra: Record<string, unknown> }
export type DraftRecord = {
  id: string
  case_id: string
  /** Who writes. */
  member_id: string
  member_name: string
  kind: Kind
  text: string
  thread_id: string | null
  extra: Record<string, unknown>
  saved_at: Date
  version: number
  shared_at: Date | null
  held_until: Date | null
  /** Who wrote on it before. */
  authors: string[]
}
/** After the last word somebody is taken to be writing for so long. */
const holdSeconds = 60
const columns = sql`d.id, d.case_id, d.member_id, (select name from member m where m.id = d.member_id) as member_name, d.kind, d.text, d.thread_id, d.extra,
  d.saved_at, d.version, d.shared_at, d.held_until, d.authors`

export async function findDraft(db: Db, actor: Actor, caseId: string, kind: Kind): Promise<Draft | null> {
  const found = await ownDraft(db, actor, caseId, kind, sql``)
  return found ? toDraft(found) : null
}

export function lockOwnDraft(tx: Db, actor: Actor, caseId: string, kind: Kind): Promise<DraftRecord | undefined> {
  return ownDraft(tx, actor, caseId, kind, sql`for update of d`)
}

function ownDraft(db: Db, actor: Actor, caseId: string, kind: Kind, lock: ReturnType<typeof sql>) {
  return one(
    db,
    sql<DraftRecord>`select ${columns} from draft d
      where d.case_id = ${caseId} and d.member_id = ${actor.memberId} and d.kind = ${kind} and d.workspace_id = ${actor.workspaceId} ${lock}`,
  )
}

/** A shared draft of this case, held until the transaction ends; undefined where it was sent or is nobody else's matter. */
export function lockDraft(tx: Db, actor: Actor, caseId: string, id: string): Promise<DraftRecord | undefined> {
  return one(
    tx,
    sql<DraftRecord>`select ${columns} from draft d
      where d.id = ${id} and d.case_id = ${caseId} and d.workspace_id = ${actor.workspaceId} and d.shared_at is not null for update of d`,
  )
}

export function toDraft(record: DraftRecord): Draft {
  return {
    id: record.id,
    version: record.version,
    sharedAt: record.shared_at?.toISOString() ?? null,
    kind: record.kind,
    text: record.text,
    threadId: record.thread_id,
    extra: record.extra,
    savedAt: record.saved_at.toISOString(),
  }
}

export async function writeDraft(db: Db, actor: Actor, caseId: string, draft: DraftInput): Promise<void> {
  await run(
    db,
    sql`insert into draft (workspace_id, case_id, member_id, kind, thread_id, text, extra)
      values (${actor.workspaceId}, ${caseId}, ${actor.memberId}, ${draft.kind}, ${draft.threadId}, ${draft.text}, ${JSON.stringify(draft.extra)}::jsonb)
      on conflict (member_id, case_id, kind) do update set thread_id = excluded.thread_id, text = excluded.text, extra = excluded.extra, saved_at = now(),
        version = draft.version + 1, held_until = case when draft.shared_at is not null then now() + make_interval(secs => ${holdSeconds}) end`,
  )
}

export async function removeDraft(db: Db, actor: Actor, caseId: string, kind: Kind): Promise<void> {
  await run(db, sql`delete from draft where case_id = ${caseId} and member_id = ${actor.memberId} and kind = ${kind}`)
}
