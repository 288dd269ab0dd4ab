import { caseRoutes, healthRoutes, intakeRoutes, mentionRoutes, type QuarantineRow } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { MailCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Page } from '#ui/page.tsx'
import { PickDialog } from '#ui/pick-dialog.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { DeniedState, EmptyState, ErrorState } from '#ui/states.tsx'
import { DailyProof } from './daily-proof.tsx'
import { ItemCard } from './item-card.tsx'
import { ItemText } from './item-text.tsx'
import styles from './quarantine.module.css'

const dismissals = ['advertising', 'harmful', 'double', 'empty'] as const

/** What could not be read, each with its reason; and the proof that nothing else is missing. */
export function QuarantineScreen() {
  const { t } = useTranslation('quarantine')
  const mayRead = useMay('quarantine.read')
  const mayProve = useMay('health.read')
  return (
    <Page wide title={t('title')} intro={t('intro')}>
      {mayRead ? <Items /> : <DeniedState />}
      {mayProve && <DailyProof />}
    </Page>
  )
}

function Items() {
  const { t } = useTranslation('quarantine')
  const navigate = useNavigate()
  const mayHandle = useMay('quarantine.handle')
  const [viewed, setViewed] = useState<QuarantineRow | null>(null)
  const [dismissed, setDismissed] = useState<QuarantineRow | null>(null)
  const [busyId, setBusyId] = useState<string | null>(null)
  const list = useInfiniteQuery({
    queryKey: [intakeRoutes.quarantine.id, null, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(intakeRoutes.quarantine, { query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []

  async function act(item: QuarantineRow, work: () => Promise<void>): Promise<void> {
    setBusyId(item.id)
    try {
      await work()
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusyId(null)
      invalidateRoute(
        queryClient,
        intakeRoutes.quarantine,
        intakeRoutes.proof,
        caseRoutes.counts,
        caseRoutes.list,
        mentionRoutes.list,
        healthRoutes.health,
      )
    }
  }
  const again = (item: QuarantineRow) =>
    act(item, async () => {
      await call(intakeRoutes.replay, { params: { id: item.id } })
      const still = await call(intakeRoutes.quarantine, { query: { limit: 200 } })
      const failed = still.items.some(({ id }) => id === item.id)
      showNotice({ text: t(failed ? 'done.stillUnreadable' : 'done.read'), tone: failed ? 'bad' : 'ok' })
    })
  const toCase = (item: QuarantineRow) =>
    act(item, async () => {
      const { caseId } = await call(intakeRoutes.asCase, { params: { id: item.id } })
      const open = () => void navigate({ to: '/cases/$caseId', params: { caseId } })
      showNotice({ text: t('done.case'), tone: 'ok', durationMs: 15_000, action: { label: t('done.open'), run: open } })
    })
  const dismiss = (item: QuarantineRow, reason: string) =>
    act(item, async () => {
      await call(intakeRoutes.dismiss, { params: { id: item.id }, body: { reason } })
      showNotice({ text: t('done.dismissed', { reason }), tone: 'ok' })
    })

  if (list.error && !list.data) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <SkeletonRows rows={3} />
  return (
    <>
      {items.length === 0 ? (
        <EmptyState icon={MailCheck} title={t('empty.title')}>
          <p>{t('empty.words')}</p>
        </EmptyState>
      ) : (
        <ul className={styles.items} aria-label={t('title')}>
          {items.map((item) => (
            <ItemCard
              key={item.id}
              item={item}
              busy={busyId === item.id}
              mayHandle={mayHandle}
              onView={() => setViewed(item)}
              onAgain={() => void again(item)}
              onCase={() => void toCase(item)}
              onDismiss={() => setDismissed(item)}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {viewed && <ItemText item={viewed} onClose={() => setViewed(null)} />}
      {dismissed && (
        <PickDialog
          title={t('act.dismiss')}
          label={t('why')}
          choices={dismissals.map((reason) => ({ id: t(`dismissal.${reason}`), label: t(`dismissal.${reason}`) }))}
          own={(typed) => ({ id: typed, label: typed })}
          onClose={() => setDismissed(null)}
          onPick={(reason) => {
            setDismissed(null)
            void dismiss(dismissed, reason)
          }}
        />
      )}
    </>
  )
}
