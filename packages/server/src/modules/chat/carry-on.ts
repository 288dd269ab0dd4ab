import type { Deps } from '#platform/deps'
import { readEntries } from '#platform/journal-reader'
import { startLoop } from '#platform/loop'
import { carryUnread } from './by-mail.ts'
import { noteUnread } from './store-mail.ts'

const lookEveryMs = 30_000

/** Notes which answers lie unread, and carries them by mail when their visitor is gone. */
export function startCarryingOn(deps: Deps): { wake(): void; stop(): Promise<void> } {
  const log = deps.log.child({ part: 'chat' })
  const reading = startLoop({ name: 'chat-unread', log, idleMs: 5_000, turn: () => readUnread(deps) })
  const carrying = startLoop({ name: 'chat-by-mail', log, idleMs: lookEveryMs, turn: () => carryUnread(deps) })
  return { wake: reading.wake, stop: async () => void (await Promise.all([reading.stop(), carrying.stop()])) }
}

export function readUnread(deps: Deps): Promise<boolean> {
  return readEntries(deps, { name: 'chat-unread', limit: 500 }, async (tx, entries) => {
    const ids = entries.flatMap(({ kind, data }) => (kind === 'reply.handed-over' ? [String(data['messageId'])] : []))
    if (ids.length > 0) await noteUnread(tx, ids)
  })
}
