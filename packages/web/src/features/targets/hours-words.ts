import type { ServiceHours } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'
import { isAroundTheClock, timesOn, weekdays } from './week.ts'

// 2024-01-01 was a Monday.
const monday = Date.UTC(2024, 0, 1)
const dayMs = 86_400_000

export function useHoursWords() {
  const { t } = useTranslation('targets')
  const language = useLanguage()
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  function dayName(weekday: number, style: 'long' | 'short' = 'long'): string {
    const name = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' })
    return name.format(monday + (weekday - 1) * dayMs).replace('.', '')
  }
  /** `Mo–Fr 09:00–17:00, Sa 10:00–14:00`. */
  function summary(hours: ServiceHours): string {
    if (isAroundTheClock(hours)) return t('hours.always')
    const said = (weekday: number) =>
      timesOn(hours, weekday)
        .map(({ from, to }) => `${from}–${to}`)
        .join(' + ')
    const stretches: { first: number; last: number; times: string }[] = []
    for (const weekday of weekdays) {
      const times = said(weekday)
      const before = stretches.at(-1)
      if (before && before.last === weekday - 1 && before.times === times) before.last = weekday
      else if (times) stretches.push({ first: weekday, last: weekday, times })
    }
    return stretches
      .map(({ first, last, times }) => {
        const days = first === last ? dayName(first, 'short') : `${dayName(first, 'short')}–${dayName(last, 'short')}`
        return `${days} ${times}`
      })
      .join(', ')
  }
  /** `2026-12-25` → `Fr., 25.12.2026`. */
  function dateWords(date: string): string {
    const style = { weekday: 'short', day: 'numeric', month: 'numeric', year: 'numeric', timeZone: 'UTC' } as const
    return new Intl.DateTimeFormat(locale, style).format(Date.parse(`${date}T00:00:00Z`))
  }
  return { dayName, summary, dateWords }
}
