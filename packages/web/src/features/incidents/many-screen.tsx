import { incidentRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Page } from '#ui/page.tsx'
import { DeniedState, EmptyState } from '#ui/states.tsx'
import { ManyCompose } from './many-compose.tsx'

/** One answer to everybody of an incident. */
export function ManyScreen() {
  const { t } = useTranslation('incidents')
  const { incidentId = '' } = useParams({ strict: false }) as { incidentId?: string }
  const { data } = useQuery(read(incidentRoutes.read, { params: { id: incidentId } }))
  if (!useMay('reply.many')) return <DeniedState />
  return (
    <Page
      title={t('many.title')}
      intro={t('many.intro')}
      above={
        <BackLink to="/incidents/$incidentId" params={{ incidentId }}>
          {data ? `${data.number} · ${data.title}` : t('title')}
        </BackLink>
      }
    >
      <ManyCompose incidentId={incidentId} />
    </Page>
  )
}

/** One answer to cases that somebody chose in a list. */
export function ChosenManyScreen() {
  const { t } = useTranslation('incidents')
  const { many } = useLocation().state
  if (!useMay('reply.many')) return <DeniedState />
  return (
    <Page
      title={t('many.title')}
      {...(many ? { intro: t('many.introChosen', { count: many.caseIds.length }) } : {})}
      above={<BackLink to="/">{t('many.toInbox')}</BackLink>}
    >
      {many ? (
        <ManyCompose caseIds={many.caseIds} words={many.words} />
      ) : (
        <EmptyState
          icon={MessagesSquare}
          title={t('many.nobody')}
          actions={
            <Link to="/inbox/$view" params={{ view: 'team' }}>
              {t('many.toInbox')}
            </Link>
          }
        >
          {t('many.nobodyWords')}
        </EmptyState>
      )}
    </Page>
  )
}
