import type { HoldingException, HoldingTerms } from '@resonanz/contracts'

export const limits = {
  minutes: { from: 5, to: 20_160 },
  share: { from: 5, to: 90 },
  mostInRow: { from: 1, to: 5 },
} as const

export function isWholeIn(typed: string, { from, to }: { from: number; to: number }): boolean {
  return /^\d{1,5}$/.test(typed) && Number(typed) >= from && Number(typed) <= to
}

type Say = (key: string, values?: Record<string, unknown>) => string

/** Terms as a sentence. */
export function termsWords({ proposes, lead, sentBy, mostInRow }: HoldingTerms, say: Say): string {
  if (!proposes) return say('policy.never')
  const when =
    lead.unit === 'share'
      ? say('policy.whenShare', { percent: lead.percent })
      : lead.minutes % 60 === 0
        ? say('policy.whenHours', { count: lead.minutes / 60 })
        : say('policy.whenMinutes', { count: lead.minutes })
  return `${when} ${say(sentBy === 'rule' ? 'policy.byRule' : 'policy.byPerson', { count: mostInRow })}`
}

/** Where an exception holds. */
export function placeWords(
  { teamId, channel, kind }: Omit<HoldingException, 'terms'>,
  teams: readonly { id: string; name: string }[],
  say: Say,
): string {
  return [
    teamId && (teams.find(({ id }) => id === teamId)?.name ?? say('policy.team')),
    channel && say(`ui:channel.${channel}`),
    kind && say(`ui:understood.kind.${kind}`),
  ]
    .filter(Boolean)
    .join(' · ')
}
