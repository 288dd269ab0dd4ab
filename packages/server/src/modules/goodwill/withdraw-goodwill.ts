import type { Goodwill } from '@resonanz/contracts'
import { voidApprovals } from '#approvals'
import { entriesOf, lockStandingCase } from '#cases'
import { inTransaction } from '#platform/db/database'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { release } from './budgets.ts'
import { present, subjectOf } from './goodwill.ts'
import { end, findGoodwill } from './store.ts'
import { objectionsTo, settleObjection } from './store-objections.ts'

/** Takes a request or a grant back, with a reason; what it held of the budgets is free again. Not once it was booked. */
export async function withdrawGoodwill(deps: Deps, actor: Actor, id: string, reason: string): Promise<Goodwill> {
  const db = deps.db.of(actor.workspaceId)
  const seen = await findGoodwill(db, actor.workspaceId, id)
  if (!seen) throw notFound()
  await inTransaction(db, async (tx) => {
    const record = await lockStandingCase(tx, actor.workspaceId, seen.case_id)
    const row = (await findGoodwill(tx, actor.workspaceId, id, { lock: true }))!
    if (row.booking_no !== null) throw new Refusal('already-booked', 'Book-keeping has taken it over.')
    if (row.state !== 'requested' && row.state !== 'granted') throw new Refusal('conflict', 'It is settled already.')
    if (row.reverses_id && row.state === 'granted')
      throw new Refusal('conflict', 'A reversal stands. Grant it anew instead.')
    const [objection] = await objectionsTo(tx, actor.workspaceId, [id])
    if (objection?.state === 'open') {
      await voidApprovals(tx, actor, { kind: 'goodwill-objection', id: objection.id }, 'withdrawn')
      await settleObjection(tx, objection.id, { state: 'upheld', by: actor.memberId, reason })
    }
    await voidApprovals(tx, actor, subjectOf(id), 'withdrawn')
    await release(tx, id)
    await end(tx, id, { state: 'withdrawn', by: actor.memberId, reason })
    await append(
      tx,
      entriesOf(actor.workspaceId, journalActor(actor), record.id, [
        { kind: 'goodwill.withdrawn', data: { goodwillId: id, reason } },
      ]),
    )
  })
  const [ended] = await present(db, actor, [(await findGoodwill(db, actor.workspaceId, id))!])
  return ended!
}
