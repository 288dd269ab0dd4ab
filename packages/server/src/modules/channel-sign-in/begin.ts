import { type connectorOf as ConnectorOf, ConnectorError, type SignIn } from '@resonanz/channels'
import type { BodyOf, channelSignInRoutes, QueryOf, ResponseOf } from '@resonanz/contracts'
import type { FastifyRequest } from 'fastify'
import { accessPresence, egressOf, openSecrets, type PresenceRow, unreachableAlike } from '#presences'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { insertSignIn } from './store.ts'
import {
  challengeOf,
  clientUriOf,
  type Kept,
  ourAddress,
  purpose,
  randomWord,
  redirectUriOf,
  stateHashOf,
  wayBackOf,
} from './way-back.ts'

export type Connectors = { connectorOf: typeof ConnectorOf }
type Asked = Pick<BodyOf<typeof channelSignInRoutes.begin>, 'kind' | 'presenceId'>
type Request = Pick<FastifyRequest, 'protocol' | 'host'>

const beginMs = 30_000

/** What must be entered at the network, and whether the presence holds what is needed. */
export async function prepareSignIn(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  asked: QueryOf<typeof channelSignInRoutes.prepare>,
  request: Request,
): Promise<ResponseOf<typeof channelSignInRoutes.prepare>> {
  const { signIn, presence } = await signInFor(deps, connectors, actor, asked)
  const address = await ourAddress(deps, actor.workspaceId, request)
  return {
    // Where an app is made by the way, or the document about us names it, nobody has to enter it.
    redirectUri: signIn.issuerOf || signIn.client ? null : redirectUriOf(address, asked.kind, 'back'),
    isReady: presence !== null && startOf(deps, connectors, presence, signIn) !== null,
  }
}

/** Where the browser goes. State and verifier are made here and never leave us but in that address, the verifier hashed. */
export async function beginSignIn(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  body: BodyOf<typeof channelSignInRoutes.begin>,
  request: Request,
): Promise<{ url: string }> {
  const { signIn, presence } = await signInFor(deps, connectors, actor, body)
  // All of what is typed or all of what is stored: a stored secret never goes to a server that somebody typed.
  const isTyped = Object.values(body.start).some((value) => value !== '')
  const start = isTyped ? typed(signIn, body.start) : presence && startOf(deps, connectors, presence, signIn)
  if (start === null) throw new Refusal('invalid-input', 'Say what the network needs first.', { field: 'start' })
  const address = await ourAddress(deps, actor.workspaceId, request)
  const wayBack = wayBackOf(signIn, start)
  const [state, codeVerifier] = [randomWord(), randomWord()]
  const places = {
    redirectUri: redirectUriOf(address, body.kind, wayBack),
    clientUri: clientUriOf(address, body.kind),
  }
  const going = { ...places, state, codeChallenge: challengeOf(codeVerifier) }
  const context = { egress: egressOf(deps), signal: AbortSignal.timeout(beginMs) }
  const { url, kept } = await unreachableAlike(() => signIn.begin(context, start, going)).catch(refusalOf)
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new Refusal('connection-failed', 'The network named no page.', { code: 'unexpected-answer' })
  await insertSignIn(deps.db.of(actor.workspaceId), {
    id: deps.newId(),
    workspace_id: actor.workspaceId,
    kind: body.kind,
    member_id: actor.memberId,
    session_hash: actor.sessionHash,
    presence_id: presence?.id ?? null,
    way_back: wayBack,
    stateHash: stateHashOf(deps, state),
    sealed: deps.seal.close({ start, kept, codeVerifier, ...places } satisfies Kept, purpose),
  })
  return { url }
}

async function signInFor(deps: Deps, connectors: Connectors, actor: Actor, { kind, presenceId }: Asked) {
  const { signIn } = connectors.connectorOf(kind)
  const presence = presenceId ? await accessPresence(deps.db.of(actor.workspaceId), actor, presenceId) : null
  if (presence && presence.kind !== kind) throw new Refusal('invalid-input', 'This is another kind of channel.')
  if (!signIn) throw new Refusal('invalid-input', 'Nobody signs in by button on this channel.', { field: 'kind' })
  if (presence?.archived_at) throw new Refusal('conflict', 'This channel is archived.')
  if (presence?.settings.sample === true) throw new Refusal('conflict', 'Sample data reaches nobody.')
  return { signIn: signIn as SignIn, presence }
}

function typed(signIn: SignIn, given: Record<string, string>): unknown {
  const entries = Object.entries(given).filter(([, value]) => value !== '')
  const checked = signIn.start.safeParse(Object.fromEntries(entries))
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new Refusal('invalid-input', issue?.message ?? 'The network needs more.', {
    field: `start.${issue?.path.join('.') ?? ''}`,
  })
}

function startOf(deps: Deps, connectors: Connectors, presence: PresenceRow, signIn: SignIn): unknown {
  const settings = connectors.connectorOf(presence.kind).settings.safeParse(presence.settings)
  if (!settings.success) return null
  const start = signIn.startOf(settings.data, openSecrets<Record<string, unknown>>(deps, presence) ?? {})
  return signIn.start.safeParse(start).data ?? null
}

function refusalOf(error: unknown): never {
  if (!(error instanceof ConnectorError)) throw error
  throw new Refusal('connection-failed', 'The network could not be reached for signing in.', { code: error.code })
}
