import type { AutomaticMail } from '#replies'
import { queueAutomaticMail } from '#replies'
import { sql, type Transaction } from 'kysely'
import type { Deps } from '#platform/deps'

/**
 * Queues a mail that no person wrote, inside a system transaction: counting and queueing are one, on its own connection
 * (a second one out of the pool could wait for itself), one address after the other, so the caps hold under any haste.
 */
export async function queueInOrder(
  deps: Deps,
  tx: Transaction<unknown>,
  mail: AutomaticMail,
): Promise<'queued' | 'capped'> {
  const address = deps.seal.mac('automatic-mail', mail.to.trim().toLowerCase()).toString('hex')
  await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 0))`.execute(tx)
  return queueAutomaticMail({ ...deps, db: { ...deps.db, system: tx } }, tx, mail)
}
