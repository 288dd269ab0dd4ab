import type { CaseRow } from '@resonanz/contracts'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '#lib/preferences.ts'
import { CaseListRow } from './case-row.tsx'
import styles from './case-rows.module.css'
import { rowShapes } from './density.ts'
import { RowMenu, type RowMenuEntries } from './row-menu.tsx'
import type { Selection } from './selection.ts'
import { goneBefore } from './steady-rows.ts'
import { SwipeRow, type Swipes } from './swipe-row.tsx'

export type RowsHandle = { focus: (id: string) => void; toTop: () => void }
type Props = {
  label: string
  rows: readonly CaseRow[]
  openId: string | null
  cursorId: string | null
  selection: Selection
  showOwner: boolean
  hasMore: boolean
  handle: RefObject<RowsHandle | null>
  hrefOf: (id: string) => string
  onOpen: (id: string, event: MouseEvent) => void
  onCursor: (id: string) => void
  onChoose: (id: string, range: boolean) => void
  onMove: (by: number | 'first' | 'last', extend: boolean) => void
  onEnd: () => void
  onAtTop: (atTop: boolean) => void
  menuOf: RowMenuEntries
  swipes: Swipes | null
}

const AHEAD = 20

/** The rows on the screen and a few around them, at places that never depend on what is drawn. */
export function CaseRows(props: Props) {
  const { rows, openId, cursorId, selection, handle, onEnd, hasMore, onAtTop, swipes } = props
  const { t } = useTranslation('inbox')
  const { density } = usePreferences()
  const shape = rowShapes[density]
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => shape.height,
    getItemKey: (at) => rows[at]?.id ?? at,
    overscan: 8,
  })
  // A change of density changes every height.
  useLayoutEffect(() => virtual.measure(), [virtual, shape.height])
  useStayInPlace(scroller, rows, shape.height)

  useImperativeHandle(
    handle,
    () => ({
      focus(id) {
        const at = rows.findIndex((row) => row.id === id)
        if (at < 0) return
        const element = scroller.current
        const top = at * shape.height
        const bottom = top + shape.height
        if (element && top < element.scrollTop) element.scrollTop = top
        else if (element && bottom > element.scrollTop + element.clientHeight)
          element.scrollTop = bottom - element.clientHeight
        focusSoon(scroller, id)
      },
      toTop() {
        scroller.current?.scrollTo({ top: 0 })
      },
    }),
    [rows, shape.height],
  )

  const drawn = virtual.getVirtualItems()
  const lastDrawn = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && lastDrawn >= rows.length - AHEAD) onEnd()
  }, [hasMore, lastDrawn, rows.length, onEnd])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const steps: Record<string, number | 'first' | 'last'> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: 'first',
      End: 'last',
    }
    const step = steps[event.key]
    if (step === undefined || (event.target as Element).closest('[role="menu"]')) return
    event.preventDefault()
    props.onMove(step, event.shiftKey)
  }

  return (
    <div
      ref={scroller}
      className={styles.scroll}
      onScroll={(event) => onAtTop(event.currentTarget.scrollTop < shape.height / 2)}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the rows inside take the focus */}
      <ul
        className={styles.rows}
        style={{ height: virtual.getTotalSize() }}
        aria-label={props.label}
        onKeyDown={onKeyDown}
      >
        {drawn.map(({ index, key, start }) => {
          const row = rows[index]
          if (!row) return null
          const line = (
            <CaseListRow
              row={row}
              href={props.hrefOf(row.id)}
              lines={shape.lines}
              open={row.id === openId}
              chosen={selection.all || selection.ids.has(row.id)}
              cursor={row.id === cursorId}
              showOwner={props.showOwner}
              onOpen={props.onOpen}
              onChoose={props.onChoose}
            />
          )
          return (
            <li
              key={key}
              className={styles.item}
              style={{ height: shape.height, transform: `translateY(${start}px)` }}
              aria-setsize={hasMore ? -1 : rows.length}
              aria-posinset={index + 1}
              onFocus={() => props.onCursor(row.id)}
            >
              {swipes ? (
                <SwipeRow row={row} swipes={swipes}>
                  {line}
                </SwipeRow>
              ) : (
                line
              )}
              <RowMenu
                row={row}
                entriesOf={props.menuOf}
                label={t('row.menu', { name: row.customer.name || t('row.nameless') })}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** When rows above left the list, what one reads stays where it is. */
function useStayInPlace(scroller: RefObject<HTMLDivElement | null>, rows: readonly CaseRow[], height: number): void {
  const before = useRef(rows)
  useLayoutEffect(() => {
    const element = scroller.current
    const shown = before.current
    before.current = rows
    if (!element || shown === rows || element.scrollTop < height) return
    const first = shown[Math.floor(element.scrollTop / height)]
    const gone = first ? goneBefore(shown, rows, first.id) : 0
    if (gone > 0) element.scrollTop -= gone * height
  }, [scroller, rows, height])
}

/** The row is drawn with the next frame when it was outside of what is on the screen. */
function focusSoon(scroller: RefObject<HTMLDivElement | null>, id: string): void {
  const find = () => scroller.current?.querySelector<HTMLElement>(`[data-case="${id}"]`)
  const now = find()
  if (now) now.focus({ preventScroll: true })
  else requestAnimationFrame(() => requestAnimationFrame(() => find()?.focus({ preventScroll: true })))
}
