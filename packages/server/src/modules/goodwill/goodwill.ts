import { type Goodwill, may } from '@resonanz/contracts'
import { fingerprintOf } from '#approvals'
import { membersByIds } from '#organisation'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { type Content, type GoodwillRecord, teamNames } from './store.ts'

export const subjectOf = (id: string) => ({ kind: 'goodwill', id })

export function contentOf(row: GoodwillRecord): Content {
  return {
    kind: row.kind,
    amountMinor: row.amount_minor,
    currency: row.currency,
    what: row.what,
    reason: row.reason,
    validUntil: row.valid_until,
  }
}

/** What an approval of it stands for: what is given, for which case, against whose word. */
export function fingerprintOfGoodwill(
  caseId: string,
  content: Content,
  overrule: { teamId: string | null; reason: string | null },
): string {
  return fingerprintOf({ caseId, ...content, overrule })
}

export function factsOf(id: string, content: Content) {
  return { goodwillId: id, kind: content.kind, amountMinor: content.amountMinor, currency: content.currency }
}

export async function present(db: Db, actor: Actor, found: readonly GoodwillRecord[]): Promise<Goodwill[]> {
  const ids = found
    .flatMap((row) => [row.requested_by, row.granted_by, row.granted_for, row.ended_by])
    .filter((id) => id !== null)
  const [people, teams] = await Promise.all([
    membersByIds(db, ids),
    teamNames(
      db,
      actor.workspaceId,
      found.flatMap((row) => row.overruled_team_id ?? []),
    ),
  ])
  const person = (id: string | null) => (id ? (people.get(id) ?? null) : null)
  return found.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    ...contentOf(row),
    state: row.state,
    version: row.version,
    requestedBy: person(row.requested_by) ?? { id: row.requested_by, name: '' },
    requestedAt: row.requested_at.toISOString(),
    approvalId: row.approval_id,
    grantedBy: person(row.granted_by),
    grantedFor: person(row.granted_for),
    grantedAt: row.granted_at?.toISOString() ?? null,
    endedBy: person(row.ended_by),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedReason: row.ended_reason,
    overruled: row.overruled_team_id
      ? { team: teams.get(row.overruled_team_id) ?? '', reason: row.overrule_reason ?? '' }
      : null,
    promiseId: row.promise_id,
    bookingNo: row.booking_no,
    mayChange:
      may(actor.role, 'goodwill.request') &&
      row.booking_no === null &&
      (row.state === 'requested' || row.state === 'granted'),
  }))
}
