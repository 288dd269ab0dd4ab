import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { hashPassword, verifyPassword } from './sign-in.ts'
import { accountByEmail, deleteSessionsIn, deleteSessionsOf, insertAccount, updatePassword } from './store.ts'

export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** Slow on purpose (scrypt): call it before a transaction begins. Throws when shorter than 12 or longer than 128. */
export async function hashNewPassword(password: string): Promise<string> {
  if (password.length < 12 || password.length > 128)
    throw new Refusal('invalid-input', 'A password has 12 to 128 characters.')
  return hashPassword(password)
}

/** An account for signing in with e-mail and password. Throws 'conflict' when the address has one. Answers its id. */
export async function createAccount(
  deps: Deps,
  account: { name: string; email: string; password: string },
): Promise<string> {
  return addAccount(deps, deps.db.system, { ...account, passwordHash: await hashNewPassword(account.password) })
}

/** The same inside a transaction of the caller (a system one), the password hashed before. */
export async function addAccount(
  deps: Deps,
  tx: Db,
  account: { name: string; email: string; passwordHash: string },
): Promise<string> {
  const userId = deps.newId()
  const row = { ...account, email: normalEmail(account.email), userId, accountId: deps.newId() }
  if (!(await insertAccount(tx, row))) throw new Refusal('conflict', 'This e-mail address has an account already.')
  return userId
}

export async function findAccount(
  deps: Deps,
  email: string,
): Promise<{ userId: string; password: string | null } | null> {
  const row = await accountByEmail(deps.db.system, normalEmail(email))
  return row ? { userId: row.user_id, password: row.password } : null
}

export async function passwordFits(account: { password: string | null }, password: string): Promise<boolean> {
  return account.password !== null && verifyPassword({ hash: account.password, password })
}

/** Sets another password and ends every session of the person. */
export async function setPassword(deps: Deps, userId: string, password: string): Promise<void> {
  await updatePassword(deps.db.system, userId, await hashNewPassword(password))
  await endSessions(deps, userId)
}

/** Ends every session of a person, in all workspaces; the next request of each is refused. */
export async function endSessions(deps: Deps, userId: string): Promise<number> {
  return deleteSessionsOf(deps.db.system, userId, null)
}

/** Ends the sessions a person has in one workspace, in a system transaction of the caller. */
export async function endSessionsIn(tx: Db, userId: string, workspaceId: string): Promise<number> {
  return deleteSessionsIn(tx, userId, workspaceId)
}
