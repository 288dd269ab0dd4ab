import type { AnyConnector } from '@resonanz/channels'
import { capabilitiesOf, type ChannelKind } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { accessPresence, presenceWithAddress, teamExists } from './store.ts'

/** A channel needs what its way of signing in asks for. Signing secrets of an inlet are made by us. */
export function guardSettings(connector: AnyConnector, settings: unknown, secrets: object | null): void {
  if (connector.kind === 'inlet' || connector.secrets === null) return
  const checked = connector.secrets.safeParse(secrets ?? {})
  if (!checked.success)
    throw secretsNeeded(`Enter the access data: ${checked.error.issues[0]?.path.join('.') || 'all'}.`)
  if (connector.kind !== 'email') return
  const { auth } = settings as { auth: 'password' | 'oauth2' }
  const { password, refreshToken } = checked.data as { password?: string; refreshToken?: string }
  if (auth === 'password' && !password) throw secretsNeeded('Enter the password of the mailbox.')
  if (auth === 'oauth2' && !refreshToken) throw secretsNeeded('Sign in to the mailbox’s provider.')
}

export function secretsNeeded(detail: string): Refusal {
  return new Refusal('invalid-input', detail, { field: 'secrets' })
}

/** Team and mailbox must be of this workspace; the same mailbox or feed is connected once. */
export async function guardPlace(
  tx: Db,
  actor: Actor,
  place: {
    kind: ChannelKind
    name: string
    teamId: string | null
    settings: unknown
    address: string | null
    except: string | null
  },
): Promise<void> {
  if (place.name === '') throw new Refusal('invalid-input', 'The channel needs a name.', { field: 'name' })
  if (place.teamId && !(await teamExists(tx, actor.workspaceId, place.teamId))) {
    throw new Refusal('invalid-input', 'There is no such team.', { field: 'teamId' })
  }
  const mailId =
    place.kind === 'form' || place.kind === 'chat'
      ? (place.settings as { mailPresenceId: string | null }).mailPresenceId
      : null
  if (mailId) {
    const mail = await accessPresence(tx, actor, mailId)
    if (mail.kind !== 'email' || mail.archived_at) {
      throw new Refusal('invalid-input', 'Choose a mailbox that is connected.', { field: 'settings.mailPresenceId' })
    }
  }
  const { intake } = capabilitiesOf[place.kind]
  const once = intake === 'poll' || intake === 'both'
  if (
    once &&
    place.address &&
    (await presenceWithAddress(tx, actor.workspaceId, place.kind, place.address, place.except))
  ) {
    throw new Refusal('conflict', 'This address is connected already.', { field: 'settings.address' })
  }
}
