import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectionTest } from '@resonanz/channels'
import type { BodyOf, presenceRoutes } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { type Connectors, contextOfDraft } from './connect.ts'
import { secretsNeeded } from './policy.ts'
import { openSecrets } from './secrets.ts'
import { accessPresence } from './store.ts'
import { unreachableAfterMs } from './unreachable-alike.ts'

const testMs = 45_000
/** A step of a contact that does not begin within this time failed. */
const patienceMs = 4_000

/** Tries a connection with what was typed. Stored secrets are used only towards the servers they were stored for. */
export async function testPresence(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  body: BodyOf<typeof presenceRoutes.test>,
): Promise<ConnectionTest> {
  const { presence, presenceId } = body
  const connector = connectors.connectorOf(presence.kind)
  const typed = 'secrets' in presence ? presence.secrets : undefined
  const stored = presenceId ? await accessPresence(deps.db.of(actor.workspaceId), actor, presenceId) : null
  if (stored && stored.kind !== presence.kind) throw new Refusal('invalid-input', 'This is another kind of channel.')
  let secrets: unknown = typed ?? null
  if (stored && stored.secrets && !typed) {
    const before = connector.settings.safeParse(stored.settings).data
    if (!before || connector.secretBoundTo(before) !== connector.secretBoundTo(presence.settings)) {
      throw secretsNeeded('The server or user changed: enter the password again.')
    }
    secrets = openSecrets(deps, stored)
  }
  if (!connector.test) return { ok: true, steps: [], found: {} }
  const started = performance.now()
  const kept = typed ? null : stored
  const context = contextOfDraft(deps, { ...presence, secrets }, AbortSignal.timeout(testMs), kept)
  const result = await connector.test({ ...context, patienceMs })
  if (result.steps.some(({ code }) => code === 'unreachable' || code === 'too-slow')) {
    await sleep(Math.max(0, unreachableAfterMs - (performance.now() - started)))
  }
  return result
}
