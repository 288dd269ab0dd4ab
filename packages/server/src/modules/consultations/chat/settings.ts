import type { BodyOf, CompanyChat, companyChatRoutes } from '@resonanz/contracts'
import { egressOf } from '#presences'
import { type Db, inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { bareOf, ChatFault, connectChat } from './connection.ts'
import * as store from './store.ts'

type Input = BodyOf<typeof companyChatRoutes.save>
const purpose = 'company-chat'

export async function readCompanyChat(deps: Deps, actor: Actor): Promise<{ chat: CompanyChat | null }> {
  const found = await store.readAccount(deps.db.of(actor.workspaceId), actor.workspaceId)
  return { chat: found ? present(found) : null }
}

/** The password is needed again when it would go to another server or account. */
export async function saveCompanyChat(deps: Deps, actor: Actor, input: Input): Promise<{ chat: CompanyChat | null }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const before = await store.readAccount(tx, actor.workspaceId)
    const isOther = isMoved(before, input)
    const { host, port, domain, username, isOn } = input
    const secrets = deps.seal.close({ password: passwordOf(deps, before, input) }, purpose)
    await store.writeAccount(tx, actor.workspaceId, { host, port, domain, username, secrets, is_on: isOn, isOther })
    await record(tx, actor)
  })
  return readCompanyChat(deps, actor)
}

/** Nothing is said there any more; questions go by mail again. */
export async function removeCompanyChat(deps: Deps, actor: Actor): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    if (!(await store.removeAccount(tx, actor.workspaceId))) throw notFound()
    await record(tx, actor)
  })
  return { ok: true }
}

/** Signs in with what was typed, and out again. */
export async function testCompanyChat(deps: Deps, actor: Actor, input: Input) {
  const before = await store.readAccount(deps.db.of(actor.workspaceId), actor.workspaceId)
  const { host, port, domain, username } = input
  const account = { host, port, domain, username, password: passwordOf(deps, before, input) }
  try {
    const connection = await connectChat(account, {
      egress: egressOf(deps),
      relaxed: deps.config.mailSecurityRelaxed,
      onMessage: () => {},
      onRefused: () => {},
      onClosed: () => {},
    })
    await connection.close()
    return { ok: true, code: null, address: bareOf(`${username}@${domain}`) }
  } catch (error) {
    if (!(error instanceof ChatFault)) throw error
    return { ok: false, code: error.code, address: bareOf(`${username}@${domain}`) }
  }
}

function passwordOf(deps: Deps, before: store.AccountRow | undefined, input: Input): string {
  if (input.password) return input.password
  if (!before || isMoved(before, input))
    throw new Refusal('invalid-input', 'Enter the password: the server or the account is another one.', {
      field: 'password',
    })
  return deps.seal.open<{ password: string }>(before.secrets, purpose).password
}

function isMoved(before: store.AccountRow | undefined, { host, port, domain, username }: Input): boolean {
  return (
    !before || before.host !== host || before.port !== port || before.domain !== domain || before.username !== username
  )
}

function present(row: store.AccountRow): CompanyChat {
  const { host, port, domain, username, is_on: isOn, error_code: code, error_since: since } = row
  const state = !isOn ? 'off' : code !== null ? 'failing' : row.connected_at ? 'connected' : 'connecting'
  return {
    host,
    port,
    domain,
    username,
    isOn,
    state,
    connectedAt: row.connected_at?.toISOString() ?? null,
    error: code && since ? { code, since: since.toISOString() } : null,
  }
}

async function record(tx: Db, actor: Actor): Promise<void> {
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'workspace', id: actor.workspaceId },
      actor: journalActor(actor),
      kind: 'settings.changed',
      data: { fields: ['companyChat'] },
    },
  ])
}
