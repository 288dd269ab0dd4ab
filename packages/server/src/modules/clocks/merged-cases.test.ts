import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePromise } from '#cases'
import { type Deps, journalActor } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { mergeCase } from '../cases/merge.ts'
import { makeCase } from '../cases/test-cases.ts'
import { undoMergeOrSplit } from '../cases/undo.ts'
import { keepClocks } from './keep-clocks.ts'
import { readClocks } from './read-clocks.ts'

let deps: Deps
let house: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())

const catchUp = () => readUp(deps, 'clocks', () => keepClocks(deps))

async function promised(): Promise<string> {
  const made = await makeCase(deps, house, { ownerId: house.agent.memberId })
  const by = { workspaceId: house.workspaceId, actor: journalActor(house.agent) }
  await inTransaction(deps.db.system, (tx) =>
    makePromise(tx, by, {
      id: deps.newId(),
      caseId: made.id,
      kind: 'refund',
      text: '',
      what: '20 €',
      dueAt: new Date(Date.now() + 5 * 3_600_000),
      madeBy: house.agent.memberId,
      ownerId: null,
    }),
  )
  return made.id
}
/** Of promises that run in a case. */
async function running(caseId: string): Promise<number> {
  const { items } = await readClocks(deps, house.agent, caseId)
  return items.filter(({ kind, state }) => kind === 'next_update' && state === 'running').length
}

test('a promise’s clock goes with its promise when cases are joined and parted, and holds up no other case', async () => {
  for (const before of [true, false]) {
    const [from, into] = [await promised(), await promised()]
    // Read before the join and after it, or both at once.
    if (before) await catchUp()
    await mergeCase(deps, house.agent, from, into)
    await catchUp()
    const joined = [await running(from), await running(into)]
    expect(joined).toEqual([0, 2])
  }
  const [from, into] = [await promised(), await promised()]
  await catchUp()
  const { undoable } = await mergeCase(deps, house.agent, from, into)
  await catchUp()
  await undoMergeOrSplit(deps, house.agent, into, undoable!.id)
  await catchUp()
  expect([await running(from), await running(into)]).toEqual([1, 1])
})
