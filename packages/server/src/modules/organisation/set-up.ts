import type { BodyOf, sessionRoutes } from '@resonanz/contracts'
import { addAccount, countTries, demoSignIn, hashNewPassword, network } from '#auth'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { equalBytes } from '#platform/seal'
import { joinWorkspace } from './create-member.ts'
import { createWorkspace } from './create-workspace.ts'
import { type Installation, keepSetupToken, markSetUp, readInstallation } from './store-workspaces.ts'

export type LoadSampleData = (workspaceId: string) => Promise<void>

/**
 * The token that the first run asks for, to be printed where only who runs the server reads; null once it is set up.
 * It is made from the installation's id and the master key, so that processes that start together and a second start
 * name the same one; the database holds no more than a keyed hash.
 */
export async function ensureSetupToken(deps: Deps): Promise<string | null> {
  const installation = await readInstallation(deps.db.system)
  if (installation.set_up_at) return null
  const token =
    deps.config.setupToken ?? deps.seal.mac('set-up token', installation.id).toString('base64url').slice(0, 24)
  await keepSetupToken(deps.db.system, hashOf(deps, token))
  return token
}

export async function setupState(
  deps: Deps,
): Promise<{ needed: boolean; demo: { email: string; password: string } | null }> {
  const installation = await readInstallation(deps.db.system)
  return { needed: installation.set_up_at === null, demo: await demoSignIn(deps) }
}

/** The first run: workspace and owner, once. Afterwards 404 'already-set-up', whatever the token. */
export async function setUp(
  deps: Deps,
  input: BodyOf<typeof sessionRoutes.setup>,
  address: string,
  loadSampleData?: LoadSampleData,
): Promise<{ ok: true }> {
  refuseUnlessOpen(await readInstallation(deps.db.system))
  await countTries(deps, [{ limit: 'set-up', of: network(address) }])
  const given = hashOf(deps, input.token)
  refuseOtherToken(await readInstallation(deps.db.system), given)
  const passwordHash = await hashNewPassword(input.password)
  const workspaceId = await inTransaction(deps.db.system, async (tx) => {
    const installation = await readInstallation(tx, 'lock')
    refuseUnlessOpen(installation)
    refuseOtherToken(installation, given)
    const userId = await addAccount(deps, tx, { name: input.name, email: input.email, passwordHash })
    const made = await createWorkspace(
      deps,
      { name: input.workspaceName, language: input.language, addressForm: input.addressForm },
      tx,
    )
    await joinWorkspace(deps, tx, {
      workspaceId: made.workspaceId,
      userId,
      name: input.name,
      role: 'owner',
      teamIds: made.teamIds,
    })
    await markSetUp(tx)
    return made.workspaceId
  })
  // The owner exists either way; sample data can be loaded again from the command line.
  if (input.sampleData && loadSampleData)
    await loadSampleData(workspaceId).catch((err) => deps.log.error({ err }, 'sample data failed'))
  return { ok: true }
}

function refuseUnlessOpen(installation: Installation): void {
  if (installation.set_up_at !== null) throw new Refusal('already-set-up')
}

function refuseOtherToken(installation: Installation, given: Buffer): void {
  if (!installation.setup_token_hash || !equalBytes(installation.setup_token_hash, given))
    throw new Refusal('token-invalid', 'Take the token that the server printed when it started.')
}

function hashOf(deps: Deps, token: string): Buffer {
  return deps.seal.mac('set-up token hash', token.trim())
}
