import type { OwnLimits, PostContent } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import type { PostRow } from './post.ts'

const columns = sql`p.id, p.workspace_id, p.text, p.local_time, p.time_zone, p.planned_at, p.state, p.returned_code, p.reason, p.accepted, p.approval_id,
  (select a.state from approval a where a.id = p.approval_id) as approval_state, p.version, p.created_by, (select m.name from member m where m.id = p.created_by) as created_by_name, p.changed_at, p.sample,
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'presenceId', t.presence_id, 'presenceName', r.name, 'kind', r.kind, 'text', t.text, 'state', t.state,
      'errorCode', t.error_code, 'providerId', t.provider_id, 'threadId', t.thread_id, 'settledAt', t.settled_at) order by r.kind, r.name, t.id), '[]')
    from planned_post_target t join presence r on r.id = t.presence_id where t.post_id = p.id) as targets,
  (select coalesce(jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name, 'type', f.type, 'size', f.size, 'alt', x.alt) order by x.place), '[]')
    from planned_post_file x join file f on f.id = x.file_id where x.post_id = p.id) as files`

export const listMost = 500

export function listPosts(
  db: Db,
  workspaceId: string,
  { from, to, presenceId }: { from: string; to: string; presenceId?: string | undefined },
): Promise<PostRow[]> {
  return rows(
    db,
    sql<PostRow>`select ${columns} from planned_post p where p.workspace_id = ${workspaceId} and p.planned_at >= ${from} and p.planned_at < ${to}
      ${presenceId ? sql`and exists (select from planned_post_target t where t.post_id = p.id and t.presence_id = ${presenceId})` : sql``}
      order by p.planned_at, p.id limit ${listMost + 1}`,
  )
}

