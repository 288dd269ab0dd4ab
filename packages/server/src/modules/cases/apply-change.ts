import type { Actor as JournalActor, CaseChange } from '@resonanz/contracts'
import { sql } from 'kysely'
import { append } from '#platform/journal'
import { type Db, run } from '#platform/db/database'
import { accessCase, type CaseRecord } from './case.ts'
import { entriesOf } from './case-events.ts'
import { planChange } from './plan-change.ts'
import { writeChanges } from './store-change.ts'

type By = { workspaceId: string; actor: JournalActor; cause?: { kind: string; id: string } }

/** Moves a case, locked by the caller, within another use case's transaction: the same entries as of a change by hand. */
export async function applyChange(
  tx: Db,
  { workspaceId, actor, cause }: By,
  record: CaseRecord,
  change: Pick<CaseChange, 'category' | 'ownerId' | 'teamId'>,
): Promise<void> {
  const { set, events } = planChange(record, change)
  if (Object.keys(set).length === 0) return
  await writeChanges(tx, { workspaceId, memberId: actor.id ?? '' }, [{ record, set }])
  await append(tx, entriesOf(workspaceId, actor, record.id, events, cause))
}

const mostJoined = 20

/** The case that stands for this one today, locked: it may have been joined into another, and that into a third. */
export async function lockStandingCase(tx: Db, workspaceId: string, id: string): Promise<CaseRecord> {
  let record = await accessCase(tx, { workspaceId }, id, { lock: true })
  for (let n = 0; record.merged_into !== null && n < mostJoined; n += 1)
    record = await accessCase(tx, { workspaceId }, record.merged_into, { lock: true })
  return record
}

/** An internal note from elsewhere: of a colleague, or (`authorId` null) of somebody without an account. */
export async function leaveNote(
  tx: Db,
  { workspaceId, actor }: By,
  note: { id: string; caseId: string; authorId: string | null; text: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into note (workspace_id, id, case_id, author_id, text) values (${workspaceId}, ${note.id}, ${note.caseId}, ${note.authorId}, ${note.text})`,
  )
  await append(
    tx,
    entriesOf(workspaceId, actor, note.caseId, [{ kind: 'note.added', data: { noteId: note.id, mentions: [] } }]),
  )
}
