import { createHash } from 'node:crypto'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { countAttempts, takeBackAttempts } from './store.ts'

/**
 * Limits on guessing, counted in the database so that they hold for all processes together. Whoever fails is slowed
 * for one account from one address only: nobody can lock a colleague out from elsewhere.
 */
const limits = {
  'sign-in account': { max: 10, windowSeconds: 900 },
  'sign-in address': { max: 100, windowSeconds: 900 },
  'set-up': { max: 20, windowSeconds: 900 },
  invitation: { max: 60, windowSeconds: 900 },
} as const
export type Limit = keyof typeof limits

export type Try = { limit: Limit; of: string }

/** Counts the tries first, so that a hundred at once are no way round. Throws 429 with the seconds to wait. */
export async function countTries(deps: Deps, tries: readonly Try[]): Promise<void> {
  const keyed = tries.map((entry) => ({ ...entry, key: keyOf(deps, entry) }))
  const counted = await countAttempts(
    deps.db.system,
    keyed.map(({ key, limit }) => ({ key, windowSeconds: limits[limit].windowSeconds })),
  )
  for (const { key, count, wait } of counted) {
    const { limit } = keyed.find((entry) => entry.key.equals(key))!
    if (count > limits[limit].max)
      throw new Refusal('too-many-requests', 'Too many tries. Please wait a while.', { waitSeconds: wait })
  }
}

/** A try that succeeded does not count. */
export async function forgiveTries(deps: Deps, tries: readonly Try[]): Promise<void> {
  await takeBackAttempts(
    deps.db.system,
    tries.map((entry) => keyOf(deps, entry)),
  )
}

/** Tries at one account's password from one address, and from that address at all. */
export function passwordTries(email: string, address: string): Try[] {
  const from = network(address)
  // Hashed first, so a long address costs no more than a short one.
  const account = createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
  return [
    { limit: 'sign-in account', of: `${account} ${from}` },
    { limit: 'sign-in address', of: from },
  ]
}

/** An IPv6 customer holds a whole /64; an IPv4 address stands for itself. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  if (tail !== undefined) while (groups.length < 4) groups.push('0')
  return groups.slice(0, 4).join(':').toLowerCase()
}

function keyOf(deps: Deps, entry: Try): Buffer {
  return deps.seal.mac(`attempts ${entry.limit}`, entry.of)
}