/** The front door: a foreign id and an unknown id answer alike. Locked together with all its presences. */
export async function accessPost(
  db: Db,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<PostRow> {
  if (options.lock) {
    await run(db, sql`select 1 from planned_post where id = ${id} and workspace_id = ${workspaceId} for update`)
    await run(
      db,
      sql`select 1 from planned_post_target where post_id = ${id} and workspace_id = ${workspaceId} order by id for update`,
    )
  }
  const row = await one(
    db,
    sql<PostRow>`select ${columns} from planned_post p where p.id = ${id} and p.workspace_id = ${workspaceId}`,
  )
  if (!row) throw notFound()
  return row
}

export function findPosts(db: Db, workspaceId: string, ids: readonly string[]): Promise<PostRow[]> {
  return rows(
    db,
    sql<PostRow>`select ${columns} from planned_post p where p.workspace_id = ${workspaceId} and p.id = any(${[...ids]}::uuid[])`,
  )
}

export async function insertPost(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  actor: Pick<Actor, 'workspaceId' | 'memberId'>,
  id: string,
  content: PostContent,
  plannedAt: Date,
): Promise<void> {
  await run(
    tx,
    sql`insert into planned_post (workspace_id, id, text, local_time, time_zone, planned_at, created_by)
      values (${actor.workspaceId}, ${id}, ${content.text}, ${content.localTime}, ${content.timeZone}, ${plannedAt}, ${actor.memberId})`,
  )
  await writePlaces(tx, deps, actor.workspaceId, id, content)
}

/** Other words, places or pictures: a draft again. */
export async function rewritePost(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  workspaceId: string,
  id: string,
  content: PostContent,
  plannedAt: Date,
): Promise<void> {
  await run(
    tx,
    sql`update planned_post set text = ${content.text}, local_time = ${content.localTime}, time_zone = ${content.timeZone}, planned_at = ${plannedAt}, state = 'draft',
      returned_code = null, reason = '', accepted = '[]', approval_id = null, version = version + 1, changed_at = now() where id = ${id}`,
  )
  await run(tx, sql`delete from planned_post_target where post_id = ${id}`)
  await run(tx, sql`delete from planned_post_file where post_id = ${id}`)
  await writePlaces(tx, deps, workspaceId, id, content)
}

async function writePlaces(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  workspaceId: string,
  id: string,
  { targets, media }: PostContent,
): Promise<void> {
  const places = targets.map(({ presenceId, text }) => ({ i: deps.newId(), p: presenceId, t: text, c: deps.newId() }))
  await run(
    tx,
    sql`insert into planned_post_target (workspace_id, id, post_id, presence_id, text, client_token)
      select ${workspaceId}, e.i, ${id}, e.p, e.t, e.c from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as e(i uuid, p uuid, t text, c text)`,
  )
  if (media.length === 0) return
  const files = media.map(({ fileId, alt }, n) => ({ f: fileId, n, a: alt }))
  await run(
    tx,
    sql`insert into planned_post_file (workspace_id, post_id, file_id, place, alt)
      select ${workspaceId}, ${id}, e.f, e.n, e.a from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as e(f uuid, n smallint, a text)`,
  )
}

export async function setPostState(
  tx: Db,
  id: string,
  to: {
    state: PostRow['state']
    returnedCode?: string | null
    reason?: string
    accepted?: PostRow['accepted']
    approvalId?: string | null
  },
): Promise<void> {
  await run(
    tx,
    sql`update planned_post set state = ${to.state}, returned_code = ${to.returnedCode ?? null}, reason = ${to.reason ?? ''}, version = version + 1, changed_at = now(),
      accepted = coalesce(${to.accepted ? JSON.stringify(to.accepted) : null}::jsonb, accepted),
      approval_id = case when ${to.approvalId === undefined} then approval_id else ${to.approvalId ?? null}::uuid end where id = ${id}`,
  )
}

export async function movePost(
  tx: Db,
  id: string,
  to: { localTime: string; timeZone: string; plannedAt: Date },
): Promise<void> {
  await run(
    tx,
    sql`update planned_post set local_time = ${to.localTime}, time_zone = ${to.timeZone}, planned_at = ${to.plannedAt}, version = version + 1, changed_at = now() where id = ${id}`,
  )
  await run(
    tx,
    sql`update planned_post_target set state = 'open', is_released = false, next_at = null, attempts = 0 where post_id = ${id} and state in ('open','late')`,
  )
}

/** What has not left leaves no more. */
export async function discardTargets(tx: Db, id: string): Promise<void> {
  await run(
    tx,
    sql`update planned_post_target set state = 'discarded', settled_at = now() where post_id = ${id} and state in ('open','late','failed')`,
  )
}

/** `limits`: what the network says of it. */
export type Place = {
  id: string
  name: string
  kind: PostRow['targets'][number]['kind']
  limits: OwnLimits | null
}

/** Presences that are not archived, by id or all of these kinds. */
export function presencesFor(db: Db, workspaceId: string, ids: readonly string[]): Promise<Place[]> {
  return rows(
    db,
    sql<Place>`select id, name, kind, limits from presence where workspace_id = ${workspaceId} and archived_at is null and id = any(${[...ids]}::uuid[])`,
  )
}
export function presencesOfKinds(
  db: Db,
  workspaceId: string,
  kinds: readonly string[],
): Promise<Omit<Place, 'limits'>[]> {
  return rows(
    db,
    sql<
      Omit<Place, 'limits'>
    >`select id, name, kind from presence where workspace_id = ${workspaceId} and archived_at is null and kind = any(${[...kinds]}::text[]) order by kind, name, id limit 500`,
  )
}

export type FileFacts = { id: string; type: string; size: number }
export function filesOf(db: Db, workspaceId: string, ids: readonly string[]): Promise<FileFacts[]> {
  return rows(
    db,
    sql<FileFacts>`select id, type, size from file where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
}

/** Those who may approve, leads first. */
export async function approversFor(tx: Db, workspaceId: string): Promise<string[][]> {
  const found = await rows(
    tx,
    sql<{
      id: string
      role: string
    }>`select id, role from member where workspace_id = ${workspaceId} and active and role in ('lead','admin','owner') order by id`,
  )
  const of = (roles: readonly string[]) => found.filter(({ role }) => roles.includes(role)).map(({ id }) => id)
  return [of(['lead']), of(['admin', 'owner'])]
}
