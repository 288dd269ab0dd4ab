import type { SignedIn } from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import type { Connectors } from './begin.ts'
import { connectAccount } from './connect-account.ts'
import { choiceOf, settleSignIn, takeChoice } from './store.ts'
import { purpose } from './way-back.ts'

/** The accounts that may be connected: names and ids, their tokens stay sealed. */
export async function readChoice(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<{ kind: ChannelKind; accounts: { key: string; name: string }[] }> {
  const { row, accounts } = await openChoice(deps, actor, id)
  return { kind: row.kind, accounts: accounts.map(({ key, name }) => ({ key, name })) }
}

/** Connects one of them; the tokens of the others are forgotten. */
export async function chooseAccount(
  deps: Deps,
  connectors: Connectors,
  actor: Actor,
  id: string,
  key: string,
): Promise<{ presenceId: string }> {
  const { row, accounts } = await openChoice(deps, actor, id)
  const chosen = accounts.find((account) => account.key === key)
  if (!chosen) throw new Refusal('invalid-input', 'Choose one of the accounts.', { field: 'key' })
  if (!(await takeChoice(deps.db.system, id))) throw over()
  const place = { kind: row.kind, presenceId: row.presence_id }
  const presenceId = await connectAccount(deps, connectors, actor, place, chosen).catch(async (error: unknown) => {
    await settleSignIn(deps.db.system, id, 'failed')
    throw error
  })
  await settleSignIn(deps.db.system, id, 'done')
  return { presenceId }
}

async function openChoice(deps: Deps, actor: Actor, id: string) {
  const row = await choiceOf(deps.db.of(actor.workspaceId), actor, id)
  if (!row) throw notFound()
  if (row.stage !== 'choosing' || row.is_over || !row.sealed) throw over()
  return { row, accounts: deps.seal.open<SignedIn<object>[]>(row.sealed, purpose) }
}

function over(): Refusal {
  return new Refusal('token-expired', 'This sign-in is over. Begin again at the channel.')
}
