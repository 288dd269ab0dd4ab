import { ConnectorError, type SignedIn, type SignIn } from '@resonanz/channels'
import { type ChannelKind, may } from '@resonanz/contracts'
import { accessPresence, egressOf } from '#presences'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import type { Connectors } from './begin.ts'
import { connectAccount } from './connect-account.ts'
import { claimSignIn, keepChoice, settleSignIn, type SignInRow, signInOfState } from './store.ts'
import { type Kept, purpose, stateHashOf } from './way-back.ts'

export type Back = { kind: string; wayBack: string; params: Record<string, string>; actor: Actor | null }
export type Arrival =
  | { is: 'connected'; presenceId: string }
  | { is: 'choosing'; id: string }
  /** Where the person may begin again: the presence, else the kind, where both are known to be theirs. */
  | { is: 'refused'; code: RefusalCode; detail?: string; kind: ChannelKind | null; presenceId: string | null }
export type RefusalCode =
  | 'not-signed-in'
  | 'not-allowed'
  | 'unknown'
  | 'other-person'
  | 'other-way'
  | 'used'
  | 'over'
  | 'denied'
  | 'refused'
  | 'other-account'
  | 'no-account'
  | 'connected-already'
  | 'failed'

/** A code is used up within moments; then reading what the account is takes a few calls. */
const finishMs = 40_000
const mostAccounts = 200

/**
 * The browser came back from the network. Nothing of the address is believed before the state is found, ours, unused and
 * of this very session; whatever does not fit ends the sign-in.
 */
export async function comeBack(deps: Deps, connectors: Connectors, back: Back): Promise<Arrival> {
  const { actor, params } = back
  const nowhere = { is: 'refused', kind: null, presenceId: null } as const
  if (!actor) return { ...nowhere, code: 'not-signed-in' }
  const row = /^[\w-]{43}$/.test(params['state'] ?? '')
    ? await signInOfState(deps.db.system, stateHashOf(deps, params['state']!))
    : undefined
  if (!row) return { ...nowhere, code: 'unknown' }
  if (!isOwn(row, actor)) return { ...nowhere, code: 'other-person' }
  if (!may(actor.role, 'presence.manage')) return refused(row, 'not-allowed')
  if (row.stage !== 'away') return refused(row, 'used')
  if (row.is_over) return refused(row, 'over')
  if (!(await claimSignIn(deps.db.system, row.id))) return refused(row, 'used')
  const arrival = await arrive(deps, connectors, actor, row, back).catch((error: unknown) => {
    if (!(error instanceof ConnectorError) && !(error instanceof Refusal))
      deps.log.error({ err: error, part: 'channel-sign-in', channel: row.kind }, 'a sign-in at a network failed')
    return refused(row, ...meaningOf(error))
  })
  if (arrival.is !== 'choosing')
    await settleSignIn(deps.db.system, row.id, arrival.is === 'connected' ? 'done' : 'failed')
  return arrival
}

async function arrive(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  row: SignInRow,
  { kind, wayBack, params }: Back,
): Promise<Arrival> {
  if (row.kind !== kind || row.way_back !== wayBack) return refused(row, 'other-way')
  if (params['error'] !== undefined) return refused(row, params['error'] === 'access_denied' ? 'denied' : 'refused')
  if (!params['code']) return refused(row, 'refused')
  const accounts = await finish(deps, connectors, actor, row, params)
  const [first, second] = accounts
  if (!first) return refused(row, 'no-account')
  if (second) {
    await keepChoice(deps.db.system, row.id, deps.seal.close(accounts, purpose))
    return { is: 'choosing', id: row.id }
  }
  const place = { kind: row.kind, presenceId: row.presence_id }
  return { is: 'connected', presenceId: await connectAccount(deps, connectors, actor, place, first) }
}

function refused({ kind, presence_id: presenceId }: SignInRow, code: RefusalCode, detail?: string): Arrival {
  return { is: 'refused', code, kind, presenceId, ...(detail === undefined ? {} : { detail }) }
}

function isOwn(row: SignInRow, actor: Actor): boolean {
  return (
    row.workspace_id === actor.workspaceId && row.member_id === actor.memberId && row.session_hash === actor.sessionHash
  )
}

async function finish(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  row: SignInRow,
  params: Record<string, string>,
): Promise<SignedIn<object>[]> {
  const connector = connectors.connectorOf(row.kind)
  const signIn = connector.signIn as SignIn<unknown, object> | undefined
  if (!signIn) throw new Refusal('conflict')
  const { start, ...kept } = deps.seal.open<Kept>(row.sealed!, purpose)
  const presence = row.presence_id ? await accessPresence(deps.db.of(actor.workspaceId), actor, row.presence_id) : null
  const renewed = presence ? (connector.settings.safeParse(presence.settings).data ?? null) : null
  const context = { egress: egressOf(deps), signal: AbortSignal.timeout(finishMs) }
  const accounts = await signIn.finish(context, start, { ...kept, params, renewed })
  return accounts.slice(0, mostAccounts)
}

function meaningOf(error: unknown): [RefusalCode, string?] {
  if (error instanceof Refusal) return error.code === 'conflict' ? ['connected-already'] : ['failed']
  if (!(error instanceof ConnectorError)) return ['failed']
  if (error.code === 'other-account') return ['other-account']
  return error.code === 'sign-in-refused' ? ['refused'] : ['failed', error.code]
}
