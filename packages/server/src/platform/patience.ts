/**
 * How long one piece of work may take, told as work and not as time on the wall: what counts is what this process could
 * compute meanwhile. On a machine that is busy with others, or after a pause of the whole process, an innocent mail is
 * not taken for a hostile one. Work that computes nothing and does not end either is over after `mostFactor` times that.
 */
export function makePatience(limitMs: number, mostFactor = 4) {
  let last = now()
  let usedMs = 0
  let wallMs = 0
  return {
    /** Call often; true when it is over. */
    isOver(): boolean {
      const next = now()
      // A gap in the calls means that this thread had no turn either.
      const passedMs = Math.min(next.wallMs - last.wallMs, 500)
      usedMs += Math.min(passedMs, next.cpuMs - last.cpuMs)
      wallMs += passedMs
      last = next
      return usedMs > limitMs || wallMs > limitMs * mostFactor
    },
  }
}

function now(): { wallMs: number; cpuMs: number } {
  const { user, system } = process.cpuUsage()
  return { wallMs: performance.now(), cpuMs: (user + system) / 1_000 }
}
