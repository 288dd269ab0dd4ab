import type { Customer } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { inTransaction, one, rows, run } from '#platform/db/database'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { customerView } from './read-customer.ts'
import { accessCustomer } from './store.ts'

/**
 * Joins one customer into another: their open links are closed and written anew under the merge, their cases follow.
 * Nothing is deleted, so the undo gives back exactly what was, except what people changed since.
 */
export async function mergeCustomers(
  deps: Deps,
  actor: Actor,
  fromId: string,
  { into, reason }: { into: string; reason: string },
): Promise<Customer> {
  if (fromId === into) throw new Refusal('invalid-input', 'A customer cannot be joined into itself.')
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    // Always in the order of ids, so that two merges at once never wait for each other.
    for (const id of [fromId, into].toSorted()) await accessCustomer(tx, actor, id, { lock: true })
    const [from, target] = [await accessCustomer(tx, actor, fromId), await accessCustomer(tx, actor, into)]
    if (from.merged_into || target.merged_into) throw new Refusal('conflict', 'One of them was joined already.')
    const mergeId = deps.newId()
    await sql`insert into customer_merge (workspace_id, id, from_id, into_id, reason, by_member) values (${actor.workspaceId}, ${mergeId}, ${fromId}, ${into}, ${reason}, ${actor.memberId})`.execute(
      tx,
    )
    const closed = await rows(
      tx,
      sql<{
        identity_id: string
        evidence: unknown
      }>`update identity_link set valid_to = now() where customer_id = ${fromId} and valid_to is null returning identity_id, evidence`,
    )
    if (closed.length > 0) {
      await sql`insert into identity_link (workspace_id, id, identity_id, customer_id, evidence, reason, author_id, merge_id)
        select ${actor.workspaceId}::uuid, e.id, e.identity_id, ${into}::uuid, e.evidence, ${reason}, ${actor.memberId}::uuid, ${mergeId}::uuid
        from json_to_recordset(${JSON.stringify(closed.map((link) => ({ id: deps.newId(), ...link })))}::json) as e(id uuid, identity_id uuid, evidence jsonb)`.execute(
        tx,
      )
    }
    await run(
      tx,
      sql`update cases set customer_id = ${into}, contact_name = ${target.name}, version = version + 1 where customer_id = ${fromId}`,
    )
    await run(tx, sql`update customer set merged_into = ${into} where id = ${fromId}`)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'customer', id: fromId },
        actor: journalActor(actor),
        kind: 'customer.merged',
        data: { into, mergeId, ...(reason ? { reason } : {}) },
      },
    ])
  })
  return customerView(db, actor, into)
}

export async function unmergeCustomers(deps: Deps, actor: Actor, mergeId: string): Promise<Customer> {
  const db = deps.db.of(actor.workspaceId)
  const fromId = await inTransaction(db, async (tx) => {
    const merge = await one(
      tx,
      sql<{
        from_id: string
        into_id: string
        undone_at: Date | null
      }>`select from_id, into_id, undone_at from customer_merge where id = ${mergeId} and workspace_id = ${actor.workspaceId} for update`,
    )
    if (!merge) throw notFound()
    if (merge.undone_at) throw new Refusal('not-undoable', 'This merge was undone already.')
    const from = await accessCustomer(tx, actor, merge.from_id, { lock: true })
    // Links made by the merge and still open go back; what a person linked elsewhere meanwhile stays there.
    const back = await rows(
      tx,
      sql<{
        identity_id: string
        evidence: unknown
      }>`update identity_link set valid_to = now() where merge_id = ${mergeId} and customer_id = ${merge.into_id} and valid_to is null returning identity_id, evidence`,
    )
    if (back.length > 0) {
      await sql`insert into identity_link (workspace_id, id, identity_id, customer_id, evidence, author_id, merge_id)
        select ${actor.workspaceId}::uuid, e.id, e.identity_id, ${merge.from_id}::uuid, e.evidence, ${actor.memberId}::uuid,
          -- An earlier merge that brought it there may still be undone.
          (select p.merge_id from identity_link p where p.identity_id = e.identity_id and p.customer_id = ${merge.from_id}::uuid order by p.valid_to desc nulls last limit 1)
        from json_to_recordset(${JSON.stringify(back.map((link) => ({ id: deps.newId(), ...link })))}::json) as e(id uuid, identity_id uuid, evidence jsonb)`.execute(
        tx,
      )
    }
    await run(tx, sql`update customer set merged_into = null where id = ${merge.from_id}`)
    await run(
      tx,
      sql`update cases set customer_id = ${merge.from_id}, contact_name = ${from.name}, version = version + 1 where customer_id = ${merge.into_id} and identity_id = any(${back.map((link) => link.identity_id)}::uuid[])`,
    )
    await run(tx, sql`update customer_merge set undone_at = now() where id = ${mergeId}`)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'customer', id: merge.into_id },
        actor: journalActor(actor),
        kind: 'customer.unmerged',
        data: { from: merge.from_id, mergeId },
      },
    ])
    return merge.from_id
  })
  return customerView(db, actor, fromId)
}
