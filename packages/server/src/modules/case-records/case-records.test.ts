import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { makeBareCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { causeReport, changeCause, createCause } from './causes.ts'
import { completenessOf, documentCase } from './completeness.ts'
import { earlierContact } from './earlier.ts'
import { keepEvidence } from './evidence.ts'

import { closingPolicy } from '../../../../../tests/closing.ts'

let deps: Deps
let house: House
let foreign: House
let customerId: string
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  const cast = await makeCast(deps)
  house = cast.nordlicht
  foreign = cast.suedwind
  customerId = deps.newId()
  await run(
    deps.db.system,
    sql`insert into customer (workspace_id, id, name) values (${house.workspaceId}, ${customerId}, 'Jana Berger')`,
  )
})
afterAll(() => deps.db.close())

async function newCase(openedAt = new Date()): Promise<string> {
  return makeBareCase(deps, house, { title: 'Zähler', channel: 'phone', customerId, openedAt })
}

test('what is missing is said, filled in at one place, and required only where the company says so', async () => {
  const id = await newCase()
  const before = await completenessOf(deps, house.agent, id)
  expect(before.missing).toEqual([])
  await closingPolicy(deps, house, { cause: 'required', topic: 'required' })
  expect((await completenessOf(deps, house.agent, id)).missing.toSorted()).toEqual(['cause', 'topic'])
  const cause = await createCause(deps, house.lead, { name: 'Zählerstand falsch', topicId: house.topicId })
  const after = await documentCase(deps, house.agent, id, {
    foundWhere: 'Forum',
    topicId: house.topicId,
    causeId: cause.id,
    particulars: 'Nur schriftlich',
  })
  expect([after.missing, after.cause?.name]).toEqual([[], 'Zählerstand falsch'])
  expect((await causeReport(deps, house.agent, 30)).items).toMatchObject([
    { cause: { id: cause.id }, cases: 1, open: 1 },
  ])
})

test('a cause has one name, and one out of the list is not chosen any more', async () => {
  const id = await newCase()
  const cause = await createCause(deps, house.lead, { name: 'Rechnung doppelt', topicId: null })
  await expect(createCause(deps, house.lead, { name: 'rechnung DOPPELT', topicId: null })).rejects.toMatchObject({
    code: 'conflict',
  })
  await changeCause(deps, house.lead, cause.id, { active: false })
  await expect(documentCase(deps, house.agent, id, { causeId: cause.id })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(changeCause(deps, foreign.lead, cause.id, { active: true })).rejects.toMatchObject({ code: 'not-found' })
})

test('at the next contact stands what was special the last time', async () => {
  const last = await newCase(new Date(Date.now() - 86_400_000))
  await run(
    deps.db.system,
    sql`update cases set category = 'done', closed_at = now(), particulars = 'Hat zwei Zähler' where id = ${last}`,
  )
  await run(
    deps.db.system,
    sql`insert into goodwill (workspace_id, id, case_id, kind, amount_minor, currency, reason, state, requested_by) values (${house.workspaceId}, ${deps.newId()}, ${last}, 'refund', 500, 'EUR', 'Spät', 'requested', ${house.agent.memberId})`,
  )
  const found = await earlierContact(deps, house.agent, await newCase())
  expect(found.last).toMatchObject({ id: last, particulars: 'Hat zwei Zähler' })
  expect(found.openGoodwill).toMatchObject([{ caseId: last, amountMinor: 500 }])
})

test('public words are kept once for each version, with their hash; private ones are not', async () => {
  const id = await newCase()
  const [open, closed] = [deps.newId(), deps.newId()]
  for (const [thread, visibility] of [
    [open, 'public'],
    [closed, 'private'],
  ]) {
    await run(
      deps.db.system,
      sql`insert into thread (workspace_id, id, presence_id, channel, external_key, visibility, case_id) values (${house.workspaceId}, ${thread}, ${house.presenceId}, 'feed', ${thread}, ${visibility}, ${id})`,
    )
    await run(
      deps.db.system,
      sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, text, occurred_at) values (${house.workspaceId}, ${thread}, ${thread}, ${house.presenceId}, 'feed', 'in', ${thread}, 'Jana', ${`Wort ${visibility}`}, now())`,
    )
    await run(
      deps.db.system,
      sql`insert into case_message (workspace_id, case_id, message_id, at) values (${house.workspaceId}, ${id}, ${thread}, now())`,
    )
  }
  await keepEvidence(deps, house.agent, id)
  expect((await keepEvidence(deps, house.agent, id)).items).toMatchObject([{ text: 'Wort public' }])
  await run(deps.db.system, sql`update message set text = 'anders', version = 2 where id = ${open}`)
  const { items } = await keepEvidence(deps, house.agent, id)
  expect(items.map(({ text }) => text).toSorted()).toEqual(['Wort public', 'anders'])
  expect(new Set(items.map(({ sha256 }) => sha256)).size).toBe(2)
})
