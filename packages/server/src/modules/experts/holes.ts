import type { Hole } from '@resonanz/contracts'
import { type Away, type Directory, type ExpertRecord, standInOf, topicLine } from './expert.ts'

/** Who is away at each looked-at moment, in order of time; the first one is now. */
export type Outlook = readonly { at: Date; away: Away }[]

/**
 * Where a question would find nobody: topics without an expert, with nobody there at some moment of the outlook, or
 * with one person alone and no deputy. One hole per topic, the worst. Pure.
 */
export function findHoles(directory: Directory, outlook: Outlook): Hole[] {
  const active = new Set(directory.topics.map(({ id }) => id))
  return directory.topics.flatMap((topic): Hole[] => {
    const hasOwn = directory.experts.some((expert) => expert.topics.includes(topic.id))
    if (!hasOwn && topic.parent_id !== null && active.has(topic.parent_id)) return []
    const line = topicLine(directory.topics, topic.id)
    const experts = directory.experts.filter((expert) => line.some((id) => expert.topics.includes(id)))
    const named = { topic: { id: topic.id, name: topic.name }, experts: experts.map(({ id, name }) => ({ id, name })) }
    if (experts.length === 0) return [{ kind: 'no_expert', ...named, from: null, to: null }]
    const empty = outlook.find(({ away }) => experts.every((expert) => isAlone(directory, expert, away)))
    if (empty) {
      const back = experts.map((expert) => empty.away.get(expert.id)!.until.getTime())
      return [
        {
          kind: 'nobody_there',
          ...named,
          from: empty.at.toISOString(),
          to: new Date(Math.min(...back)).toISOString(),
        },
      ]
    }
    // Two experts of one topic stand in for each other.
    const hasDeputy = experts.length > 1 || experts.some((expert) => expert.deputies.length > 0)
    return hasDeputy ? [] : [{ kind: 'no_deputy', ...named, from: null, to: null }]
  })
}

function isAlone(directory: Directory, expert: ExpertRecord, away: Away): boolean {
  return away.has(expert.id) && standInOf(directory, expert, away) === null
}
