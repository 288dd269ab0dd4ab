import type { ChannelKind, Signature, SignatureTexts, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type SignatureRow = {
  presence_id: string | null
  texts: SignatureTexts
  signs: boolean
  initials: boolean | null
  version: number
}
const columns = sql`presence_id, texts, signs, initials, version`

/** Of the house and of presences that have their own. */
export function signaturesOf(db: Db, workspaceId: string): Promise<SignatureRow[]> {
  return rows(
    db,
    sql<SignatureRow>`select ${columns} from house_signature where workspace_id = ${workspaceId} order by presence_id nulls first`,
  )
}

export async function findSignature(
  tx: Db,
  workspaceId: string,
  presenceId: string | null,
): Promise<SignatureRow | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`signature ${workspaceId} ${presenceId ?? ''}`}, 0))`.execute(
    tx,
  )
  return one(
    tx,
    sql<SignatureRow>`select ${columns} from house_signature where workspace_id = ${workspaceId} and presence_id is not distinct from ${presenceId}::uuid`,
  )
}

export async function writeSignature(
  tx: Db,
  by: { workspaceId: string; memberId: string },
  presenceId: string | null,
  { texts, signs, initials }: Signature,
  version: number,
): Promise<void> {
  await run(
    tx,
    sql`insert into house_signature (workspace_id, presence_id, texts, signs, initials, version, changed_by)
      values (${by.workspaceId}, ${presenceId}, ${JSON.stringify(texts)}::jsonb, ${signs}, ${initials}, ${version}, ${by.memberId})
      on conflict (workspace_id, presence_id) do update set texts = excluded.texts, signs = excluded.signs, initials = excluded.initials, version = excluded.version,
        changed_by = excluded.changed_by, changed_at = now()`,
  )
}

export async function removeSignature(tx: Db, workspaceId: string, presenceId: string): Promise<void> {
  await run(tx, sql`delete from house_signature where workspace_id = ${workspaceId} and presence_id = ${presenceId}`)
}

type PresenceRow = { id: string; name: string; kind: ChannelKind; visibility: Visibility | null }
export function presencesToSign(db: Db, workspaceId: string): Promise<PresenceRow[]> {
  return rows(
    db,
    sql<PresenceRow>`select id, name, kind, settings->>'visibility' as visibility from presence where workspace_id = ${workspaceId} and archived_at is null order by name, id`,
  )
}

export function peopleWhoAnswer(
  db: Db,
  workspaceId: string,
): Promise<{ id: string; name: string; initials: string | null }[]> {
  return rows(
    db,
    sql<{
      id: string
      name: string
      initials: string | null
    }>`select m.id, m.name, i.initials from member m left join member_initials i on i.member_id = m.id
      where m.workspace_id = ${workspaceId} and m.active and m.role <> 'reader' order by m.created_at, m.id`,
  )
}

export async function takenInitials(
  tx: Db,
  workspaceId: string,
  options: { lock?: boolean } = {},
): Promise<Map<string, string>> {
  if (options.lock)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`initials ${workspaceId}`}, 0))`.execute(tx)
  const found = await rows(
    tx,
    sql<{
      member_id: string
      initials: string
    }>`select member_id, initials from member_initials where workspace_id = ${workspaceId}`,
  )
  return new Map(found.map((row) => [row.member_id, row.initials]))
}

export async function insertInitials(tx: Db, workspaceId: string, memberId: string, initials: string): Promise<void> {
  await run(
    tx,
    sql`insert into member_initials (workspace_id, member_id, initials) values (${workspaceId}, ${memberId}, ${initials}) on conflict do nothing`,
  )
}

export async function writeInitials(tx: Db, workspaceId: string, memberId: string, initials: string): Promise<void> {
  await run(
    tx,
    sql`insert into member_initials (workspace_id, member_id, initials) values (${workspaceId}, ${memberId}, ${initials})
      on conflict (member_id) do update set initials = excluded.initials`,
  )
}

/** Of a thread of a case: where it is, and what a signature says of the case. */
export type Place = {
  presence_id: string
  channel: ChannelKind
  visibility: Visibility
  language: string | null
  address_form: 'sie' | 'du'
  house_language: 'de' | 'en'
  team: string | null
  company: string
}
export function placeOf(db: Db, workspaceId: string, caseId: string, threadId: string): Promise<Place | undefined> {
  return one(
    db,
    sql<Place>`select t.presence_id, t.channel, t.visibility, c.language, coalesce(k.address_form, w.address_form) as address_form, w.language as house_language, e.name as team, w.name as company
      from thread t join cases c on c.id = ${caseId} and c.workspace_id = t.workspace_id join workspace w on w.id = t.workspace_id
      left join customer k on k.id = c.customer_id left join team e on e.id = c.team_id
      where t.id = ${threadId} and t.workspace_id = ${workspaceId}
        and (t.case_id = c.id or exists (select from case_message cm join message m on m.id = cm.message_id where cm.case_id = c.id and m.thread_id = t.id))`,
  )
}

export async function isOurs(db: Db, workspaceId: string, what: 'presence' | 'member', id: string): Promise<boolean> {
  const found = await one(
    db,
    what === 'presence'
      ? sql<{
          is: boolean
        }>`select exists (select from presence where id = ${id} and workspace_id = ${workspaceId} and archived_at is null) as is`
      : sql<{
          is: boolean
        }>`select exists (select from member where id = ${id} and workspace_id = ${workspaceId} and active) as is`,
  )
  return found!.is
}
