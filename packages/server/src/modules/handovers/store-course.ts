import { sql } from 'kysely'
import { type Db, rows, run } from '#platform/db/database'
import type { Move } from './ping-pong.ts'

const daysLooked = 14

/** How these cases moved between teams in the last days, each in order of time. */
export async function movesOf(
  tx: Db,
  caseIds: readonly string[],
): Promise<(Move & { case_id: string; workspace_id: string })[]> {
  if (caseIds.length === 0) return []
  return rows(
    tx,
    sql<Move & { case_id: string; workspace_id: string }>`
      select workspace_id, subject_id as case_id, data->>'from' as "from", data->>'to' as "to", at from journal
      where subject_id = any(${[...caseIds]}::uuid[]) and kind = 'case.team' and at > now() - make_interval(days => ${daysLooked})
      order by seq`,
  )
}

/** True for the first time only. */
export async function markPingPong(
  tx: Db,
  workspaceId: string,
  caseId: string,
  found: { path: string[]; since: Date },
): Promise<boolean> {
  const written = await run(
    tx,
    sql`insert into case_ping_pong (workspace_id, case_id, path, since) values (${workspaceId}, ${caseId}, ${found.path}::uuid[], ${found.since})
      on conflict (case_id) do nothing`,
  )
  return written > 0
}

const highest = 2

/** Open cases that are serious: urgent or of high priority, or a complaint with great anger or urgency. */
export async function seriousOf(
  tx: Db,
  caseIds: readonly string[],
): Promise<{ workspace_id: string; id: string; team_id: string | null }[]> {
  if (caseIds.length === 0) return []
  return rows(
    tx,
    sql<{ workspace_id: string; id: string; team_id: string | null }>`
      select workspace_id, id, coalesce(accompanying_team_id, team_id) as team_id from cases
      where id = any(${[...caseIds]}::uuid[]) and category not in ('done','closed') and merged_into is null
        and (priority <= 1 or (kind = 'complaint' and (anger >= ${highest} or urgency >= ${highest})))`,
  )
}

export function claimLateHandovers(
  tx: Db,
  limit: number,
): Promise<{ workspace_id: string; case_id: string; team_id: string }[]> {
  return rows(
    tx,
    sql<{ workspace_id: string; case_id: string; team_id: string }>`
      with late as (
        select h.id from handover h join cases c on c.id = h.case_id and c.category not in ('done','closed') and c.merged_into is null
        where h.state = 'open' and h.overdue_told_at is null and h.due_at <= now() order by h.due_at limit ${limit} for update of h skip locked
      )
      update handover h set overdue_told_at = now() from late where h.id = late.id returning h.workspace_id, h.case_id, h.accompanying_team_id as team_id`,
  )
}
