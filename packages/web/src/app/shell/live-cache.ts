import {
  caseRoutes,
  customerRoutes,
  healthRoutes,
  intakeRoutes,
  type LiveEvent,
  mentionRoutes,
  notificationRoutes,
  presenceRoutes,
  replyRoutes,
} from '@resonanz/contracts'
import { onLive } from '#lib/live.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'

const GATHER_MS = 120

/**
 * Turns live events into fresh reads. Events are gathered for a moment, so a storm of 50 items a second asks for the
 * list a few times a second and not 50 times. Screens may listen to `onLive` themselves for more (typing, presence).
 */
export function keepCachesFresh(): () => void {
  let stale = new Map<string, () => void>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function refresh(): void {
    timer = undefined
    const now = stale
    stale = new Map()
    for (const run of now.values()) run()
  }
  const stop = onLive((event) => {
    for (const [name, run] of staleBy(event)) stale.set(name, run)
    timer ??= setTimeout(refresh, GATHER_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

function staleBy(event: LiveEvent): [string, () => void][] {
  const all = (...routes: { id: string }[]): [string, () => void][] =>
    routes.map((route) => [route.id, () => invalidateRoute(queryClient, route)])
  switch (event.type) {
    case 'case':
      return [
        ...all(caseRoutes.list, caseRoutes.counts, customerRoutes.read),
        [`case ${event.caseId}`, () => refreshCase(event.caseId)],
      ]
    case 'mention':
      return all(mentionRoutes.list, caseRoutes.counts)
    case 'presence':
      return all(presenceRoutes.list, healthRoutes.health)
    case 'quarantine':
      return all(intakeRoutes.quarantine, caseRoutes.counts, healthRoutes.health)
    case 'notification':
      return all(notificationRoutes.list)
    case 'reload':
      return [['everything', () => void queryClient.invalidateQueries()]]
    case 'activity':
      return []
  }
}

/** Everything read about one case: detail, timeline, history, drafts, outbox. */
function refreshCase(caseId: string): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [, params] }) =>
      typeof params === 'object' && params !== null && 'id' in params && params.id === caseId,
  })
  invalidateRoute(queryClient, replyRoutes.outbox)
}
