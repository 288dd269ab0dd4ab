import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settlePromise } from '#cases'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { bulkChange } from '../cases/bulk.ts'
import { changeCase } from '../cases/change-case.ts'
import { mergeCase } from '../cases/merge.ts'
import { splitCase } from '../cases/split.ts'
import { caseRow, makeCase } from '../cases/test-cases.ts'
import { wakeSilent } from '../cases/tell-overdue.ts'
import { undoBulk } from '../cases/undo-bulk.ts'
import { undoMergeOrSplit } from '../cases/undo.ts'
import { addPromise } from './add.ts'
import { movePromise } from './move.ts'
import { promisesOfCase, readPromise } from './read.ts'

let deps: Deps
let house: House
let foreign: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  const cast = await makeCast(deps)
  house = cast.nordlicht
  foreign = cast.suedwind
})
afterAll(() => deps.db.close())

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const open = () => makeCase(deps, house, { answerDueAt: null, category: 'open' })
const refund = (change: object = {}) => ({
  kind: 'refund' as const,
  text: 'Erstattung',
  what: '49,90 €',
  dueAt: inHours(72),
  ownerId: null,
  ...change,
})
const entriesOf = (caseId: string, kind: string) =>
  rows(
    deps.db.system,
    sql<{
      data: Record<string, unknown>
    }>`select data from journal where subject_id = ${caseId} and kind = ${kind} order by seq`,
  )

