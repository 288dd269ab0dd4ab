import { ConnectorError } from '@resonanz/channels'
import type { MessageTemplate } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { type Connectors, contextFor } from './connect.ts'
import { accessPresence } from './store.ts'

const readMs = 15_000

/** The approved templates of a presence, asked anew each time: what was refused yesterday may be allowed today. */
export async function readTemplates(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  id: string,
): Promise<{ items: MessageTemplate[] }> {
  const presence = await accessPresence(deps.db.of(actor.workspaceId), actor, id)
  const connector = connectors.connectorOf(presence.kind)
  // Sample data never asks anybody for anything.
  if (!connector.templates || presence.archived_at || presence.settings.sample === true) return { items: [] }
  try {
    return { items: await connector.templates(contextFor(deps, connectors, presence, AbortSignal.timeout(readMs))) }
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error
    throw new Refusal(
      'connection-failed',
      'The network did not tell its templates. Try again, or look at the channel.',
      {
        code: error.code,
      },
    )
  }
}
