import type { CaseRow } from '@resonanz/contracts'
import type { LucideIcon } from 'lucide-react'
import { type PointerEvent, type ReactNode, useRef, useState } from 'react'
import styles from './case-rows.module.css'

type Swipe = { label: string; icon: LucideIcon; run: (row: CaseRow) => void }
export type Swipes = { right: Swipe; left: Swipe }

const BEGIN_PX = 12
const ENOUGH_PX = 88
const FARTHEST_PX = 132

/** A row that a finger moves aside: right and left each do one thing. What it does stands behind it while moving. */
export function SwipeRow({ row, swipes, children }: { row: CaseRow; swipes: Swipes; children: ReactNode }) {
  const [shift, setShift] = useState(0)
  const start = useRef<{ x: number; y: number; moving: boolean } | null>(null)
  const swiped = useRef(false)
  const side = shift > 0 ? 'right' : 'left'
  const { icon: Icon, label } = swipes[side]
  const ready = Math.abs(shift) >= ENOUGH_PX

  function onMove(event: PointerEvent): void {
    const from = start.current
    if (!from) return
    const dx = event.clientX - from.x
    if (!from.moving && Math.abs(dx) > BEGIN_PX && Math.abs(dx) > 2 * Math.abs(event.clientY - from.y)) {
      from.moving = true
      swiped.current = true
      event.currentTarget.setPointerCapture(event.pointerId)
    }
    if (from.moving) setShift(Math.max(-FARTHEST_PX, Math.min(FARTHEST_PX, dx)))
  }
  function onEnd(): void {
    if (start.current?.moving && ready) swipes[side].run(row)
    start.current = null
    setShift(0)
  }
  return (
    <div
      className={styles.swipe}
      onPointerDown={(event) => {
        swiped.current = false
        if (event.pointerType === 'touch') start.current = { x: event.clientX, y: event.clientY, moving: false }
      }}
      onPointerMove={onMove}
      onPointerUp={onEnd}
      onPointerCancel={() => {
        start.current = null
        setShift(0)
      }}
      onClickCapture={(event) => {
        // The end of a swipe is no press.
        if (swiped.current) {
          event.preventDefault()
          event.stopPropagation()
          swiped.current = false
        }
      }}
    >
      {shift !== 0 && (
        <div className={styles.behind} data-side={side} data-ready={ready} aria-hidden="true">
          <Icon size={18} /> {label}
        </div>
      )}
      <div
        className={styles.sheet}
        data-moving={shift !== 0}
        style={shift ? { transform: `translateX(${shift}px)` } : undefined}
      >
        {children}
      </div>
    </div>
  )
}
