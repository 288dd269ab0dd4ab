import type { RoutingPolicy, RoutingQueue, RoutingTableLine } from '@resonanz/contracts'
import { languageName } from '#lib/language-name.ts'
import type { Language } from '#lib/time.ts'
import type { Say } from './use-say.ts'

/** What ids of a policy are called. */
export type Places = {
  teams: readonly { id: string; name: string }[]
  presences: readonly { id: string; name: string }[]
  topics: readonly { id: string; name: { de: string; en: string } }[]
}

const named = (list: readonly { id: string; name: string }[], id: string, say: Say) =>
  list.find((one) => one.id === id)?.name ?? say('gone')

export function queueWords(queue: RoutingQueue | undefined, places: Places, say: Say): string[] {
  if (!queue) return [say('queues.pull')]
  const { mode, overflow } = queue
  if (!overflow) return [say(`queues.${mode}`)]
  const team = named(places.teams, overflow.toTeamId, say)
  return [
    say(`queues.${mode}`),
    say('queues.overflow', { minutes: say('minutes', { count: overflow.afterMinutes }), team }),
    ...(overflow.anySkill ? [say('queues.anySkill')] : []),
  ]
}

export function lineWords(line: RoutingTableLine, places: Places, language: Language, say: Say): string {
  const { topicId, presenceId, kind } = line
  const what = [
    ...(topicId
      ? [`${say('table.topic')} ${places.topics.find(({ id }) => id === topicId)?.name[language] ?? say('gone')}`]
      : []),
    ...(line.language ? [languageName(line.language, language)] : []),
    ...(presenceId ? [named(places.presences, presenceId, say)] : []),
    ...(kind ? [say(`ui:understood.kind.${kind}`)] : []),
  ]
  return `${what.join(', ') || say('table.all')} → ${named(places.teams, line.teamId, say)}`
}

export function rulesWords(policy: RoutingPolicy, say: Say): string[] {
  const { required, weights, reach, capacity, stickyDays, maxPushesPerHour, idleMinutes, onAbsence } = policy
  return [
    required.length > 0
      ? say('rules.required', { kinds: required.map((kind) => say(`skill.${kind}`)).join(', ') })
      : say('rules.requiredNone'),
    say('rules.weights', weights),
    reach.on && reach.maxPositions > 0 ? say('rules.reachOn', { count: reach.maxPositions }) : say('rules.reachOff'),
    capacity.places === null ? say('rules.placesNone') : say('rules.places', { count: capacity.places }),
    stickyDays > 0 ? say('rules.sticky', { count: stickyDays }) : say('rules.stickyOff'),
    say('rules.pushes', { count: maxPushesPerHour }),
    say('rules.idle', { minutes: say('minutes', { count: idleMinutes }) }),
    say(`rules.onAbsence.${onAbsence}`),
  ]
}
