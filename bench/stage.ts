import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { migrate, openDeps, type Opened, readConfig } from '@resonanz/server'

export type Stage = Opened & {
  /** RESONANZ_DATA of this installation. */
  data: string
  workspaceId: string
  teamId: string
  presences: Record<'inlet' | 'email', string>
  end(): Promise<void>
}

/**
 * A real installation on a database of its own (durable settings, as it ships), with one company and two presences. A
 * data folder that is given stays when it ends.
 */
export async function makeStage(given?: string): Promise<Stage> {
  const data = given ?? mkdtempSync(join(tmpdir(), 'resonanz-bench-'))
  const opened = await openDeps(readConfig({ RESONANZ_DATA: data, RESONANZ_LOG_LEVEL: 'warn', RESONANZ_DEMO: 'false' }))
  await migrate(opened.adminUrl)
  const { deps } = opened
  const stage = (workspaceId: string, teamId: string, presences: Stage['presences']): Stage => ({
    ...opened,
    data,
    workspaceId,
    teamId,
    presences,
    async end() {
      await opened.close()
      if (!given) rmSync(data, { recursive: true, force: true })
    },
  })
  const [before] = (
    await sql<{
      workspace_id: string
      team_id: string
      inlet: string
      email: string
    }>`select p.workspace_id, p.team_id, p.id as inlet, e.id as email
      from presence p join presence e on e.workspace_id = p.workspace_id and e.kind = 'email' where p.kind = 'inlet' limit 1`.execute(
      deps.db.system,
    )
  ).rows
  if (before) return stage(before.workspace_id, before.team_id, { inlet: before.inlet, email: before.email })
  const [workspaceId, teamId, inlet, email] = [deps.newId(), deps.newId(), deps.newId(), deps.newId()]
  await sql`insert into workspace (id, name) values (${workspaceId}, 'Bench')`.execute(deps.db.system)
  await sql`insert into case_counter (workspace_id) values (${workspaceId})`.execute(deps.db.system)
  await sql`insert into team (workspace_id, id, name) values (${workspaceId}, ${teamId}, 'Service')`.execute(
    deps.db.system,
  )
  await sql`insert into presence (workspace_id, id, kind, name, team_id, settings, next_poll_at) values (${workspaceId}, ${inlet}, 'inlet', 'Posts', ${teamId}, '{"directed": true, "visibility": "public"}', 'infinity')`.execute(
    deps.db.system,
  )
  await sql`insert into presence (workspace_id, id, kind, name, address, team_id, settings, next_poll_at)
    values (${workspaceId}, ${email}, 'email', 'Service', 'service@firma.test', ${teamId}, ${JSON.stringify({ address: 'service@firma.test', imap: { host: 'localhost', user: 'x' }, smtp: { host: 'localhost', user: 'x' } })}::jsonb, 'infinity')`.execute(
    deps.db.system,
  )
  return stage(workspaceId, teamId, { inlet, email })
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}
export const round = (value: number, digits = 1) => Number(value.toFixed(digits))
