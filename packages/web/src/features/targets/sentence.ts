import type { Goal, TargetRule } from '@resonanz/contracts'
import { minutesShown } from './durations.ts'

type Say = (key: string, values?: Record<string, unknown>) => string
type Named = { id: string; name: string }
export type Places = { units: readonly Named[]; teams: readonly Named[]; presences: readonly Named[] }

export const goalFields = ['firstAnswer', 'nextAnswer', 'resolution', 'nextUpdate'] as const
export type GoalField = (typeof goalFields)[number]

/** When a rule holds: `Dringend, Beschwerde, Team Retouren`; the default holds for everything else. */
export function conditionWords({ id, when }: TargetRule, places: Places, say: Say): string {
  if (id === 'default') return say('default')
  const name = (list: readonly Named[], wanted: string) => list.find((one) => one.id === wanted)?.name ?? say('gone')
  return [
    when.priority && say(`priority.${when.priority}`),
    when.kind && say(`ui:understood.kind.${when.kind}`),
    when.presenceId && name(places.presences, when.presenceId),
    when.teamId && name(places.teams, when.teamId),
    when.unitId && name(places.units, when.unitId),
    when.channel && say(`ui:channel.${when.channel}`),
  ]
    .filter((word) => word !== null)
    .join(', ')
}

/** What a rule asks, as sentences. */
export function goalWords(rule: TargetRule, language: 'de' | 'en', say: Say): string[] {
  return goalFields.flatMap((field) => {
    const goal = rule[field]
    const counted = rule.inServiceHours && field !== 'nextUpdate'
    return goal ? [say(`goalIs.${field}`, { goal: limitWords(goal, counted, language, say) })] : []
  })
}

function limitWords(
  { averageMinutes, atMostMinutes }: Goal,
  inServiceHours: boolean,
  language: 'de' | 'en',
  say: Say,
): string {
  // The sentence says "nach 2 Tagen".
  const after = (minutes: number) => minutesShown(minutes, language, inServiceHours).replace(/Tage$/, 'Tagen')
  const atMost = after(atMostMinutes)
  return averageMinutes === null
    ? say('atMostIs', { atMost })
    : say('bothAre', { atMost, average: after(averageMinutes) })
}
