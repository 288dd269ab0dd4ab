import { useSyncExternalStore } from 'react'

// Whether the carrying words are marked. It holds from case to case while one works, and is forgotten afterwards.
let shown = false
const listeners = new Set<() => void>()

export function toggleMarks(): void {
  shown = !shown
  for (const listener of listeners) listener()
}

export function useMarksShown(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
}
