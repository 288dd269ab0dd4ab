import type { Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { addAccount, demoPassword, hashNewPassword } from '#auth'
import { createWorkspace, joinWorkspace } from '#organisation'
import { type Db, inTransaction, one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { buildDemo, type DemoContent } from './content/index.ts'
import { writeCases } from './write-cases.ts'
import {
  type DemoKeys,
  writeCustomers,
  writeMentions,
  writePresences,
  writeQuarantine,
  writeTopics,
} from './write-content.ts'

/**
 * Loads the sample company with due times around now. `onlyIfEmpty`: not when any workspace exists.
 * Everything in one transaction: a crash leaves nothing half.
 */
export async function loadDemo(
  deps: Deps,
  options: { onlyIfEmpty?: boolean; now?: Date } = {},
): Promise<{ workspaceId: string; cases: number } | null> {
  const some = await one(
    deps.db.system,
    sql<{ id: string }>`select id from workspace ${options.onlyIfEmpty ? sql`` : sql`where sample_data`} limit 1`,
  )
  if (some) return null
  const content = buildDemo(options.now ?? new Date())
  // One hash for the whole cast: the password is in the README anyway, and hashing is slow on purpose.
  const passwordHash = await hashNewPassword(demoPassword)
  return inTransaction(deps.db.system, async (tx) => {
    const { workspaceId } = await createWorkspace(
      deps,
      { name: content.company.name, language: 'de', sampleData: true, defaults: false },
      tx,
    )
    const keys: DemoKeys = {
      workspaceId,
      teams: new Map(),
      staff: new Map(),
      presences: new Map(),
      topics: new Map(),
      customers: new Map(),
      identities: new Map(),
      newId: deps.newId,
    }
    await writePeople(deps, tx, content, keys, passwordHash)
    await writeTopics(tx, content, keys)
    await writePresences(tx, content, keys)
    await writeCustomers(tx, content, keys)
    await writeCases(tx, content, keys)
    await writeMentions(tx, content, keys)
    await writeQuarantine(tx, content, keys)
    return { workspaceId, cases: content.cases.length }
  })
}

/** The sample company beside a company's own workspace; its people may enter both. */
export async function loadDemoFor(deps: Deps, ownWorkspaceId: string): Promise<void> {
  const loaded = await loadDemo(deps)
  if (!loaded) return
  await inTransaction(deps.db.system, async (tx) => {
    const people = await rows(
      tx,
      sql<{
        user_id: string
        name: string
        role: Role
      }>`select user_id, name, role from member where workspace_id = ${ownWorkspaceId} and active`,
    )
    for (const person of people)
      await joinWorkspace(deps, tx, {
        workspaceId: loaded.workspaceId,
        userId: person.user_id,
        name: person.name,
        role: person.role,
      })
  })
}

/** Takes the sample company out with everything in it, other workspaces untouched. Journal rows stay: they are append-only. */
export async function removeDemo(deps: Deps): Promise<boolean> {
  const workspace = await one(deps.db.system, sql<{ id: string }>`select id from workspace where sample_data limit 1`)
  if (!workspace) return false
  // Children before parents; the workspace row itself stays behind, emptied, because the journal names it.
  const tables = [
    'case_message',
    'message_search',
    'message_version',
    'mention',
    'draft',
    'note',
    'promise',
    'outbox',
    'notification',
    'watch',
    'case_read',
    'bulk_undo',
    'saved_view',
    'case_move',
    'case_membership_memory',
    'file',
    'form_submission',
    'message',
    'thread',
    'inlet_open',
    'inlet_item',
    'link_proposal',
    'identity_link',
    'customer_merge',
    'identity',
    'cases',
    'customer',
    'invitation',
    'team_member',
    'idempotency',
    'presence',
    'topic',
  ]
  await inTransaction(deps.db.system, async (tx) => {
    for (const table of tables) {
      const known = await one(tx, sql<{ there: boolean }>`select to_regclass(${table}) is not null as there`)
      if (table === 'customer')
        await sql`update customer set merged_into = null where workspace_id = ${workspace.id}`.execute(tx)
      if (table === 'topic')
        await sql`update topic set parent_id = null where workspace_id = ${workspace.id}`.execute(tx)
      if (known?.there) await sql`delete from ${sql.table(table)} where workspace_id = ${workspace.id}`.execute(tx)
    }
    await sql`delete from session_workspace where workspace_id = ${workspace.id}`.execute(tx)
    const people = await sql<{
      user_id: string
    }>`delete from member where workspace_id = ${workspace.id} returning user_id`.execute(tx)
    await sql`delete from team where workspace_id = ${workspace.id}`.execute(tx)
    await sql`delete from auth_user u where u.id = any(${people.rows.map((row) => row.user_id)}::text[]) and not exists (select 1 from member m where m.user_id = u.id)`.execute(
      tx,
    )
    await sql`delete from case_counter where workspace_id = ${workspace.id}`.execute(tx)
    await sql`update workspace set sample_data = false, name = name || ' (†)' where id = ${workspace.id}`.execute(tx)
  })
  return true
}

async function writePeople(deps: Deps, tx: Db, content: DemoContent, keys: DemoKeys, passwordHash: string) {
  for (const team of content.teams) {
    const id = deps.newId()
    keys.teams.set(team.key, id)
    await sql`insert into team (workspace_id, id, name) values (${keys.workspaceId}, ${id}, ${team.name.de})`.execute(
      tx,
    )
  }
  for (const person of content.staff) {
    const userId = await addAccount(deps, tx, { name: person.name, email: person.email, passwordHash })
    const memberId = await joinWorkspace(deps, tx, {
      workspaceId: keys.workspaceId,
      userId,
      name: person.name,
      role: person.role,
      teamIds: person.teams.map((key) => keys.teams.get(key)!),
    })
    keys.staff.set(person.key, { id: memberId, name: person.name })
  }
}
