import { contactAuthor } from '@resonanz/channels'
import type { BodyOf, caseRoutes } from '@resonanz/contracts'
import { accessCustomer, identityKey, takeIdentities } from '#customers'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { emailOfCustomer } from './store-create.ts'

export type Speaker = {
  identityId: string | null
  customerId: string | null
  name: string
  /** Number, address or handle as it was told. */
  display: string | null
  email: string | null
}

/** A known customer, or who the contact names; an address seen before belongs to whom it was linked to. */
export async function whoSpoke(
  tx: Db,
  actor: Actor,
  { channel, contact = {}, customerId }: BodyOf<typeof caseRoutes.create>,
  presenceId: string,
): Promise<Speaker> {
  const customer = customerId ? await accessCustomer(tx, actor, customerId) : null
  const told = Object.fromEntries(Object.entries(contact).filter(([, value]) => value)) as Record<string, string>
  const { email, ...withoutMail } = told
  // Who called is the number; everywhere else the surest key comes first.
  const byPhone = channel === 'phone' && told.phone ? contactAuthor(withoutMail, presenceId) : null
  const author = byPhone ?? contactAuthor(told, presenceId)
  const taken = author ? (await takeIdentities(tx, actor.workspaceId, [author])).get(identityKey(author)) : undefined
  const known = customer && !email ? await emailOfCustomer(tx, customer.id) : null
  return {
    identityId: taken?.identityId ?? known?.identityId ?? null,
    customerId: customer?.id ?? taken?.customerId ?? null,
    name: customer?.name ?? taken?.customerName ?? told.name ?? author?.display ?? '',
    display: author?.display ?? null,
    email: email ?? known?.address ?? null,
  }
}
