import { useSyncExternalStore } from 'react'

// One timer for every relative time on the screen: a list of 50 rows must not hold 50 timers.

const TICK_MS = 15_000
const listeners = new Set<() => void>()
let nowMs = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** The time now, renewed every 15 s while anything on the screen uses it. */
export function useNow(): Date {
  return new Date(useSyncExternalStore(subscribe, snapshot))
}

/** While nobody looks no timer runs: who comes then must not begin with the time when the last one left. */
function snapshot(): number {
  if (!timer && Date.now() - nowMs > TICK_MS) nowMs = Date.now()
  return nowMs
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!timer) {
    nowMs = Date.now()
    timer = setInterval(tick, TICK_MS)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener('visibilitychange', tick)
  }
}

function tick(): void {
  nowMs = Date.now()
  for (const listener of listeners) listener()
}
