import type { CaseDetail, Message } from '@resonanz/contracts'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { useMe } from '#lib/session.ts'
import { formatDayDivider } from '#lib/time.ts'
import { useTimeline } from '#lib/timeline.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { EventLines } from './event-lines.tsx'
import { MessageItem } from './message-item.tsx'
import { NoteItem } from './note-item.tsx'
import styles from './timeline.module.css'
import { type TimelineRow, timelineRows } from './timeline-rows.ts'

type Props = {
  detail: CaseDetail
  seenAt: string | null
  /** How an answer of ours stands, drawn below it. */
  delivery: (message: Message, detail: CaseDetail) => ReactNode
}
const NEAR_BOTTOM_PX = 120

/** Everything said and done in a case, oldest on top. Opens at the newest; older pages come in above while reading up. */
export function Timeline({ detail, seenAt, delivery }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const language = useLanguage()
  const myId = useMe()?.member.id
  const { items, hasNextPage, isFetchingNextPage, fetchNextPage, isPending, error, refetch } = useTimeline(detail.id)
  const rows = useMemo(() => timelineRows(items, { language, seenAt, myId }), [items, language, seenAt, myId])
  const scroller = useRef<HTMLDivElement>(null)
  const older = useOlderOnTop(scroller, () => hasNextPage && !isFetchingNextPage && void fetchNextPage())
  useKeptPlace(scroller, rows)

  if (isPending)
    return (
      <div className={styles.scroll}>
        <div className={styles.column}>
          <SkeletonText lines={6} />
        </div>
      </div>
    )
  if (error && items.length === 0) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className={styles.scroll} ref={scroller} tabIndex={0} role="region" aria-label={t('timeline.label')}>
      <div className={styles.column}>
        {hasNextPage && (
          <div className={styles.older} ref={older}>
            <Button small look="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('timeline.older')}
            </Button>
          </div>
        )}
        {rows.map((row) => (
          <div key={row.key} className={styles.row} data-row={row.row}>
            <Row row={row} detail={detail} myId={myId} delivery={delivery} />
          </div>
        ))}
      </div>
    </div>
  )
}

type RowProps = Pick<Props, 'detail' | 'delivery'> & { row: TimelineRow; myId: string | undefined }

function Row({ row, detail, myId, delivery }: RowProps) {
  const { t } = useTranslation(['cases', 'ui'])
  switch (row.row) {
    case 'day':
      return <Day at={row.at} />
    case 'new':
      return <p className={styles.new}>{t('timeline.new')}</p>
    case 'message':
      return <MessageItem message={row.item} caseDetail={detail} delivery={delivery} />
    case 'note':
      return <NoteItem note={row.item} caseId={detail.id} mine={row.item.author?.id === myId} />
    case 'events':
      return <EventLines events={row.items} />
  }
}

function Day({ at }: { at: string }) {
  const language = useLanguage()
  const now = useNow()
  return <h2 className={styles.day}>{formatDayDivider(new Date(at), now, { language })}</h2>
}

/** Calls when the place above the oldest shown item comes near. */
function useOlderOnTop(scroller: React.RefObject<HTMLDivElement | null>, load: () => void) {
  const latest = useRef(load)
  useLayoutEffect(() => {
    latest.current = load
  })
  const watch = useRef<IntersectionObserver>(undefined)
  useEffect(() => () => watch.current?.disconnect(), [])
  return (element: HTMLDivElement | null) => {
    watch.current?.disconnect()
    if (!element) return
    watch.current = new IntersectionObserver(([entry]) => entry?.isIntersecting && latest.current(), {
      root: scroller.current,
      rootMargin: '600px 0px 0px',
    })
    watch.current.observe(element)
  }
}

/**
 * Opens at the end (or at what is new), stays at the end when something is added while being there, and keeps what is
 * being read in place when older pages come in above it.
 */
function useKeptPlace(scroller: React.RefObject<HTMLDivElement | null>, rows: TimelineRow[]): void {
  const last = useRef<{ firstKey: string; lastKey: string; fromBottom: number; atEnd: boolean } | null>(null)
  useLayoutEffect(() => {
    const element = scroller.current
    const firstKey = rows[0]?.key
    const lastKey = rows.at(-1)?.key
    if (!element || !firstKey || !lastKey) return
    const before = last.current
    if (!before) goToStart(element)
    else if (before.lastKey !== lastKey && before.atEnd) element.scrollTo({ top: element.scrollHeight })
    else if (before.firstKey !== firstKey) element.scrollTo({ top: element.scrollHeight - before.fromBottom })
    const note = () => {
      const fromBottom = element.scrollHeight - element.scrollTop
      last.current = { firstKey, lastKey, fromBottom, atEnd: fromBottom - element.clientHeight < NEAR_BOTTOM_PX }
    }
    note()
    element.addEventListener('scroll', note, { passive: true })
    // Pictures and the composer change heights after the fact; who was at the end stays there.
    const sizes = new ResizeObserver(() => last.current?.atEnd && element.scrollTo({ top: element.scrollHeight }))
    sizes.observe(element)
    if (element.firstElementChild) sizes.observe(element.firstElementChild)
    return () => {
      element.removeEventListener('scroll', note)
      sizes.disconnect()
    }
  }, [scroller, rows])
}

function goToStart(element: HTMLElement): void {
  element.scrollTo({ top: element.scrollHeight })
  const fresh = element.querySelector<HTMLElement>('[data-row="new"]')
  if (fresh && fresh.offsetTop < element.scrollTop) element.scrollTo({ top: Math.max(0, fresh.offsetTop - 24) })
}
