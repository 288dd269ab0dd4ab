import type { CaseChange } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { newId } from '#platform/ids'
import { recordCorrections } from '#understanding'
import type { CaseRecord } from './case.ts'
import type { ChangedColumns } from './plan-change.ts'

/** Which of the named owner, team and topic this workspace does not have (or no longer uses). */
export async function unknownReferences(
  db: Db,
  workspaceId: string,
  { ownerId, teamId, topicId }: Pick<CaseChange, 'ownerId' | 'teamId' | 'topicId'>,
): Promise<string[]> {
  if (!ownerId && !teamId && !topicId) return []
  const found = await one(
    db,
    sql<{ ownerId: boolean; teamId: boolean; topicId: boolean }>`select
      exists (select 1 from member where id = ${ownerId ?? null} and workspace_id = ${workspaceId} and active and role <> 'reader') as "ownerId",
      exists (select 1 from team where id = ${teamId ?? null} and workspace_id = ${workspaceId}) as "teamId",
      exists (select 1 from topic where id = ${topicId ?? null} and workspace_id = ${workspaceId}) as "topicId"`,
  )
  return [
    ...(ownerId && !found!.ownerId ? ['ownerId'] : []),
    ...(teamId && !found!.teamId ? ['teamId'] : []),
    ...(topicId && !found!.topicId ? ['topicId'] : []),
  ]
}

/**
 * Writes the changed columns of many cases, locked by the caller, in one statement; the others keep their values, times
 * to the microsecond. Kind and topic are corrections of what the models said: kept beside it.
 */
export async function writeChanges(
  tx: Db,
  { workspaceId, memberId }: Pick<Actor, 'workspaceId' | 'memberId'>,
  changes: readonly { record: CaseRecord; set: Partial<ChangedColumns> }[],
): Promise<void> {
  if (changes.length === 0) return
  const list = changes.map(({ record, set }) => ({
    ...record,
    ...set,
    closing: isClosing(record, set),
    opening: isOpening(set),
    rests: set.follow_up_at !== undefined,
  }))
  await run(
    tx,
    sql`update cases c set
        title = e.title, category = e.category, owner_id = e.owner_id, team_id = e.team_id, priority = e.priority, kind = e.kind,
        topic_id = e.topic_id, corrected = array(select jsonb_array_elements_text(e.corrected)), tags = array(select jsonb_array_elements_text(e.tags)), particulars = e.particulars,
        follow_up_at = case when e.rests then e.follow_up_at else c.follow_up_at end, follow_up_note = e.follow_up_note, follow_up_until_reply = e.follow_up_until_reply,
        follow_up_for = array(select jsonb_array_elements_text(e.follow_up_for)), back_because = case when e.rests or e.closing then null else c.back_because end,
        closed_at = case when e.closing then now() when e.opening then null else c.closed_at end,
        version = c.version + 1
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(id uuid, title text, category text, owner_id uuid, team_id uuid, priority smallint, kind text,
        topic_id uuid, corrected jsonb, tags jsonb, particulars text, follow_up_at timestamptz, follow_up_note text, follow_up_until_reply boolean, follow_up_for jsonb, closing boolean, opening boolean, rests boolean)
      where c.id = e.id and c.workspace_id = ${workspaceId}`,
  )
  await recordCorrections(
    tx,
    workspaceId,
    memberId,
    changes.flatMap(({ record, set }) => [
      ...(set.kind === undefined ? [] : [{ field: 'kind', value: set.kind, ...of(record) } as const]),
      ...(set.topic_id === undefined ? [] : [{ field: 'topic', value: set.topic_id, ...of(record) } as const]),
    ]),
  )
}

function of(record: CaseRecord) {
  return { id: newId(), caseId: record.id, messageId: null }
}

function isClosing(record: CaseRecord, { category }: Partial<ChangedColumns>): boolean {
  const wasClosed = record.category === 'done' || record.category === 'closed'
  return !wasClosed && (category === 'done' || category === 'closed')
}
function isOpening({ category }: Partial<ChangedColumns>): boolean {
  return category !== undefined && category !== 'done' && category !== 'closed'
}

export async function setWatching(
  tx: Db,
  workspaceId: string,
  caseId: string,
  memberIds: readonly string[],
  watching: boolean,
): Promise<number> {
  const ids = [...memberIds]
  return watching
    ? run(
        tx,
        sql`insert into watch (workspace_id, member_id, case_id) select ${workspaceId}, unnest(${ids}::uuid[]), ${caseId} on conflict do nothing`,
      )
    : run(tx, sql`delete from watch where case_id = ${caseId} and member_id = any(${ids}::uuid[])`)
}
