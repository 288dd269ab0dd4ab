import { type ApprovalHandler, type ApprovalRecord, fingerprintOf, useApproval } from '#approvals'
import { entriesOf, lockStandingCase } from '#cases'
import type { Db } from '#platform/db/database'
import { type Actor, journalActor } from '#platform/deps'
import { append } from '#platform/journal'
import { release } from './budgets.ts'
import { contentOf } from './goodwill.ts'
import { mayOverrule } from './objections.ts'
import { end, findGoodwill, findMany, type GoodwillRecord, readDeciders } from './store.ts'
import { departmentFor, findObjections, type ObjectionRecord, settleObjection } from './store-objections.ts'

/** What a decision about an objection means: approved, the grant stands against its department; refused, it ends. */
export const objectionApprovals: ApprovalHandler = {
  async describe(deps, actor, approvals) {
    const db = deps.db.of(actor.workspaceId)
    const objections = await findObjections(
      db,
      actor.workspaceId,
      approvals.map(({ subject_id }) => subject_id),
    )
    const grants = await findMany(
      db,
      actor.workspaceId,
      objections.map(({ goodwill_id }) => goodwill_id),
    )
    return new Map(
      approvals.flatMap((approval) => {
        const objection = objections.find(({ id }) => id === approval.subject_id)
        const row = grants.find(({ id }) => id === objection?.goodwill_id)
        if (!objection || !row) return []
        const { team, by_name: by, reason } = objection
        return [
          [
            approval.id,
            {
              kind: 'goodwill' as const,
              goodwillId: row.id,
              now: contentOf(row),
              before: null,
              reason: row.reason,
              overrules: null,
              reverses: null,
              objection: { team, by, reason },
              budgetLeftMinor: null,
            },
          ],
        ]
      }),
    )
  },
  async fingerprint(tx, approval) {
    const found = await both(tx, approval)
    return found?.objection.state === 'open' && found.row.state === 'granted' ? printOf(found) : null
  },
  async mayDecide(tx, approval, memberId) {
    const found = await both(tx, approval)
    const [who] = await readDeciders(tx, approval.workspace_id, memberId)
    if (!found || !who) return false
    const department = await departmentFor(tx, approval.workspace_id, found.row.topic_id)
    return mayOverrule(who.role, department?.overruledBy ?? 'owner')
  },
  async approved(tx, _deps, approval, { actor, reason }) {
    const found = (await both(tx, approval))!
    await useApproval(tx, actor, { kind: approval.subject_kind, id: approval.subject_id }, printOf(found))
    await endObjection(tx, actor, found.row, found.objection, { state: 'overruled', reason })
    return null
  },
  async rejected(tx, _deps, approval, { actor, reason }) {
    const found = (await both(tx, approval))!
    await endObjection(tx, actor, found.row, found.objection, { state: 'upheld', reason })
  },
  async withdrawn(tx, _deps, approval, actor) {
    const found = (await both(tx, approval))!
    await endObjection(tx, actor, found.row, found.objection, { state: 'withdrawn', reason: approval.reason })
  },
}

/** In the caller's transaction, which holds the case. What was upheld ends the grant and frees its budgets. */
export async function endObjection(
  tx: Db,
  actor: Actor,
  row: GoodwillRecord,
  objection: ObjectionRecord,
  to: { state: 'upheld' | 'overruled' | 'withdrawn'; reason: string },
): Promise<void> {
  await settleObjection(tx, objection.id, { ...to, by: actor.memberId })
  if (to.state === 'upheld' && row.state === 'granted') {
    await release(tx, row.id)
    await end(tx, row.id, { state: 'rejected', by: actor.memberId, reason: to.reason || objection.reason })
  }
  const record = await lockStandingCase(tx, row.workspace_id, row.case_id)
  await append(
    tx,
    entriesOf(row.workspace_id, journalActor(actor), record.id, [
      {
        kind: 'goodwill.objection-settled',
        data: {
          goodwillId: row.id,
          objectionId: objection.id,
          teamId: objection.team_id,
          decision: to.state,
          reason: to.reason,
          to: [...new Set([objection.by_member, row.granted_by ?? row.requested_by])],
        },
      },
    ]),
  )
}

type Both = { row: GoodwillRecord; objection: ObjectionRecord }
async function both(tx: Db, approval: ApprovalRecord): Promise<Both | undefined> {
  const [objection] = await findObjections(tx, approval.workspace_id, [approval.subject_id])
  const row = objection && (await findGoodwill(tx, approval.workspace_id, objection.goodwill_id, { lock: true }))
  return objection && row ? { row, objection } : undefined
}

function printOf({ row, objection }: Both): string {
  return fingerprintOf({ objectionId: objection.id, goodwill: row.id, version: row.version })
}
