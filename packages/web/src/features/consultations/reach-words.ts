import type { Candidate, Expert } from '@resonanz/contracts'
import type { TFunction } from 'i18next'
import { formatClock, formatDay, type Language } from '#lib/time.ts'

type Reach = Pick<Expert, 'state' | 'reachableUntil' | 'awayUntil'>

/** Is somebody there, and until when: "erreichbar bis 17:00", "abwesend bis Fr". */
export function reachWords(
  { state, reachableUntil, awayUntil }: Reach,
  t: TFunction<['consultations', 'ui']>,
  now: Date,
  language: Language,
): string {
  if (state === 'present')
    return reachableUntil
      ? t('state.until', { at: formatClock(new Date(reachableUntil), { language }) })
      : t('state.present')
  if (state === 'closed') return t('state.closed')
  return awayUntil ? t('state.awayUntil', { at: formatDay(new Date(awayUntil), now, { language }) }) : t('state.away')
}

export const reachTone = { present: 'ok', away: 'bad', closed: 'soon' } as const

/** Those who fit the case; the rest of the directory is one step further. */
export function fitting(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ why }) => why.some((reason) => reason !== 'language'))
}
