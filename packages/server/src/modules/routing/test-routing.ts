import { type RoutingPolicy, shippedRouting } from '@resonanz/contracts'
import { sql } from 'kysely'
import { newId } from '#platform/ids'
import { rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { setAvailability } from './availability.ts'
import { keepQueue } from './keep-queue.ts'
import { savePolicy } from './save-policy.ts'
import { newestPolicy } from './store-policy.ts'

/** A policy as shipped but for what a test is about. */
export async function setPolicy(deps: Deps, actor: Actor, change: Partial<RoutingPolicy>): Promise<void> {
  const { version } = await newestPolicy(deps.db.system, actor.workspaceId)
  await savePolicy(deps, actor, { basedOn: version, policy: { ...shippedRouting, ...change }, note: '' })
}

/** Until the reader has seen all: transactions elsewhere in this cluster may hold the journal's horizon back a while. */
export async function readQueue(deps: Deps): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 2 && tries < 2_400; tries += 1) {
    while (await keepQueue(deps));
    const [found] = await rows(
      deps.db.system,
      sql<{
        wait: boolean
      }>`select exists (select from journal j, journal_cursor c where c.name = 'routing' and (j.xid, j.seq) > (c.xid, c.seq)) as wait`,
    )
    quiet = found!.wait ? 0 : quiet + 1
    if (found!.wait) await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** Agents of a team beside the cast, by name; there, unless said otherwise. */
export async function makeAgents(
  deps: Deps,
  { workspaceId, teamId }: { workspaceId: string; teamId: string },
  names: readonly string[],
  isThere = true,
): Promise<Actor[]> {
  const actors = names.map(
    (name): Actor => ({
      memberId: newId(),
      userId: newId(),
      name,
      role: 'agent',
      workspaceId,
      teamIds: [teamId],
      sessionHash: '',
    }),
  )
  const list = JSON.stringify(actors)
  const db = deps.db.system
  await sql`insert into auth_user (id, name, email) select e."userId", e.name, e."userId" || '@nordlicht.example' from jsonb_to_recordset(${list}::jsonb) as e("userId" text, name text)`.execute(
    db,
  )
  await sql`insert into member (workspace_id, id, user_id, name, role) select ${workspaceId}, e."memberId", e."userId", e.name, 'agent' from jsonb_to_recordset(${list}::jsonb) as e("memberId" uuid, "userId" text, name text)`.execute(
    db,
  )
  await sql`insert into team_member (workspace_id, team_id, member_id) select ${workspaceId}, ${teamId}, e."memberId" from jsonb_to_recordset(${list}::jsonb) as e("memberId" uuid)`.execute(
    db,
  )
  if (isThere) for (const actor of actors) await setAvailability(deps, actor, 'available')
  return actors
}

export async function makeTeam(deps: Deps, workspaceId: string, name: string): Promise<string> {
  const id = newId()
  await sql`insert into team (workspace_id, id, name) values (${workspaceId}, ${id}, ${name})`.execute(deps.db.system)
  return id
}