test('a refund stands beside the next word, is due in lists, and is kept only with what proves it', async () => {
  const made = await open()
  const promise = await addPromise(deps, house.agent, made.id, refund())
  expect(promise).toMatchObject({ kind: 'refund', what: '49,90 €', state: 'open', madeBy: { name: house.agent.name } })
  await addPromise(deps, house.agent, made.id, {
    kind: 'next_update',
    text: '',
    what: '',
    dueAt: inHours(4),
    ownerId: null,
  })
  expect((await caseRow(deps, made.id)).next_update_at!.getTime()).toBeLessThan(Date.now() + 5 * 3_600_000)
  const list = await promisesOfCase(deps, house.agent, made.id)
  expect(list.items.map(({ kind }) => kind)).toEqual(['next_update', 'refund'])
  expect(list.proofs).toMatchObject([{ kind: 'message', id: made.messageIds[0] }])
  await expect(settlePromise(deps, house.agent, promise.id, { state: 'kept' })).rejects.toMatchObject({
    code: 'invalid-input',
    extra: { needsProof: true },
  })
  const other = await open()
  for (const proof of [
    { kind: 'message', id: other.messageIds[0]! },
    { kind: 'message', id: deps.newId() },
    { kind: 'goodwill', id: made.id },
    { kind: 'file' },
    { kind: 'words', words: 'ja' },
  ] as const)
    await expect(settlePromise(deps, house.agent, promise.id, { state: 'kept', proof })).rejects.toMatchObject({
      code: 'invalid-input',
    })
  await settlePromise(deps, house.agent, promise.id, {
    state: 'kept',
    proof: { kind: 'message', id: made.messageIds[0]! },
  })
  expect(await readPromise(deps, house.agent, promise.id)).toMatchObject({
    state: 'kept',
    proof: { kind: 'message', id: made.messageIds[0] },
    settledBy: { name: house.agent.name },
  })
  expect((await entriesOf(made.id, 'promise.kept')).at(-1)!.data).toMatchObject({ kind: 'refund', onTime: true })
  await expect(readPromise(deps, foreign.agent, promise.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('moved with a reason: the customer is told by a draft that is laid over nobody’s words', async () => {
  const made = await open()
  const promise = await addPromise(deps, house.agent, made.id, refund({ kind: 'return_of_originals' }))
  const dueAt = inHours(200)
  const { promise: moved, draft } = await movePromise(deps, house.agent, promise.id, {
    dueAt,
    reason: 'Die Post streikt',
    draft: true,
  })
  expect(moved).toMatchObject({ dueAt, kind: 'return_of_originals', state: 'open' })
  expect(draft).toContain('die Rückgabe der Originale')
  expect(draft).not.toContain('Post streikt')
  expect(await readPromise(deps, house.agent, promise.id)).toMatchObject({ state: 'replaced', replacedBy: moved.id })
  const again = await movePromise(deps, house.agent, moved.id, {
    dueAt: inHours(300),
    reason: 'Noch einmal',
    draft: true,
  })
  expect(again.draft).toBeNull()
  const both = await Promise.allSettled([
    movePromise(deps, house.agent, again.promise.id, { dueAt: inHours(400), reason: 'Erster', draft: false }),
    movePromise(deps, house.lead, again.promise.id, { dueAt: inHours(500), reason: 'Zweiter', draft: false }),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a keeper who is away shows who stands in; a call back shows number and hours', async () => {
  const made = await open()
  await sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values
    (${house.workspaceId}, ${deps.newId()}, ${house.admin.memberId}, now() - interval '1 hour', now() + interval '1 day', ${house.lead.memberId})`.execute(
    deps.db.system,
  )
  await addPromise(deps, house.agent, made.id, refund({ kind: 'call_back', ownerId: house.admin.memberId }))
  const { items, call } = await promisesOfCase(deps, house.agent, made.id)
  expect(items[0]).toMatchObject({
    isOwnerAway: true,
    standIn: { name: house.lead.name },
    owner: { name: house.admin.name },
  })
  expect(call).toEqual({ phone: null, isOpen: true, nextOpening: expect.any(String) })
  await sql`delete from absence where member_id = ${house.admin.memberId}`.execute(deps.db.system)
})

test('no silence: refused to agents in one code each, a lead says why, and the journal keeps it', async () => {
  const waiting = await makeCase(deps, house)
  const done = { category: 'done' } as const
  await expect(changeCase(deps, house.agent, waiting.id, done)).rejects.toMatchObject({ code: 'no-last-word' })
  await expect(changeCase(deps, house.agent, waiting.id, { category: 'waiting_customer' })).rejects.toMatchObject({
    code: 'no-last-word',
  })
  await expect(
    changeCase(deps, house.agent, waiting.id, { ...done, silently: 'Ich will nicht' }),
  ).rejects.toMatchObject({ code: 'no-last-word', extra: { maySilently: false } })
  await addPromise(deps, house.agent, waiting.id, refund())
  await expect(
    changeCase(deps, house.agent, waiting.id, { followUp: { at: inHours(100), untilReply: false } }),
  ).rejects.toMatchObject({ code: 'past-promise' })
  await changeCase(deps, house.agent, waiting.id, { followUp: { at: inHours(3), untilReply: false } })
  const { case: closed } = await changeCase(deps, house.lead, waiting.id, { ...done, silently: 'Kundin verstorben' })
  expect(closed.promises.map(({ state }) => state)).toEqual(['waived'])
  expect((await entriesOf(waiting.id, 'case.silent')).map(({ data }) => data)).toEqual([
    { how: 'closed', because: ['promise-open', 'no-last-word'], reason: 'Kundin verstorben' },
  ])
  const spam = await makeCase(deps, house, { kind: 'spam' })
  await changeCase(deps, house.agent, spam.id, done)
  const unwanted = await makeCase(deps, house)
  await changeCase(deps, house.agent, unwanted.id, { ...done, addTags: ['werbung'] })
  const reopened = await addPromise(deps, house.agent, unwanted.id, refund())
  expect([reopened.state, (await caseRow(deps, unwanted.id)).category]).toEqual(['open', 'open'])
})

test('property: whatever is changed, closed, joined and undone, no open case is without a due word and no finished one with a promise', async () => {
  const steps = [
    'promise',
    'word',
    'keep',
    'drop',
    'done',
    'silent',
    'reopen',
    'wait',
    'rest',
    'merge',
    'unmerge',
    'split',
    'bulk',
    'unbulk',
  ] as const
  type Step = { what: (typeof steps)[number]; on: 0 | 1 }
  const step: fc.Arbitrary<Step> = fc.record({
    what: fc.constantFrom(...steps),
    on: fc.constantFrom(0 as const, 1 as const),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), fc.boolean(), async (walk, waits) => {
      const both = [
        await makeCase(deps, house, {
          messages: 3,
          ...(waits ? {} : { answerDueAt: null, category: 'open' as const }),
        }),
        await open(),
      ]
      const all = both.map(({ id }) => id)
      await wakeSilent(deps)
      let bulkUndo: string | null = null
      for (const { what, on } of walk) {
        const id = both[on]!.id
        const openIds = async () =>
          (
            await rows(
              deps.db.system,
              sql<{ id: string }>`select id from promise where case_id = ${id} and state = 'open' limit 1`,
            )
          ).map((row) => row.id)
        const act = async () => {
          if (what === 'promise') await addPromise(deps, house.agent, id, refund())
          if (what === 'word') await changeCase(deps, house.agent, id, { nextUpdate: { at: inHours(5), text: '' } })
          if (what === 'keep')
            for (const one of await openIds())
              await settlePromise(deps, house.agent, one, {
                state: 'kept',
                proof: { kind: 'words', words: 'Überwiesen' },
              })
          if (what === 'drop')
            for (const one of await openIds())
              await settlePromise(deps, house.agent, one, { state: 'waived', reason: 'Verzichtet' })
          if (what === 'done') await changeCase(deps, house.agent, id, { category: 'done' })
          if (what === 'silent')
            await changeCase(deps, house.lead, id, { category: 'closed', silently: 'Weil ich muss' })
          if (what === 'reopen') await changeCase(deps, house.agent, id, { category: 'open' })
          if (what === 'wait') await changeCase(deps, house.agent, id, { category: 'waiting_internal' })
          if (what === 'rest')
            await changeCase(deps, house.agent, id, { followUp: { at: inHours(2), untilReply: false } })
          if (what === 'merge') await mergeCase(deps, house.agent, id, both[1 - on]!.id)
          if (what === 'split') {
            const messages = await rows(
              deps.db.system,
              sql<{ id: string }>`select message_id as id from case_message where case_id = ${id} order by at limit 1`,
            )
            const messageIds = messages.map((message) => message.id)
            all.push((await splitCase(deps, house.agent, id, { messageIds, title: 'Anderes Anliegen' })).id)
          }
          if (what === 'unmerge') {
            const [undo] = await rows(
              deps.db.system,
              sql<{
                id: string
              }>`select id from case_undo where from_id = ${id} and undone_at is null order by id desc limit 1`,
            )
            if (undo) await undoMergeOrSplit(deps, house.agent, id, undo.id)
          }
          if (what === 'bulk') {
            const select = { ids: both.map((one) => one.id) }
            bulkUndo =
              (
                await bulkChange(deps, house.agent, {
                  select,
                  change: { category: on ? 'done' : 'open' },
                  dryRun: false,
                })
              ).undoId ?? bulkUndo
          }
          if (what === 'unbulk' && bulkUndo) await undoBulk(deps, house.agent, bulkUndo)
        }
        await act().catch((error: { code?: string; stack?: string }) => {
          if (
            !/^(conflict|promise-open|no-last-word|past-promise|undo-over|not-undoable|not-found)$/.test(
              error.code ?? '',
            )
          )
            throw error
        })
        for (const one of all) {
          const row = await caseRow(deps, one)
          if (row.merged_into) continue
          const open = await rows(
            deps.db.system,
            sql`select 1 from promise where case_id = ${one} and state = 'open' and (made_by is not null or kind <> 'next_update')`,
          )
          if (row.category === 'done' || row.category === 'closed')
            expect(open, `${what} left a promise open`).toEqual([])
          else if (row.category !== 'waiting_customer')
            expect(
              row.answer_due_at ?? row.next_update_at,
              `${what} left ${row.category} without a due word`,
            ).not.toBeNull()
        }
      }
    }),
    { numRuns: 30 },
  )
})
