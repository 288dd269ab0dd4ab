import type { DraftVersion, SharedDraft } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import type { DraftRecord } from '../store-drafts.ts'

/** What is kept beside a draft at most; the oldest go first. */
const versionsKept = 30

type NewVersion = {
  workspaceId: string
  id: string
  draftId: string
  memberId: string
  why: DraftVersion['why']
  text: string
  isSure: boolean
}
export async function insertVersion(tx: Db, v: NewVersion): Promise<void> {
  await run(
    tx,
    sql`insert into draft_version (workspace_id, id, draft_id, member_id, why, text)
      select ${v.workspaceId}, ${v.id}, ${v.draftId}, ${v.memberId}, ${v.why}, ${v.text}
      where (${v.isSure} or not exists (select from draft_version where draft_id = ${v.draftId} and why = 'saved' and at > now() - interval '1 minute'))
        and not exists (select from (select text, member_id from draft_version where draft_id = ${v.draftId} and (why = 'conflict') = (${v.why} = 'conflict') order by id desc limit 1) l
          where l.text = ${v.text} and (${v.why} <> 'conflict' or l.member_id = ${v.memberId}))`,
  )
  await run(
    tx,
    sql`delete from draft_version where draft_id = ${v.draftId} and id not in (select id from draft_version where draft_id = ${v.draftId} order by id desc limit ${versionsKept})`,
  )
}

/** Words that did not get into the draft are for their writer alone. */
export async function versionsOf(db: Db, actor: Actor, draftId: string): Promise<DraftVersion[]> {
  const found = await rows(
    db,
    sql<{ id: string; member_id: string; name: string; why: DraftVersion['why']; text: string; at: Date }>`
      select v.id, v.member_id, m.name, v.why, v.text, v.at from draft_version v join member m on m.id = v.member_id
      where v.draft_id = ${draftId} and (v.why <> 'conflict' or v.member_id = ${actor.memberId}) order by v.id desc`,
  )
  return found.map(({ id, member_id, name, why, text, at }) => ({
    id,
    by: { id: member_id, name },
    why,
    text,
    at: at.toISOString(),
  }))
}

type Listed = Omit<DraftRecord, 'authors'> & {
  authors: { id: string; name: string }[]
  comments: {
    id: string
    by: { id: string; name: string }
    to: { id: string; name: string } | null
    text: string
    at: string
  }[]
}

export async function sharedDraftsOf(db: Db, actor: Actor, caseId: string): Promise<SharedDraft[]> {
  const found = await rows(
    db,
    sql<Listed>`
      select d.id, d.case_id, d.member_id, w.name as member_name, d.kind, d.text, d.thread_id, d.extra, d.saved_at, d.version, d.shared_at, d.held_until,
        coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name) from member a where a.id = any(d.authors)), '[]') as authors,
        coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'text', c.text, 'at', to_char(c.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', jsonb_build_object('id', b.id, 'name', b.name),
            'to', case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name) end) order by c.id)
          from (select * from draft_comment where draft_id = d.id order by id desc limit 50) c join member b on b.id = c.member_id left join member t on t.id = c.to_member_id), '[]') as comments
      from draft d join member w on w.id = d.member_id
      where d.case_id = ${caseId} and d.workspace_id = ${actor.workspaceId} and d.shared_at is not null order by d.shared_at, d.id limit 20`,
  )
  return found.map((row) => ({
    id: row.id,
    writer: { id: row.member_id, name: row.member_name },
    isMine: row.member_id === actor.memberId,
    text: row.text,
    version: row.version,
    sharedAt: row.shared_at!.toISOString(),
    savedAt: row.saved_at.toISOString(),
    heldUntil: row.held_until?.toISOString() ?? null,
    authors: row.authors,
    comments: row.comments,
  }))
}

export async function setShared(tx: Db, id: string, isShared: boolean): Promise<void> {
  await run(
    tx,
    sql`update draft set shared_at = ${isShared ? sql`coalesce(shared_at, now())` : sql`null`}, held_until = null where id = ${id}`,
  )
}

/** The draft goes to who writes on; who wrote before is an author from now on. */
export async function passOn(tx: Db, id: string, to: string): Promise<void> {
  await run(
    tx,
    sql`update draft set member_id = ${to}, authors = array(select distinct unnest(authors || member_id)), version = version + 1, held_until = now() + interval '1 minute', saved_at = now() where id = ${id}`,
  )
}

export function findVersion(tx: Db, actor: Actor, draftId: string, id: string): Promise<{ text: string } | undefined> {
  return one(
    tx,
    sql<{
      text: string
    }>`select text from draft_version where id = ${id} and draft_id = ${draftId} and workspace_id = ${actor.workspaceId}
      and (why <> 'conflict' or member_id = ${actor.memberId})`,
  )
}

export async function insertComment(
  tx: Db,
  c: { workspaceId: string; id: string; draftId: string; memberId: string; to: string | null; text: string },
): Promise<Date> {
  const made = await one(
    tx,
    sql<{
      at: Date
    }>`insert into draft_comment (workspace_id, id, draft_id, member_id, to_member_id, text) values (${c.workspaceId}, ${c.id}, ${c.draftId}, ${c.memberId}, ${c.to}, ${c.text}) returning at`,
  )
  return made!.at
}

/** Somebody who may answer, by id; undefined for foreign, unknown, departed and merely reading people. */
export function colleague(tx: Db, actor: Actor, id: string): Promise<{ id: string; name: string } | undefined> {
  return one(
    tx,
    sql<{
      id: string
      name: string
    }>`select id, name from member where id = ${id} and workspace_id = ${actor.workspaceId} and active and role <> 'reader'`,
  )
}
