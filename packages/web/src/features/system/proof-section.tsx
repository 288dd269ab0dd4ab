import { intakeRoutes, type ResponseOf } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { read } from '#lib/query.ts'
import { formatDay } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Chip } from '#ui/chip.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Section } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { knownFilter } from './health-words.ts'
import styles from './system.module.css'

type Day = ResponseOf<typeof intakeRoutes.proof>['days'][number]

/** Per day: everything that came in stands in exactly one place. A day that does not balance is said loudly. */
export function ProofSection() {
  const { t } = useTranslation('system')
  const language = useLanguage()
  const now = useNow()
  const proof = useQuery(read(intakeRoutes.proof, { query: { days: 14 } }))
  const days = proof.data?.days ?? []
  const wrong = days.filter(({ balanced }) => !balanced)
  const figure = (id: 'takenIn' | 'inCase' | 'mention' | 'quarantined' | 'waiting'): Column<Day> => ({
    id,
    label: t(`proof.${id}`),
    numeric: true,
    cell: (day) => (day[id] === 0 ? <span className={styles.zero}>0</span> : day[id]),
  })
  const columns: Column<Day>[] = [
    {
      id: 'day',
      label: t('proof.day'),
      bare: true,
      cell: ({ day }) => (
        <b className={styles.day}>{formatDay(new Date(`${day}T12:00:00Z`), now, { language, timeZone: 'UTC' })}</b>
      ),
    },
    figure('takenIn'),
    figure('inCase'),
    figure('mention'),
    {
      id: 'filtered',
      label: t('proof.filtered'),
      numeric: true,
      cell: ({ filtered, filteredBy }) => (
        <span title={reasons(filteredBy, (code) => t(`filter.${code}`))}>
          <span className={filtered === 0 ? styles.zero : undefined}>{filtered}</span>
        </span>
      ),
    },
    figure('quarantined'),
    figure('waiting'),
    {
      id: 'balanced',
      label: t('proof.balanced'),
      cell: ({ balanced }) => (
        <Chip tone={balanced ? 'ok' : 'bad'} icon={balanced ? CircleCheck : TriangleAlert}>
          {t(balanced ? 'proof.yes' : 'proof.no')}
        </Chip>
      ),
    },
  ]
  const left = totals(days)
  return (
    <Section id="proof" title={t('proof.title')} intro={t('proof.intro')}>
      {proof.error && !proof.data && <ErrorState compact error={proof.error} onRetry={() => void proof.refetch()} />}
      {!proof.data && !proof.error && <SkeletonRows rows={4} lines={1} />}
      {wrong.length > 0 && <Banner tone="bad">{t('proof.wrong', { count: wrong.length })}</Banner>}
      {proof.data && days.length === 0 && <p className={styles.help}>{t('proof.none')}</p>}
      {days.length > 0 && <DataTable label={t('proof.title')} columns={columns} rows={days} keyOf={({ day }) => day} />}
      {left && (
        <p className={styles.help}>
          {t('proof.reasons')}: {reasons(left, (code) => t(`filter.${code}`))}
        </p>
      )}
    </Section>
  )
}

function totals(days: Day[]): Record<string, number> | null {
  const sum: Record<string, number> = {}
  for (const { filteredBy } of days)
    for (const [code, count] of Object.entries(filteredBy)) sum[code] = (sum[code] ?? 0) + count
  return Object.keys(sum).length > 0 ? sum : null
}

function reasons(counts: Record<string, number>, say: (code: ReturnType<typeof knownFilter>) => string): string {
  return Object.entries(counts)
    .toSorted((a, b) => b[1] - a[1])
    .map(([code, count]) => `${say(knownFilter(code))} ${count}`)
    .join(', ')
}
