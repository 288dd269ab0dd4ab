import { may, type NoDecision } from '@resonanz/contracts'
import { standInsOf } from '#absences'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import type { ApprovalHandlers, ApprovalRecord } from './approval.ts'
import { isSamePerson, linesOf, type LineRow } from './store.ts'

export type Right = { may: true; forMember: string | null } | { may: false; why: NoDecision }

/**
 * Whether the actor may decide, asked anew each time: by their own place in the line, or as the deputy of somebody in
 * it who is away. The right itself is that of whoever stands in the line. Nobody decides what they wrote, under no
 * account and for nobody else.
 */
export async function rightToDecide(
  tx: Db,
  deps: Deps,
  handlers: ApprovalHandlers,
  actor: Actor,
  approval: ApprovalRecord,
  known?: { line: readonly LineRow[]; standIns: Awaited<ReturnType<typeof standInsOf>> },
): Promise<Right> {
  if (approval.state !== 'open') return { may: false, why: 'settled' }
  if (approval.authors.includes(actor.memberId)) return { may: false, why: 'own' }
  if (!may(actor.role, 'case.write')) return { may: false, why: 'no-right' }
  const line = (known?.line ?? (await linesOf(tx, [approval.id]))).filter((row) => row.active)
  const own = line.find((row) => row.member_id === actor.memberId)
  const standIns =
    known?.standIns ??
    (await standInsOf(
      tx,
      approval.workspace_id,
      line.map((row) => row.member_id),
    ))
  const represented = line.filter(
    (row) => standIns.get(row.member_id)?.deputyId === actor.memberId && !approval.authors.includes(row.member_id),
  )
  const candidates = [...(own ? [own] : []), ...represented]
  if (candidates.length === 0) return { may: false, why: 'not-asked' }
  if (await isSamePerson(deps.db.system, approval.workspace_id, actor.memberId, approval.authors))
    return { may: false, why: 'own' }
  const handler = handlers[approval.kind]
  for (const { member_id } of candidates) {
    if (!handler || (await handler.mayDecide(tx, approval, member_id)))
      return { may: true, forMember: member_id === actor.memberId ? null : member_id }
  }
  return { may: false, why: 'no-right' }
}
