import type { ChatEvent } from '@resonanz/contracts'
import type { Hub } from '#live'
import type { Deps } from '#platform/deps'
import { startLoop } from '#platform/loop'
import { answersOf, freshAnswers, keepAlive, noteLeft, type SessionRow } from './store.ts'
import { tellMembers } from './tell.ts'

/** An open page of a visitor. `id`: where a reconnect goes on. */
export type Window = {
  session: Pick<SessionRow, 'id' | 'workspace_id' | 'presence_id'>
  /** The last answer it has; null: none. */
  after: string | null
  send(event: ChatEvent, id?: string): void
}

export type ChatHub = {
  /** What it missed comes first, then what happens. The answer closes it. */
  open(window: Window): () => void
  /** A word between processes (see tell.ts). */
  heard(payload: string): void
  windows(): number
  stop(): Promise<void>
}

const aliveEveryMs = 30_000
/** A reload is no leaving. */
const leavingMs = 5_000
const atOnce = 500

/**
 * All visitors of this process. Nothing is asked per visitor: the journal, which is read once for everybody, says in
 * which cases an answer got through; one query fetches those, one more what arriving windows missed.
 */
export function makeChatHub(deps: Deps, hub: Hub): ChatHub {
  const windows = new Map<string, Set<Window>>()
  const workspaces = new Map<string, { count: number; leave(): void }>()
  const arriving = new Set<Window>()
  const answered = new Set<string>()
  const leaving = new Map<string, NodeJS.Timeout>()
  const gone = new Set<string>()

  const loop = startLoop({
    name: 'chat',
    log: deps.log.child({ part: 'chat' }),
    idleMs: 60_000,
    async turn() {
      await welcome([...arriving].slice(0, atOnce))
      await deliver([...answered].slice(0, atOnce))
      await farewell([...gone].slice(0, atOnce))
      return arriving.size > 0 || answered.size > 0 || gone.size > 0
    },
  })
  const alive = setInterval(() => {
    keepAlive(deps.db.system, [...windows.keys()]).catch((error) => deps.log.debug({ err: error }, 'chat windows'))
  }, aliveEveryMs)
  alive.unref()

  /** What these windows missed; they stay until it is told. */
  async function welcome(fresh: readonly Window[]): Promise<void> {
    if (fresh.length === 0) return
    const lines = await answersOf(
      deps.db.system,
      fresh.map(({ session, after }) => ({ sessionId: session.id, presenceId: session.presence_id, after })),
    )
    const bySession = Map.groupBy(lines, ({ sessionId }) => sessionId)
    for (const window of fresh) {
      arriving.delete(window)
      for (const { line } of bySession.get(window.session.id) ?? []) window.send({ type: 'line', line }, line.id)
    }
    const ids = [...new Set(fresh.map(({ session }) => session.id))]
    await keepAlive(deps.db.system, ids)
    await tellMembers(deps.db.system, ids)
  }

  async function deliver(caseIds: readonly string[]): Promise<void> {
    if (caseIds.length === 0) return
    const lines = await freshAnswers(deps.db.system, caseIds)
    for (const id of caseIds) answered.delete(id)
    for (const { sessionId, line } of lines) to(sessionId, { type: 'line', line }, line.id)
  }

  async function farewell(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await noteLeft(deps.db.system, ids)
    for (const id of ids) gone.delete(id)
    await tellMembers(deps.db.system, ids)
  }

  function to(sessionId: string, event: ChatEvent, id?: string): void {
    for (const window of windows.get(sessionId) ?? []) window.send(event, id)
  }

  function enter(workspaceId: string): void {
    const known = workspaces.get(workspaceId)
    if (known) return void (known.count += 1)
    const leave = hub.subscribe({
      workspaceId,
      send({ event }) {
        if (event.type !== 'case' || event.event !== 'reply.handed-over') return
        answered.add(event.caseId)
        loop.wake()
      },
    })
    workspaces.set(workspaceId, { count: 1, leave })
  }
  function leave(workspaceId: string): void {
    const known = workspaces.get(workspaceId)!
    known.count -= 1
    if (known.count > 0) return
    known.leave()
    workspaces.delete(workspaceId)
  }

  return {
    open(window) {
      const { id, workspace_id: workspaceId } = window.session
      enter(workspaceId)
      windows.set(id, (windows.get(id) ?? new Set()).add(window))
      clearTimeout(leaving.get(id))
      leaving.delete(id)
      gone.delete(id)
      arriving.add(window)
      loop.wake()
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        arriving.delete(window)
        leave(workspaceId)
        const left = windows.get(id)
        left?.delete(window)
        if (left && left.size > 0) return
        windows.delete(id)
        const timer = setTimeout(() => {
          leaving.delete(id)
          gone.add(id)
          loop.wake()
        }, leavingMs)
        leaving.set(id, timer.unref())
      }
    },
    heard(payload) {
      const [kind, first = '', second = ''] = payload.split(' ')
      if (kind === 'case') hub.publish(first, { type: 'chat', caseId: second }, 'case.read')
      if (kind === 'typing') to(first, { type: 'typing' })
      if (kind === 'seen') to(first, { type: 'seen', at: second })
    },
    windows: () => [...windows.values()].reduce((sum, open) => sum + open.size, 0),
    async stop() {
      clearInterval(alive)
      for (const timer of leaving.values()) clearTimeout(timer)
      await loop.stop()
    },
  }
}
