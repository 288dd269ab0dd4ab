import { sql } from 'kysely'
import type { Database } from '#platform/db/database'
import { run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import type { Listener } from '#platform/listen'
import { accessCase } from './case.ts'

export type Doing = 'viewing' | 'writing'
export type CaseActivity = { workspaceId: string; caseId: string; others: { id: string; name: string; doing: Doing }[] }
type Sighting = { memberId: string; name: string; doing: Doing; until: number }
type Told = { from: string; workspaceId: string; caseId: string; memberId: string; name: string; doing: Doing | 'left' }

/** Browsers say it again well within this time; who falls silent is gone. */
const expiryMs = 30_000
/** Told between processes on this channel; nothing of it is ever stored. */
const channel = 'resonanz_activity'

/** Who looks at which case, as this process knows it. */
class Hub {
  readonly process = crypto.randomUUID()
  readonly listeners = new Set<(activity: CaseActivity) => void>()
  stopListening: (() => void) | null = null
  readonly #cases = new Map<string, { workspaceId: string; sightings: Map<string, Sighting> }>()

  tell({ workspaceId, caseId, memberId, name, doing }: Omit<Told, 'from'>): void {
    const known = this.#cases.get(caseId) ?? { workspaceId, sightings: new Map<string, Sighting>() }
    if (known.workspaceId !== workspaceId) return
    const before = known.sightings.get(memberId)
    if (doing === 'left') known.sightings.delete(memberId)
    else known.sightings.set(memberId, { memberId, name, doing, until: performance.now() + expiryMs })
    this.#cases.set(caseId, known)
    if (before?.doing !== (doing === 'left' ? undefined : doing)) this.#announce(caseId)
    if (doing !== 'left') setTimeout(() => this.#sweep(caseId), expiryMs + 50).unref()
    this.#forgetEmpty(caseId)
  }

  others(caseId: string, exceptMemberId: string): Sighting[] {
    const now = performance.now()
    return [...(this.#cases.get(caseId)?.sightings.values() ?? [])].filter(
      (seen) => seen.until > now && seen.memberId !== exceptMemberId,
    )
  }

  #sweep(caseId: string): void {
    const known = this.#cases.get(caseId)
    if (!known) return
    const now = performance.now()
    const gone = [...known.sightings.values()].filter((seen) => seen.until <= now)
    for (const { memberId } of gone) known.sightings.delete(memberId)
    if (gone.length > 0) this.#announce(caseId)
    this.#forgetEmpty(caseId)
  }

  #forgetEmpty(caseId: string): void {
    if (this.#cases.get(caseId)?.sightings.size === 0) this.#cases.delete(caseId)
  }

  #announce(caseId: string): void {
    const known = this.#cases.get(caseId)
    if (!known) return
    const others = [...known.sightings.values()].map(({ memberId, name, doing }) => ({ id: memberId, name, doing }))
    for (const listener of this.listeners) listener({ workspaceId: known.workspaceId, caseId, others })
  }
}

const hubs = new WeakMap<Database, Hub>()
function hubOf(deps: Deps): Hub {
  const hub = hubs.get(deps.db) ?? new Hub()
  hubs.set(deps.db, hub)
  return hub
}

/** Says what I do with a case, here and in the other processes; answers who else does. */
export async function sayActivity(
  deps: Deps,
  actor: Actor,
  caseId: string,
  doing: Doing | 'left',
): Promise<{ others: { member: { id: string; name: string }; doing: Doing }[] }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  const hub = hubOf(deps)
  const said = { workspaceId: actor.workspaceId, caseId, memberId: actor.memberId, name: actor.name, doing }
  hub.tell(said)
  await run(db, sql`select pg_notify(${channel}, ${JSON.stringify({ from: hub.process, ...said } satisfies Told)})`)
  return {
    others: hub
      .others(caseId, actor.memberId)
      .map(({ memberId, name, doing: does }) => ({ member: { id: memberId, name }, doing: does })),
  }
}

/**
 * Calls the listener whenever who looks at a case changes, `others` being everybody there now. While anybody listens
 * this process also hears the others. The returned function ends it.
 */
export function subscribeActivity(
  deps: Deps,
  processes: Pick<Listener, 'on'>,
  listener: (activity: CaseActivity) => void,
): () => void {
  const hub = hubOf(deps)
  hub.listeners.add(listener)
  hub.stopListening ??= processes.on(channel, (payload) => {
    const told = readTold(payload)
    if (told && told.from !== hub.process) hub.tell(told)
  })
  return () => {
    hub.listeners.delete(listener)
    if (hub.listeners.size > 0) return
    hub.stopListening?.()
    hub.stopListening = null
  }
}

/** Nothing for the empty word that follows a lost connection. */
function readTold(payload: string): Told | null {
  try {
    return JSON.parse(payload) as Told
  } catch {
    return null
  }
}
