import { manyAnswerRoutes, type ManyReason, type ManyResult } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { CircleStop, PencilLine, RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { useAnswerMany } from '#lib/answer-many.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useConnection } from '#lib/connection.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Page, Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './incidents.module.css'
import { ResultLine, resultTones } from './result-line.tsx'

/** Nothing another answer could mend. */
const final = new Set<ManyReason | null>(['joined', 'no-way', 'by-hand', 'gone', 'already', 'excluded'])
const isLeft = ({ state, reason, mayRetry }: ManyResult) =>
  (state === 'failed' && !mayRetry) || (state === 'skipped' && !final.has(reason))

/** What became of one answer to many, recipient by recipient; the live stream keeps it fresh. */
export function ResultScreen() {
  const { t } = useTranslation('incidents')
  const { manyId = '' } = useParams({ strict: false }) as { manyId?: string }
  const { online } = useConnection()
  const mayAnswer = useMay('reply.many')
  const answerMany = useAnswerMany()
  const { data, error, refetch } = useQuery(read(manyAnswerRoutes.read, { params: { id: manyId } }))
  const stale = () => invalidateRoute(queryClient, manyAnswerRoutes.read, manyAnswerRoutes.list)
  const stop = useMutation({
    mutationFn: () => call(manyAnswerRoutes.stop, { params: { id: manyId } }),
    onSuccess: () => showNotice({ text: t('result.stopped') }),
    onSettled: stale,
    onError: tellProblem,
  })
  const retry = useMutation({
    mutationFn: (caseIds?: string[]) =>
      call(manyAnswerRoutes.retry, { params: { id: manyId }, body: caseIds ? { caseIds } : {} }),
    onSuccess: ({ retried }) =>
      showNotice(
        retried > 0 ? { text: t('result.retried', { count: retried }), tone: 'ok' } : { text: t('result.nothing') },
      ),
    onSettled: stale,
    onError: tellProblem,
  })
  const failed = data?.items.filter(({ mayRetry }) => mayRetry).length ?? 0
  const isOver = data?.state === 'done' || data?.state === 'stopped'
  const left = isOver && mayAnswer ? data.items.filter(isLeft) : []
  const writeAnew = () => data && answerMany({ caseIds: left.map((item) => item.case.id), words: data.content })
  useActions([
    {
      id: 'many.retry',
      key: 'r',
      labelKey: 'incidents:result.again',
      icon: RotateCw,
      when: failed > 0 && online,
      run: () => retry.mutate(undefined),
    },
  ])
  return (
    <Page
      title={data?.title ?? t('result.title')}
      above={<BackLink to="/incidents">{t('title')}</BackLink>}
      actions={
        <>
          {left.length > 0 && (
            <Button icon={PencilLine} onClick={writeAnew}>
              {t('result.rest', { count: left.length })}
            </Button>
          )}
          {failed > 0 && (
            <Button
              look="primary"
              icon={RotateCw}
              keyHint="r"
              disabled={!online}
              busy={retry.isPending}
              onClick={() => retry.mutate(undefined)}
            >
              {t('result.retry', { count: failed })}
            </Button>
          )}
          {data?.mayStop && (
            <Button
              look="danger"
              icon={CircleStop}
              disabled={!online}
              busy={stop.isPending}
              onClick={() => stop.mutate()}
            >
              {t('result.stop')}
            </Button>
          )}
        </>
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
                  <Chip key={state} tone={state === 'answered' ? 'note' : resultTones[state]}>
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
              <ResultLine
                key={item.case.id}
                item={item}
                {...(item.mayRetry && online ? { onRetry: () => retry.mutate([item.case.id]) } : {})}
              />
            ))}
          </Section>
        </>
      )}
    </Page>
  )
}
