import { type ActionDelivery, actionRoutes, type CatalogAction } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './actions.module.css'

type Props = { action: CatalogAction; onClose: () => void }
const tones = { queued: 'soon', working: 'soon', done: 'ok', failed: 'bad' } as const

/** Every call of an action with its attempts; a finished webhook can be called again. */
export function LogDialog({ action, onClose }: Props) {
  const { t } = useTranslation('actions')
  const log = useInfiniteQuery({
    queryKey: [actionRoutes.deliveries.id, action.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(actionRoutes.deliveries, {
        params: { id: action.id },
        query: pageParam ? { cursor: pageParam } : {},
        signal,
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 3_000,
  })
  const items = log.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Dialog open size={640} title={t('logTitle', { name: action.name })} onClose={onClose}>
      {log.error && !log.data && <ErrorState compact error={log.error} onRetry={() => void log.refetch()} />}
      {!log.data && !log.error && <SkeletonText lines={4} />}
      {log.data && items.length === 0 && <p>{t('logNone')}</p>}
      <ol className={styles.items} aria-label={t('log')}>
        {items.map((delivery) => (
          <Delivery key={delivery.id} delivery={delivery} kind={action.kind} />
        ))}
      </ol>
      {log.hasNextPage && (
        <Button look="quiet" onClick={() => void log.fetchNextPage()}>
          {t('logMore')}
        </Button>
      )}
    </Dialog>
  )
}

function Delivery({ delivery, kind }: { delivery: ActionDelivery; kind: CatalogAction['kind'] }) {
  const { t } = useTranslation('actions')
  const may = useMay('action.manage')
  const codeOf = (code: string | null) => (code ? t(`code.${code}` as 'code.gone', { defaultValue: code }) : null)
  const canReplay = may && (delivery.state === 'failed' || (delivery.state === 'done' && kind === 'webhook'))
  async function replay(): Promise<void> {
    try {
      await call(actionRoutes.replay, { params: { id: delivery.id } })
      showNotice({ text: t('replayed'), tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    }
    invalidateRoute(queryClient, actionRoutes.deliveries, actionRoutes.list)
  }
  return (
    <li>
      <span className={styles.name}>
        <Chip tone={tones[delivery.state]}>{t(`state.${delivery.state}`)}</Chip>
        {delivery.isTest && <Chip>{t('isTest')}</Chip>}
        {delivery.caseId && delivery.caseNumber !== null && (
          <Link to="/cases/$caseId" params={{ caseId: delivery.caseId }}>
            {t('case', { number: delivery.caseNumber })}
          </Link>
        )}
        {delivery.workflow && <span>{delivery.workflow.name}</span>}
        <Moment at={delivery.createdAt} className={styles.quiet} />
        {delivery.fileId && <a href={`/api/v1/files/${delivery.fileId}`}>{t('file')}</a>}
        {canReplay && <Button onClick={() => void replay()}>{t('replay')}</Button>}
      </span>
      {delivery.code && <span>{codeOf(delivery.code)}</span>}
      {delivery.attempts.map((attempt) => (
        <span key={attempt.n} className={styles.quiet}>
          {[
            t('attempt', { n: attempt.n }),
            ...(attempt.status ? [t('status', { status: attempt.status })] : []),
            ...(attempt.code ? [codeOf(attempt.code)] : []),
            t('tookMs', { ms: attempt.tookMs }),
          ].join(' · ')}
        </span>
      ))}
      {delivery.nextAt && delivery.attempts.length > 0 && (
        <span className={styles.quiet}>
          {t('nextAt')}: <Moment at={delivery.nextAt} />
        </span>
      )}
    </li>
  )
}
