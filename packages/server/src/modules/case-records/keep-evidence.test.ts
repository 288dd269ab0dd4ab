import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { makeCase } from '../../../../../tests/cases.ts'
import { closingPolicy } from '../../../../../tests/closing.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { addMessages } from '../cases/test-cases.ts'
import { changeCase } from '../cases/change-case.ts'
import { keepEvidence, listEvidence } from './evidence.ts'
import { findEvidence, keepDue } from './keep-evidence.ts'

let deps: Deps
let url: string
let house: House
beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  house = (await makeCast(deps)).nordlicht
  await findEvidence(deps)
})
afterAll(() => deps.db.close())
beforeEach(() => run(deps.db.system, sql`delete from closing_policy`))

/** What somebody wrote where everybody reads it. */
async function publicCase(set: ReturnType<typeof sql>) {
  const made = await makeCase(deps, house)
  await run(deps.db.system, sql`update cases set visibility = 'public', ${set} where id = ${made.id}`)
  await run(deps.db.system, sql`update thread set visibility = 'public' where id = ${made.threadId}`)
  return made
}
const read = () => readUp(deps, 'evidence', () => findEvidence(deps))
async function arrive() {
  await read()
  while (await keepDue(deps));
}
/** What the program itself may not do. */
async function asOwner(statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statements).finally(() => client.end())
}
const kindsOf = async (caseId: string) =>
  (
    await rows(
      deps.db.system,
      sql<{
        kind: string
      }>`select kind from journal where subject_id = ${caseId} and kind like 'case.evidence%' order by seq`,
    )
  ).map(({ kind }) => kind)

test('public words of a serious case are kept on arrival, once; a quiet or private one keeps nothing', async () => {
  const angry = await publicCase(sql`kind = 'complaint', anger = 2`)
  const press = await publicCase(sql`kind = 'press'`)
  const quiet = await publicCase(sql`kind = 'complaint', anger = 0`)
  const inPrivate = await makeCase(deps, house)
  await run(deps.db.system, sql`update cases set anger = 2 where id = ${inPrivate.id}`)
  await arrive()
  await arrive()
  const kept = await listEvidence(deps, house.agent, angry.id)
  expect(kept).toMatchObject({ items: [{ why: 'serious', keptBy: null, text: 'Nachricht 1' }], waiting: 0, failed: [] })
  expect((await listEvidence(deps, house.agent, press.id)).items).toHaveLength(1)
  for (const { id } of [quiet, inPrivate]) expect((await listEvidence(deps, house.agent, id)).items).toEqual([])
  expect(await kindsOf(angry.id)).toEqual(['case.evidence'])
  // It stays as it stood when the original is changed.
  await run(
    deps.db.system,
    sql`update message set text = 'harmlos', version = version + 1 where id = ${angry.messageIds[0]!}`,
  )
  await arrive()
  expect((await listEvidence(deps, house.agent, angry.id)).items.map(({ text }) => text)).toEqual(['Nachricht 1'])
})

test('a person says that it is a complaint: then too, where the company wants every complaint', async () => {
  await closingPolicy(deps, house, {}, 'complaints')
  const { id } = await publicCase(sql`kind = null, anger = 0`)
  await arrive()
  expect((await listEvidence(deps, house.agent, id)).items).toEqual([])
  await changeCase(deps, house.agent, id, { kind: 'complaint' })
  await arrive()
  expect((await listEvidence(deps, house.agent, id)).items).toHaveLength(1)
})

test('switched off it keeps nothing', async () => {
  await closingPolicy(deps, house, {}, 'off')
  const { id } = await publicCase(sql`anger = 2`)
  await arrive()
  expect(await listEvidence(deps, house.agent, id)).toEqual({ items: [], waiting: 0, failed: [] })
})

test('until it is kept it is seen to wait; what was deleted before says so, once', async () => {
  const { id, messageIds } = await publicCase(sql`anger = 2`)
  await read()
  expect((await listEvidence(deps, house.agent, id)).waiting).toBe(1)
  await run(deps.db.system, sql`update message set deleted_at = now() where id = ${messageIds[0]!}`)
  await arrive()
  expect(await listEvidence(deps, house.agent, id)).toMatchObject({
    items: [],
    waiting: 0,
    failed: [{ messageId: messageIds[0], code: 'deleted' }],
  })
  await arrive()
  expect(await kindsOf(id)).toEqual(['case.evidence-failed'])
})

test('two that work at once keep it once; what a dead one held is found again; by hand settles it too', async () => {
  const { id, messageIds } = await publicCase(sql`anger = 2`)
  await read()
  await run(
    deps.db.system,
    sql`update evidence_due set tries = 1, next_at = now() + interval '1 hour' where case_id = ${id}`,
  )
  await keepDue(deps)
  expect((await listEvidence(deps, house.agent, id)).waiting).toBe(1)
  await run(deps.db.system, sql`update evidence_due set next_at = now() where case_id = ${id}`)
  await Promise.all([keepDue(deps), keepDue(deps), keepEvidence(deps, house.agent, id)])
  expect(await listEvidence(deps, house.agent, id)).toMatchObject({ waiting: 0, failed: [] })
  const { n } = (await one<{ n: number }>(
    deps.db.system,
    sql`select count(*)::int as n from evidence where message_id = ${messageIds[0]!}`,
  ))!
  expect(n).toBe(1)
})

test('a word that cannot be kept holds up no other, is tried again and at last says so', async () => {
  const bad = await publicCase(sql`anger = 2`)
  const good = await publicCase(sql`anger = 2`)
  await addMessages(deps, house, { id: good.id, threadId: good.threadId }, [deps.newId()])
  await read()
  await asOwner(
    `create function spoil() returns trigger language plpgsql as $$ begin if new.case_id = '${bad.id}' then raise exception 'kaputt'; end if; return new; end $$;
     create trigger spoil before insert on evidence for each row execute function spoil()`,
  )
  for (let n = 0; n < 5; n += 1) {
    await run(deps.db.system, sql`update evidence_due set next_at = now() where state = 'waiting'`)
    await keepDue(deps)
  }
  await asOwner('drop trigger spoil on evidence')
  expect((await listEvidence(deps, house.agent, good.id)).items.length).toBeGreaterThan(0)
  expect(await listEvidence(deps, house.agent, bad.id)).toMatchObject({ items: [], failed: [{ code: 'internal' }] })
})
