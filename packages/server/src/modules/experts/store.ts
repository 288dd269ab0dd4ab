import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { ExpertRecord, TopicRecord } from './expert.ts'

export type ExpertRow = ExpertRecord & { team_name: string | null }
type Row = Omit<ExpertRow, 'absences'> & { absences: { from: string; to: string }[] }

/** The whole directory, or one of it, in the order of names. Absences: running and coming ones. */
export async function readExperts(db: Db, workspaceId: string, id?: string): Promise<ExpertRow[]> {
  const found = await rows(
    db,
    sql<Row>`
      select e.id, e.member_id, coalesce(m.name, e.name) as name, e.email, e.chat_address, e.phone, e.department, e.team_id, t.name as team_name,
        coalesce(e.team_id, (select tm.team_id from team_member tm where tm.member_id = e.member_id order by tm.team_id limit 1)) as hours_team_id,
        e.topics, e.products, e.languages, e.deputies,
        coalesce((select jsonb_agg(jsonb_build_object('from', a.from_at, 'to', a.to_at) order by a.from_at) from expert_absence a where a.expert_id = e.id and a.to_at > now()), '[]') as absences
      from expert e left join member m on m.id = e.member_id left join team t on t.id = e.team_id
      where e.workspace_id = ${workspaceId} and e.archived_at is null and (e.member_id is null or m.active) ${id ? sql`and e.id = ${id}` : sql``}
      order by lower(coalesce(m.name, e.name)), e.id`,
  )
  return found.map((row) => ({
    ...row,
    absences: row.absences.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })),
  }))
}

export function readTopics(db: Db, workspaceId: string): Promise<TopicRecord[]> {
  return rows(
    db,
    sql<TopicRecord>`select id, parent_id, name from topic where workspace_id = ${workspaceId} and active order by name->>'de', id`,
  )
}

export async function databaseNow(db: Db): Promise<Date> {
  return (await one(db, sql<{ now: Date }>`select now() as now`))!.now
}

export async function memberNames(db: Db, workspaceId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    db,
    sql<{
      id: string
      name: string
    }>`select id, name from member where workspace_id = ${workspaceId} and active and id = any(${[...ids]}::uuid[])`,
  )
  return new Map(found.map((row) => [row.id, row.name]))
}

export async function lockExpert(
  tx: Db,
  workspaceId: string,
  id: string,
): Promise<{ member_id: string | null } | null> {
  const found = await one(
    tx,
    sql<{
      member_id: string | null
    }>`select member_id from expert where workspace_id = ${workspaceId} and id = ${id} and archived_at is null for update`,
  )
  return found ?? null
}

/** What of the named things this workspace does not have. */
export async function unknownNames(
  db: Db,
  workspaceId: string,
  named: { memberId?: string | null; teamId?: string | null; topicIds?: string[]; deputyIds?: string[] },
): Promise<string[]> {
  const topics = [...new Set(named.topicIds)]
  const deputies = [...new Set(named.deputyIds)]
  const found = await one(
    db,
    sql<{ member: boolean; team: boolean; topics: number; deputies: number }>`select
      exists (select 1 from member where id = ${named.memberId ?? null} and workspace_id = ${workspaceId} and active) as member,
      exists (select 1 from team where id = ${named.teamId ?? null} and workspace_id = ${workspaceId}) as team,
      (select count(*)::int from topic where workspace_id = ${workspaceId} and id = any(${topics}::uuid[])) as topics,
      (select count(*)::int from expert where workspace_id = ${workspaceId} and archived_at is null and id = any(${deputies}::uuid[])) as deputies`,
  )
  return [
    ...(named.memberId && !found!.member ? ['memberId'] : []),
    ...(named.teamId && !found!.team ? ['teamId'] : []),
    ...(found!.topics < topics.length ? ['topicIds'] : []),
    ...(found!.deputies < deputies.length ? ['deputyIds'] : []),
  ]
}

export type ExpertFields = {
  name: string
  email: string | null
  chatAddress: string | null
  phone: string
  department: string
  teamId: string | null
  topicIds: string[]
  products: string[]
  languages: string[]
  deputyIds: string[]
}

/** False when this member is in the directory already. */
export async function insertExpert(
  tx: Db,
  workspaceId: string,
  expert: ExpertFields & { id: string; memberId: string | null },
): Promise<boolean> {
  const written = await run(
    tx,
    sql`insert into expert (workspace_id, id, member_id, name, email, chat_address, phone, department, team_id, topics, products, languages, deputies)
      values (${workspaceId}, ${expert.id}, ${expert.memberId}, ${expert.name}, ${expert.email}, ${expert.chatAddress}, ${expert.phone}, ${expert.department}, ${expert.teamId},
        ${expert.topicIds}::uuid[], ${expert.products}::text[], ${expert.languages}::text[], ${expert.deputyIds}::uuid[])
      on conflict (member_id) where archived_at is null and member_id is not null do nothing`,
  )
  return written > 0
}

export async function updateExpert(
  tx: Db,
  workspaceId: string,
  id: string,
  { name, email, chatAddress, phone, department, teamId, topicIds, products, languages, deputyIds }: ExpertFields,
): Promise<void> {
  await run(
    tx,
    sql`update expert set name = ${name}, email = ${email}, chat_address = ${chatAddress}, phone = ${phone}, department = ${department}, team_id = ${teamId}, topics = ${topicIds}::uuid[],
        products = ${products}::text[], languages = ${languages}::text[], deputies = ${deputyIds}::uuid[]
      where workspace_id = ${workspaceId} and id = ${id}`,
  )
}

export async function replaceAbsences(
  tx: Db,
  workspaceId: string,
  expertId: string,
  absences: readonly { id: string; from: string; to: string }[],
): Promise<void> {
  await run(tx, sql`delete from expert_absence where workspace_id = ${workspaceId} and expert_id = ${expertId}`)
  if (absences.length === 0) return
  await run(
    tx,
    sql`insert into expert_absence (workspace_id, id, expert_id, from_at, to_at)
      select ${workspaceId}, e.id, ${expertId}, e."from", e."to" from jsonb_to_recordset(${JSON.stringify(absences)}::jsonb) as e(id uuid, "from" timestamptz, "to" timestamptz)`,
  )
}

/** Nobody names somebody as deputy who left. */
export async function archiveExpert(tx: Db, workspaceId: string, id: string): Promise<void> {
  await run(tx, sql`update expert set archived_at = now() where workspace_id = ${workspaceId} and id = ${id}`)
  await run(
    tx,
    sql`update expert set deputies = array_remove(deputies, ${id}::uuid) where workspace_id = ${workspaceId} and deputies @> array[${id}::uuid]`,
  )
}

/** Is this the address of one of our own mailboxes? A question there would come in as a case. */
export async function isOwnMailbox(db: Db, workspaceId: string, address: string): Promise<boolean> {
  return (
    (await one(
      db,
      sql`select 1 from presence where workspace_id = ${workspaceId} and kind = 'email' and lower(address) = lower(${address}) limit 1`,
    )) !== undefined
  )
}
