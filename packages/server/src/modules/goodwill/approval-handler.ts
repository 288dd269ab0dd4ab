import type { ApprovalSubject } from '@resonanz/contracts'
import { type ApprovalHandler, type ApprovalRecord, useApproval } from '#approvals'
import { accessCase, entriesOf, lockStandingCase } from '#cases'
import type { Db } from '#platform/db/database'
import { type Actor, journalActor } from '#platform/deps'
import { append, type Entry } from '#platform/journal'
import { authorityOf } from './authority.ts'
import { book, giveBack, leftOf, release } from './budgets.ts'
import { contentOf, factsOf, fingerprintOfGoodwill, subjectOf } from './goodwill.ts'
import { objectionApprovals } from './objection-handler.ts'
import { openWindow } from './objections.ts'
import { end, findGoodwill, findMany, type GoodwillRecord, grant, teamNames } from './store.ts'

/** Decisions about goodwill: about a grant or a reversal, or about the objection of a department. */
export const goodwillApprovals: ApprovalHandler = {
  async describe(deps, actor, approvals) {
    const found = await Promise.all(
      [grantApprovals, objectionApprovals].map((handler) =>
        handler.describe(
          deps,
          actor,
          approvals.filter((approval) => handlerOf(approval) === handler),
        ),
      ),
    )
    return new Map(found.flatMap((each) => [...each]))
  },
  fingerprint: (tx, approval) => handlerOf(approval).fingerprint(tx, approval),
  mayDecide: (tx, approval, memberId) => handlerOf(approval).mayDecide(tx, approval, memberId),
  approved: (tx, deps, approval, decision) => handlerOf(approval).approved(tx, deps, approval, decision),
  rejected: (tx, deps, approval, decision) => handlerOf(approval).rejected(tx, deps, approval, decision),
  withdrawn: (tx, deps, approval, actor) => handlerOf(approval).withdrawn(tx, deps, approval, actor),
}

function handlerOf({ subject_kind }: ApprovalRecord): ApprovalHandler {
  return subject_kind === 'goodwill-objection' ? objectionApprovals : grantApprovals
}

/** What a decision about goodwill means: granted with its budget booked, or refused and the budget free again. */
const grantApprovals: ApprovalHandler = {
  async describe(deps, actor, approvals) {
    const db = deps.db.of(actor.workspaceId)
    const found = await findMany(
      db,
      actor.workspaceId,
      approvals.map(({ subject_id }) => subject_id),
    )
    const teams = await teamNames(
      db,
      actor.workspaceId,
      found.flatMap((row) => row.overruled_team_id ?? []),
    )
    const originals = await findMany(
      db,
      actor.workspaceId,
      found.flatMap((row) => row.reverses_id ?? []),
    )
    const booked = new Map(originals.map((row) => [row.id, row.booking_no]))
    const left = await leftOf(
      db,
      found.map(({ id }) => id),
    )
    return new Map(
      approvals.flatMap((approval): [string, ApprovalSubject][] => {
        const row = found.find(({ id }) => id === approval.subject_id)
        return row
          ? [
              [
                approval.id,
                subjectFrom(row, teams, left.get(row.id) ?? null, booked.get(row.reverses_id ?? '') ?? null),
              ],
            ]
          : []
      }),
    )
  },
  async fingerprint(tx, approval) {
    const row = await findGoodwill(tx, approval.workspace_id, approval.subject_id, { lock: true })
    return row?.state === 'requested' ? fingerprintOf(row) : null
  },
  async mayDecide(tx, approval, memberId) {
    const row = await findGoodwill(tx, approval.workspace_id, approval.subject_id)
    if (!row) return false
    const record = await accessCase(tx, { workspaceId: approval.workspace_id }, row.case_id)
    const own = await authorityOf(
      tx,
      {
        workspaceId: row.workspace_id,
        caseId: record.id,
        topicId: record.topic_id,
        teamId: record.team_id,
        currency: row.currency,
        without: row.reverses_id ?? row.id,
      },
      memberId,
    )
    return own.covers(Math.abs(row.amount_minor))
  },
  async approved(tx, _deps, approval, { actor, forMember }) {
    const row = (await findGoodwill(tx, approval.workspace_id, approval.subject_id, { lock: true }))!
    await useApproval(tx, actor, subjectOf(row.id), fingerprintOf(row))
    await grant(tx, row.id, actor.memberId, forMember)
    const facts = { ...factsOf(row.id, contentOf(row)), approvalId: approval.id }
    if (row.reverses_id) {
      await giveBack(tx, row.id, row.reverses_id)
      await tell(tx, actor, approval, { kind: 'goodwill.reversed', data: { ...facts, reversesId: row.reverses_id } })
      return null
    }
    await book(tx, row.id)
    await tell(tx, actor, approval, { kind: 'goodwill.granted', data: facts })
    await openWindow(tx, actor, approval.case_id!, {
      id: row.id,
      topicId: row.topic_id,
      by: [actor.memberId, forMember, row.requested_by],
      overruledTeamId: row.overruled_team_id,
    })
    return null
  },
  async rejected(tx, _deps, approval, { actor, reason }) {
    await release(tx, approval.subject_id)
    await end(tx, approval.subject_id, { state: 'rejected', by: actor.memberId, reason })
    await tell(tx, actor, approval, { kind: 'goodwill.rejected', data: { goodwillId: approval.subject_id } })
  },
  async withdrawn(tx, _deps, approval, actor) {
    await release(tx, approval.subject_id)
    await end(tx, approval.subject_id, { state: 'withdrawn', by: actor.memberId, reason: approval.reason })
    await tell(tx, actor, approval, {
      kind: 'goodwill.withdrawn',
      data: { goodwillId: approval.subject_id, reason: approval.reason },
    })
  },
}

function subjectFrom(
  row: GoodwillRecord,
  teams: Map<string, string>,
  left: number | null,
  reverses: number | null,
): ApprovalSubject {
  return {
    kind: 'goodwill',
    goodwillId: row.id,
    now: contentOf(row),
    before: row.approved,
    reason: row.reason,
    overrules: row.overruled_team_id
      ? { team: teams.get(row.overruled_team_id) ?? '', reason: row.overrule_reason ?? '' }
      : null,
    reverses,
    objection: null,
    budgetLeftMinor: left,
  }
}

function fingerprintOf(row: GoodwillRecord): string {
  return fingerprintOfGoodwill(row.case_id, contentOf(row), {
    teamId: row.overruled_team_id,
    reason: row.overrule_reason,
  })
}

type Told = Extract<Entry, { kind: `goodwill.${string}` }>
async function tell(
  tx: Db,
  actor: Actor,
  approval: ApprovalRecord,
  event: { [K in Told['kind']]: { kind: K; data: Extract<Told, { kind: K }>['data'] } }[Told['kind']],
): Promise<void> {
  const record = await lockStandingCase(tx, approval.workspace_id, approval.case_id!)
  await append(tx, entriesOf(actor.workspaceId, journalActor(actor), record.id, [event]))
}
