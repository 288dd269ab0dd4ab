import { standInsOf } from '#absences'
import type { Db } from '#platform/db/database'
import { activeMembersOf, type Asked } from './store.ts'

export type Line = readonly (readonly string[])[]

/**
 * Whom the first step from `from` on reaches: those who are there, and the deputies of those who are away. Steps that
 * reach nobody are passed over; null when none is left. Authors are never asked, not as deputies either.
 */
export async function reachedBy(
  tx: Db,
  workspaceId: string,
  approvalId: string,
  line: Line,
  from: number,
  authors: readonly string[],
): Promise<{ step: number; asked: Asked[] } | null> {
  const members = [...new Set(line.slice(from).flat())]
  const standIns = await standInsOf(tx, workspaceId, members)
  const deputies = [...standIns.values()].flatMap((standIn) => standIn.deputyId ?? [])
  const working = await activeMembersOf(tx, workspaceId, [...members, ...deputies])
  for (let step = from; step < line.length; step += 1) {
    const asked = new Map<string, Asked>()
    for (const member of line[step]!) {
      if (!working.has(member) || authors.includes(member)) continue
      const standIn = standIns.get(member)
      const memberId = standIn ? standIn.deputyId : member
      if (!memberId || !working.has(memberId) || authors.includes(memberId)) continue
      if (!standIn || !asked.has(memberId))
        asked.set(memberId, { approvalId, memberId, forMember: standIn ? member : null, step })
    }
    if (asked.size > 0) return { step, asked: [...asked.values()] }
  }
  return null
}
