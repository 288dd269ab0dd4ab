import type { CaseChange, Silence } from '@resonanz/contracts'
import { useSyncExternalStore } from 'react'

/** A change that the server held back because the customer would be left in silence. */
export type HeldBack = {
  caseId: string
  change: CaseChange
  words: string
  because: Silence[]
  /** This person may say why and go on. */
  maySilently: boolean
}

let held: HeldBack | null = null
const listeners = new Set<() => void>()

export function holdBack(next: HeldBack | null): void {
  held = next
  for (const listener of listeners) listener()
}

export function useHeldBack(caseId: string): HeldBack | null {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => held,
  )
  return now?.caseId === caseId ? now : null
}
