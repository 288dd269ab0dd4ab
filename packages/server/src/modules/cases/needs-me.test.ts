import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { standInsOf } from '#absences'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, roles, testDeps } from '../../../../../tests/deps.ts'
import { listCases } from './list-cases.ts'
import { makeCase } from './test-cases.ts'

let deps: Deps
let house: House
let people: Actor[]
/** Who owns which case. */
let cases: { id: string; ownerId: string }[]

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
  people = roles.map((role) => house[role])
  cases = []
  for (const { memberId } of people) {
    const answerDueAt = new Date(Date.now() + 30 * 3_600_000)
    cases.push({ id: (await makeCase(deps, house, { ownerId: memberId, answerDueAt })).id, ownerId: memberId })
  }
})
afterAll(() => deps.db.close())

const person = fc.integer({ min: 0, max: 4 })
const absence = fc.record({ of: person, deputy: fc.option(person), hours: fc.integer({ min: 1, max: 9 }) })

test('whatever the chain of deputies: the cases of whoever is away need the one who is there, and nobody else', async () => {
  const { workspaceId } = house
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(absence, { maxLength: 6, selector: ({ hours }) => hours }),
      fc.option(person),
      async (absences, leaver) => {
        await sql`delete from absence where workspace_id = ${workspaceId}`.execute(deps.db.system)
        await sql`update member set active = id is distinct from ${leaver === null ? null : people[leaver]!.memberId}::uuid where workspace_id = ${workspaceId}`.execute(
          deps.db.system,
        )
        for (const { of, deputy, hours } of absences)
          await sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values (${workspaceId}, ${deps.newId()}, ${people[of]!.memberId}, now() - interval '1 hour',
            now() + make_interval(hours => ${hours}), ${deputy === null || deputy === of ? null : people[deputy]!.memberId})`.execute(
            deps.db.system,
          )
        const standIns = await standInsOf(
          deps.db.of(workspaceId),
          workspaceId,
          people.map(({ memberId }) => memberId),
        )
        for (const actor of people) {
          const expected = cases
            .filter(({ ownerId }) => ownerId === actor.memberId || standIns.get(ownerId)?.deputyId === actor.memberId)
            .map(({ id }) => id)
          const { items } = await listCases(deps, actor, { view: 'needs_me', sort: 'due', limit: 50 })
          expect(items.map(({ id }) => id).toSorted()).toEqual(expected.toSorted())
        }
      },
    ),
    { numRuns: 25 },
  )
})
