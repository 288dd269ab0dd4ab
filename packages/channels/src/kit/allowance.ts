import type { Egress } from './egress.ts'

/**
 * What a network lets us ask within its window, as its answers say: counted calls, or the percentage it names. `resetsAt` by
 * our clock, ISO 8601.
 */
export type Allowance = { unit: 'calls' | 'percent'; used: number; most: number; resetsAt: string }
type Headers = Readonly<Record<string, string>>

const families = ['ratelimit', 'x-ratelimit', 'x-rate-limit'] as const
const percentages = ['x-app-usage', 'x-page-usage', 'x-business-use-case-usage'] as const
const longestWindowMs = 31 * 24 * 3_600_000
/** Meta counts over the hour that just passed. */
const slidingMs = 3_600_000

/** The tightest allowance an answer names, whichever headers the network has for it; null where it names none. */
export function readAllowance(headers: Headers, nowMs: number): Allowance | null {
  return tightest([
    ...families.flatMap((family) => countedOf(headers, family, nowMs) ?? []),
    ...percentages.flatMap((name) => percentOf(headers[name], nowMs) ?? []),
  ])
}

/** How much of it is left, between 0 and 1. */
export function shareLeft({ used, most }: Pick<Allowance, 'used' | 'most'>): number {
  return most > 0 ? Math.max(0, 1 - used / most) : 0
}

/** Milliseconds to hold back when less than a tenth is left; null when there is no need. */
export function holdBackMs(allowance: Allowance | null, nowMs: number): number | null {
  if (allowance === null || allowance.unit === 'percent' || shareLeft(allowance) >= 0.1) return null
  return Math.min(Math.max(Date.parse(allowance.resetsAt) - nowMs, 0), slidingMs) || null
}

/** Milliseconds until the window opens anew: by the network's own clock where its answer tells the time, ours may be wrong. */
export function untilReset(headers: Headers, nowMs: number): number | null {
  const waits = families.flatMap((family) => waitOf(headers[`${family}-reset`], headers, nowMs) ?? [])
  return waits.length === 0 ? null : Math.max(...waits)
}

/** Listens to all answers that come in by this way out. `take` gives the tightest allowance since it was last asked. */
export function watchAllowance(egress: Egress): { egress: Egress; take(): Allowance | null } {
  let seen: Allowance | null = null
  return {
    egress: {
      ...egress,
      async fetch(url, options) {
        const answer = await egress.fetch(url, options)
        const nowMs = Date.now()
        const told = readAllowance(answer.headers, nowMs)
        seen = tightest([seen, told].filter((one) => one !== null))
        return answer
      },
    },
    take() {
      const taken = seen
      seen = null
      return taken
    },
  }
}

function tightest(all: readonly Allowance[]): Allowance | null {
  return all.toSorted((a, b) => shareLeft(a) - shareLeft(b))[0] ?? null
}

function countedOf(headers: Headers, family: string, nowMs: number): Allowance | null {
  const [most, left] = ['limit', 'remaining'].map((name) => leadingNumber(headers[`${family}-${name}`]))
  const wait = waitOf(headers[`${family}-reset`], headers, nowMs)
  if (most === null || left === null || wait === null || most! <= 0 || left! > most!) return null
  return { unit: 'calls', used: most! - left!, most: most!, resetsAt: new Date(nowMs + wait).toISOString() }
}

/** Some servers name several windows in one header; the first is the one that counts. */
function leadingNumber(value: string | undefined): number | null {
  const found = /^\s*(\d{1,12})(?:\s*[,;].*)?$/.exec(value ?? '')?.[1]
  return found === undefined ? null : Number(found)
}

/** Seconds from now, seconds or milliseconds since 1970, or a date. */
function waitOf(value: string | undefined, headers: Headers, nowMs: number): number | null {
  const given = value?.trim() ?? ''
  if (given === '') return null
  const number = /^\d{1,15}(?:\.\d+)?$/.test(given) ? Number(given) : null
  if (number !== null && number < 1e8) return Math.min(number * 1_000, longestWindowMs)
  const atMs = number === null ? Date.parse(given) : number < 1e11 ? number * 1_000 : number
  if (Number.isNaN(atMs)) return null
  const told = Date.parse(headers['date'] ?? '')
  return Math.min(Math.max(atMs - (Number.isNaN(told) ? nowMs : told), 0), longestWindowMs)
}

/** `{"call_count":28,"total_time":25}`, of a business under the id of each account: per cent. */
function percentOf(value: string | undefined, nowMs: number): Allowance | null {
  if (value === undefined || value.length > 20_000) return null
  try {
    const shares = sharesIn(JSON.parse(value), 0)
    if (shares.length === 0) return null
    const used = Math.min(Math.max(...shares), 1_000)
    return { unit: 'percent', used, most: 100, resetsAt: new Date(nowMs + slidingMs).toISOString() }
  } catch {
    return null
  }
}

const counted = new Set(['call_count', 'total_time', 'total_cputime'])

function sharesIn(value: unknown, depth: number): number[] {
  if (typeof value !== 'object' || value === null || depth > 3) return []
  return Object.entries(value).flatMap(([name, one]) =>
    counted.has(name) && typeof one === 'number' && one >= 0 ? [one] : sharesIn(one, depth + 1),
  )
}
