import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { newSigningSecret, openSecrets, rotated, sealSecrets, type SigningSecrets } from './secrets.ts'
import { accessPresence, saveSecrets } from './store.ts'

/** A new signing secret, shown this once; the one before holds for 24 hours. */
export async function rotateSecret(deps: Deps, actor: Actor, id: string): Promise<{ signingSecret: string }> {
  const signingSecret = newSigningSecret()
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const presence = await accessPresence(tx, actor, id, { lock: true })
    if ((presence.kind !== 'inlet' && presence.kind !== 'chat') || presence.archived_at) {
      throw new Refusal('conflict', 'Only an inlet or a chat in use has a signing secret.')
    }
    const secrets = rotated(openSecrets<SigningSecrets>(deps, presence), signingSecret)
    await saveSecrets(tx, id, sealSecrets(deps, secrets), null)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'presence', id },
        actor: journalActor(actor),
        kind: 'presence.changed',
        data: { fields: ['signingSecret'] },
      },
    ])
  })
  return { signingSecret }
}
