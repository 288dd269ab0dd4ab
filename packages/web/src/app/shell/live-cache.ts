import {
  approvalRoutes,
  caseRoutes,
  consultationRoutes,
  customerRoutes,
  healthRoutes,
  incidentRoutes,
  intakeRoutes,
  type LiveEvent,
  manyAnswerRoutes,
  mentionRoutes,
  notificationRoutes,
  presenceRoutes,
  replyRoutes,
  taskRoutes,
} from '@resonanz/contracts'
import { onLive } from '#lib/live.ts'
import { queryClient } from '#lib/query.ts'

type Read = () => Promise<unknown>
type Lane = { run: Read; isStale: boolean }

/** Events that come together are answered by one read. */
const GATHER_MS = 40
/** Between two reads of the same thing, at least; as long as the last one took where that is more. */
const PAUSE_MS = 400
/** The list is what people wait for. */
const LIST_PAUSE_MS = 60

/**
 * Turns live events into fresh reads. Each thing that is read has a lane of its own: a read under way is never cut off
 * by the next event, a slow one does not hold up the others, and a busy server is asked less often. Screens may listen
 * to `onLive` themselves for more (typing, presence).
 */
export function keepCachesFresh(): () => void {
  const lanes = new Map<string, Lane>()
  let isStopped = false

  async function work(name: string, lane: Lane): Promise<void> {
    await pause(GATHER_MS)
    while (lane.isStale && !isStopped) {
      lane.isStale = false
      const startedAt = performance.now()
      await lane.run().catch(() => {})
      const least = name === caseRoutes.list.id ? LIST_PAUSE_MS : PAUSE_MS
      await pause(Math.max(least, performance.now() - startedAt))
    }
    lanes.delete(name)
  }
  const stop = onLive((event) => {
    for (const [name, run] of staleBy(event)) {
      const known = lanes.get(name)
      const lane = Object.assign(known ?? { run, isStale: true }, { run, isStale: true })
      if (known) continue
      lanes.set(name, lane)
      void work(name, lane)
    }
  })
  return () => {
    isStopped = true
    stop()
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function staleBy(event: LiveEvent): [string, Read][] {
  const all = (...routes: { id: string }[]): [string, Read][] =>
    routes.map((route) => [route.id, () => queryClient.invalidateQueries({ queryKey: [route.id] })])
  switch (event.type) {
    case 'case':
      return [
        ...all(caseRoutes.list, caseRoutes.counts, customerRoutes.read, replyRoutes.outbox),
        ...(/^(approval|goodwill|reply)\./.test(event.event)
          ? all(approvalRoutes.list, approvalRoutes.read, approvalRoutes.count)
          : []),
        ...(event.event.startsWith('case.')
          ? all(incidentRoutes.list, incidentRoutes.read, incidentRoutes.cluster)
          : []),
        ...(/^(reply|message)\./.test(event.event) ? all(manyAnswerRoutes.list, manyAnswerRoutes.read) : []),
        [`case ${event.caseId}`, () => refreshCase(event.caseId)],
      ]
    case 'incident':
      return all(incidentRoutes.list, incidentRoutes.read, incidentRoutes.relations)
    case 'many-answer':
      return all(manyAnswerRoutes.list, manyAnswerRoutes.read)
    case 'mention':
      return all(mentionRoutes.list, caseRoutes.counts)
    case 'presence':
      return all(presenceRoutes.list, healthRoutes.health)
    case 'quarantine':
      return all(intakeRoutes.quarantine, caseRoutes.counts, healthRoutes.health)
    case 'notification':
      return all(consultationRoutes.mine, taskRoutes.mine, notificationRoutes.list)
    case 'reload':
      return [['everything', () => queryClient.invalidateQueries()]]
    // Its screens listen themselves.
    case 'post':
    case 'activity':
    case 'chat':
      return []
  }
}

/** Everything read about one case: detail, timeline, history, drafts. */
function refreshCase(caseId: string): Promise<unknown> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey: [, params] }) =>
      typeof params === 'object' && params !== null && 'id' in params && params.id === caseId,
  })
}
