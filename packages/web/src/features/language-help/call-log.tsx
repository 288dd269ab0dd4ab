import { type LanguageCall, languageHelpRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { read } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './language-help.module.css'

/** Who pressed when, how much left and how long it took; the words are kept nowhere. */
export function CallLog() {
  const { t } = useTranslation('language-help')
  const language = useLanguage()
  const now = useNow()
  const { data, error, refetch } = useQuery(read(languageHelpRoutes.calls))
  const columns: Column<LanguageCall>[] = [
    { id: 'at', label: t('log.at'), cell: ({ at }) => formatMoment(new Date(at), now, { language }) },
    { id: 'who', label: t('log.who'), cell: ({ member }) => member.name },
    {
      id: 'case',
      label: t('log.case'),
      cell: (row) => (
        <Link to="/cases/$caseId" params={{ caseId: row.case.id }}>
          #{row.case.number}
        </Link>
      ),
    },
    { id: 'use', label: t('log.use'), cell: ({ use }) => t(`use.${use}`) },
    { id: 'model', label: t('log.model'), cell: ({ model, host }) => `${model}, ${host}` },
    {
      id: 'size',
      label: t('log.size'),
      numeric: true,
      cell: ({ sentCharacters, receivedCharacters, masked }) =>
        t('log.sizes', { sent: sentCharacters, received: receivedCharacters ?? 0, masked }),
    },
    { id: 'took', label: t('log.took'), numeric: true, cell: ({ tookMs }) => (tookMs === null ? '' : `${tookMs} ms`) },
    {
      id: 'end',
      label: t('log.end'),
      cell: ({ state, code, acceptedAs }) =>
        state === 'failed'
          ? t(`code.${code ?? 'unreachable'}`)
          : t(acceptedAs ? `log.accepted_${acceptedAs}` : `log.state_${state}`),
    },
  ]
  return (
    <Section title={t('log.title')} intro={t('log.intro')}>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={3} />}
      {data?.items.length === 0 && <p className={styles.quiet}>{t('log.none')}</p>}
      {data && data.items.length > 0 && (
        <div className={styles.table}>
          <DataTable label={t('log.title')} columns={columns} rows={data.items} keyOf={({ id }) => id} />
        </div>
      )}
    </Section>
  )
}
