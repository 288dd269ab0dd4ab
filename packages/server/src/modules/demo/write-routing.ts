import { type RoutingPolicy, shippedRouting, type Skill } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, run } from '#platform/db/database'
import type { StaffKey } from './content/types.ts'
import type { DemoKeys } from './write-content.ts'

type Told = { kind: Skill['kind']; value: string; level: number }
const language = (value: string, level: number): Told => ({ kind: 'language', value, level })
const topic = (value: string, level: number): Told => ({ kind: 'topic', value, level })

/** Who of the sample company can do what; topics by their key. */
const skills: Partial<Record<StaffKey, Told[]>> = {
  henrike: [language('de', 5), language('en', 4), topic('press', 4)],
  jonte: [language('de', 5), language('en', 4), topic('app', 5)],
  nadia: [language('de', 5), language('en', 4), language('fr', 4), topic('journey', 4), topic('press', 4)],
  falk: [language('de', 5), topic('tickets', 5), topic('invoice', 5)],
  mara: [language('de', 5), language('en', 3), topic('journey', 4), topic('bikes', 3)],
  tolga: [language('de', 5), language('tr', 5), language('en', 3), topic('refund', 4), topic('tickets', 3)],
  grace: [language('en', 5), language('de', 3), topic('delay', 3), topic('ideas', 3)],
  owen: [language('en', 5), language('de', 3), topic('invoice', 2), { kind: 'product', value: 'Leihrad', level: 3 }],
}

/**
 * The sample company takes its cases by hand, within places; what social media leaves lying goes to the service. Two
 * cases tell how they came to their people.
 */
export async function writeRouting(tx: Db, keys: DemoKeys): Promise<void> {
  const { workspaceId } = keys
  const team = (key: string) => keys.teams.get(key)!
  const policy: RoutingPolicy = {
    ...shippedRouting,
    table: [
      { presenceId: null, topicId: keys.topics.get('invoice')!, language: null, kind: null, teamId: team('rechnung') },
    ],
    queues: [
      { teamId: team('kundenservice'), mode: 'pull', overflow: null },
      {
        teamId: team('social'),
        mode: 'pull',
        overflow: { afterMinutes: 120, toTeamId: team('kundenservice'), anySkill: false },
      },
    ],
    required: ['language'],
    capacity: { places: 40, byChannel: { phone: 3, visit: 3 }, urgentExtra: 1 },
  }
  const chief = keys.staff.get('henrike')!.id
  await run(
    tx,
    sql`insert into routing_policy (workspace_id, version, policy, by_member) values (${workspaceId}, 1, ${JSON.stringify(policy)}::jsonb, ${chief})`,
  )
  const list = Object.entries(skills).flatMap(([key, own]) =>
    own.map((skill) => ({
      ...skill,
      memberId: keys.staff.get(key)!.id,
      value: skill.kind === 'topic' ? keys.topics.get(skill.value)! : skill.value,
    })),
  )
  await run(
    tx,
    sql`insert into member_skill (workspace_id, member_id, kind, value, level)
      select ${workspaceId}, e."memberId", e.kind, e.value, e.level from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e("memberId" uuid, kind text, value text, level smallint)`,
  )
  await writeReasons(tx, keys)
}

/** Open cases of people with a language skill say why they have them. */
async function writeReasons(tx: Db, { workspaceId, newId }: DemoKeys): Promise<void> {
  const ids = Array.from({ length: 12 }, newId)
  await run(
    tx,
    sql`insert into routing_decision (workspace_id, id, case_id, way, team_id, member_id, policy_version, reasons)
      select ${workspaceId}, (${ids}::uuid[])[row_number() over (order by c.id)], c.id, 'pull', c.team_id, c.owner_id, 1,
        jsonb_build_array(jsonb_build_object('code', 'pulled', 'value', null, 'level', null, 'used', null, 'places', null),
          jsonb_build_object('code', 'language', 'value', s.value, 'level', s.level, 'used', null, 'places', null),
          jsonb_build_object('code', 'free', 'value', null, 'level', null, 'used', 3, 'places', 40))
      from (select c.* from cases c where c.workspace_id = ${workspaceId} and c.owner_id is not null and c.category in ('open','waiting_internal')
        and exists (select from member_skill s where s.member_id = c.owner_id and s.kind = 'language' and s.value = c.language) order by c.number desc limit 12) c
      join member_skill s on s.member_id = c.owner_id and s.kind = 'language' and s.value = c.language`,
  )
}
