import type { ChannelKind, ModuleVariant, TextModuleInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

/** A row of the table text_module. */
export type ModuleRecord = {
  id: string
  member_id: string | null
  owner_id: string | null
  owner_name: string | null
  title: string
  folder: string
  topic_id: string | null
  channels: ChannelKind[]
  variants: ModuleVariant[]
  is_active: boolean
  valid_until: string | null
  version: number
  changed_by: string | null
  changed_by_name: string | null
  changed_at: Date
}
const columns = sql`m.id, m.member_id, m.owner_id, m.title, m.folder, m.topic_id, m.channels, m.variants, m.is_active, to_char(m.valid_until, 'YYYY-MM-DD') as valid_until,
  m.version, m.changed_by, m.changed_at, (select name from member where id = m.owner_id) as owner_name, (select name from member where id = m.changed_by) as changed_by_name`

/** Of the house and my own: a colleague's own ones do not exist for anybody else. */
const visible = (actor: Actor) =>
  sql`m.workspace_id = ${actor.workspaceId} and m.archived_at is null and (m.member_id is null or m.member_id = ${actor.memberId})`

export function modulesFor(db: Db, actor: Actor): Promise<ModuleRecord[]> {
  return rows(
    db,
    sql<ModuleRecord>`select ${columns} from text_module m where ${visible(actor)} order by m.title, m.id`,
  )
}

export type OfferedModule = Pick<
  ModuleRecord,
  'id' | 'member_id' | 'title' | 'folder' | 'topic_id' | 'channels' | 'variants' | 'is_active' | 'valid_until'
>
/** Everybody's, by title: who asks sees those of the house and their own. */
export function allOffered(db: Db, workspaceId: string): Promise<OfferedModule[]> {
  return rows(
    db,
    sql<OfferedModule>`select m.id, m.member_id, m.title, m.folder, m.topic_id, m.channels, m.variants, m.is_active, to_char(m.valid_until, 'YYYY-MM-DD') as valid_until
      from text_module m where m.workspace_id = ${workspaceId} and m.archived_at is null order by m.title, m.id`,
  )
}

export function findModule(
  db: Db,
  actor: Actor,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ModuleRecord | undefined> {
  return one(
    db,
    sql<ModuleRecord>`select ${columns} from text_module m where m.id = ${id} and ${visible(actor)} ${options.lock ? sql`for update of m` : sql``}`,
  )
}

/** Serialises changes of the modules of a workspace and says that something changed. */
export async function nextState(tx: Db, workspaceId: string): Promise<void> {
  await run(
    tx,
    sql`insert into text_module_state (workspace_id, version) values (${workspaceId}, 1)
      on conflict (workspace_id) do update set version = text_module_state.version + 1`,
  )
}

export async function stateOf(db: Db, workspaceId: string): Promise<string> {
  const found = await one(
    db,
    sql<{
      version: string
    }>`select version::text as version from text_module_state where workspace_id = ${workspaceId}`,
  )
  return found?.version ?? '0'
}

export async function countModules(tx: Db, actor: Actor, isPersonal: boolean): Promise<number> {
  const found = await one(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from text_module where workspace_id = ${actor.workspaceId} and archived_at is null
      and ${isPersonal ? sql`member_id = ${actor.memberId}` : sql`member_id is null`}`,
  )
  return found!.n
}

export type NewModule = { id: string; memberId: string | null; version: number; input: TextModuleInput }

/** Writes modules and their new versions: one statement each, however many. */
export async function writeModules(tx: Db, actor: Actor, modules: readonly NewModule[]): Promise<void> {
  const list = modules.map(({ id, memberId, version, input }) => ({
    id,
    m: memberId,
    v: version,
    o: input.ownerId,
    t: input.title,
    f: input.folder,
    tp: input.topicId,
    c: input.channels,
    va: input.variants,
    a: input.isActive,
    u: input.validUntil,
  }))
  const from = sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(id uuid, m uuid, v int, o uuid, t text, f text, tp uuid, c jsonb, va jsonb, a boolean, u date)`
  await run(
    tx,
    sql`insert into text_module (workspace_id, id, member_id, owner_id, title, folder, topic_id, channels, variants, is_active, valid_until, version, changed_by)
      select ${actor.workspaceId}::uuid, e.id, e.m, e.o, e.t, e.f, e.tp, array(select jsonb_array_elements_text(e.c)), e.va, e.a, e.u, e.v, ${actor.memberId}::uuid from ${from}
      on conflict (id) do update set owner_id = excluded.owner_id, title = excluded.title, folder = excluded.folder, topic_id = excluded.topic_id, channels = excluded.channels,
        variants = excluded.variants, is_active = excluded.is_active, valid_until = excluded.valid_until, version = excluded.version, changed_by = excluded.changed_by, changed_at = now()`,
  )
  await run(
    tx,
    sql`insert into text_module_version (workspace_id, module_id, version, title, variants, by_member)
      select ${actor.workspaceId}::uuid, e.id, e.v, e.t, e.va, ${actor.memberId}::uuid from ${from}`,
  )
}

export async function archiveModule(tx: Db, id: string): Promise<void> {
  await run(tx, sql`update text_module set archived_at = now(), changed_at = now() where id = ${id}`)
}

export type VersionRow = {
  version: number
  title: string
  variants: ModuleVariant[]
  by_member: string | null
  by_name: string | null
  at: Date
}
export function versionsOf(db: Db, id: string): Promise<VersionRow[]> {
  return rows(
    db,
    sql<VersionRow>`select v.version, v.title, v.variants, v.by_member, v.at, (select name from member where id = v.by_member) as by_name
      from text_module_version v where v.module_id = ${id} order by v.version desc limit 100`,
  )
}

export type UseCount = { module_id: string; uses: number; recent: number; last_at: Date }
export function useCounts(db: Db, workspaceId: string): Promise<UseCount[]> {
  return rows(
    db,
    sql<UseCount>`select module_id, count(*)::int as uses, (count(*) filter (where at > now() - interval '90 days'))::int as recent, max(at) as last_at
      from text_module_use where workspace_id = ${workspaceId} group by module_id`,
  )
}

/** Which of these exist for this person; the others count for nothing. */
export function knownModules(
  db: Db,
  actor: Actor,
  ids: readonly string[],
): Promise<{ id: string; version: number; member_id: string | null }[]> {
  return rows(
    db,
    sql<{
      id: string
      version: number
      member_id: string | null
    }>`select m.id, m.version, m.member_id from text_module m
      where m.id = any(${[...ids]}::uuid[]) and ${visible(actor)}`,
  )
}

export async function insertUses(
  tx: Db,
  workspaceId: string,
  use: { caseId: string; messageId: string; moduleIds: readonly string[] },
): Promise<void> {
  await run(
    tx,
    sql`insert into text_module_use (workspace_id, message_id, module_id, case_id)
      select ${workspaceId}::uuid, ${use.messageId}::uuid, id, ${use.caseId}::uuid from unnest(${[...use.moduleIds]}::uuid[]) as id on conflict do nothing`,
  )
}

export async function deleteUses(tx: Db, workspaceId: string, messageId: string): Promise<void> {
  await run(tx, sql`delete from text_module_use where message_id = ${messageId} and workspace_id = ${workspaceId}`)
}

/** Are these of this workspace? Null counts as known. */
export async function referencesKnown(
  tx: Db,
  workspaceId: string,
  { topicId, ownerId }: { topicId: string | null; ownerId: string | null },
): Promise<boolean> {
  const found = await one(
    tx,
    sql<{
      ok: boolean
    }>`select (${topicId}::uuid is null or exists (select 1 from topic where id = ${topicId} and workspace_id = ${workspaceId}))
      and (${ownerId}::uuid is null or exists (select 1 from member where id = ${ownerId} and workspace_id = ${workspaceId})) as ok`,
  )
  return found!.ok
}

export function topicNames(db: Db, workspaceId: string): Promise<{ id: string; name: { de: string; en: string } }[]> {
  return rows(
    db,
    sql<{
      id: string
      name: { de: string; en: string }
    }>`select id, name from topic where workspace_id = ${workspaceId} limit 5000`,
  )
}
