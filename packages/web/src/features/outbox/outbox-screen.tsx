import { caseRoutes, healthRoutes, type ResponseOf, replyRoutes } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleAlert, CircleHelp, Clock, MailCheck } from 'lucide-react'
import { useState } from 'react'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import styles from './outbox.module.css'

type Sending = ResponseOf<typeof replyRoutes.outbox>['items'][number]
type Decision = 'was_sent' | 'send_again' | 'discard'

/** Answers that nobody knows to have arrived, and those that did not: each waits for a person's decision. */
export function OutboxScreen() {
  const { t } = useTranslation('outbox')
  const list = useInfiniteQuery({
    queryKey: [replyRoutes.outbox.id, null, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(replyRoutes.outbox, { query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  const groups = [
    ['unclear', items.filter(({ state }) => state === 'unclear')],
    ['failed', items.filter(({ state }) => state === 'failed')],
    ['queued', items.filter(({ state }) => state === 'queued' || state === 'handing_over')],
  ] as const
  return (
    <Page wide title={t('title')} intro={t('intro')}>
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <SkeletonRows rows={3} />
      ) : items.length === 0 ? (
        <EmptyState icon={MailCheck} title={t('empty')} />
      ) : (
        groups
          .filter(([, rows]) => rows.length > 0)
          .map(([state, rows]) => (
            <section key={state} className={styles.group} aria-labelledby={`outbox-${state}`}>
              <h2 id={`outbox-${state}`}>
                {t(`state.${state}`)} <span>{rows.length}</span>
              </h2>
              <p className={styles.words}>{t(`what.${state}`)}</p>
              <ul className={styles.items}>
                {rows.map((row) => (
                  <SendingCard key={row.id} row={row} />
                ))}
              </ul>
            </section>
          ))
      )}
      {list.hasNextPage && (
        <div>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  )
}

const icons = { unclear: CircleHelp, failed: CircleAlert } as const

function SendingCard({ row }: { row: Sending }) {
  const { t } = useTranslation(['outbox', 'replies'])
  const may = useMay('case.reply')
  const [busy, setBusy] = useState(false)
  const { state } = row
  const known = row.reasonCode !== null && i18next.exists(`replies:reason.${row.reasonCode}`)
  const reason = known ? t(`replies:reason.${row.reasonCode}` as 'replies:reason.interrupted') : null

  async function decide(decision: Decision): Promise<void> {
    setBusy(true)
    try {
      await call(replyRoutes.resolve, { params: { id: row.id }, body: { decision } })
      showNotice({ text: t(`done.${decision}`, { number: row.caseNumber }), tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
      invalidateRoute(queryClient, replyRoutes.outbox, caseRoutes.counts, caseRoutes.list, healthRoutes.health)
      void queryClient.invalidateQueries({ queryKey: [caseRoutes.timeline.id, { id: row.caseId }] })
    }
  }
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <ChannelGlyph kind={row.channel} />
        <Link to="/cases/$caseId" params={{ caseId: row.caseId }} className={styles.title}>
          #{row.caseNumber} {row.caseTitle}
        </Link>
        <Chip
          tone={state === 'unclear' ? 'soon' : state === 'failed' ? 'bad' : 'neutral'}
          icon={state === 'unclear' || state === 'failed' ? icons[state] : Clock}
        >
          {t(`chip.${state === 'unclear' || state === 'failed' ? state : 'queued'}`)}
        </Chip>
      </div>
      <p className={styles.meta}>
        {row.to.join(', ')}
        {row.by && <> · {t('by', { name: row.by.name })}</>} · <RelativeTime at={row.sendAt} />
      </p>
      {(reason ?? row.reason) && <p>{reason ?? row.reason}</p>}
      {reason && row.reason && <p className={styles.meta}>{row.reason}</p>}
      {may && (state === 'unclear' || state === 'failed') && (
        <div className={styles.acts}>
          {state === 'unclear' && (
            <Button small disabled={busy} onClick={() => void decide('was_sent')}>
              {t('replies:delivery.wasSent')}
            </Button>
          )}
          <Button small disabled={busy} onClick={() => void decide('send_again')}>
            {t('replies:delivery.again')}
          </Button>
          <Button small look="quiet" disabled={busy} onClick={() => void decide('discard')}>
            {t('replies:delivery.discard')}
          </Button>
        </div>
      )}
    </li>
  )
}
