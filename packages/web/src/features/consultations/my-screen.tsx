import { type Consultation, consultationRoutes } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { MessageCircleQuestion } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { Tabs } from '#ui/tabs.tsx'
import styles from './consultations.module.css'
import { QuestionCard } from './question-card.tsx'

const dialogs = () => import('./answer-dialogs.tsx')
const AnswerDialog = lazy(() => dialogs().then((file) => ({ default: file.AnswerDialog })))
const WithdrawDialog = lazy(() => dialogs().then((file) => ({ default: file.WithdrawDialog })))
type Side = 'to_me' | 'by_me'

/** Questions put to me, and my own; the open ones first. */
export function MyConsultationsScreen() {
  const { t } = useTranslation(['consultations', 'ui'])
  const [side, setSide] = useState<Side>('to_me')
  const [answering, setAnswering] = useState<Consultation | null>(null)
  const [withdrawing, setWithdrawing] = useState<Consultation | null>(null)
  const list = useInfiniteQuery({
    queryKey: [consultationRoutes.mine.id, null, { side }, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(consultationRoutes.mine, {
        query: { side, limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = list.data?.pages.flatMap((page) => page.items)
  const content = (
    <div className={styles.list}>
      {list.error && !items && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {!list.error && !items && <SkeletonRows rows={3} lines={3} />}
      {items?.length === 0 && (
        <EmptyState icon={MessageCircleQuestion} title={t(side === 'to_me' ? 'mine.noneToMe' : 'mine.noneByMe')}>
          {t(side === 'to_me' ? 'mine.noneToMeWords' : 'mine.noneByMeWords')}
        </EmptyState>
      )}
      {items?.map((question) => (
        <QuestionCard key={question.id} named question={question} onAnswer={setAnswering} onWithdraw={setWithdrawing} />
      ))}
      {list.hasNextPage && (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('mine.more')}
        </Button>
      )}
    </div>
  )
  return (
    <Page title={t('mine.title')} intro={t('mine.intro')}>
      <Tabs
        label={t('mine.tabs')}
        value={side}
        onChange={setSide}
        tabs={[
          { id: 'to_me', label: t('mine.toMe'), ...(side === 'to_me' && { content }) },
          { id: 'by_me', label: t('mine.byMe'), ...(side === 'by_me' && { content }) },
        ]}
      />
      <Suspense>
        {answering && <AnswerDialog question={answering} onClose={() => setAnswering(null)} />}
        {withdrawing && <WithdrawDialog question={withdrawing} onClose={() => setWithdrawing(null)} />}
      </Suspense>
    </Page>
  )
}
