import { type ReactNode, useEffect, useRef, useState } from 'react'
import styles from './tooltip.module.css'

type Props = { label: ReactNode; children: ReactNode; side?: 'below' | 'right'; off?: boolean }
const DELAY_MS = 400
const EDGE_PX = 4

/**
 * Words beside a control on hover or keyboard focus; Escape takes them away. They repeat the control's own accessible
 * name, so they are for eyes only. Drawn in the browser's top layer: nothing cuts it, and no library is needed.
 */
export function Tooltip({ label, children, side = 'below', off }: Props) {
  const tip = useRef<HTMLSpanElement>(null)
  const anchor = useRef<Element | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [shown, setShown] = useState(false)

  function show(around: Element, delayMs: number): void {
    anchor.current = around.firstElementChild
    clearTimeout(timer.current)
    timer.current = setTimeout(setShown, delayMs, true)
  }
  function hide(): void {
    clearTimeout(timer.current)
    setShown(false)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    const element = tip.current
    if (!shown || !element || !anchor.current) return
    element.showPopover?.()
    place(element, anchor.current.getBoundingClientRect(), side)
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setShown(false)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('keydown', onKey)
      if (element.matches(':popover-open')) element.hidePopover()
    }
  }, [shown, side])

  if (off) return children
  return (
    <span
      className={styles.anchor}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(event.currentTarget, DELAY_MS)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(event.currentTarget, 0)}
      onBlur={hide}
    >
      {children}
      {shown && (
        <span ref={tip} popover="manual" className={styles.tip} data-side={side} aria-hidden="true">
          <span className={styles.words}>{label}</span>
        </span>
      )}
    </span>
  )
}

function place(tip: HTMLElement, around: DOMRect, side: 'below' | 'right'): void {
  const { width, height } = tip.getBoundingClientRect()
  const below = around.bottom + height > innerHeight ? around.top - height : around.bottom
  const left = side === 'right' ? around.right : around.left + around.width / 2 - width / 2
  const top = side === 'right' ? around.top + around.height / 2 - height / 2 : below
  tip.style.left = `${Math.max(EDGE_PX, Math.min(left, innerWidth - width - EDGE_PX))}px`
  tip.style.top = `${Math.max(EDGE_PX, top)}px`
}
