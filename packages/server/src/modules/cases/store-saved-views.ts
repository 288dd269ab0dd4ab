import type { SavedView } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

export type SavedViewRecord = {
  id: string
  member_id: string
  name: string
  filter: string
  sort: string
  shared: boolean
}

/** Shown and counted together; more nobody finds their way in. */
const maxShown = 200
const columns = sql`id, member_id, name, filter, sort, shared`

/** Mine and the shared ones, oldest first. */
export function savedViewsFor(db: Db, actor: Actor): Promise<SavedViewRecord[]> {
  return rows(
    db,
    sql<SavedViewRecord>`select ${columns} from saved_view where workspace_id = ${actor.workspaceId} and (member_id = ${actor.memberId} or shared)
      order by id limit ${maxShown}`,
  )
}

/** Somebody else's private view is as unknown as none. */
export function findSavedView(db: Db, actor: Actor, id: string): Promise<SavedViewRecord | undefined> {
  return one(
    db,
    sql<SavedViewRecord>`select ${columns} from saved_view where workspace_id = ${actor.workspaceId} and id = ${id}
      and (member_id = ${actor.memberId} or shared) for update`,
  )
}

export async function writeSavedView(db: Db, actor: Actor, view: SavedViewRecord): Promise<void> {
  await run(
    db,
    sql`insert into saved_view (workspace_id, id, member_id, name, filter, sort, shared)
      values (${actor.workspaceId}, ${view.id}, ${view.member_id}, ${view.name}, ${view.filter}, ${view.sort}, ${view.shared})
      on conflict (id) do update set name = excluded.name, filter = excluded.filter, sort = excluded.sort, shared = excluded.shared`,
  )
}

export async function deleteSavedView(db: Db, actor: Actor, id: string): Promise<void> {
  await run(db, sql`delete from saved_view where workspace_id = ${actor.workspaceId} and id = ${id}`)
}

export function toSavedView(view: SavedViewRecord, actor: Actor): SavedView {
  const { id, name, filter, sort, shared } = view
  return { id, name, filter, sort, shared, mine: view.member_id === actor.memberId }
}
