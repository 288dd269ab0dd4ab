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
import { queryClient } from '#lib/query.ts'

const GATHER_MS = 120

/**
 * Turns live events into fresh reads. Events are gathered for a moment, so a storm of 50 items a second asks for the
 * list a few times a second and not 50 times. Screens may listen to `onLive` themselves for more (typing, presence).
 */
export function keepCachesFresh(): () => void {
  let stale = new Map<string, () => Promise<unknown>>()
  let timer: ReturnType<typeof setTimeout> | undefined

  // One round after the other: a fresh read that is under way is never cut off by the next event, or a slow list would
  // starve in a storm. What came meanwhile makes the next round.
  async function refresh(): Promise<void> {
    const now = stale
    stale = new Map()
    await Promise.allSettled([...now.values()].map((run) => run()))
    timer = stale.size > 0 ? setTimeout(() => void refresh(), GATHER_MS) : undefined
  }
  const stop = onLive((event) => {
    for (const [name, run] of staleBy(event)) stale.set(name, run)
    timer ??= setTimeout(() => void refresh(), GATHER_MS)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

function staleBy(event: LiveEvent): [string, () => Promise<unknown>][] {
  const all = (...routes: { id: string }[]): [string, () => Promise<unknown>][] =>
    routes.map((route) => [route.id, () => queryClient.invalidateQueries({ queryKey: [route.id] })])
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
      return [['everything', () => queryClient.invalidateQueries()]]
    case 'activity':
      return []
  }
}

/** Everything read about one case: detail, timeline, history, drafts, outbox. */
function refreshCase(caseId: string): Promise<unknown> {
  const ofCase = queryClient.invalidateQueries({
    predicate: ({ queryKey: [, params] }) =>
      typeof params === 'object' && params !== null && 'id' in params && params.id === caseId,
  })
  return Promise.all([ofCase, queryClient.invalidateQueries({ queryKey: [replyRoutes.outbox.id] })])
}
