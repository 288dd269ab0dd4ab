import type { SignedIn } from '@resonanz/channels'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import type { Connectors } from './connect.ts'
import { guardPlace, guardSettings } from './policy.ts'
import { sealSecrets } from './secrets.ts'
import { accessPresence, pollNow, saveSecrets, updatePresence } from './store.ts'

/** A person signed in at the network again: the presence goes on with what came of it, and is tried at once. */
export async function signInAnew(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  id: string,
  { settings: found, secrets, tokenExpiresAt }: Pick<SignedIn<object>, 'settings' | 'secrets' | 'tokenExpiresAt'>,
): Promise<void> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const before = await accessPresence(tx, actor, id, { lock: true })
    if (before.archived_at) throw new Refusal('conflict', 'This channel is archived.')
    const connector = connectors.connectorOf(before.kind)
    const old = connector.settings.safeParse(before.settings).data ?? null
    const settings = connector.settings.parse({ ...before.settings, ...found })
    guardSettings(connector, settings, secrets)
    const address = connector.addressOf(settings)
    const { kind, name, team_id: teamId, purpose, paused } = before
    await guardPlace(tx, actor, { kind, name, teamId, settings, address, except: id })
    const restart = old === null || connector.readsFrom(old) !== connector.readsFrom(settings)
    const sealed = sealSecrets(deps, secrets)
    await updatePresence(tx, id, { name, purpose, teamId, address, settings, secrets: sealed, paused, restart })
    await saveSecrets(tx, id, sealed, tokenExpiresAt)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'presence', id },
        actor: journalActor(actor),
        kind: 'presence.changed',
        data: { fields: ['signIn'] },
      },
    ])
    await pollNow(tx, id)
  })
}
