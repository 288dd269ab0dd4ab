import { limits } from './limits.ts'

const windowMs = 60_000
const addressesKept = 20_000

/** Counts per address and minute in this process. */
export function makeRate(mostPerMinute: number = limits.formPerMinute): (address: string) => boolean {
  const counts = new Map<string, { since: number; count: number }>()
  return (address) => {
    const key = householdOf(address)
    const now = performance.now()
    const entry = counts.get(key)
    if (!entry || now - entry.since > windowMs) {
      if (counts.size >= addressesKept) counts.clear()
      counts.set(key, { since: now, count: 1 })
      return true
    }
    entry.count += 1
    return entry.count <= mostPerMinute
  }
}

/** Who is counted as one: an IPv4 address, or all 2^64 that one IPv6 line has, however they are abbreviated. */
export function householdOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head, tail] = address.split('::').map((half) => half.split(':').filter((group) => group !== '')) as [
    string[],
    string[]?,
  ]
  const left = tail ? Math.max(0, 8 - head.length - tail.length) : 0
  return [...head, ...Array<string>(left).fill('0'), ...(tail ?? [])].slice(0, 4).join(':')
}
