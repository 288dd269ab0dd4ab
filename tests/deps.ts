import type { Role } from '@resonanz/contracts'
import { sql } from 'kysely'
import { readConfig } from '../packages/server/src/platform/config.ts'
import { openDatabase } from '../packages/server/src/platform/db/database.ts'
import type { Actor, Deps } from '../packages/server/src/platform/deps.ts'
import { newId } from '../packages/server/src/platform/ids.ts'
import { makeLog } from '../packages/server/src/platform/log.ts'
import { makeSeal } from '../packages/server/src/platform/seal.ts'

/** Real dependencies on a test database. `env` takes RESONANZ_* variables. Close with `deps.db.close()`. */
export function testDeps(url: string, env: Record<string, string> = {}): Deps {
  return {
    db: openDatabase(url, { maxConnections: 4 }),
    log: makeLog('silent'),
    config: readConfig(env),
    seal: makeSeal('x'.repeat(32)),
    newId,
  }
}

/** One company of the cast: a member per role, one team with lead and agent in it, one topic, one mailbox presence. */
export type House = { workspaceId: string; teamId: string; topicId: string; presenceId: string } & Record<Role, Actor>
export type Cast = { nordlicht: House; suedwind: House }

const people: Record<string, Record<Role, string>> = {
  Nordlicht: {
    owner: 'Imke Petersen',
    admin: 'Ruben Falk',
    lead: 'Selma Yıldız',
    agent: 'Jonas Meier',
    reader: 'Edda Brandt',
  },
  Südwind: {
    owner: 'Carla Moser',
    admin: 'Anton Huber',
    lead: 'Lucia Rossi',
    agent: 'Max Gruber',
    reader: 'Theres Vogl',
  },
}
export const roles: readonly Role[] = ['owner', 'admin', 'lead', 'agent', 'reader']

/** Two companies that must never see each other: Nordlicht and Südwind, written with plain SQL. */
export async function makeCast(deps: Deps): Promise<Cast> {
  return { nordlicht: await makeHouse(deps, 'Nordlicht'), suedwind: await makeHouse(deps, 'Südwind') }
}

async function makeHouse(deps: Deps, name: 'Nordlicht' | 'Südwind'): Promise<House> {
  const db = deps.db.system
  const [workspaceId, teamId, topicId, presenceId] = [newId(), newId(), newId(), newId()]
  const domain = name === 'Nordlicht' ? 'nordlicht.example' : 'suedwind.example'
  await sql`insert into workspace (id, name) values (${workspaceId}, ${name})`.execute(db)
  await sql`insert into case_counter (workspace_id) values (${workspaceId})`.execute(db)
  await sql`insert into team (workspace_id, id, name) values (${workspaceId}, ${teamId}, ${`Team ${name}`})`.execute(db)
  await sql`insert into topic (workspace_id, id, name) values (${workspaceId}, ${topicId}, ${JSON.stringify({ de: `Lieferung ${name}`, en: `Delivery ${name}` })}::jsonb)`.execute(
    db,
  )
  const actors = roles.map((role): Actor => {
    const inTeam = role === 'lead' || role === 'agent'
    return {
      memberId: newId(),
      userId: newId(),
      name: people[name]![role],
      role,
      workspaceId,
      teamIds: inTeam ? [teamId] : [],
      sessionHash: '',
    }
  })
  const list = JSON.stringify(actors.map((actor) => ({ ...actor, email: `${actor.role}@${domain}` })))
  await sql`insert into auth_user (id, name, email) select p."userId", p.name, p.email
    from jsonb_to_recordset(${list}::jsonb) as p("userId" text, name text, email text)`.execute(db)
  await sql`insert into member (workspace_id, id, user_id, name, role) select ${workspaceId}, p."memberId", p."userId", p.name, p.role
    from jsonb_to_recordset(${list}::jsonb) as p("memberId" uuid, "userId" text, name text, role text)`.execute(db)
  await sql`insert into team_member (workspace_id, team_id, member_id) select ${workspaceId}, ${teamId}, id from member
    where workspace_id = ${workspaceId} and role in ('lead', 'agent')`.execute(db)
  await sql`insert into presence (workspace_id, id, kind, name, address, team_id)
    values (${workspaceId}, ${presenceId}, 'email', ${`Postfach ${name}`}, ${`service@${domain}`}, ${teamId})`.execute(
    db,
  )
  const byRole = Object.fromEntries(actors.map((actor) => [actor.role, actor])) as Record<Role, Actor>
  return { workspaceId, teamId, topicId, presenceId, ...byRole }
}
