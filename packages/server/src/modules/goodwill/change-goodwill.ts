import type { BodyOf, Goodwill, goodwillRoutes } from '@resonanz/contracts'
import { voidApprovals } from '#approvals'
import { entriesOf, lockStandingCase } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { authorityOf } from './authority.ts'
import { book, release, reserve } from './budgets.ts'
import { contentOf, factsOf, fingerprintOfGoodwill, present, subjectOf } from './goodwill.ts'
import { openWindow, refuseWhileObjected } from './objections.ts'
import { askForApproval } from './request.ts'
import { type Content, findGoodwill, readPolicy, rewrite } from './store.ts'

/**
 * Changes what is given. What was approved, or waits for it, goes back to be looked at: the approval stood for
 * something else. What somebody granted within their own limit stays granted only within the limit of who changes it.
 */
export async function changeGoodwill(
  deps: Deps,
  actor: Actor,
  id: string,
  { version, ...change }: BodyOf<typeof goodwillRoutes.change>,
): Promise<Goodwill> {
  const db = deps.db.of(actor.workspaceId)
  const seen = await findGoodwill(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  await inTransaction(db, async (tx) => {
    const record = await lockStandingCase(tx, actor.workspaceId, seen.case_id)
    const row = (await findGoodwill(tx, actor.workspaceId, id, { lock: true }))!
    if (row.version !== version) throw new Refusal('stale-version', 'Somebody changed it. Look at it first.')
    if (row.booking_no !== null) throw new Refusal('already-booked', 'Book-keeping has taken it over.')
    if (row.state !== 'requested' && row.state !== 'granted') throw new Refusal('conflict', 'It is settled.')
    if (row.reverses_id) throw new Refusal('conflict', 'A reversal is not changed. Take the request back.')
    await refuseWhileObjected(tx, row)
    const before = contentOf(row)
    const content: Content = { ...before, ...withoutUndefined(change) }
    const overrule = { teamId: row.overruled_team_id, reason: row.overrule_reason }
    if (fingerprintOfGoodwill(row.case_id, content, overrule) === fingerprintOfGoodwill(row.case_id, before, overrule))
      return
    const about = {
      workspaceId: actor.workspaceId,
      caseId: record.id,
      topicId: record.topic_id,
      teamId: record.team_id,
      currency: content.currency,
      without: id,
    }
    const own = await authorityOf(tx, about, actor.memberId)
    const isBarred = own.wasRejected && row.overruled_team_id === null
    const staysGranted =
      row.state === 'granted' && row.approval_id === null && !isBarred && own.covers(content.amountMinor)
    await voidApprovals(tx, actor, subjectOf(id), 'content-changed')
    await release(tx, id)
    const { time_zone: timeZone } = await readPolicy(tx, actor.workspaceId)
    await reserve(tx, { ...about, goodwillId: id, unitId: own.unitId, amountMinor: content.amountMinor, timeZone })
    const approved = row.state === 'granted' ? before : row.approved
    await rewrite(tx, id, { ...content, state: staysGranted ? 'granted' : 'requested', approved })
    const facts = factsOf(id, content)
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), record.id, [
        { kind: 'goodwill.changed', data: facts },
        ...(staysGranted ? [] : [{ kind: 'goodwill.requested', data: facts } as const]),
      ]),
    )
    if (staysGranted) {
      await book(tx, id)
      const by = [row.granted_by, actor.memberId]
      await openWindow(tx, actor, record.id, { id, topicId: row.topic_id, by, overruledTeamId: overrule.teamId })
    } else await askForApproval(tx, deps, actor, record, { id, content, requestedBy: row.requested_by, overrule })
  })
  const [changed] = await present(db, actor, [(await findGoodwill(db, actor.workspaceId, id))!])
  return changed!
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never
}
