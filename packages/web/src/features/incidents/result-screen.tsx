import { manyAnswerRoutes, type ManyResult } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { CircleStop } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { Page, Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './incidents.module.css'

const tones: Record<ManyResult['state'], ChipTone> = {
  waiting: 'neutral',
  sending: 'note',
  sent: 'ok',
  failed: 'bad',
  unclear: 'bad',
  undone: 'neutral',
  skipped: 'soon',
}
const lookAgainMs = 2_000

/** What became of one answer to many, recipient by recipient. */
export function ResultScreen() {
  const { t } = useTranslation('incidents')
  const { manyId = '' } = useParams({ strict: false }) as { manyId?: string }
  const { data, error, refetch } = useQuery({
    ...read(manyAnswerRoutes.read, { params: { id: manyId } }),
    refetchInterval: ({ state }) =>
      state.data && (state.data.mayStop || state.data.counts.sending > 0) ? lookAgainMs : false,
  })
  const stop = useMutation({
    mutationFn: () => call(manyAnswerRoutes.stop, { params: { id: manyId } }),
    onSuccess: () => showNotice({ text: t('result.stopped') }),
    onSettled: () => invalidateRoute(queryClient, manyAnswerRoutes.read, manyAnswerRoutes.list),
    onError: tellProblem,
  })
  return (
    <Page
      title={data?.title ?? t('result.title')}
      above={<BackLink to="/incidents">{t('title')}</BackLink>}
      actions={
        data?.mayStop && (
          <Button look="danger" icon={CircleStop} busy={stop.isPending} onClick={() => stop.mutate()}>
            {t('result.stop')}
          </Button>
        )
      }
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={8} />}
      {data && (
        <>
          <div className={styles.counts} aria-live="polite">
            <Chip tone={data.state === 'done' ? 'ok' : 'note'}>
              {data.isApprovalOpen ? t('result.approval') : t(`result.state.${data.state}`)}
            </Chip>
            {(['waiting', 'sending', 'sent', 'failed', 'unclear', 'skipped', 'answered'] as const).map(
              (state) =>
                data.counts[state] > 0 && (
                  <Chip key={state} tone={state === 'answered' ? 'note' : tones[state]}>
                    {data.counts[state]} {t(`result.${state}`)}
                  </Chip>
                ),
            )}
          </div>
          <p className={styles.quiet}>
            {t('result.by', { name: data.by.name })} · <Moment at={data.createdAt} />
            {data.incident && (
              <>
                {' · '}
                <Link to="/incidents/$incidentId" params={{ incidentId: data.incident.id }}>
                  {data.incident.number} · {data.incident.title}
                </Link>
              </>
            )}
          </p>
          <Section title={t('many.recipients')}>
            {data.items.map((item) => (
              <div key={item.case.id} className={styles.line}>
                <Chip tone={tones[item.state]}>{t(`result.${item.state}`)}</Chip>
                <div>
                  <Link to="/cases/$caseId" params={{ caseId: item.case.id }}>
                    #{item.case.number} {item.case.customer}
                  </Link>
                  {item.reason && <small>{t(`reason.${item.reason}`)}</small>}
                  {item.errorCode && <small>{item.errorCode}</small>}
                </div>
                <span>
                  {item.isAnswered && <Chip tone="note">{t('result.answered')}</Chip>}
                  {item.at && <Moment at={item.at} />}
                </span>
              </div>
            ))}
          </Section>
        </>
      )}
    </Page>
  )
}
