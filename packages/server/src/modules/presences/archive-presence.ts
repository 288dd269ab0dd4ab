import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { append } from '#platform/journal'
import { type Connectors, egressOf } from './connect.ts'
import type { PresenceRow } from './presence.ts'
import { openSecrets } from './secrets.ts'
import { accessPresence, archiveRow } from './store.ts'

const revokeMs = 5_000

/**
 * Nothing more comes in or goes out; everything that came stays. Its secrets are deleted, and at the network our access is
 * taken back where it was given by signing in.
 */
export async function archivePresence(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  id: string,
): Promise<{ ok: true }> {
  const archived = await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const presence = await accessPresence(tx, actor, id, { lock: true })
    if (presence.archived_at) return null
    await archiveRow(tx, id)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'presence', id },
        actor: journalActor(actor),
        kind: 'presence.archived',
        data: {},
      },
    ])
    return presence
  })
  if (archived) await takeBackAccess(deps, connectors, archived).catch(() => undefined)
  return { ok: true }
}

/** Best effort: the token is forgotten here in any case, and the network may be away. */
async function takeBackAccess(deps: Deps, connectors: Connectors, presence: PresenceRow): Promise<void> {
  const { signIn, settings: shape } = connectors.connectorOf(presence.kind)
  const settings = shape.safeParse(presence.settings).data
  const secrets = openSecrets<object>(deps, presence)
  if (!signIn?.revoke || settings === undefined || secrets === null || presence.settings.sample === true) return
  const context = { egress: egressOf(deps), signal: AbortSignal.timeout(revokeMs) }
  await signIn.revoke(context, settings, secrets)
}
