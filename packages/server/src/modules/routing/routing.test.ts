import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCase } from '../cases/test-cases.ts'
import { openDatabase, rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { setAvailability } from './availability.ts'
import { giveBackIn } from './give-back.ts'
import { setMember } from './members.ts'
import { passOn } from './overflow.ts'
import { pullNext } from './pull.ts'
import { pushTeam } from './push.ts'
import { makeAgents, makeTeam, readQueue, setPolicy } from './test-routing.ts'
import { tryPolicy } from './try-policy.ts'
import { whyOfCase } from './why.ts'
import { shippedRouting } from '@resonanz/contracts'

let deps: Deps
let cast: Cast
let house: House
let admin: Actor

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  house = cast.nordlicht
  admin = house.admin
  await readQueue(deps)
})
afterAll(() => deps.db.close())

const queue = (teamId: string, change: object = {}) => ({ teamId, mode: 'push' as const, overflow: null, ...change })
const stand = async (id: string) =>
  (
    await rows(
      deps.db.system,
      sql<{ owner_id: string | null; team_id: string | null }>`select owner_id, team_id from cases where id = ${id}`,
    )
  )[0]!
const owners = async (ids: readonly string[]) =>
  rows(
    deps.db.system,
    sql<{
      id: string
      owner_id: string | null
    }>`select id, owner_id from cases where id = any(${[...ids]}::uuid[]) order by id`,
  )
