import { type Approval, approvalRoutes } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { BadgeCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useConnection } from '#lib/connection.ts'
import { Button } from '#ui/button.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { ApprovalCard } from './approval-card.tsx'
import styles from './approvals.module.css'
import { useDecisions } from './use-decisions.tsx'

const views = ['toDecide', 'requested', 'decided'] as const
type View = (typeof views)[number]

/** What waits for me, what I asked for, what I decided: one card each, with both decisions within reach of a thumb. */
export function ApprovalsScreen() {
  const { t } = useTranslation(['approvals', 'ui'])
  const { online } = useConnection()
  const [view, setView] = useState<View>('toDecide')
  const [currentId, setCurrentId] = useState<string | null>(null)
  const list = useInfiniteQuery({
    queryKey: [approvalRoutes.list.id, null, { view }],
    queryFn: ({ pageParam, signal }) =>
      call(approvalRoutes.list, { query: { view, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = (list.data?.pages ?? []).flatMap((page): Approval[] => page.items)
  const at = Math.max(
    0,
    items.findIndex(({ id }) => id === currentId),
  )
  const decisions = useDecisions({
    approval: items[at] ?? null,
    move: (by) => {
      const next = items[Math.max(0, Math.min(items.length - 1, at + by))]
      if (!next) return
      setCurrentId(next.id)
      const card = document.querySelector<HTMLElement>(`[data-approval="${next.id}"]`)
      card?.focus({ preventScroll: true })
      card?.scrollIntoView({ block: 'nearest' })
    },
  })
  const content = (
    <div className={styles.stream}>
      {!online && <Banner tone="soon">{t('offline')}</Banner>}
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <SkeletonRows rows={4} />
      ) : items.length === 0 ? (
        <EmptyState icon={BadgeCheck} title={t(`empty.${view}`)}>
          {t(`emptyHelp.${view}`)}
        </EmptyState>
      ) : (
        <ul className={styles.cards} aria-label={t(`view.${view}`)}>
          {items.map((approval, place) => (
            <li
              key={approval.id}
              className={styles.card}
              data-approval={approval.id}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- one card of many is reached by Tab, keys move on
              tabIndex={place === at ? 0 : -1}
              onFocus={() => setCurrentId(approval.id)}
            >
              <ApprovalCard approval={approval} decisions={decisions} hasKeys={place === at} />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Tabs
        label={t('title')}
        value={view}
        onChange={(next) => {
          setView(next)
          setCurrentId(null)
        }}
        tabs={views.map((id) => ({
          id,
          label: t(`view.${id}`),
          ...(id === 'toDecide' && view === id && items.length > 0 ? { count: items.length } : {}),
        }))}
      />
      {/* Not inside the tabs: their panel scrolls by itself, and the decisions stick to the bottom of the page. */}
      {content}
      {decisions.dialogs}
    </Page>
  )
}
