import { type Incident, incidentRoutes, manyAnswerRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { MessagesSquare, Pencil, Unlink } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { CaseLines } from './case-lines.tsx'
import { IncidentDialog } from './incident-dialog.tsx'
import styles from './incidents.module.css'

/** One incident: where it stands, who is touched, what everybody was told. */
export function IncidentScreen({ crisis }: { crisis: ReactNode }) {
  const { t } = useTranslation('incidents')
  const { incidentId = '' } = useParams({ strict: false }) as { incidentId?: string }
  const navigate = useNavigate()
  const mayAnswer = useMay('reply.many')
  /** As it stood when the form opened: who changed it meanwhile is not overwritten, the server refuses. */
  const [edited, setEdited] = useState<Incident | null>(null)
  const [chosen, setChosen] = useState<Set<string>>(new Set())
  const { data, error, refetch } = useQuery(read(incidentRoutes.read, { params: { id: incidentId } }))
  const answers = useQuery(read(manyAnswerRoutes.list, { query: { incidentId } })).data?.items ?? []
  const answer = () => void navigate({ to: '/incidents/$incidentId/answer', params: { incidentId } })
  const detach = useMutation({
    mutationFn: () => call(incidentRoutes.detach, { params: { id: incidentId }, body: { caseIds: [...chosen] } }),
    onSuccess: () => {
      setChosen(new Set())
      invalidateRoute(queryClient, incidentRoutes.read, incidentRoutes.relations, incidentRoutes.list)
      showNotice({ text: t('rel.detached'), tone: 'ok' })
    },
    onError: tellProblem,
  })
  useActions([
    {
      id: 'incident.answer',
      key: 'r',
      labelKey: 'incidents:screen.answer',
      icon: MessagesSquare,
      when: mayAnswer && (data?.items.length ?? 0) > 0,
      run: answer,
    },
  ])
  return (
    <Page
      title={data ? `${data.number} · ${data.title}` : t('title')}
      above={<BackLink to="/incidents">{t('title')}</BackLink>}
      actions={
        data && (
          <>
            {data.state !== 'solved' && crisis}
            {data.mayChange && (
              <Button icon={Pencil} onClick={() => setEdited(data)}>
                {t('form.edit')}
              </Button>
            )}
            {mayAnswer && data.items.length > 0 && (
              <Button look="primary" icon={MessagesSquare} keyHint="r" onClick={answer}>
                {t('screen.answer')}
              </Button>
            )}
          </>
        )
      }
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={8} />}
      {data && (
        <>
          <div className={styles.counts}>
            <Chip tone={data.state === 'solved' ? 'ok' : 'soon'}>{t(`state.${data.state}`)}</Chip>
            <Chip>{t('cases', { count: data.cases })}</Chip>
            <Chip>{t('open', { count: data.openCases })}</Chip>
            <Chip tone={data.isUpdateLate ? 'bad' : 'neutral'}>
              {data.nextUpdateAt ? (
                <>
                  {t(data.isUpdateLate ? 'updateLate' : 'update')}: <Moment at={data.nextUpdateAt} />
                </>
              ) : (
                t('noUpdate')
              )}
            </Chip>
          </div>
          {data.summary && <p>{data.summary}</p>}
          <Section title={t('screen.answers')}>
            {answers.length === 0 && <p className={styles.quiet}>{t('screen.noAnswers')}</p>}
            {answers.length > 0 && (
              <Rows label={t('screen.answers')}>
                {answers.map((each) => (
                  <Row
                    key={each.id}
                    title={
                      <Link to="/answers/$manyId" params={{ manyId: each.id }}>
                        {each.title}
                      </Link>
                    }
                    meta={
                      <>
                        {t('result.by', { name: each.by.name })} · <Moment at={each.createdAt} /> · {each.counts.sent}{' '}
                        {t('result.sent')}
                      </>
                    }
                    actions={<Chip>{t(`result.state.${each.state}`)}</Chip>}
                  />
                ))}
              </Rows>
            )}
          </Section>
          <Section title={t('screen.casesTitle')}>
            {data.items.length === 0 && <p className={styles.quiet}>{t('screen.noCases')}</p>}
            {data.items.length > 0 && (
              <CaseLines
                items={data.items}
                chosen={chosen}
                onChosen={setChosen}
                actions={
                  data.mayChange && (
                    <Button small icon={Unlink} busy={detach.isPending} onClick={() => detach.mutate()}>
                      {t('screen.detach')}
                    </Button>
                  )
                }
              />
            )}
          </Section>
          {edited && <IncidentDialog incident={edited} onClose={() => setEdited(null)} />}
        </>
      )}
    </Page>
  )
}
