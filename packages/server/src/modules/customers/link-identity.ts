import type { Customer } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { type Db, inTransaction, one, run } from '#platform/db/database'
import { notFound, Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { customerView } from './read-customer.ts'
import { accessCustomer, accessIdentity, type IdentityRow } from './store.ts'

/** A person says whose identity this is. An earlier link is closed, never overwritten. */
export async function linkIdentity(
  deps: Deps,
  actor: Actor,
  identityId: string,
  link: { customerId: string; reason: string },
): Promise<Customer> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const customer = await accessCustomer(tx, actor, link.customerId, { lock: true })
    if (customer.merged_into) throw new Refusal('conflict', undefined, { mergedInto: customer.merged_into })
    await linkIdentityIn(tx, deps, actor, await accessIdentity(tx, actor, identityId), {
      ...link,
      evidence: ['confirmed-by-person'],
    })
  })
  return customerView(db, actor, link.customerId)
}

export async function linkIdentityIn(
  tx: Db,
  deps: Deps,
  actor: Actor,
  identity: IdentityRow & { customer_id: string | null },
  link: { customerId: string; evidence: string[]; reason: string; mergeId?: string },
): Promise<void> {
  if (identity.customer_id === link.customerId) return
  if (identity.link_id && identity.customer_id) await closeLink(tx, actor, identity, '')
  await sql`insert into identity_link (workspace_id, id, identity_id, customer_id, evidence, reason, author_id, merge_id)
    values (${actor.workspaceId}, ${deps.newId()}, ${identity.id}, ${link.customerId}, ${JSON.stringify(link.evidence)}::jsonb, ${link.reason}, ${actor.memberId}, ${link.mergeId ?? null})`.execute(
    tx,
  )
  await run(
    tx,
    sql`update cases set customer_id = ${link.customerId}, contact_name = (select name from customer where id = ${link.customerId}), version = version + 1 where identity_id = ${identity.id} and customer_id is distinct from ${link.customerId}::uuid`,
  )
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'customer', id: link.customerId },
      actor: journalActor(actor),
      kind: 'identity.linked',
      data: {
        identityId: identity.id,
        customerId: link.customerId,
        evidence: link.evidence,
        ...(link.reason ? { reason: link.reason } : {}),
      },
    },
  ])
}

export async function unlinkIdentity(
  deps: Deps,
  actor: Actor,
  identityId: string,
  reason: string,
): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const identity = await accessIdentity(tx, actor, identityId)
    if (!identity.link_id) throw new Refusal('conflict', 'This identity belongs to nobody.')
    await closeLink(tx, actor, identity, reason)
    await run(
      tx,
      sql`update cases set customer_id = null, contact_name = ${identity.name ?? identity.display}, version = version + 1 where identity_id = ${identityId}`,
    )
  })
  return { ok: true }
}

async function closeLink(tx: Db, actor: Actor, identity: IdentityRow & { customer_id: string | null }, reason: string) {
  await run(tx, sql`update identity_link set valid_to = now() where id = ${identity.link_id} and valid_to is null`)
  await append(tx, [
    {
      workspaceId: actor.workspaceId,
      subject: { kind: 'customer', id: identity.customer_id! },
      actor: journalActor(actor),
      kind: 'identity.unlinked',
      data: { identityId: identity.id, customerId: identity.customer_id!, ...(reason ? { reason } : {}) },
    },
  ])
}

/** A proposed match is accepted or declined by a person; a declined one is not proposed again. */
export async function decideProposal(
  deps: Deps,
  actor: Actor,
  proposalId: string,
  accept: boolean,
): Promise<{ ok: true }> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const proposal = await one(
      tx,
      sql<{
        identity_id: string
        customer_id: string
        state: string
        reasons: { code: string }[]
      }>`select identity_id, customer_id, state, reasons from link_proposal where id = ${proposalId} and workspace_id = ${actor.workspaceId} for update`,
    )
    if (!proposal) throw notFound()
    if (proposal.state !== 'open') throw new Refusal('conflict', 'This proposal is decided.')
    await run(
      tx,
      sql`update link_proposal set state = ${accept ? 'accepted' : 'declined'}, decided_by = ${actor.memberId}, decided_at = now() where id = ${proposalId}`,
    )
    if (accept)
      await linkIdentityIn(tx, deps, actor, await accessIdentity(tx, actor, proposal.identity_id), {
        customerId: proposal.customer_id,
        evidence: proposal.reasons.map((reason) => reason.code),
        reason: '',
      })
    else
      await append(tx, [
        {
          workspaceId: actor.workspaceId,
          subject: { kind: 'customer', id: proposal.customer_id },
          actor: journalActor(actor),
          kind: 'identity.declined',
          data: { proposalId, customerId: proposal.customer_id },
        },
      ])
  })
  return { ok: true }
}
