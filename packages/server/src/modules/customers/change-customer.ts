import type { BodyOf, Customer, customerRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { inTransaction, run } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { linkIdentityIn } from './link-identity.ts'
import { customerView } from './read-customer.ts'
import { accessCustomer, accessIdentity } from './store.ts'

type Change = BodyOf<typeof customerRoutes.change>

/** A customer made by a person, from a contact where one is given: identity and its cases then belong to them. */
export async function createCustomer(
  deps: Deps,
  actor: Actor,
  input: BodyOf<typeof customerRoutes.create>,
): Promise<Customer> {
  const db = deps.db.of(actor.workspaceId)
  const id = deps.newId()
  await inTransaction(db, async (tx) => {
    await sql`insert into customer (workspace_id, id, name, number, organisation, language, address_form, salutation, particulars, fields)
      values (${actor.workspaceId}, ${id}, ${input.name}, ${input.number ?? null}, ${input.organisation ?? null}, ${input.language ?? null}, ${input.addressForm ?? null}, ${input.salutation ?? null}, ${input.particulars ?? ''}, ${JSON.stringify(input.fields ?? {})}::jsonb)`
      .execute(tx)
      .catch(refuseDouble)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'customer', id },
        actor: journalActor(actor),
        kind: 'customer.created',
        data: input.identityId ? { identityId: input.identityId } : {},
      },
    ])
    if (input.identityId)
      await linkIdentityIn(tx, deps, actor, await accessIdentity(tx, actor, input.identityId), {
        customerId: id,
        evidence: ['confirmed-by-person'],
        reason: '',
      })
    if (input.caseId) {
      const changed = await run(
        tx,
        sql`update cases set customer_id = ${id}, contact_name = ${input.name}, version = version + 1 where id = ${input.caseId} and workspace_id = ${actor.workspaceId} and customer_id is null`,
      )
      if (changed > 0)
        await append(tx, [
          {
            workspaceId: actor.workspaceId,
            subject: { kind: 'case', id: input.caseId },
            actor: journalActor(actor),
            kind: 'case.customer',
            data: { from: null, to: id },
          },
        ])
    }
  })
  return customerView(db, actor, id)
}

export async function changeCustomer(deps: Deps, actor: Actor, id: string, change: Change): Promise<Customer> {
  const db = deps.db.of(actor.workspaceId)
  await inTransaction(db, async (tx) => {
    const before = await accessCustomer(tx, actor, id, { lock: true })
    if (before.merged_into)
      throw new Refusal('conflict', 'This customer was joined into another one.', { mergedInto: before.merged_into })
    const after = {
      name: before.name,
      number: before.number,
      organisation: before.organisation,
      language: before.language,
      addressForm: before.address_form,
      salutation: before.salutation,
      particulars: before.particulars,
      fields: before.fields,
      ...change,
    }
    await sql`update customer set name = ${after.name}, number = ${after.number ?? null}, organisation = ${after.organisation ?? null}, language = ${after.language ?? null}, address_form = ${after.addressForm ?? null}, salutation = ${after.salutation ?? null},
      particulars = ${after.particulars}, fields = ${JSON.stringify(after.fields)}::jsonb where id = ${id}`
      .execute(tx)
      .catch(refuseDouble)
    if (change.name && change.name !== before.name)
      await run(tx, sql`update cases set contact_name = ${change.name} where customer_id = ${id}`)
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'customer', id },
        actor: journalActor(actor),
        kind: 'customer.changed',
        data: { fields: Object.keys(change) },
      },
    ])
  })
  return customerView(db, actor, id)
}

function refuseDouble(error: unknown): never {
  if ((error as { code?: string }).code === '23505') throw new Refusal('conflict', 'Another customer has this number.')
  throw error
}
