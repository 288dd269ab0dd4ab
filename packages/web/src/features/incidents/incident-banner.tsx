import { type CaseDetail, incidentRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Network } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { Chip } from '#ui/chip.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { Banner } from '#ui/states.tsx'

/** Above the words of a case that belongs to an incident: its state, and when we speak next. */
export function IncidentBanner({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('incidents')
  const { data } = useQuery(read(incidentRoutes.relations, { params: { id: detail.id } }))
  const incident = data?.incident
  if (!incident) return null
  return (
    <Banner tone={incident.isUpdateLate ? 'soon' : 'neutral'} icon={Network}>
      <Link to="/incidents/$incidentId" params={{ incidentId: incident.id }}>
        {t('banner', { number: incident.number, title: incident.title })}
      </Link>{' '}
      <Chip tone={incident.state === 'solved' ? 'ok' : 'soon'}>{t(`state.${incident.state}`)}</Chip>{' '}
      {incident.nextUpdateAt && (
        <>
          {t(incident.isUpdateLate ? 'updateLate' : 'update')}: <Moment at={incident.nextUpdateAt} />
          {incident.nextUpdateText && `, ${incident.nextUpdateText}`}
        </>
      )}
    </Banner>
  )
}
