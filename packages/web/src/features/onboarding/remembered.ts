import { useSyncExternalStore } from 'react'

/** What this device remembers of the first steps: put away, sample company seen. By workspace, no personal data. */
type Mark = 'dismissed' | 'sample-seen'
const listeners = new Set<() => void>()

export function remember(mark: Mark, workspaceId: string): void {
  try {
    localStorage.setItem(keyOf(mark, workspaceId), '1')
  } catch {
    // Without storage the list comes back with the next visit.
  }
  for (const listener of listeners) listener()
}

export function useRemembered(mark: Mark, workspaceId: string | undefined): boolean {
  return useSyncExternalStore(subscribe, () => isRemembered(mark, workspaceId))
}

function isRemembered(mark: Mark, workspaceId: string | undefined): boolean {
  try {
    return workspaceId !== undefined && localStorage.getItem(keyOf(mark, workspaceId)) === '1'
  } catch {
    return false
  }
}

function keyOf(mark: Mark, workspaceId: string): string {
  return `resonanz.onboarding.${mark}.${workspaceId}`
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
