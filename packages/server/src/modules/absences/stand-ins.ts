import type { Db } from '#platform/db/database'
import { runningAbsences } from './store.ts'

export type StandIn = { until: Date; deputyId: string | null }
type Away = { member_id: string; deputy_id: string | null; to_at: Date; is_deputy_active: boolean }

/**
 * Who of these members is away at a moment (now, by the database's clock, unless told), and who stands in: only those
 * who are away are keys. A deputy who is away hands on to the next; null when the chain ends at nobody or in a circle.
 */
export async function standInsOf(
  db: Db,
  workspaceId: string,
  memberIds: readonly string[],
  at?: Date,
): Promise<Map<string, StandIn>> {
  if (memberIds.length === 0) return new Map()
  return resolveStandIns(await runningAbsences(db, workspaceId, at ?? null), memberIds)
}

/** Pure part of `standInsOf`. Of several absences of one member the one that ends last counts, its deputy first. */
export function resolveStandIns(running: readonly Away[], memberIds: readonly string[]): Map<string, StandIn> {
  const away = new Map(
    running.toSorted((a, b) => a.to_at.getTime() - b.to_at.getTime()).map((row) => [row.member_id, row]),
  )
  return new Map(
    memberIds.flatMap((id) => {
      const row = away.get(id)
      return row ? [[id, { until: row.to_at, deputyId: presentDeputy(away, id) }] as const] : []
    }),
  )
}

function presentDeputy(away: ReadonlyMap<string, Away>, memberId: string): string | null {
  const seen = new Set<string>()
  let id: string | null = memberId
  while (id !== null && !seen.has(id)) {
    seen.add(id)
    const row = away.get(id)
    if (!row) return id
    id = row.is_deputy_active ? row.deputy_id : null
  }
  return null
}
