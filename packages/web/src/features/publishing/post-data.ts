import { type Post, publishingRoutes } from '@resonanz/contracts'
import { useEffect } from 'react'
import { tellProblem } from '#lib/change-case.ts'
import { onLive } from '#lib/live.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

export const hereZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'Europe/Berlin'

export function refreshPosts(): void {
  invalidateRoute(queryClient, publishingRoutes.list, publishingRoutes.read, publishingRoutes.state)
}

/** Posts move on their own: what others do and what leaves is seen at once. */
export function useFreshPosts(): void {
  useEffect(() => onLive((event) => event.type === 'post' && refreshPosts()), [])
}

/** Does it, says so, asks anew. Null when it was refused, and that is told. */
export async function doPost<T>(work: () => Promise<T>, words: string): Promise<T | null> {
  try {
    const done = await work()
    showNotice({ text: words, tone: 'ok' })
    return done
  } catch (error) {
    tellProblem(error)
    return null
  } finally {
    refreshPosts()
  }
}

export const tones = {
  draft: 'neutral',
  waiting: 'soon',
  planned: 'ok',
  paused: 'soon',
  late: 'bad',
  sending: 'soon',
  sent: 'neutral',
  failed: 'bad',
  unclear: 'bad',
  withdrawn: 'neutral',
} as const satisfies Record<Post['state'], string>
