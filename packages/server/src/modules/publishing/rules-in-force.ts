import { capabilitiesOf, type ChannelKind, may, type Publishing } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { takesPosts } from './post.ts'
import { presencesOfKinds } from './store.ts'

/** The row of the workspace, with the names beside it. */
export type RulesRow = {
  approval: Publishing['approval']
  approval_minutes: number
  late_minutes: number
  version: number
  paused_at: Date | null
  paused_by: string | null
  paused_by_name: string | null
  pause_reason: string
  incident: { id: string; number: number; title: string } | null
}

/** What holds for all posts of a workspace; `lock`: nobody changes it until we are done. */
export async function rulesInForce(db: Db, workspaceId: string, options: { lock?: boolean } = {}): Promise<RulesRow> {
  const query = sql<RulesRow>`select s.approval, s.approval_minutes, s.late_minutes, s.version, s.paused_at, s.paused_by, m.name as paused_by_name, s.pause_reason,
      (select jsonb_build_object('id', i.id, 'number', i.number, 'title', i.title) from incident i where i.id = s.paused_for) as incident
    from publishing s left join member m on m.id = s.paused_by where s.workspace_id = ${workspaceId} ${options.lock ? sql`for update of s` : sql``}`
  const known = await one(db, query)
  if (known) return known
  await run(db, sql`insert into publishing (workspace_id) values (${workspaceId}) on conflict do nothing`)
  return (await one(db, query))!
}

const kindsThatTakePosts = (Object.keys(capabilitiesOf) as ChannelKind[]).filter(takesPosts)

export async function publishingOf(db: Db, actor: Pick<Actor, 'workspaceId' | 'role'>): Promise<Publishing> {
  const [row, presences] = await Promise.all([
    rulesInForce(db, actor.workspaceId),
    presencesOfKinds(db, actor.workspaceId, kindsThatTakePosts),
  ])
  return {
    approval: row.approval,
    approvalMinutes: row.approval_minutes,
    lateMinutes: row.late_minutes,
    version: row.version,
    paused: row.paused_at && {
      at: row.paused_at.toISOString(),
      by: row.paused_by && row.paused_by_name !== null ? { id: row.paused_by, name: row.paused_by_name } : null,
      reason: row.pause_reason,
      incident: row.incident,
    },
    presences,
    mayWrite: may(actor.role, 'publish.write'),
    mayApprove: may(actor.role, 'publish.approve'),
  }
}
