import { useSyncExternalStore } from 'react'
import { onLive } from '#lib/live.ts'

/** Who looks at or writes in which case right now. Only in memory, gone after a minute without news. */
export type Other = { id: string; name: string; doing: 'viewing' | 'writing' }

const FORGET_MS = 60_000
const none: readonly Other[] = []
const byCase = new Map<string, { others: readonly Other[]; timer: ReturnType<typeof setTimeout> }>()
const listeners = new Set<() => void>()
let stop: (() => void) | null = null

export function useOthersIn(caseId: string, myId: string | undefined): readonly Other[] {
  const others = useSyncExternalStore(subscribe, () => byCase.get(caseId)?.others ?? none)
  return others.length === 0 ? none : others.filter((other) => other.id !== myId)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  stop ??= onLive((event) => event.type === 'activity' && remember(event.caseId, event.others))
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stop?.()
    stop = null
  }
}

function remember(caseId: string, others: readonly Other[]): void {
  clearTimeout(byCase.get(caseId)?.timer)
  if (others.length === 0) byCase.delete(caseId)
  else byCase.set(caseId, { others, timer: setTimeout(() => remember(caseId, []), FORGET_MS) })
  for (const listener of listeners) listener()
}
