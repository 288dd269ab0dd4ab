import { incidentRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Network, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { ChoiceField } from '#ui/field.tsx'
import { Page, Row, Rows } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { IncidentDialog } from './incident-dialog.tsx'

const shown = ['running', 'solved', 'all'] as const

/** One event behind many cases: what runs, how many it touches, when we speak next. */
export function IncidentsScreen() {
  const { t } = useTranslation('incidents')
  const may = useMay('case.write')
  const [state, setState] = useState<(typeof shown)[number]>('running')
  const [isNew, setIsNew] = useState(false)
  const { data, error, refetch } = useQuery(read(incidentRoutes.list, { query: { state } }))
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        may && (
          <Button look="primary" icon={Plus} onClick={() => setIsNew(true)}>
            {t('new')}
          </Button>
        )
      }
    >
      <ChoiceField
        inline
        label={t('title')}
        value={state}
        onChange={setState}
        choices={shown.map((value) => ({ value, label: t(`show.${value}`) }))}
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={3} lines={2} />}
      {data?.items.length === 0 && (
        <EmptyState icon={Network} title={t('empty')}>
          {t('emptyWords')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Rows label={t('title')}>
          {data.items.map((incident) => (
            <Row
              key={incident.id}
              icon={<Network size={18} />}
              title={
                <Link to="/incidents/$incidentId" params={{ incidentId: incident.id }}>
                  {incident.number} · {incident.title}
                </Link>
              }
              meta={
                <>
                  {t('cases', { count: incident.cases })}, {t('open', { count: incident.openCases })}
                  {incident.nextUpdateAt && (
                    <>
                      {' · '}
                      {t(incident.isUpdateLate ? 'updateLate' : 'update')}: <Moment at={incident.nextUpdateAt} />
                    </>
                  )}
                </>
              }
              actions={
                <Chip tone={incident.state === 'solved' ? 'ok' : incident.isUpdateLate ? 'bad' : 'soon'}>
                  {t(`state.${incident.state}`)}
                </Chip>
              }
            />
          ))}
        </Rows>
      )}
      {isNew && <IncidentDialog onClose={() => setIsNew(false)} />}
    </Page>
  )
}
