/** One move of a case from team to team, in order of time. */
export type Move = { from: string | null; to: string | null; at: Date }

const fewestMoves = 3
const fewestReturns = 2

/**
 * The teams a case went through, when it went back and forth: three moves or more, two of them to a team that had it
 * before. One hand-over and its way back are none. Null otherwise. Pure.
 */
export function pingPongOf(moves: readonly Move[]): { path: string[]; since: Date } | null {
  const between = moves.filter((move): move is Move & { to: string } => move.to !== null)
  const first = between[0]
  if (!first || between.length < fewestMoves) return null
  const path = [...(first.from === null ? [] : [first.from]), ...between.map(({ to }) => to)]
  const seen = new Set<string>()
  let returns = 0
  for (const [n, team] of path.entries()) {
    if (seen.has(team) && path[n - 1] !== team) returns += 1
    seen.add(team)
  }
  return returns >= fewestReturns ? { path: path.slice(-20), since: first.at } : null
}
