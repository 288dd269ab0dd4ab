import type { Language, Me, Preferences, Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export async function insertWorkspace(
  system: Db,
  workspace: {
    id: string
    name: string
    language: Language
    addressForm: 'sie' | 'du'
    sampleData: boolean
    topics: readonly { id: string; name: { de: string; en: string } }[]
  },
): Promise<void> {
  await run(
    system,
    sql`insert into workspace (id, name, language, address_form, sample_data)
      values (${workspace.id}, ${workspace.name}, ${workspace.language}, ${workspace.addressForm}, ${workspace.sampleData})`,
  )
  await run(system, sql`insert into case_counter (workspace_id) values (${workspace.id})`)
  await run(
    system,
    sql`insert into topic (workspace_id, id, name) select ${workspace.id}, t.id, t.name
      from jsonb_to_recordset(${JSON.stringify(workspace.topics)}::jsonb) as t(id uuid, name jsonb)`,
  )
}

export type WorkspaceName = { id: string; name: string; sample_data: boolean }
export function readWorkspaces(system: Db): Promise<WorkspaceName[]> {
  return rows(
    system,
    sql<WorkspaceName>`select id, name, sample_data from workspace order by created_at, id limit 1000`,
  )
}

type MeRow = {
  name: string
  email: string
  role: Role
  preferences: Preferences
  two_factor_on: boolean
  workspace: Me['workspace']
  workspaces: Me['workspaces']
}

export function readMe(system: Db, memberId: string): Promise<MeRow | undefined> {
  return one(
    system,
    sql<MeRow>`
      select m.name, u.email, m.role, m.preferences, coalesce(u."twoFactorEnabled", false) as two_factor_on,
        jsonb_build_object(
          'id', w.id, 'name', w.name, 'language', w.language, 'addressForm', w.address_form, 'sampleData', w.sample_data,
          'onboarding', jsonb_build_object(
            'channelConnected', exists (select from presence p where p.workspace_id = w.id and p.archived_at is null
              and p.kind in ('email', 'form', 'feed', 'inlet', 'chat')),
            'peopleInvited', exists (select from invitation i where i.workspace_id = w.id)
              or exists (select from member o where o.workspace_id = w.id and o.id <> m.id))) as workspace,
        (select jsonb_agg(jsonb_build_object('id', own.id, 'name', own.name) order by own.name, own.id)
          from member o join workspace own on own.id = o.workspace_id where o.user_id = m.user_id and o.active) as workspaces
      from member m join auth_user u on u.id = m.user_id join workspace w on w.id = m.workspace_id
      where m.id = ${memberId}`,
  )
}

export async function mergePreferences(
  db: Db,
  memberId: string,
  change: Preferences,
): Promise<Preferences | undefined> {
  const row = await one(
    db,
    sql<{ preferences: Preferences }>`update member set preferences = preferences || ${JSON.stringify(change)}::jsonb
      where id = ${memberId} returning preferences`,
  )
  return row?.preferences
}

export async function activeMemberIn(system: Db, userId: string, workspaceId: string): Promise<string | undefined> {
  const row = await one(
    system,
    sql<{ id: string }>`select id from member where user_id = ${userId} and workspace_id = ${workspaceId} and active`,
  )
  return row?.id
}

export type Installation = { id: string; setup_token_hash: Buffer | null; set_up_at: Date | null }
export async function readInstallation(system: Db, lock: 'lock' | 'read' = 'read'): Promise<Installation> {
  const row = await one(
    system,
    sql<Installation>`select id, setup_token_hash, set_up_at from installation ${lock === 'lock' ? sql`for update` : sql``}`,
  )
  return row!
}

export async function keepSetupToken(system: Db, hash: Buffer): Promise<void> {
  await run(system, sql`update installation set setup_token_hash = ${hash} where set_up_at is null`)
}

export async function markSetUp(system: Db): Promise<void> {
  await run(
    system,
    sql`update installation set set_up_at = coalesce(set_up_at, now()), setup_token_hash = null where true`,
  )
}
