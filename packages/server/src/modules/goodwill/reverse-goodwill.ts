import type { BodyOf, Goodwill, goodwillRoutes } from '@resonanz/contracts'
import { entriesOf, lockStandingCase } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { authorityOf } from './authority.ts'
import { giveBack } from './budgets.ts'
import { contentOf, factsOf, present } from './goodwill.ts'
import { askForApproval } from './request.ts'
import { findGoodwill, insertGoodwill, reversalOf } from './store.ts'

/**
 * Takes back what book-keeping has taken over, as a line of its own: the booked one stays as it was exported. Who could
 * grant as much reverses it at once; anybody else asks those who could. The budgets it was charged to get it back.
 */
export async function reverseGoodwill(
  deps: Deps,
  actor: Actor,
  id: string,
  { reason, mode }: BodyOf<typeof goodwillRoutes.reverse>,
): Promise<Goodwill> {
  const db = deps.db.of(actor.workspaceId)
  const seen = await findGoodwill(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  const reversalId = deps.newId()
  await inTransaction(db, async (tx) => {
    const record = await lockStandingCase(tx, actor.workspaceId, seen.case_id)
    const row = (await findGoodwill(tx, actor.workspaceId, id, { lock: true }))!
    if (row.reverses_id) throw new Refusal('conflict', 'A reversal is not reversed. Grant it anew.')
    if (row.booking_no === null) throw new Refusal('conflict', 'It is not booked yet. Take it back instead.')
    if (await reversalOf(tx, actor.workspaceId, id)) throw new Refusal('conflict', 'It is being reversed already.')
    const about = {
      workspaceId: actor.workspaceId,
      caseId: record.id,
      topicId: record.topic_id,
      teamId: record.team_id,
      currency: row.currency,
      without: id,
    }
    const own = await authorityOf(tx, about, actor.memberId)
    if (mode === 'grant' && !own.covers(row.amount_minor))
      throw new Refusal('over-limit', 'This is above your limit. Please request the reversal.', {
        limitMinor: own.limitMinor,
        leftMinor: own.leftMinor,
        currency: row.currency,
        why: 'limit',
      })
    const content = { ...contentOf(row), amountMinor: -row.amount_minor, reason, validUntil: null }
    await insertGoodwill(tx, {
      ...content,
      workspaceId: actor.workspaceId,
      id: reversalId,
      caseId: record.id,
      state: mode === 'grant' ? 'granted' : 'requested',
      teamId: row.team_id,
      topicId: row.topic_id,
      unitId: row.unit_id,
      requestedBy: actor.memberId,
      overrule: null,
      reversesId: id,
    })
    const facts = { ...factsOf(reversalId, content), reversesId: id }
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), record.id, [
        mode === 'grant'
          ? { kind: 'goodwill.reversed', data: { ...facts, approvalId: null } }
          : { kind: 'goodwill.reversal-requested', data: facts },
      ]),
    )
    if (mode === 'grant') await giveBack(tx, reversalId, id)
    else
      await askForApproval(tx, deps, actor, record, {
        id: reversalId,
        content,
        requestedBy: actor.memberId,
        overrule: { teamId: null, reason: null },
        reversesId: id,
      })
  })
  const [made] = await present(db, actor, [(await findGoodwill(db, actor.workspaceId, reversalId))!])
  return made!
}
