import { Fragment, type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { preferences, setPreferences } from '#lib/preferences.ts'
import { classNames } from './class-names.ts'
import styles from './panes.module.css'

export type Pane = {
  id: string
  /** What the splitter beside it says it resizes. */
  label: string
  content: ReactNode
  /** Width in px with its limits; exactly one pane has none and takes the rest. */
  width?: { start: number; min: number; max: number }
}

/** Panes side by side with splitters: dragged, or focused and moved by arrows. Widths stay on this device. */
export function Panes({ storageKey, panes }: { storageKey: string; panes: Pane[] }) {
  const [widths, setWidths] = useState<Record<string, number>>(() => remembered(storageKey, panes))
  const widthOf = (pane: Pane) => (pane.width ? clamp(widths[pane.id] ?? pane.width.start, pane.width) : 0)
  const restAt = panes.findIndex((pane) => !pane.width)

  function resize(pane: Pane, width: number, keep: boolean): void {
    if (!pane.width) return
    const next = { ...widths, [pane.id]: clamp(width, pane.width) }
    setWidths(next)
    if (keep) remember(storageKey, next)
  }

  return (
    <div className={styles.panes}>
      {panes.map((pane, at) => {
        // A splitter sizes the fixed pane next to it: left of the flexible one the pane before, right of it the pane after.
        const next = panes[at + 1]
        const sized = at < restAt || restAt < 0 ? pane : next
        const direction = at < restAt || restAt < 0 ? 1 : -1
        return (
          <Fragment key={pane.id}>
            <div
              className={classNames(styles.pane, !pane.width && styles.rest)}
              style={pane.width && { width: widthOf(pane) }}
            >
              {pane.content}
            </div>
            {next && sized?.width && (
              <Splitter
                label={sized.label}
                width={widthOf(sized)}
                limits={sized.width}
                direction={direction}
                onResize={(width, keep) => resize(sized, width, keep)}
              />
            )}
          </Fragment>
        )
      })}
    </div>
  )
}

type SplitterProps = {
  label: string
  width: number
  limits: { start: number; min: number; max: number }
  direction: 1 | -1
  onResize: (width: number, keep: boolean) => void
}
const STEP = 16

function Splitter({ label, width, limits, direction, onResize }: SplitterProps) {
  const { t } = useTranslation('ui')
  const drag = useRef<{ x: number; width: number } | null>(null)

  function onKeyDown(event: KeyboardEvent): void {
    const sizes: Record<string, number> = {
      ArrowLeft: width - STEP * direction,
      ArrowRight: width + STEP * direction,
      Home: limits.min,
      End: limits.max,
      Enter: limits.start,
    }
    const size = sizes[event.key]
    if (size === undefined) return
    event.preventDefault()
    onResize(size, true)
  }
  function onPointerMove(event: PointerEvent): void {
    if (drag.current) onResize(drag.current.width + (event.clientX - drag.current.x) * direction, false)
  }
  function onPointerUp(): void {
    if (drag.current) onResize(width, true)
    drag.current = null
  }

  return (
    <div
      className={styles.splitter}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('splitter', { pane: label })}
      aria-valuenow={Math.round(width)}
      aria-valuemin={limits.min}
      aria-valuemax={limits.max}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, width }
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
      onDoubleClick={() => onResize(limits.start, true)}
    />
  )
}

function clamp(width: number, limits: { min: number; max: number }): number {
  return Math.max(limits.min, Math.min(limits.max, Math.round(width)))
}

function remembered(storageKey: string, panes: Pane[]): Record<string, number> {
  const stored = preferences().panes[storageKey] ?? {}
  return Object.fromEntries(panes.flatMap((pane) => (stored[pane.id] ? [[pane.id, stored[pane.id] as number]] : [])))
}

function remember(storageKey: string, widths: Record<string, number>): void {
  setPreferences({ panes: { ...preferences().panes, [storageKey]: widths } })
}
