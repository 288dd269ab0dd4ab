const second = 1_000
const minute = 60 * second

/** Where nobody says otherwise. */
export const usualPauseMs = 5 * minute

/**
 * How long to wait after a fault, by how often in a row: a passing one soon and then less often (at most 5 minutes,
 * so a mailbox that is back is read soon), one that waits for a person every 5 to 30 minutes. A fifth of chance keeps
 * many presences of one provider from coming back at the same moment. What the network asks for counts more.
 */
export function pauseAfterFault(
  fault: { kind: 'transient' | 'permanent' | 'sign_in'; retryAfterMs: number | null },
  failures: number,
  random: () => number = Math.random,
): number {
  const steps = Math.min(Math.max(failures, 1), 12) - 1
  const pause =
    fault.kind === 'transient'
      ? Math.min(5 * minute, 2 * second * 2 ** steps)
      : Math.min(30 * minute, 5 * minute * 2 ** Math.floor(steps / 3))
  return Math.max(fault.retryAfterMs ?? 0, pause * (0.9 + 0.2 * random()))
}
