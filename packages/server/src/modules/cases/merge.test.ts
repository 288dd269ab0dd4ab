import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { mergeCase } from './merge.ts'
import { readCase } from './read-case.ts'
import { readTargets } from '#targets'
import { receiveMessages } from './receive.ts'
import { splitCase } from './split.ts'
import { caseRow, journalOf, makeCase, type TestCase } from './test-cases.ts'
import { undoMergeOrSplit } from './undo.ts'

let deps: Deps
let house: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())

/** What intake does with one more mail of a thread; between looking and writing it may take its time. */
async function arrive(threadId: string, pauseSeconds = 0): Promise<string> {
  const id = deps.newId()
  await inTransaction(deps.db.system, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('intake:' || ${house.presenceId}::text, 0))`.execute(tx)
    const found = await sql<{ case_id: string }>`select case_id from thread where id = ${threadId}`.execute(tx)
    const caseId = found.rows[0]!.case_id
    if (pauseSeconds > 0) await sql`select pg_sleep(${pauseSeconds})`.execute(tx)
    await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, text, occurred_at)
      values (${house.workspaceId}, ${id}, ${threadId}, ${house.presenceId}, 'email', 'in', ${id}, 'Noch etwas', now())`.execute(
      tx,
    )
    await receiveMessages(
      tx,
      house.workspaceId,
      [
        {
          caseId,
          channel: 'email',
          preview: 'Noch etwas',
          messages: [
            {
              id,
              threadId,
              channel: 'email',
              nature: 'message',
              at: new Date(),
              receivedAt: new Date(),
              attachments: false,
            },
          ],
        },
      ],
      await readTargets(tx, house.workspaceId),
    )
    await sql`insert into case_message (workspace_id, case_id, message_id, at) values (${house.workspaceId}, ${caseId}, ${id}, now())`.execute(
      tx,
    )
    await sql`insert into message_search (workspace_id, message_id, case_id, at, words) values (${house.workspaceId}, ${id}, ${caseId}, now(), '')`.execute(
      tx,
    )
  })
  return id
}

async function messagesOf(caseId: string): Promise<string[]> {
  return (
    await sql<{
      id: string
    }>`select message_id as id from case_message where case_id = ${caseId} order by at, message_id`.execute(
      deps.db.system,
    )
  ).rows.map((row) => row.id)
}

test('joining and undoing gives both cases back as they were; what came meanwhile stays', async () => {
  const [a, b] = [
    await makeCase(deps, house, { messages: 2 }),
    await makeCase(deps, house, { messages: 1, answerDueAt: null, category: 'waiting_customer' }),
  ]
  const before = [await caseRow(deps, a.id), await caseRow(deps, b.id)]
  const joined = await mergeCase(deps, house.agent, a.id, b.id)
  expect(joined).toMatchObject({
    id: b.id,
    messageCount: 3,
    category: 'open',
    dueAt: before[0]!.answer_due_at!.toISOString(),
  })
  expect(joined.undoable?.kind).toBe('merge')
  expect((await readCase(deps, house.agent, a.id)).mergedInto).toEqual({ id: b.id, number: b.number })
  await expect(mergeCase(deps, house.agent, a.id, b.id)).rejects.toMatchObject({ code: 'conflict' })
  const late = await arrive(a.threadId)
  await undoMergeOrSplit(deps, house.agent, b.id, joined.undoable!.id)
  expect(await messagesOf(a.id)).toEqual(a.messageIds)
  expect(await messagesOf(b.id)).toEqual([...b.messageIds, late])
  const after = [await caseRow(deps, a.id), await caseRow(deps, b.id)]
  const { version: _a, ...whole } = before[0]!
  expect(after[0]).toMatchObject({ ...whole, preview: 'Nachricht 2' })
  expect(after[1]!.category).toBe('waiting_customer')
  expect(await journalOf(deps, a.id)).toEqual(['case.created', 'case.merged', 'case.undone'])
  await expect(undoMergeOrSplit(deps, house.agent, b.id, joined.undoable!.id)).rejects.toMatchObject({
    code: 'undo-over',
  })
})

