import type { Actor, Deps } from '#platform/deps'
import type { Connectors } from './connect.ts'
import { readMeter } from './meter.ts'
import { accessPresence } from './store.ts'

/** What the calls of a presence used up of the network's day; null where they cost nothing. */
export async function readUsage(deps: Deps, connectors: Connectors, actor: Actor, id: string) {
  const db = deps.db.of(actor.workspaceId)
  const presence = await accessPresence(db, actor, id)
  const { metered, settings } = connectors.connectorOf(presence.kind)
  const known = settings.safeParse(presence.settings)
  if (!metered || !known.success) return { usage: null }
  const day = metered.dayOf(Date.now())
  const kinds = await readMeter(db, actor.workspaceId, id, day)
  const used = kinds.reduce((sum, { amount }) => sum + amount, 0)
  return {
    usage: { unit: metered.unit, day, used: Math.round(used * 1_000) / 1_000, ...metered.budgetOf(known.data), kinds },
  }
}
