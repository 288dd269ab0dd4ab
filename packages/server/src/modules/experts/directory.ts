import type { Candidate, Expert } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import { type Calendars, isOpenAt, readCalendars } from '#calendars'
import type { Db } from '#platform/db/database'
import { type Away, type Directory, type ExpertRecord, standInOf } from './expert.ts'
import type { Outlook } from './holes.ts'
import { type Asked, proposeExperts } from './propose.ts'
import { databaseNow, type ExpertRow, memberNames, readExperts, readTopics } from './store.ts'

/** The directory as it stands at a moment: who is in it, who is away, which hours count. */
export type Standing = Omit<Directory, 'experts'> & { experts: ExpertRow[]; away: Away; calendars: Calendars; at: Date }

export async function readStanding(db: Db, workspaceId: string, at?: Date): Promise<Standing> {
  const moment = at ?? (await databaseNow(db))
  const experts = await readExperts(db, workspaceId)
  return {
    experts,
    topics: await readTopics(db, workspaceId),
    away: await awayAt(db, workspaceId, experts, moment),
    calendars: await readCalendars(db, workspaceId),
    at: moment,
  }
}

const daysLooked = 14
const dayMs = 86_400_000

/** Who is away now and at the same time of the next fourteen days. */
export async function readOutlook(db: Db, workspaceId: string, { experts, at, away }: Standing): Promise<Outlook> {
  const moments = Array.from({ length: daysLooked }, (_, day) => new Date(at.getTime() + (day + 1) * dayMs))
  const coming = await Promise.all(
    moments.map(async (moment) => ({ at: moment, away: await awayAt(db, workspaceId, experts, moment) })),
  )
  return [{ at, away }, ...coming]
}

async function awayAt(db: Db, workspaceId: string, experts: readonly ExpertRecord[], at: Date): Promise<Away> {
  const members = experts.flatMap(({ member_id: id }) => (id === null ? [] : [id]))
  const standIns = await standInsOf(db, workspaceId, members, at)
  const away = new Map<string, { until: Date; memberDeputyId: string | null }>()
  for (const expert of experts) {
    const asMember = expert.member_id === null ? undefined : standIns.get(expert.member_id)
    const own = expert.absences.filter(({ from, to }) => from <= at && to > at).map(({ to }) => to)
    const until = asMember?.until ?? own.toSorted((a, b) => b.getTime() - a.getTime())[0]
    if (until) away.set(expert.id, { until, memberDeputyId: asMember?.deputyId ?? null })
  }
  return away
}

/** Those who can be asked about a case, the best first, with who stands in for those who are away. */
export async function candidatesFor(db: Db, workspaceId: string, asked: Asked): Promise<Candidate[]> {
  const standing = await readStanding(db, workspaceId)
  const proposals = proposeExperts(standing, asked).slice(0, 100)
  const standIns = new Map(
    proposals.flatMap(({ expert }) =>
      standing.away.has(expert.id) ? [[expert.id, standInOf(standing, expert, standing.away)] as const] : [],
    ),
  )
  const memberIds = [...standIns.values()].flatMap((standIn) =>
    standIn && 'memberId' in standIn ? [standIn.memberId] : [],
  )
  const names = await memberNames(db, workspaceId, memberIds)
  const nameOf = new Map(standing.experts.map(({ id, name }) => [id, name]))
  return proposals.map(({ expert, why }) => {
    const standIn = standIns.get(expert.id)
    return {
      expert: {
        id: expert.id,
        memberId: expert.member_id,
        name: expert.name,
        department: expert.department,
        phone: expert.phone,
        languages: expert.languages,
        ...reachable(standing, expert),
      },
      why,
      standIn: !standIn
        ? null
        : 'expertId' in standIn
          ? { expertId: standIn.expertId, memberId: null, name: nameOf.get(standIn.expertId) ?? '' }
          : { expertId: null, memberId: standIn.memberId, name: names.get(standIn.memberId) ?? '' },
    }
  })
}

export function presentExpert(standing: Standing, expert: ExpertRow): Expert {
  const nameOf = new Map(standing.experts.map(({ id, name }) => [id, name]))
  return {
    id: expert.id,
    memberId: expert.member_id,
    name: expert.name,
    email: expert.email,
    chatAddress: expert.chat_address,
    phone: expert.phone,
    department: expert.department,
    team: expert.team_id === null ? null : { id: expert.team_id, name: expert.team_name ?? '' },
    topicIds: expert.topics,
    products: expert.products,
    languages: expert.languages,
    deputies: expert.deputies.flatMap((id) => (nameOf.has(id) ? [{ id, name: nameOf.get(id)! }] : [])),
    absences: expert.absences.map(({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() })),
    ...reachable(standing, expert),
  }
}

const quarterMs = 15 * 60_000
const quartersLooked = 96

function reachable(
  { away, calendars, at }: Standing,
  expert: ExpertRecord,
): Pick<Expert, 'state' | 'reachableUntil' | 'awayUntil'> {
  const absence = away.get(expert.id)
  if (absence) return { state: 'away', reachableUntil: null, awayUntil: absence.until.toISOString() }
  const place = { teamId: expert.hours_team_id }
  if (!isOpenAt(calendars, place, at)) return { state: 'closed', reachableUntil: null, awayUntil: null }
  // Hours end on a quarter; a day without an end has none to name.
  const first = Math.ceil((at.getTime() + 1) / quarterMs) * quarterMs
  for (let n = 0; n < quartersLooked; n += 1) {
    const moment = new Date(first + n * quarterMs)
    if (!isOpenAt(calendars, place, moment))
      return { state: 'present', reachableUntil: moment.toISOString(), awayUntil: null }
  }
  return { state: 'present', reachableUntil: null, awayUntil: null }
}
