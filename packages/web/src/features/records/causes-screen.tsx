import { caseRecordRoutes, type CauseRow } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChartColumn, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceField, TextField } from '#ui/field.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import styles from './records.module.css'

const periods = ['30', '90', '365'] as const
type Period = (typeof periods)[number]

/** What keeps coming back, by topic and cause, and the list that cases choose from. */
export function CausesScreen() {
  const { t } = useTranslation(['records', 'app'])
  const [days, setDays] = useState<Period>('90')
  const { data, error, refetch } = useQuery(read(caseRecordRoutes.causeReport, { query: { days: Number(days) } }))
  return (
    <Page
      title={t('causes.title')}
      intro={t('causes.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      <ChoiceField
        inline
        label={t('causes.days')}
        value={days}
        onChange={setDays}
        choices={periods.map((value) => ({ value, label: t(`causes.days${value}`) }))}
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={6} />}
      {data?.items.length === 0 && (
        <EmptyState icon={ChartColumn} title={t('causes.empty')}>
          {t('causes.emptyWords')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Rows label={t('causes.title')}>
          {data.items.map((row) => (
            <CauseLine key={`${row.cause.id} ${row.topic?.id ?? ''}`} row={row} />
          ))}
        </Rows>
      )}
      {data && data.without > 0 && <p className={styles.quiet}>{t('causes.without', { count: data.without })}</p>}
      <CauseList />
    </Page>
  )
}

function CauseLine({ row }: { row: CauseRow }) {
  const { t } = useTranslation('records')
  const language = useLanguage()
  const most = Math.max(1, ...row.weeks.map(({ cases }) => cases))
  return (
    <Row
      title={`${row.cause.name} · ${row.topic?.name[language] ?? t('causes.noTopic')}`}
      meta={
        <>
          {t('causes.cases', { count: row.cases, open: row.open })}{' '}
          {row.newest.map(({ id, number, title }) => (
            <Link key={id} to="/cases/$caseId" params={{ caseId: id }} title={title}>
              #{number}{' '}
            </Link>
          ))}
          <span
            className={styles.weeks}
            role="img"
            aria-label={row.weeks.map(({ week, cases }) => t('causes.week', { week, count: cases })).join('; ')}
          >
            {row.weeks.map(({ week, cases }) => (
              <i key={week} style={{ height: `${Math.round((cases / most) * 100)}%` }} />
            ))}
          </span>
        </>
      }
    />
  )
}

function CauseList() {
  const { t } = useTranslation('records')
  const may = useMay('cause.manage')
  const { data } = useQuery(read(caseRecordRoutes.causes))
  const [name, setName] = useState('')
  async function change(what: Promise<unknown>): Promise<void> {
    try {
      await what
      setName('')
    } catch (error) {
      tellProblem(error)
    } finally {
      invalidateRoute(queryClient, caseRecordRoutes.causes)
    }
  }
  return (
    <Section title={t('causes.list')}>
      {may && (
        <form
          className={styles.actions}
          onSubmit={(event) => {
            event.preventDefault()
            void change(call(caseRecordRoutes.createCause, { body: { name } }))
          }}
        >
          <TextField
            label={t('causes.name')}
            value={name}
            maxLength={120}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button icon={Plus} type="submit" disabled={name.trim().length < 2}>
            {t('causes.add')}
          </Button>
        </form>
      )}
      <Rows label={t('causes.list')}>
        {data?.items.map((cause) => (
          <Row
            key={cause.id}
            title={cause.name}
            meta={cause.active ? undefined : t('causes.retired')}
            actions={
              may && (
                <Button
                  small
                  onClick={() =>
                    void change(
                      call(caseRecordRoutes.changeCause, {
                        params: { id: cause.id },
                        body: { active: !cause.active },
                      }),
                    )
                  }
                >
                  {t(cause.active ? 'causes.retire' : 'causes.restore')}
                </Button>
              )
            }
          />
        ))}
      </Rows>
    </Section>
  )
}
