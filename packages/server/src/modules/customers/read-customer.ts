import { type Customer, may } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { type Db, one } from '#platform/db/database'
import { append } from '#platform/journal'
import * as store from './store.ts'

/** One customer, whole. Every look at personal data is logged with its purpose, once an hour per person and customer. */
export async function readCustomer(deps: Deps, actor: Actor, id: string, purpose = 'service'): Promise<Customer> {
  const db = deps.db.of(actor.workspaceId)
  const customer = await customerView(db, actor, id)
  await logLook(db, actor, id, purpose)
  return customer
}

export async function customerView(db: Db, actor: Actor, id: string): Promise<Customer> {
  const record = await store.accessCustomer(db, actor, id)
  const [identities, proposals, cases, openPromises, merges] = await Promise.all([
    store.identitiesOf(db, id),
    store.proposalsFor(db, id),
    store.casesOf(db, id),
    store.openPromisesOf(db, id),
    store.mergesInto(db, id),
  ])
  return {
    id,
    name: record.name,
    number: record.number,
    organisation: record.organisation,
    language: record.language,
    addressForm: record.address_form,
    salutation: record.salutation,
    particulars: record.particulars,
    fields: record.fields,
    since: record.created_at.toISOString(),
    identities: identities.map(store.identityView),
    proposals,
    cases,
    openPromises,
    mergedInto: record.merged_into,
    merges,
    allowed: may(actor.role, 'customer.write') ? ['change', 'link', 'merge'] : [],
  }
}

async function logLook(db: Db, actor: Actor, customerId: string, purpose: string) {
  const recent = await one(
    db,
    sql<{
      one: number
    }>`select 1 as one from journal where subject_id = ${customerId} and kind = 'customer.viewed' and actor_id = ${actor.memberId} and at > now() - interval '1 hour' limit 1`,
  )
  if (!recent)
    await append(db, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'customer', id: customerId },
        actor: journalActor(actor),
        kind: 'customer.viewed',
        data: { purpose },
      },
    ])
}
