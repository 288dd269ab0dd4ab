import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { inTransaction, one, rows } from '#platform/db/database'
import { newId } from '#platform/ids'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { createCustomer } from './change-customer.ts'
import { decideProposal, linkIdentity, unlinkIdentity } from './link-identity.ts'
import { mergeCustomers, unmergeCustomers } from './merge-customers.ts'
import { proposeLinks } from './propose-links.ts'
import { readCustomer } from './read-customer.ts'
import { identityKey, takeIdentities } from './take-identities.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

const agent = () => cast.nordlicht.agent
const author = (key: string, name: string | null = 'Jana Berger') => ({
  kind: 'email',
  scope: '',
  key,
  display: key,
  name,
})
const identity = async (key: string, name?: string) =>
  (
    await inTransaction(deps.db.system, (tx) =>
      takeIdentities(tx, cast.nordlicht.workspaceId, [author(key, name ?? 'Jana Berger')]),
    )
  ).get(identityKey(author(key)))!.identityId
/** Everything that says whose an identity is now. */
const picture = async () =>
  rows(
    deps.db.system,
    sql`select i.key, l.customer_id from identity i left join identity_link l on l.identity_id = i.id and l.valid_to is null where i.workspace_id = ${cast.nordlicht.workspaceId} order by i.key`,
  )

test('the same address is one identity, however many say it at once', async () => {
  const key = `${newId()}@kunden.test`
  const all = await Promise.all(Array.from({ length: 8 }, () => identity(key)))
  expect(new Set(all).size).toBe(1)
})

test('a contact becomes a customer only by a person; a link can be closed and nothing is lost', async () => {
  const id = await identity(`${newId()}@kunden.test`)
  const customer = await createCustomer(deps, agent(), { name: 'Jana Berger', identityId: id })
  expect(customer.identities).toMatchObject([{ id, state: 'confirmed', confirmedBy: { name: agent().name } }])
  await unlinkIdentity(deps, agent(), id, 'verwechselt')
  expect((await readCustomer(deps, agent(), customer.id)).identities).toEqual([])
  const kept = await rows(
    deps.db.system,
    sql<{ valid_to: Date | null }>`select valid_to from identity_link where identity_id = ${id}`,
  )
  expect(kept).toHaveLength(1)
})

test('a merge and its undo give back exactly what was, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 4 }), async (spread) => {
      const customers = await Promise.all(
        [0, 1, 2].map((n) => createCustomer(deps, agent(), { name: `Kundin ${n} ${newId()}` })),
      )
      for (const n of spread)
        await linkIdentity(deps, agent(), await identity(`${newId()}@kunden.test`), {
          customerId: customers[n]!.id,
          reason: '',
        })
      const before = await picture()
      const [a, b, c] = customers.map(({ id }) => ({ id })) as [{ id: string }, { id: string }, { id: string }]
      await mergeCustomers(deps, agent(), a.id, { into: b.id, reason: 'gleiche Person' })
      const merged = await mergeCustomers(deps, agent(), b.id, { into: c.id, reason: 'doch drei' })
      expect(merged.identities).toHaveLength(spread.length)
      const merges = await rows(
        deps.db.system,
        sql<{ id: string }>`select id from customer_merge where from_id in (${a.id}, ${b.id}) order by at desc`,
      )
      for (const merge of merges) await unmergeCustomers(deps, agent(), merge.id)
      expect(await picture()).toEqual(before)
    }),
    { numRuns: 8 },
  )
})

test('a match is proposed with its reason and waits for a person; declined, it does not come back', async () => {
  const name = `Annegret Sommer${newId().slice(-6)}`
  const customer = await createCustomer(deps, agent(), { name })
  const id = await identity(`${newId()}@kunden.test`, name)
  expect(await proposeLinks(deps.db.system)).toBeGreaterThan(0)
  const [proposal] = (await readCustomer(deps, agent(), customer.id)).proposals
  expect(proposal).toMatchObject({ identity: { id, state: 'unlinked' }, reasons: [{ code: 'same-name' }] })
  await decideProposal(deps, agent(), proposal!.id, false)
  await proposeLinks(deps.db.system)
  expect((await readCustomer(deps, agent(), customer.id)).proposals).toEqual([])
})

test('every look at a customer is on record, once an hour per person', async () => {
  const customer = await createCustomer(deps, agent(), { name: 'Gerda Hoffmann' })
  await readCustomer(deps, agent(), customer.id)
  await readCustomer(deps, agent(), customer.id)
  await readCustomer(deps, cast.nordlicht.lead, customer.id)
  const looks = await one(
    deps.db.system,
    sql<{
      n: number
    }>`select count(*)::int as n from journal where subject_id = ${customer.id} and kind = 'customer.viewed'`,
  )
  expect(looks!.n).toBe(2)
})

test('a neighbour’s customer is not found', async () => {
  const customer = await createCustomer(deps, cast.suedwind.agent, { name: 'Fremd' })
  await expect(readCustomer(deps, agent(), customer.id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(mergeCustomers(deps, agent(), customer.id, { into: newId(), reason: '' })).rejects.toMatchObject({
    code: 'not-found',
  })
})
