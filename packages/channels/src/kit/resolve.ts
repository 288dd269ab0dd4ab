import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { EgressError } from './egress-error.ts'
import { type AllowList, isPublicAddress, plainHost } from './public-address.ts'

export type Address = { address: string; family: 4 | 6 }
/** Name → all its addresses; the system's resolver (hosts file, DNS) unless a test brings its own. */
export type Resolve = (host: string) => Promise<Address[]>

const resolveTimeoutMs = 8_000
const maxAddresses = 8

/**
 * The addresses that may be connected to. One forbidden address among several refuses the name: a name that points
 * inside and outside at once is either an attack or a mistake. Throws EgressError.
 */
export async function checkedAddresses(
  host: string,
  port: number,
  allow: AllowList,
  resolve: Resolve = resolveBySystem,
): Promise<Address[]> {
  const name = hostName(host)
  const family = isIP(name)
  const found = family ? [{ address: name, family: family as 4 | 6 }] : await withTimeout(resolve(name))
  if (found.length === 0) throw new EgressError('unreachable')
  const allowed = ({ address }: Address) =>
    isPublicAddress(address) || allow.has(name, port) || allow.has(address, port)
  if (!found.every(allowed)) throw new EgressError('host-not-allowed')
  return found.slice(0, maxAddresses)
}

/** The host as it is looked up: one ASCII name or one address, nothing that a resolver could read otherwise. */
export function hostName(host: string): string {
  const plain = plainHost(host)
  if (isIP(plain)) return plain
  // The URL parser drops line breaks and reads past separators; a host with one of them is no host.
  if (/[\s\u0000-\u0020/@:?#\\%[\]]/.test(plain)) throw new EgressError('bad-address')
  const ascii = domainToASCII(plain)
  if (ascii === '' || ascii.length > 253 || !/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(ascii)) {
    throw new EgressError('bad-address')
  }
  return ascii
}

async function resolveBySystem(host: string): Promise<Address[]> {
  const all = await lookup(host, { all: true, order: 'verbatim' })
  return all.map(({ address, family }) => ({ address, family: family as 4 | 6 }))
}

async function withTimeout(work: Promise<Address[]>): Promise<Address[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new EgressError('unreachable')), resolveTimeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } catch (error) {
    throw error instanceof EgressError ? error : new EgressError('unreachable', error)
  } finally {
    clearTimeout(timer)
  }
}
