import type { LiveEvent, Permission } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import {
  currentPosition,
  entriesWait,
  formatPosition,
  type JournalRow,
  type Position,
  readAfter,
} from '#platform/journal'
import { type Loop, startLoop } from '#platform/loop'

export type Sent = { id: string | null; event: LiveEvent; needs: Permission | null; memberId?: string }
export type Subscriber = { workspaceId: string; send(sent: Sent): void }
export type Hub = {
  subscribe(subscriber: Subscriber): () => void
  /** Something that is not in the journal (who looks, who writes, a notification for one member). */
  publish(workspaceId: string, event: LiveEvent, needs: Permission | null, memberId?: string): void
  /** Everything after a position that the hub has already read; the subscriber gets the rest live. */
  catchUp(workspaceId: string, after: Position, send: (sent: Sent) => void): Promise<void>
  loop: Loop
}

const waitingEntriesMs = 30

/** Reason of a reload that goes to one member: role, teams, access or sessions are not what they were. */
export const rightsChanged = 'rights-changed'

/** Reads the journal once for all browsers of this process and hands each workspace its events. */
export async function makeHub(deps: Deps): Promise<Hub> {
  const subscribers = new Map<string, Set<Subscriber>>()
  let position = await currentPosition(deps.db.system)
  const loop = startLoop({
    name: 'live',
    log: deps.log.child({ part: 'live' }),
    idleMs: 2_000,
    async turn() {
      const rows = await readAfter(deps.db.system, position, 1_000)
      for (const row of rows) {
        const sent = sentOf(row)
        if (sent) for (const subscriber of subscribers.get(row.workspace_id) ?? []) subscriber.send(sent)
      }
      const last = rows.at(-1)
      if (last) position = { xid: last.xid, seq: last.seq }
      if (rows.length === 1_000) return true
      // Nobody tells when the older transaction before them ends.
      if (await entriesWait(deps.db.system, position)) setTimeout(() => loop.wake(), waitingEntriesMs).unref()
      return false
    },
  })
  return {
    loop,
    subscribe(subscriber) {
      const set = subscribers.get(subscriber.workspaceId) ?? new Set()
      subscribers.set(subscriber.workspaceId, set.add(subscriber))
      return () => {
        set.delete(subscriber)
        if (set.size === 0) subscribers.delete(subscriber.workspaceId)
      }
    },
    publish(workspaceId, event, needs, memberId) {
      for (const subscriber of subscribers.get(workspaceId) ?? [])
        subscriber.send({ id: null, event, needs, ...(memberId ? { memberId } : {}) })
    },
    async catchUp(workspaceId, after, send) {
      const until = position
      let from = after
      // After a very long absence a reload is cheaper than thousands of events.
      for (let pages = 0; pages < 10; pages += 1) {
        const rows = await readAfter(deps.db.system, from, 500, workspaceId)
        for (const row of rows) {
          if (isAfter(row, until)) return
          const sent = sentOf(row)
          if (sent) send(sent)
        }
        const last = rows.at(-1)
        if (rows.length < 500 || !last) return
        from = { xid: last.xid, seq: last.seq }
      }
      send({ id: formatPosition(until), event: { type: 'reload', reason: 'long-absence' }, needs: null })
    },
  }
}

function isAfter(row: JournalRow, position: Position): boolean {
  const a = BigInt(row.xid)
  const b = BigInt(position.xid)
  return a > b || (a === b && row.seq > position.seq)
}

function sentOf(row: JournalRow): Sent | null {
  const id = formatPosition({ xid: row.xid, seq: row.seq })
  if (row.subject_kind === 'case')
    return {
      id,
      needs: 'case.read',
      event: { type: 'case', caseId: row.subject_id, event: row.kind, at: row.at.toISOString(), actorId: row.actor_id },
    }
  if (row.kind === 'mention.found')
    return { id, needs: 'case.read', event: { type: 'mention', mentionId: row.subject_id, event: row.kind } }
  if (row.subject_kind === 'mention')
    return { id, needs: 'case.read', event: { type: 'mention', mentionId: row.subject_id, event: row.kind } }
  if (row.subject_kind === 'presence')
    return { id, needs: 'presence.read', event: { type: 'presence', presenceId: row.subject_id, event: row.kind } }
  if (row.subject_kind === 'post' || row.kind.startsWith('publishing.'))
    return { id, needs: 'presence.read', event: { type: 'post', postId: row.subject_id, event: row.kind } }
  if (row.kind === 'incident.changed')
    return {
      id,
      needs: 'case.read',
      event: { type: 'incident', incidentId: String(row.data.incidentId), event: row.kind },
    }
  if (row.kind === 'many-answer.changed')
    return {
      id,
      needs: 'case.read',
      event: { type: 'many-answer', manyAnswerId: String(row.data.manyAnswerId), event: row.kind },
    }
  if (row.subject_kind === 'inlet-item')
    return { id, needs: 'quarantine.read', event: { type: 'quarantine', event: row.kind } }
  if (row.kind === 'member.changed' || row.kind === 'member.sessions-ended')
    return { id, needs: null, memberId: row.subject_id, event: { type: 'reload', reason: rightsChanged } }
  return null
}
