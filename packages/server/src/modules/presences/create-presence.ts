import { type connectorOf as ConnectorOf } from '@resonanz/channels'
import type { Presence, PresenceInput } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { toPresence } from './presence.ts'
import { newPublicKey, newSigningSecret, sealSecrets } from './secrets.ts'
import { insertPresences, pollNow, viewPresences } from './store.ts'
import { guardPlace, guardSettings } from './policy.ts'

/** Connects a channel. The signing secret of an inlet is shown this once. */
export async function createPresence(
  deps: Deps,
  connectors: { connectorOf: typeof ConnectorOf },
  actor: Actor,
  input: PresenceInput,
  tokenExpiresAt: string | null = null,
): Promise<{ presence: Presence; signingSecret: string | null }> {
  const connector = connectors.connectorOf(input.kind)
  const address = connector.addressOf(input.settings)
  const secrets = 'secrets' in input ? (input.secrets ?? null) : null
  const signingSecret = input.kind === 'inlet' || input.kind === 'chat' ? newSigningSecret() : null
  guardSettings(connector, input.settings, secrets)
  const id = deps.newId()
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await guardPlace(tx, actor, { ...input, address, except: null })
    const sealed = signingSecret === null ? secrets : { signing: [signingSecret] }
    await insertPresences(tx, [
      {
        workspaceId: actor.workspaceId,
        id,
        kind: input.kind,
        name: input.name,
        address,
        purpose: input.purpose,
        teamId: input.teamId,
        ownerMemberId: actor.memberId,
        settings: input.settings,
        secrets: sealed === null ? null : sealSecrets(deps, sealed),
        publicKey: ['form', 'inlet', 'chat'].includes(input.kind) || connector.receive ? newPublicKey() : null,
        tokenExpiresAt,
      },
    ])
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'presence', id },
        actor: journalActor(actor),
        kind: 'presence.connected',
        data: { channel: input.kind },
      },
    ])
    await pollNow(tx, id)
    const [view] = await viewPresences(tx, actor.workspaceId, id)
    if (!view) throw new Refusal('internal')
    return { presence: toPresence(view, actor), signingSecret }
  })
}
