import { type Goodwill, may, type Person } from '@resonanz/contracts'
import { fingerprintOf } from '#approvals'
import { membersByIds } from '#organisation'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { type Content, findMany, type GoodwillRecord, reversalsOf, teamNames } from './store.ts'
import { type ObjectionRecord, objectionsTo } from './store-objections.ts'

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
  const { workspaceId } = actor
  const ids = found.map(({ id }) => id)
  const [reversals, originals, objections, teams] = await Promise.all([
    reversalsOf(db, workspaceId, ids),
    findMany(db, workspaceId, known(found.map((row) => row.reverses_id))),
    objectionsTo(db, workspaceId, ids),
    teamNames(db, workspaceId, known(found.flatMap((row) => [row.overruled_team_id, row.objectable_team_id]))),
  ])
  const people = await membersByIds(
    db,
    known([
      ...found.flatMap((row) => [row.requested_by, row.granted_by, row.granted_for, row.ended_by]),
      ...objections.map((row) => row.decided_by),
    ]),
  )
  const reversalOf = new Map(reversals.map(({ id, state, reverses_id }) => [reverses_id, { id, state }]))
  const bookedAs = new Map(originals.map((row) => [row.id, row.booking_no]))
  const objectionTo = new Map(objections.map((row) => [row.goodwill_id, row]))
  const now = new Date()
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
    reverses: row.reverses_id ? { id: row.reverses_id, bookingNo: bookedAs.get(row.reverses_id) ?? 0 } : null,
    reversal: reversalOf.get(row.id) ?? null,
    objectable: isObjectable(row, objectionTo.get(row.id), now)
      ? { team: teams.get(row.objectable_team_id!) ?? '', until: row.objectable_until!.toISOString() }
      : null,
    objection: objectionFrom(objectionTo.get(row.id), person),
    mayChange:
      may(actor.role, 'goodwill.request') &&
      row.booking_no === null &&
      objectionTo.get(row.id)?.state !== 'open' &&
      (row.state === 'requested' || (row.state === 'granted' && row.reverses_id === null)),
    mayReverse:
      may(actor.role, 'goodwill.request') &&
      row.booking_no !== null &&
      row.reverses_id === null &&
      !reversalOf.has(row.id),
    mayObject: isObjectable(row, objectionTo.get(row.id), now) && actor.teamIds.includes(row.objectable_team_id ?? ''),
  }))
}

function known(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}

function isObjectable(row: GoodwillRecord, objection: ObjectionRecord | undefined, now: Date): boolean {
  return (
    row.state === 'granted' &&
    row.booking_no === null &&
    row.objectable_until !== null &&
    row.objectable_until > now &&
    (objection === undefined || objection.state === 'withdrawn')
  )
}

function objectionFrom(
  row: ObjectionRecord | undefined,
  person: (id: string | null) => Person | null,
): Goodwill['objection'] {
  if (!row) return null
  return {
    id: row.id,
    team: row.team,
    by: { id: row.by_member, name: row.by_name },
    at: row.at.toISOString(),
    reason: row.reason,
    state: row.state,
    decidedBy: person(row.decided_by),
    decidedReason: row.decided_reason,
    approvalId: row.state === 'open' ? row.approval_id : null,
  }
}
