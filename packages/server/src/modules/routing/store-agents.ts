import type { RoutingPolicy } from '@resonanz/contracts'
import { type Calendars, isOpenAt } from '#calendars'
import { standInsOf } from '#absences'
import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { type AgentFacts, type AgentSkill, placesOf } from './facts.ts'

export type Agent = AgentFacts & { name: string }
type Row = {
  id: string
  name: string
  is_available: boolean
  places: number | null
  pushes_per_hour: number | null
  pushed: number
  last_push_at: Date | null
  skills: AgentSkill[]
}

/** Whose moment is looked at: of a team (all who are there), or of one member. */
type Whose = { teamId: string; lock?: boolean } | { memberId: string } | { teamIds: readonly string[] }

/**
 * People as they are now. With `lock` the rows of their presence are held, in one order, so that two teams never fill
 * the same person's places at once.
 */
export async function loadAgents(
  tx: Db,
  workspaceId: string,
  policy: RoutingPolicy,
  whose: Whose,
  { calendars, now }: { calendars: Calendars; now: Date },
): Promise<Agent[]> {
  const lock = 'lock' in whose && whose.lock
  const found = await rows(
    tx,
    sql<Row>`
      select m.id, m.name, p.state is not distinct from 'available' and p.seen_at > now() - make_interval(mins => ${policy.idleMinutes}) as is_available,
        c.places, c.pushes_per_hour, case when p.pushed_from > now() - interval '1 hour' then p.pushed else 0 end as pushed, p.last_push_at,
        coalesce((select jsonb_agg(jsonb_build_object('kind', s.kind, 'value', s.value, 'level', s.level) order by s.kind, s.value)
          from member_skill s where s.member_id = m.id), '[]') as skills
      from member m ${lock ? sql`join` : sql`left join`} member_presence p on p.member_id = m.id left join member_capacity c on c.member_id = m.id
      where m.workspace_id = ${workspaceId} and m.active and m.role <> 'reader' and ${chosen(whose)}
      order by m.id ${lock ? sql`for update of p` : sql``}`,
  )
  const ids = found.map(({ id }) => id)
  const away = await standInsOf(tx, workspaceId, ids, now)
  const isCounted = policy.capacity.places !== null || found.some(({ places }) => places !== null)
  const used = isCounted ? await usedPlaces(tx, workspaceId, ids, policy) : new Map<string, number>()
  const isOnHours = 'teamId' in whose ? isOpenAt(calendars, { teamId: whose.teamId }, now) : true
  return found.map((row) => ({
    id: row.id,
    name: row.name,
    skills: row.skills,
    isAvailable: row.is_available,
    isAbsent: away.has(row.id),
    isOnHours,
    usedPlaces: used.get(row.id) ?? 0,
    places: row.places ?? policy.capacity.places,
    pushedThisHour: row.pushed,
    maxPushesPerHour: row.pushes_per_hour ?? policy.maxPushesPerHour,
    lastPushAt: row.last_push_at?.getTime() ?? null,
  }))
}

function chosen(whose: Whose) {
  if ('memberId' in whose) return sql`m.id = ${whose.memberId}`
  const teams = 'teamId' in whose ? [whose.teamId] : [...whose.teamIds]
  return sql`exists (select from team_member t where t.member_id = m.id and t.team_id = any(${teams}::uuid[]))`
}

/** What waits for the customer or rests takes no place. */
async function usedPlaces(
  tx: Db,
  workspaceId: string,
  ids: readonly string[],
  policy: RoutingPolicy,
): Promise<Map<string, number>> {
  const found = await rows(
    tx,
    sql<{ owner_id: string; channel: 'email'; priority: number; n: number }>`
      select owner_id, channel, priority, count(*)::int as n from cases
      where workspace_id = ${workspaceId} and owner_id = any(${[...ids]}::uuid[]) and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null
        and category <> 'waiting_customer' and (follow_up_at is null or follow_up_at <= now())
      group by owner_id, channel, priority`,
  )
  const used = new Map<string, number>()
  for (const { owner_id, n, ...facts } of found)
    used.set(owner_id, (used.get(owner_id) ?? 0) + n * placesOf(facts, policy))
  return used
}
