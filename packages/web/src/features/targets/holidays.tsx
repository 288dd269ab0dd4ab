import { calendarRoutes, type ResponseOf } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { SelectField } from '#ui/select-field.tsx'
import { useHoursWords } from './hours-words.ts'
import styles from './targets.module.css'

type Props = {
  region: string | null
  regions: ResponseOf<typeof calendarRoutes.list>['regions']
  locked: boolean
  onChange: (region: string | null) => void
}

const shownMost = 6

/** The state whose public holidays are closed, and which come next: seen at once whether it is the right one. */
export function Holidays({ region, regions, locked, onChange }: Props) {
  const { t } = useTranslation('targets')
  const language = useLanguage()
  const { dateWords } = useHoursWords()
  const coming = useQuery({
    ...read(calendarRoutes.holidays, { query: { region: region ?? '' } }),
    enabled: region !== null,
  }).data?.items
  const groups = (['DE', 'AT', 'CH'] as const).map((country) => ({
    group: t(`hours.country.${country}`),
    items: regions
      .filter(({ code }) => code.startsWith(`${country}-`))
      .map(({ code, name }) => ({ value: code, label: name }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'de')),
  }))
  return (
    <div className={styles.form}>
      <SelectField
        searchable
        clearable
        optional
        label={t('hours.holidays')}
        description={t('hours.holidaysHelp')}
        placeholder={t('hours.noHolidays')}
        disabled={locked}
        data={groups}
        value={region}
        onChange={(value) => onChange(value === null ? null : String(value))}
      />
      {region && coming && (
        <ul className={styles.holidays} aria-label={t('hours.coming')}>
          {coming.slice(0, shownMost).map((day) => (
            <li key={day.date}>
              <span className={styles.quiet}>{dateWords(day.date)}</span> {day.name[language]}
              {day.fromMinute > 0 && ` ${t('hours.fromClock', { clock: clockOf(day.fromMinute) })}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
