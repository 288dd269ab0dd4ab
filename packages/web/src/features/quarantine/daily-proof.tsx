import { intakeRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Check, TriangleAlert } from 'lucide-react'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { read } from '#lib/query.ts'
import { formatDay } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip } from '#ui/chip.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './quarantine.module.css'

const DAYS = 14
type Day = {
  day: string
  takenIn: number
  inCase: number
  mention: number
  filtered: number
  quarantined: number
  waiting: number
  balanced: boolean
  filteredBy: Record<string, number>
}

/** Per day: what came in and where it went. Both sides must be the same number. */
export function DailyProof() {
  const { t } = useTranslation('quarantine')
  const language = useLanguage()
  const now = useNow()
  const proof = useQuery(read(intakeRoutes.proof, { query: { days: DAYS } }))
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  const figures = ['takenIn', 'inCase', 'mention', 'filtered', 'quarantined', 'waiting'] as const
  const columns: Column<Day>[] = [
    { id: 'day', label: t('proof.day'), cell: ({ day }) => formatDay(new Date(`${day}T12:00:00`), now, { language }) },
    ...figures.map((id) => ({
      id,
      label: t(`proof.${id}`),
      numeric: true,
      cell: (day: Day) =>
        id === 'filtered' && day.filtered > 0 ? <span title={why(day)}>{number(day.filtered)}</span> : number(day[id]),
    })),
    {
      id: 'balanced',
      label: t('proof.balanced'),
      cell: ({ balanced }) =>
        balanced ? (
          <Chip tone="ok" icon={Check}>
            {t('proof.yes')}
          </Chip>
        ) : (
          <Chip tone="bad" icon={TriangleAlert}>
            {t('proof.no')}
          </Chip>
        ),
    },
  ]
  function why({ filteredBy }: Day): string {
    return Object.entries(filteredBy)
      .map(([code, count]) => {
        const known = i18next.exists(`quarantine:filteredBy.${code}`)
        return `${known ? t(`filteredBy.${code}` as 'filteredBy.own-mail') : code}: ${number(count)}`
      })
      .join(', ')
  }
  return (
    <Section title={t('proof.title')} intro={t('proof.intro')}>
      {proof.error && !proof.data ? (
        <ErrorState compact error={proof.error} onRetry={() => void proof.refetch()} />
      ) : !proof.data ? (
        <SkeletonText lines={4} />
      ) : proof.data.days.length === 0 ? (
        <p className={styles.cut}>{t('proof.none')}</p>
      ) : (
        <DataTable label={t('proof.title')} columns={columns} rows={proof.data.days} keyOf={({ day }) => day} />
      )}
    </Section>
  )
}
