import { customerRoutes } from '@resonanz/contracts'
import type { Deps } from '#platform/deps'
import { type Binding, bind } from '#platform/http/binding'
import { changeCustomer, createCustomer } from './change-customer.ts'
import { decideProposal, linkIdentity, unlinkIdentity } from './link-identity.ts'
import { mergeCustomers, unmergeCustomers } from './merge-customers.ts'
import { readCustomer } from './read-customer.ts'
import { findCustomers } from './store.ts'

export { proposeLinks } from './propose-links.ts'
export { accessCustomer, findCustomers } from './store.ts'
export { type Author, identityKey, type TakenIdentity, takeIdentities } from './take-identities.ts'

export function customerBindings(deps: Deps): Binding[] {
  return [
    bind(customerRoutes.list, async ({ actor, query }) => {
      const before = query.cursor && /^[0-9a-f-]{36}$/.test(query.cursor) ? query.cursor : null
      const found = await findCustomers(deps.db.of(actor.workspaceId), actor, query.q, query.limit + 1, before)
      const items = found.slice(0, query.limit)
      return { items, nextCursor: found.length > query.limit ? items.at(-1)!.id : null }
    }),
    bind(customerRoutes.create, ({ actor, body }) => createCustomer(deps, actor, body)),
    bind(customerRoutes.read, ({ actor, params }) => readCustomer(deps, actor, params.id)),
    bind(customerRoutes.change, ({ actor, params, body }) => changeCustomer(deps, actor, params.id, body)),
    bind(customerRoutes.link, ({ actor, params, body }) => linkIdentity(deps, actor, params.id, body)),
    bind(customerRoutes.unlink, ({ actor, params, body }) => unlinkIdentity(deps, actor, params.id, body.reason)),
    bind(customerRoutes.decide, ({ actor, params, body }) => decideProposal(deps, actor, params.id, body.accept)),
    bind(customerRoutes.merge, ({ actor, params, body }) => mergeCustomers(deps, actor, params.id, body)),
    bind(customerRoutes.unmerge, ({ actor, params }) => unmergeCustomers(deps, actor, params.id)),
  ]
}
