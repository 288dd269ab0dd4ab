import { limits } from './limits.ts'

const windowMs = 60_000
const addressesKept = 20_000

/** Counts per address and minute in this process; a whole IPv6 household (/64) is one address. */
export function makeRate(mostPerMinute: number = limits.formPerMinute): (address: string) => boolean {
  const counts = new Map<string, { since: number; count: number }>()
  return (address) => {
    const key = address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
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
