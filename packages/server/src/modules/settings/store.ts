import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { WorkspaceRow } from './settings.ts'

export function readWorkspace(db: Db, workspaceId: string): Promise<WorkspaceRow | undefined> {
  return one(
    db,
    sql<WorkspaceRow>`select w.name, w.language, w.address_form, w.settings,
        case when l.key is not null then jsonb_build_object('key', l.key, 'width', l.width, 'height', l.height) end as logo
      from workspace w left join company_logo l on l.workspace_id = w.id where w.id = ${workspaceId}`,
  )
}

export function lockWorkspace(db: Db, workspaceId: string): Promise<WorkspaceRow | undefined> {
  return one(
    db,
    sql<WorkspaceRow>`select name, language, address_form, settings, null as logo from workspace where id = ${workspaceId} for update`,
  )
}

export async function writeWorkspace(
  db: Db,
  workspaceId: string,
  change: { name: string; language: string; addressForm: string; settings: Record<string, unknown> },
): Promise<void> {
  await sql`update workspace set name = ${change.name}, language = ${change.language}, address_form = ${change.addressForm},
      settings = settings || ${JSON.stringify(change.settings)}::jsonb
    where id = ${workspaceId}`.execute(db)
}
