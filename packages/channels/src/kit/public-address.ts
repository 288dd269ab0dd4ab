import ipaddr from 'ipaddr.js'

// Public by number, yet the metadata and wire server of a large cloud.
const internalByHabit = new Set(['168.63.129.16'])

/**
 * Is this IP address on the open internet? Everything else is refused: private, loopback, link-local, CGNAT,
 * multicast, documentation, IPv4 hidden in IPv6 (mapped, NAT64, 6to4, Teredo) and what is not assigned yet.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed instanceof ipaddr.IPv6) return (parsed.parts[0]! & 0xe000) === 0x2000
  return !internalByHabit.has(parsed.toString())
}

export type AllowList = { has(host: string, port: number): boolean }

/** Entries `host:port` (or `[ipv6]:port`); anything else is a mistake in the configuration and throws. */
export function readAllowList(entries: readonly string[]): AllowList {
  const known = new Set<string>()
  for (const entry of entries) {
    const text = entry.trim().toLowerCase()
    if (text === '') continue
    const match = /^(\[[0-9a-f:.]{2,45}\]|[^:\s/]{1,253}):(\d{1,5})$/.exec(text)
    if (!match) throw new Error(`egress allow list: "${entry}" is not host:port`)
    known.add(`${plainHost(match[1]!)}:${Number(match[2])}`)
  }
  return { has: (host, port) => known.has(`${plainHost(host)}:${port}`) }
}

/** Lower case, without brackets and the trailing dot of a rooted name. */
export function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
}
