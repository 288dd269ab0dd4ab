import type { BodyOf, Goodwill, goodwillRoutes } from '@resonanz/contracts'
import { fingerprintOf, requestApproval } from '#approvals'
import { dueAfter, readCalendars } from '#calendars'
import { entriesOf, lockStandingCase } from '#cases'
import { type Db, inTransaction, one } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { sql } from 'kysely'
import { present } from './goodwill.ts'
import { overrulersOf } from './objections.ts'
import { endObjection } from './objection-handler.ts'
import { findGoodwill, type GoodwillRecord, readPolicy } from './store.ts'
import { departmentFor, insertObjection, objectionsTo, setWindow } from './store-objections.ts'

const objectionSubject = (id: string) => ({ kind: 'goodwill-objection', id })

/**
 * The department of the topic says no to a grant, in its time. The grant rests: it is neither promised nor booked until
 * whoever the policy names has decided. Where nobody may overrule the department, or nobody is there, its word stands.
 */
export async function objectToGoodwill(
  deps: Deps,
  actor: Actor,
  id: string,
  { reason }: BodyOf<typeof goodwillRoutes.object>,
): Promise<Goodwill> {
  const db = deps.db.of(actor.workspaceId)
  const seen = await findGoodwill(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  await inTransaction(db, async (tx) => {
    const record = await lockStandingCase(tx, actor.workspaceId, seen.case_id)
    const row = (await findGoodwill(tx, actor.workspaceId, id, { lock: true }))!
    const now = (await one(tx, sql<{ now: Date }>`select now()`))!.now
    await refuseUntimely(tx, actor, row, now)
    const objectionId = deps.newId()
    const teamId = row.objectable_team_id!
    await insertObjection(tx, {
      workspaceId: actor.workspaceId,
      id: objectionId,
      goodwillId: id,
      teamId,
      by: actor.memberId,
      reason,
    })
    await setWindow(tx, id, { teamId, until: now })
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), record.id, [
        {
          kind: 'goodwill.objected',
          data: { goodwillId: id, objectionId, teamId, reason, to: row.granted_by ?? row.requested_by },
        },
      ]),
    )
    const [calendars, policy, department] = await Promise.all([
      readCalendars(tx, actor.workspaceId),
      readPolicy(tx, actor.workspaceId),
      departmentFor(tx, actor.workspaceId, row.topic_id),
    ])
    const [objection] = await objectionsTo(tx, actor.workspaceId, [id])
    await requestApproval(tx, deps, actor, {
      kind: 'goodwill',
      subjectKind: objectionSubject(objectionId).kind,
      subjectId: objectionId,
      caseId: record.id,
      fingerprint: fingerprintOf({ objectionId, goodwill: id, version: row.version }),
      dueAt: dueAfter(calendars, { teamId: record.team_id }, now, policy.due_hours * 60),
      approvers: await overrulersOf(tx, actor.workspaceId, department?.overruledBy ?? 'owner'),
      authors: [row.requested_by, row.granted_by, row.granted_for].filter((one) => one !== null),
    }).catch(async (error: unknown) => {
      if (!(error instanceof Refusal && error.code === 'nobody-may-approve')) throw error
      await endObjection(tx, actor, row, objection!, { state: 'upheld', reason: '' })
    })
  })
  const [made] = await present(db, actor, [(await findGoodwill(db, actor.workspaceId, id))!])
  return made!
}

async function refuseUntimely(tx: Db, actor: Actor, row: GoodwillRecord, now: Date): Promise<void> {
  if (row.objectable_team_id === null || !actor.teamIds.includes(row.objectable_team_id))
    throw new Refusal('not-allowed', 'Only the department of the topic objects.')
  if (row.state !== 'granted' || row.booking_no !== null)
    throw new Refusal('conflict', 'It is not granted any more, or booked already.')
  const [before] = await objectionsTo(tx, actor.workspaceId, [row.id])
  if (before && before.state !== 'withdrawn') throw new Refusal('conflict', 'Somebody objected already.')
  if (row.objectable_until === null || row.objectable_until <= now)
    throw new Refusal('conflict', 'The time to object is over.')
}
