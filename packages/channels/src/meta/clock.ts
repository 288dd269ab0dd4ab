const aheadMs = new Map<string, number>()
const worthMs = 5_000
const believableMs = 30 * 24 * 3_600_000

/** How far our clock runs ahead of Meta's, by the time its answers tell; it may be set right meanwhile, so the last one counts. */
export function noteClock(apiRoot: string, headers: Readonly<Record<string, string>>, nowMs = Date.now()): void {
  const toldMs = Date.parse(headers['date'] ?? '')
  if (Number.isNaN(toldMs)) return
  const ahead = nowMs - toldMs
  aheadMs.set(apiRoot, ahead > worthMs && ahead < believableMs ? ahead : 0)
}

/**
 * Now, for times that Meta told. A clock of ours that runs ahead is set back; of one that runs behind, words from its future
 * were already noted as just received, so that its own time is right.
 */
export function theirNowMs(apiRoot: string, nowMs = Date.now()): number {
  return nowMs - (aheadMs.get(apiRoot) ?? 0)
}
