import type { SignedIn } from '@resonanz/channels'
import type { ChannelKind, PresenceInput } from '@resonanz/contracts'
import { createPresence, signInAnew } from '#presences'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { Connectors } from './begin.ts'

/** The account becomes a channel, or the channel that was signed in anew goes on with it. */
export async function connectAccount(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  place: { kind: ChannelKind; presenceId: string | null },
  account: SignedIn<object>,
): Promise<string> {
  if (place.presenceId !== null) {
    await signInAnew(deps, connectors, actor, place.presenceId, account)
    return place.presenceId
  }
  const settings = connectors.connectorOf(place.kind).settings.safeParse(account.settings)
  if (!settings.success) throw new Refusal('invalid-input', 'The network named an account that cannot be connected.')
  // Its own schemas held: the connector's for the secrets are wider than what people may type.
  const input = {
    kind: place.kind,
    name: account.name.slice(0, 80),
    purpose: '',
    teamId: null,
    settings: settings.data,
    secrets: account.secrets,
  } as unknown as PresenceInput
  const { presence } = await createPresence(deps, connectors, actor, input, account.tokenExpiresAt)
  return presence.id
}