async function openIn(teamId: string | null, count: number, change: object = {}) {
  const made = []
  for (let n = 0; n < count; n += 1) made.push((await makeCase(deps, house, { teamId, ...change })).id)
  return made
}
const day = (fromHours: number, toHours: number) => ({
  from: new Date(Date.now() + fromHours * 3_600_000),
  to: new Date(Date.now() + toHours * 3_600_000),
})
async function absent(memberId: string, deputyId: string | null) {
  const { from, to } = day(-1, 8)
  await sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values (${house.workspaceId}, ${deps.newId()}, ${memberId}, ${from}, ${to}, ${deputyId})`.execute(
    deps.db.system,
  )
}

test('as shipped nothing is pushed, counted or put in line', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Laden')
  await makeAgents(deps, { ...house, teamId }, ['Ada Laden'])
  const [id] = await openIn(teamId, 1)
  await readQueue(deps)
  expect(await pushTeam(deps, house.workspaceId, teamId)).toBe(0)
  expect(await stand(id!)).toEqual({ owner_id: null, team_id: teamId })
  expect(await rows(deps.db.system, sql`select from routing_wait`)).toEqual([])
})

test('fifty people who pull at once get fifty cases, and no case two owners', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Andrang')
  const wide = { ...deps, db: openDatabase(deps.db.url, { maxConnections: 50 }) }
  const people = await makeAgents(
    deps,
    { ...house, teamId },
    Array.from({ length: 50 }, (_, n) => `Agent ${n}`),
    false,
  )
  const cases = await openIn(teamId, 50)
  const taken = await Promise.all(people.map((actor) => pullNext(wide, actor)))
  await wide.db.close()
  const got = taken.map(({ id }) => id).filter((id) => id !== null && cases.includes(id))
  expect(new Set(got).size).toBe(50)
  const owned = await owners(cases)
  expect(new Set(owned.map((row) => row.owner_id)).size).toBe(50)
  const journal = await rows(
    deps.db.system,
    sql<{
      n: number
    }>`select count(*)::int as n from journal where kind = 'case.owner' and subject_id = any(${cases}::uuid[]) group by subject_id`,
  )
  expect(journal).toEqual(cases.map(() => ({ n: 1 })))
  expect(await pullNext(deps, people[0]!)).toMatchObject({ because: 'nothing', id: null })
})

test('two processes push the same team, and people pull meanwhile: one owner each, nobody beyond their places', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Rennen')
  const people = await makeAgents(deps, { ...house, teamId }, ['Anna', 'Bea', 'Cem', 'Dana'], false)
  await setPolicy(deps, admin, { queues: [queue(teamId)], capacity: { places: 3, byChannel: {}, urgentExtra: 0 } })
  const cases = await openIn(teamId, 20)
  await readQueue(deps)
  for (const actor of people) await setAvailability(deps, actor, 'available')
  const other = testDeps(deps.db.url)
  await Promise.all([
    pushTeam(deps, house.workspaceId, teamId),
    pushTeam(other, house.workspaceId, teamId),
    ...people.flatMap((actor) => [pullNext(other, actor), pullNext(deps, actor)]),
    pushTeam(other, house.workspaceId, teamId),
  ])
  await pushTeam(deps, house.workspaceId, teamId)
  await other.db.close()
  const counts = Map.groupBy(await owners(cases), (row) => row.owner_id)
  expect(people.map(({ memberId }) => counts.get(memberId)?.length)).toEqual([3, 3, 3, 3])
  expect(counts.get(null)).toHaveLength(8)
  expect(await pullNext(deps, people[0]!)).toMatchObject({ because: 'full', used: 3, places: 3 })
})

test('pushed to who has the skills, the most urgent first, with the reason and, for those who lead, who else was looked at', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Englisch')
  const [anna, bert] = (await makeAgents(deps, { ...house, teamId }, ['Anna Roth', 'Bert Kühn'])) as [Actor, Actor]
  await setMember(deps, admin, anna.memberId, {
    skills: [
      { kind: 'language', value: 'en', level: 4 },
      { kind: 'topic', value: house.topicId, level: 4 },
    ],
    places: 8,
    pushesPerHour: null,
  })
  await setMember(deps, admin, bert.memberId, {
    skills: [{ kind: 'language', value: 'de', level: 5 }],
    places: null,
    pushesPerHour: null,
  })
  await setPolicy(deps, admin, { queues: [queue(teamId)], required: ['language'] })
  const [english] = await openIn(teamId, 1, { language: 'en', topicId: house.topicId })
  const [german] = await openIn(teamId, 1, { language: 'de' })
  const [french] = await openIn(teamId, 1, { language: 'fr' })
  await readQueue(deps)
  expect((await stand(english!)).owner_id).toBe(anna.memberId)
  expect((await stand(german!)).owner_id).toBe(bert.memberId)
  expect((await stand(french!)).owner_id).toBeNull()
  expect(await pullNext(deps, anna)).toMatchObject({ id: null, because: 'skills' })
  const why = await whyOfCase(deps, house.lead, english!)
  expect(why.decisions[0]).toMatchObject({
    way: 'push',
    member: { name: 'Anna Roth' },
    reasons: [
      { code: 'language', value: 'en', level: 4 },
      { code: 'topic', value: house.topicId, level: 4 },
      { code: 'free', used: 0, places: 8 },
    ],
    names: { [house.topicId]: { de: 'Lieferung Nordlicht' } },
    runnersUp: [],
  })
  expect((await whyOfCase(deps, anna, english!)).decisions[0]!.runnersUp).toBeNull()
  expect((await whyOfCase(deps, house.lead, french!)).waiting).toMatchObject({ team: { id: teamId } })
  const stored = JSON.stringify(
    await rows(deps.db.system, sql`select * from routing_decision where case_id = ${english}`),
  )
  expect(stored).not.toContain('Paket')
})

test('nobody who is busy, idle, away, off or signed out is pushed', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Niemand')
  const [busy, idle, away, off] = (await makeAgents(deps, { ...house, teamId }, ['Busy', 'Idle', 'Away', 'Off'])) as [
    Actor,
    Actor,
    Actor,
    Actor,
  ]
  await setPolicy(deps, admin, { queues: [queue(teamId)] })
  await setAvailability(deps, busy, 'busy')
  await setAvailability(deps, off, 'off')
  await absent(away.memberId, null)
  await sql`update member_presence set seen_at = now() - interval '31 minutes' where member_id = ${idle.memberId}`.execute(
    deps.db.system,
  )
  const [id] = await openIn(teamId, 1)
  await readQueue(deps)
  expect(await pushTeam(deps, house.workspaceId, teamId)).toBe(0)
  await setAvailability(deps, busy, 'available')
  expect(await pushTeam(deps, house.workspaceId, teamId)).toBe(1)
  expect((await stand(id!)).owner_id).toBe(busy.memberId)
})

test('being there ends with the session, and nothing of it is kept', async () => {
  const [actor] = (await makeAgents(deps, house, ['Sitzung Ende'], false)) as [Actor]
  const hash = Buffer.from('a session of a test')
  await sql`insert into auth_session (id, "expiresAt", token, "userId") values ('s1', now() + interval '1 day', 'tok', ${actor.userId})`.execute(
    deps.db.system,
  )
  await sql`insert into session_workspace (session_token_hash, session_id, workspace_id) values (${hash}, 's1', ${house.workspaceId})`.execute(
    deps.db.system,
  )
  const before = await rows(deps.db.system, sql`select count(*)::int as n from journal`)
  const mine = { ...actor, sessionHash: hash.toString('base64url') }
  expect((await setAvailability(deps, mine, 'available')).state).toBe('available')
  expect((await setAvailability(deps, mine, 'busy')).state).toBe('busy')
  await sql`delete from auth_session where id = 's1'`.execute(deps.db.system)
  expect(await rows(deps.db.system, sql`select from member_presence where member_id = ${actor.memberId}`)).toHaveLength(
    0,
  )
  expect(await rows(deps.db.system, sql`select count(*)::int as n from journal`)).toEqual(before)
})

test('outside the hours of the team, in its time zone, nothing is pushed', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Nachts zu')
  await makeAgents(deps, { ...house, teamId }, ['Tag Schicht'])
  await setPolicy(deps, admin, { queues: [queue(teamId)] })
  const hoursAround = (offsetHours: number) => {
    // A zone in which it is now this many hours after midnight, open from midnight for two: the next may begin meanwhile.
    const utc = new Date().getUTCHours()
    const shift = ((((offsetHours - utc) % 24) + 36) % 24) - 12
    const timeZone = shift === 0 ? 'UTC' : `Etc/GMT${shift > 0 ? '-' : '+'}${Math.abs(shift)}`
    const week = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '02:00' }))
    return { timeZone, week, holidays: null, specialDays: [] }
  }
  const setHours = (hours: object, version: number) =>
    sql`insert into calendar (workspace_id, id, team_id, hours, version) values (${house.workspaceId}, ${deps.newId()}, ${teamId}, ${JSON.stringify(hours)}::jsonb, ${version})`.execute(
      deps.db.system,
    )
  await setHours(hoursAround(5), 1)
  const [id] = await openIn(teamId, 1)
  await readQueue(deps)
  expect(await pushTeam(deps, house.workspaceId, teamId)).toBe(0)
  await sql`delete from calendar where team_id = ${teamId}`.execute(deps.db.system)
  await setHours(hoursAround(0), 2)
  expect(await pushTeam(deps, house.workspaceId, teamId)).toBe(1)
  expect((await stand(id!)).owner_id).not.toBeNull()
})

test('what nobody takes in time goes to the other team, once per team, and there anybody may have it', async () => {
  const [first, second] = [
    await makeTeam(deps, house.workspaceId, 'Erste'),
    await makeTeam(deps, house.workspaceId, 'Zweite'),
  ]
  const [reserve] = (await makeAgents(deps, { ...house, teamId: second }, ['Zweite Reihe'], false)) as [Actor]
  const overflow = (toTeamId: string) => ({ afterMinutes: 30, toTeamId, anySkill: true })
  await setPolicy(deps, admin, {
    required: ['language'],
    queues: [queue(first, { mode: 'pull', overflow: overflow(second) }), queue(second, { overflow: overflow(first) })],
  })
  const [id] = await openIn(first, 1, { language: 'fr' })
  await readQueue(deps)
  expect(await passOn(deps)).toBe(false)
  expect((await stand(id!)).team_id).toBe(first)
  // The database's time moves on by half an hour for this case.
  await sql`update routing_wait set overflow_at = overflow_at - interval '31 minutes', since = since - interval '31 minutes' where case_id = ${id}`.execute(
    deps.db.system,
  )
  await Promise.all([passOn(deps), passOn(deps)])
  expect((await stand(id!)).team_id).toBe(second)
  await readQueue(deps)
  const [wait] = await rows(
    deps.db.system,
    sql<{
      path: string[]
      any_skill: boolean
      never: boolean
    }>`select path, any_skill, overflow_at = 'infinity' as never from routing_wait where case_id = ${id}`,
  )
  expect(wait).toEqual({ path: [first], any_skill: true, never: true })
  await setAvailability(deps, reserve, 'available')
  expect(await pushTeam(deps, house.workspaceId, second)).toBe(1)
  const why = await whyOfCase(deps, house.lead, id!)
  expect(why.decisions.map(({ way }) => way)).toEqual(['push', 'overflow'])
  expect(why.decisions[1]).toMatchObject({ team: { id: second }, reasons: [{ code: 'overflow', value: first }] })
})

test('the table finds the team of a new case, but never against somebody who chose one', async () => {
  const [teamId, other] = [
    await makeTeam(deps, house.workspaceId, 'Lieferteam'),
    await makeTeam(deps, house.workspaceId, 'Gewählt'),
  ]
  const line = { presenceId: null, topicId: house.topicId, language: null, kind: null, teamId }
  await setPolicy(deps, admin, { table: [line], queues: [queue(teamId)] })
  const [found, chosen, own] = await openIn(house.teamId, 3, { topicId: house.topicId })
  const [elsewhere] = await openIn(house.teamId, 1)
  await sql`update cases set team_id = ${other} where id = ${chosen}`.execute(deps.db.system)
  await sql`insert into journal (workspace_id, subject_kind, subject_id, actor_kind, kind, data) values (${house.workspaceId}, 'case', ${chosen}, 'person', 'case.team', '{"from":null,"to":null}')`.execute(
    deps.db.system,
  )
  await sql`update cases set owner_id = ${house.agent.memberId} where id = ${own}`.execute(deps.db.system)
  await readQueue(deps)
  expect((await stand(found!)).team_id).toBe(teamId)
  expect((await stand(chosen!)).team_id).toBe(other)
  expect((await stand(own!)).team_id).toBe(house.teamId)
  expect((await stand(elsewhere!)).team_id).toBe(house.teamId)
})

test('the cases of somebody away go to the deputy or the line, those of somebody who left always', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Vertretung')
  const [away, deputy, alone, left] = (await makeAgents(
    deps,
    { ...house, teamId },
    ['Weg', 'Vertretung', 'Allein', 'Gegangen'],
    false,
  )) as [Actor, Actor, Actor, Actor]
  await absent(away.memberId, deputy.memberId)
  await absent(alone.memberId, null)
  await sql`update member set active = false where id = ${left.memberId}`.execute(deps.db.system)
  const [ofAway, ofAlone, ofLeft, withCustomer] = [
    (await openIn(teamId, 1, { ownerId: away.memberId }))[0]!,
    (await openIn(teamId, 1, { ownerId: alone.memberId }))[0]!,
    (await openIn(teamId, 1, { ownerId: left.memberId }))[0]!,
    (await openIn(teamId, 1, { ownerId: away.memberId, category: 'waiting_customer' }))[0]!,
  ]
  await setPolicy(deps, admin, { onAbsence: 'stay' })
  await giveBackIn(deps, house.workspaceId)
  expect((await stand(ofAway)).owner_id).toBe(away.memberId)
  expect((await stand(ofLeft)).owner_id).toBeNull()
  await setPolicy(deps, admin, { onAbsence: 'deputy' })
  await Promise.all([giveBackIn(deps, house.workspaceId), giveBackIn(deps, house.workspaceId)])
  await giveBackIn(deps, house.workspaceId)
  expect((await stand(ofAway)).owner_id).toBe(deputy.memberId)
  expect((await stand(ofAlone)).owner_id).toBeNull()
  expect((await stand(withCustomer)).owner_id).toBe(away.memberId)
  const why = await whyOfCase(deps, house.lead, ofAway)
  expect(why.decisions).toMatchObject([{ way: 'deputy', member: { name: 'Vertretung' }, from: { name: 'Weg' } }])
})

test('the last agent of a customer gets their next case', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Stammkunden')
  const people = await makeAgents(deps, { ...house, teamId }, ['Eins', 'Zwei', 'Drei'])
  const customerId = deps.newId()
  await sql`insert into customer (workspace_id, id, name) values (${house.workspaceId}, ${customerId}, 'Kim Berger')`.execute(
    deps.db.system,
  )
  await openIn(teamId, 1, { ownerId: people[2]!.memberId, customerId })
  await setPolicy(deps, admin, { queues: [queue(teamId)] })
  const [id] = await openIn(teamId, 1, { customerId })
  await readQueue(deps)
  await pushTeam(deps, house.workspaceId, teamId)
  expect((await stand(id!)).owner_id).toBe(people[2]!.memberId)
  expect((await whyOfCase(deps, house.lead, id!)).decisions[0]!.reasons.map(({ code }) => code)).toContain('sticky')
})

test('a dry run counts teams and holes and writes nothing', async () => {
  const teamId = await makeTeam(deps, house.workspaceId, 'Probe')
  const before = await rows(deps.db.system, sql`select count(*)::int as n from journal`)
  const trial = await tryPolicy(deps, admin, {
    policy: {
      ...shippedRouting,
      required: ['language'],
      table: [{ presenceId: null, topicId: null, language: 'fr', kind: null, teamId }],
    },
    cases: 500,
  })
  const french = await rows(
    deps.db.system,
    sql<{ n: number }>`select count(*)::int as n from cases where language = 'fr'`,
  )
  expect(trial.teams.find(({ team }) => team?.id === teamId)).toMatchObject({ before: 0, after: french[0]!.n })
  expect(trial.holes.find(({ language }) => language === 'fr')).toMatchObject({ cases: french[0]!.n })
  expect(trial.unmatched).toBeGreaterThanOrEqual(french[0]!.n)
  expect(await rows(deps.db.system, sql`select count(*)::int as n from journal`)).toEqual(before)
})
