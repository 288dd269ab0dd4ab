import type { ConnectorContext, Egress, FetchedDocument, SplitDocument } from '@resonanz/channels'
import { type connectorOf, ConnectorError, makeEgress } from '@resonanz/channels'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { meterOf } from './meter.ts'
import type { PresenceRow } from './presence.ts'
import { openSecrets, sealSecrets } from './secrets.ts'
import { splitInWorker } from './split-pool.ts'
import { accessPresence, saveSecrets } from './store.ts'
import { storedKeys } from './stored-keys.ts'

export type Connectors = { connectorOf: typeof connectorOf }

const egresses = new WeakMap<object, Egress>()

/** The one way out of this process, by its configuration. */
export function egressOf(deps: Pick<Deps, 'config'>): Egress {
  const known = egresses.get(deps.config)
  if (known) return known
  const { egressAllow, mailSecurityRelaxed } = deps.config
  const made = makeEgress({ allow: egressAllow.split(','), relaxedTls: mailSecurityRelaxed })
  egresses.set(deps.config, made)
  return made
}

/** What a connector is given to work with for a stored presence. Throws ConnectorError when its settings do not hold. */
export function contextFor(
  deps: Deps,
  connectors: Connectors,
  presence: PresenceRow,
  signal: AbortSignal,
): ConnectorContext {
  const connector = connectors.connectorOf(presence.kind)
  const settings = connector.settings.safeParse(presence.settings)
  if (!settings.success) throw new ConnectorError('permanent', 'settings-invalid')
  return {
    presenceId: presence.id,
    settings: settings.data,
    secrets: openSecrets(deps, presence) ?? {},
    egress: egressOf(deps),
    split: (document) => split(deps, presence.kind, document),
    renewSecrets: renewing(deps, presence),
    meter: meterOf(deps, presence),
    known: (asked) => storedKeys(deps.db.system, presence.id, asked),
    limits: presence.limits,
    signal,
  }
}

function renewing(deps: Deps, presence: PresenceRow): ConnectorContext['renewSecrets'] {
  return (renew) =>
    inTransaction(deps.db.system, async (tx) => {
      const current = await accessPresence(tx, { workspaceId: presence.workspace_id }, presence.id, { lock: true })
      const renewed = await renew(openSecrets(deps, current) ?? {})
      await saveSecrets(tx, presence.id, sealSecrets(deps, renewed.secrets), renewed.tokenExpiresAt)
      return renewed.secrets
    })
}

/**
 * For a test before saving: what was typed, nothing is kept. But where the secrets are those of a stored presence, what a
 * renewal gives is kept with it: a token that changes with every use would be lost.
 */
export function contextOfDraft(
  deps: Deps,
  draft: { kind: PresenceRow['kind']; settings: unknown; secrets: unknown },
  signal: AbortSignal,
  secretsOf: PresenceRow | null = null,
): ConnectorContext {
  return {
    presenceId: secretsOf?.id ?? '',
    settings: draft.settings,
    secrets: draft.secrets ?? {},
    egress: egressOf(deps),
    split: (document) => split(deps, draft.kind, document),
    renewSecrets: secretsOf ? renewing(deps, secretsOf) : async (renew) => (await renew(draft.secrets ?? {})).secrets,
    ...(secretsOf ? { meter: meterOf(deps, secretsOf) } : {}),
    signal,
  }
}

async function split(deps: Deps, kind: PresenceRow['kind'], document: FetchedDocument): Promise<SplitDocument> {
  const outcome = await splitInWorker(deps, kind, document)
  if (outcome.ok) return outcome.value
  throw new ConnectorError('transient', outcome.code === 'timeout' ? 'document-too-slow' : 'document-unreadable')
}
