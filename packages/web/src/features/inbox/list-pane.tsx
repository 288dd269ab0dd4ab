import { caseRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { ArrowUp } from 'lucide-react'
import { lazy, type MouseEvent, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { useWidthClass } from '#lib/device.ts'
import { read } from '#lib/query.ts'
import { useMay, useMe } from '#lib/session.ts'
import { formatClock } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { FilterBar } from './filter/filter-bar.tsx'
import { ListHead } from './list-head.tsx'
import styles from './list-pane.module.css'
import type { Place } from './list-spec.ts'
import { useCaseList, useSteadyRows } from './list/case-list.ts'
import { CaseRows, type RowsHandle } from './list/case-rows.tsx'
import { useCursor } from './list/use-cursor.ts'
import { type InboxSlots, useChanges } from './use-changes.tsx'
import { useListKeys } from './use-list-keys.ts'

// What most people do not see on opening the app comes when it is wanted.
const BulkBar = lazy(() => import('./bulk-bar.tsx').then((file) => ({ default: file.BulkBar })))
const EmptyList = lazy(() => import('./list-states.tsx').then((file) => ({ default: file.EmptyList })))

const STALE_FROM = 20

/** The list of cases of a view with everything around it. */
export function ListPane({ place, beside, slots }: { place: Place; beside: boolean; slots: InboxSlots }) {
  const { t } = useTranslation(['inbox', 'app'])
  const language = useLanguage()
  const { spec, saved, caseId } = place
  const me = useMe()
  const mayWrite = useMay('case.write')
  const touch = useWidthClass() === 'S'
  const { online, since } = useConnection()
  const counts = useQuery(read(caseRoutes.counts)).data
  const [atTop, setAtTop] = useState(true)
  const [asText, setAsText] = useState(false)
  const name = `${place.view} ${spec.filter} ${spec.sort}`
  const list = useCaseList(spec, place.known)
  const steady = useSteadyRows(list.rows, { name, atTop })
  const handle = useRef<RowsHandle>(null)
  const order = useMemo(() => steady.rows.map((row) => row.id), [steady.rows])
  const cursor = useCursor({
    order,
    name,
    openId: caseId,
    handle,
    openBeside: beside && caseId !== null,
    open: place.open,
  })
  const { selection, setSelection } = cursor
  const changes = useChanges({
    spec,
    rows: steady.rows,
    selection,
    cursorId: cursor.id,
    myId: me?.member.id,
    onDone: cursor.none,
    filterBy: place.filterBy,
    slots,
  })
  useListKeys({ cursor, changes, mayWrite, order, place })
  const title = saved?.name ?? t(`app:view.${spec.view}`)
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage])
  useEffect(() => setAtTop(true), [name])

  const { choose, put } = cursor
  const { open } = place
  const { showSame } = changes
  const onOpen = useCallback(
    (id: string, event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.button !== 0) return
      event.preventDefault()
      // Not a link of its own: a link inside a link is none.
      if (event.target instanceof Element && event.target.closest('[data-duplicates]')) return showSame(id)
      if (event.shiftKey) return choose(id, true)
      put(id)
      open(id)
    },
    [choose, put, open, showSame],
  )
  const showText = useCallback(() => setAsText(true), [])
  const chosen = selection.all ? (changes.total ?? order.length) : selection.ids.size
  const everyLoaded = order.length > 0 && order.every((id) => selection.ids.has(id))
  const beyond = !selection.all && everyLoaded && hasNextPage

  const filterBar = (
    <FilterBar
      filter={spec.filter}
      errors={list.filterErrors}
      onFilter={place.filterBy}
      asText={asText}
      onAsText={setAsText}
    />
  )
  return (
    <section className={styles.pane} aria-label={title}>
      <ListHead place={place} title={title} loaded={list.rows.length} hasMore={hasNextPage} onAsText={showText} />
      {chosen > 0 ? (
        <Suspense fallback={filterBar}>
          <BulkBar
            key={caseId}
            count={chosen}
            more={beyond ? { total: changes.total, onAll: () => setSelection({ ...selection, all: true }) } : null}
            myId={me?.member.id}
            onAsk={changes.ask}
            onChange={changes.propose}
            onCorrect={selection.all ? null : changes.correctChosen}
            ids={selection.all ? null : [...selection.ids]}
            onAttach={changes.attachChosen}
            onNone={cursor.none}
          />
        </Suspense>
      ) : (
        filterBar
      )}
      <div className={styles.newsPlace}>
        {steady.added > 0 && (
          <button type="button" className={styles.news} onClick={() => handle.current?.toTop()}>
            <ArrowUp size={14} />
            {steady.changes > STALE_FROM ? t('list.stale') : t('list.added', { count: steady.added })}
          </button>
        )}
      </div>
      {steady.rows.length > 0 ? (
        <CaseRows
          label={t('list.label', { view: title })}
          rows={steady.rows}
          openId={caseId}
          cursorId={cursor.id}
          selection={selection}
          showOwner={spec.view !== 'mine' && spec.view !== 'unassigned'}
          hasMore={hasNextPage}
          handle={handle}
          hrefOf={place.hrefOf}
          onOpen={onOpen}
          onCursor={cursor.put}
          onChoose={cursor.choose}
          onMove={cursor.move}
          onEnd={more}
          onAtTop={setAtTop}
          menuOf={changes.menuOf}
          swipes={touch && mayWrite ? changes.swipes : null}
        />
      ) : list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : (list.data && !list.isPlaceholderData) || place.missing ? (
        <Suspense>
          <EmptyList
            place={place}
            nextDueAt={list.nextDueAt}
            total={counts?.views.all}
            onClear={() => place.filterBy('')}
          />
        </Suspense>
      ) : (
        <SkeletonRows rows={8} lines={2} />
      )}
      {list.error && list.data && online && (
        <p className={styles.line} role="status">
          {t('list.old', { time: formatClock(new Date(list.dataUpdatedAt), { language }) })}
        </p>
      )}
      {!online && since && list.data && (
        <p className={styles.line} role="status">
          {t('list.offline', { time: formatClock(new Date(list.dataUpdatedAt), { language }) })}
        </p>
      )}
      {changes.dialogs}
    </section>
  )
}