test('splitting makes a case of the same person and keeps what is due; a foreign case cannot be reached', async () => {
  const a = await makeCase(deps, house, { messages: 3, identityName: 'Kim Berger' })
  const made = await splitCase(deps, house.agent, a.id, { messageIds: [a.messageIds[1]!], title: 'Rechnung' })
  expect(made).toMatchObject({ title: 'Rechnung', messageCount: 1, identity: { kind: 'email' }, category: 'open' })
  expect(made.dueAt).not.toBeNull()
  expect(await messagesOf(a.id)).toEqual([a.messageIds[0], a.messageIds[2]])
  await expect(splitCase(deps, house.agent, a.id, { messageIds: [a.messageIds[1]!], title: '' })).rejects.toMatchObject(
    { code: 'conflict' },
  )
  await expect(
    splitCase(deps, house.agent, made.id, { messageIds: [a.messageIds[1]!], title: '' }),
  ).rejects.toMatchObject({ code: 'conflict' })
  const undone = await undoMergeOrSplit(deps, house.agent, made.id, made.undoable!.id)
  expect(undone.mergedInto?.id).toBe(a.id)
  expect(await messagesOf(a.id)).toEqual(a.messageIds)
  const foreign = { ...house.agent, workspaceId: deps.newId() }
  await expect(mergeCase(deps, foreign, a.id, made.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('no sequence of joining, splitting, undoing and arriving words orphans, loses or doubles a message', async () => {
  const step = fc.record({
    what: fc.constantFrom('merge', 'split', 'undo', 'arrive'),
    a: fc.nat(),
    b: fc.nat(),
    c: fc.nat(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const made: TestCase[] = []
      for (let n = 0; n < 3; n += 1) made.push(await makeCase(deps, house, { messages: 3 }))
      await sql`insert into message_search (workspace_id, message_id, case_id, at, words)
        select workspace_id, message_id, case_id, at, '' from case_message where case_id = any(${made.map(({ id }) => id)}::uuid[])`.execute(
        deps.db.system,
      )
      const cases = made.map(({ id }) => id)
      const threads = made.map(({ threadId }) => threadId)
      const messages = made.flatMap(({ messageIds }) => messageIds)
      for (const { what, a, b, c } of steps) {
        const [one, two] = [cases[a % cases.length]!, cases[b % cases.length]!]
        try {
          if (what === 'arrive') messages.push(await arrive(threads[a % threads.length]!))
          if (what === 'merge') await mergeCase(deps, house.agent, one, two)
          if (what === 'split') {
            const here = await messagesOf(one)
            const chosen = here.filter((_, index) => (c + index) % 3 === 0)
            if (chosen.length > 0)
              cases.push((await splitCase(deps, house.agent, one, { messageIds: chosen, title: 'Abgespalten' })).id)
          }
          if (what === 'undo') {
            const undos = await sql<{
              id: string
              from_id: string
            }>`select id, from_id from case_undo where from_id = any(${cases}::uuid[]) order by id`.execute(
              deps.db.system,
            )
            const undo = undos.rows[c % Math.max(1, undos.rows.length)]
            if (undo) await undoMergeOrSplit(deps, house.agent, undo.from_id, undo.id)
          }
        } catch (error) {
          expect(['conflict', 'invalid-input', 'not-undoable', 'undo-over']).toContain(
            (error as { code?: string }).code,
          )
        }
      }
      await expectWhole(cases, threads, messages)
    }),
    { numRuns: 40 },
  )
})

test('words that arrive in the very moment of joining or undoing are in exactly one living case', async () => {
  for (let round = 0; round < 12; round += 1) {
    const [a, b] = [await makeCase(deps, house, { messages: 2 }), await makeCase(deps, house, { messages: 1 })]
    await sql`insert into message_search (workspace_id, message_id, case_id, at, words)
      select workspace_id, message_id, case_id, at, '' from case_message where case_id = any(${[a.id, b.id]}::uuid[])`.execute(
      deps.db.system,
    )
    const messages = [...a.messageIds, ...b.messageIds]
    const meanwhile = async (work: () => Promise<unknown>) => {
      const [, ...arrived] = await Promise.all([
        work(),
        arrive(a.threadId, 0.02),
        arrive(b.threadId),
        arrive(a.threadId, 0.01),
      ])
      messages.push(...arrived)
    }
    await meanwhile(() => mergeCase(deps, house.agent, a.id, b.id))
    await expectWhole([a.id, b.id], [a.threadId, b.threadId], messages)
    const undo = (await readCase(deps, house.agent, b.id)).undoable!
    expect(undo.kind).toBe('merge')
    await meanwhile(() => undoMergeOrSplit(deps, house.agent, b.id, undo.id))
    await expectWhole([a.id, b.id], [a.threadId, b.threadId], messages)
  }
})

/** Every message is in exactly one living case and found there; counts are right; threads point at the living; none is silent. */
async function expectWhole(cases: string[], threads: string[], messages: string[]): Promise<void> {
  const living = await sql<{ message_id: string; number: number; found_in: string }>`
        select cm.message_id, count(*)::int as number, min(s.case_id::text) as found_in from case_message cm join cases c on c.id = cm.case_id and c.merged_into is null
        left join message_search s on s.message_id = cm.message_id and s.case_id = cm.case_id
        where cm.message_id = any(${messages}::uuid[]) group by cm.message_id`.execute(deps.db.system)
  expect(living.rows.map((row) => row.message_id).toSorted()).toEqual(messages.toSorted())
  for (const row of living.rows) expect(row).toMatchObject({ number: 1, found_in: expect.any(String) })
  const wrong = await sql`select c.id from cases c where c.id = any(${cases}::uuid[]) and c.merged_into is null
        and c.message_count <> (select count(*) from case_message cm where cm.case_id = c.id)
        union all select t.id from thread t join cases c on c.id = t.case_id where t.id = any(${threads}::uuid[]) and c.merged_into is not null
        union all select c.id from cases c where c.id = any(${cases}::uuid[]) and c.merged_into is null and c.category in ('new','open','waiting_internal') and c.due_at = 'infinity'`.execute(
    deps.db.system,
  )
  expect(wrong.rows).toEqual([])
}
