/** Somebody who can be asked, as the directory has them. */
export type ExpertRecord = {
  id: string
  member_id: string | null
  name: string
  email: string | null
  chat_address: string | null
  phone: string
  department: string
  team_id: string | null
  /** Whose hours count: the chosen team's, else the first one a member belongs to. */
  hours_team_id: string | null
  topics: string[]
  products: string[]
  languages: string[]
  /** Experts, in the order in which they are asked. */
  deputies: string[]
  absences: { from: Date; to: Date }[]
}
export type TopicRecord = { id: string; parent_id: string | null; name: { de: string; en: string } }

export type Directory = { experts: ExpertRecord[]; topics: TopicRecord[] }

/** Who is away at a moment and until when; members may name who stands in. */
export type Away = ReadonlyMap<string, { until: Date; memberDeputyId: string | null }>

/** The topic and all above it, the nearest first; a circle ends where it closes. */
export function topicLine(topics: readonly TopicRecord[], topicId: string | null): string[] {
  const byId = new Map(topics.map((topic) => [topic.id, topic]))
  const line: string[] = []
  for (let id = topicId; id !== null && !line.includes(id); id = byId.get(id)?.parent_id ?? null) line.push(id)
  return line
}

/** Who stands in for somebody who is away: the first deputy who is there, else whom a member named for the absence. */
export function standInOf(
  directory: Pick<Directory, 'experts'>,
  expert: Pick<ExpertRecord, 'id' | 'deputies'>,
  away: Away,
): { expertId: string } | { memberId: string } | null {
  const known = new Map(directory.experts.map((one) => [one.id, one]))
  const there = expert.deputies.find((id) => known.has(id) && id !== expert.id && !away.has(id))
  if (there) return { expertId: there }
  const memberId = away.get(expert.id)?.memberDeputyId ?? null
  return memberId === null ? null : { memberId }
}
