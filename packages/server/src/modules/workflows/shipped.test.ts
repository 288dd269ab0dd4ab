import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverOnce } from '#actions'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { caseRow, makeCase } from '../../../../../tests/cases.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { runMacro } from './run-macro.ts'
import { happen, pausedOf, readAll, runsOf } from './test-workflows.ts'
import { useShipped } from './use-shipped.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  await readAll(deps)
})
afterAll(() => deps.db.close())

async function customerWrites(text: string) {
  const made = await makeCase(deps, cast.nordlicht, { ownerId: cast.nordlicht.agent.memberId })
  await run(deps.db.system, sql`update message set text = ${text} where id = ${made.messageIds[0]}`)
  return made
}
async function hear(text: string) {
  const made = await customerWrites(text)
  await happen(deps, cast.nordlicht.workspaceId, made.id, made.messageIds[0]!)
  await readAll(deps)
  return made
}
async function settleOutside(): Promise<void> {
  while (await deliverOnce({ ...deps, processName: 'test' }));
}
async function whatCame(workflowId: string, caseId: string) {
  const own = (await runsOf(deps, workflowId)).filter((one) => one.case_id === caseId)
  expect(own).toHaveLength(1)
  return own[0]!.outcome.map((one) => `${one.do} ${one.state}`)
}
const count = async (query: ReturnType<typeof sql>) => (await rows(deps.db.system, query)).length
const tasksOf = (id: string) =>
  rows<{ text: string; assignee_id: string }>(
    deps.db.system,
    sql`select text, assignee_id from task where case_id = ${id} and due_at > now()`,
  )
const documentsOf = (id: string) =>
  count(
    sql`select 1 from case_document d join file f on f.id = d.file_id where d.case_id = ${id} and length(f.bytes) > 500`,
  )
const promisedOf = (id: string) =>
  rows<{ kind: string }>(
    deps.db.system,
    sql`select kind from promise where case_id = ${id} and state = 'open' and made_by is not null`,
  )

test('a technician is sent: order, task, promise, draft', async () => {
  const { admin, agent } = cast.nordlicht
  const rule = await useShipped(deps, admin, 'technician')
  const made = await customerWrites('Die Heizung ist kalt')
  expect(await runMacro(deps, agent, rule.id, [made.id])).toMatchObject({ done: 1 })
  await settleOutside()
  expect(await whatCame(rule.id, made.id)).toEqual([
    'tags done',
    'status done',
    'promise done',
    'task done',
    'note done',
    'draft done',
    'document waiting',
  ])
  expect(await tasksOf(made.id)).toEqual([{ text: 'Termin mit der Technik vereinbaren', assignee_id: agent.memberId }])
  expect(await promisedOf(made.id)).toEqual([{ kind: 'next_update' }])
  expect(await documentsOf(made.id)).toBe(1)
})

test('documents are sent: a promise that asks for its proof, a covering letter at the draft', async () => {
  const rule = await useShipped(deps, cast.nordlicht.admin, 'documents')
  const made = await hear('Bitte schicken Sie mir eine Rechnungskopie')
  await settleOutside()
  expect(await whatCame(rule.id, made.id)).toEqual(['tags done', 'promise done', 'draft done', 'document waiting'])
  expect(await promisedOf(made.id)).toEqual([{ kind: 'document' }])
  const [draft] = await rows<{ extra: { files?: unknown[] } }>(
    deps.db.system,
    sql`select extra from draft where case_id = ${made.id}`,
  )
  expect(draft!.extra.files).toHaveLength(1)
})

test('dunning: the department is asked, somebody has it stopped, the sheet lies in the case', async () => {
  const { admin, agent, workspaceId, topicId } = cast.nordlicht
  await run(
    deps.db.system,
    sql`insert into expert (workspace_id, id, member_id, topics) values (${workspaceId}, ${deps.newId()}, ${agent.memberId}, ${[topicId]}::uuid[])`,
  )
  const rule = await useShipped(deps, admin, 'dunning')
  const made = await customerWrites('Warum bekomme ich eine Mahnung?')
  await run(deps.db.system, sql`update cases set topic_id = ${topicId} where id = ${made.id}`)
  await happen(deps, workspaceId, made.id, made.messageIds[0]!)
  await readAll(deps)
  await settleOutside()
  expect(await whatCame(rule.id, made.id)).toEqual([
    'tags done',
    'priority done',
    'promise done',
    'ask done',
    'task done',
    'note done',
    'document waiting',
  ])
  const asked = await rows(
    deps.db.system,
    sql`select r.member_id, c.question from consultation c join consultation_request r on r.consultation_id = c.id where c.case_id = ${made.id}`,
  )
  expect(asked).toEqual([{ member_id: agent.memberId, question: expect.stringContaining(`Fall ${made.number}:`) }])
  expect(await documentsOf(made.id)).toBe(1)
  // Nobody in the directory for it: everything else is done all the same.
  const other = await hear('Noch eine Mahnung')
  expect(await whatCame(rule.id, other.id)).toContain('ask failed')
  expect(await tasksOf(other.id)).toHaveLength(1)
  expect(await pausedOf(deps, rule.id)).toBeNull()
})

test('a recall: urgent, led by a checklist, with a draft', async () => {
  const { admin, agent } = cast.nordlicht
  const rule = await useShipped(deps, admin, 'recall')
  const made = await hear('Bin ich vom Rückruf betroffen?')
  expect(await whatCame(rule.id, made.id)).toEqual(['tags done', 'priority done', 'checklist done', 'draft done'])
  expect((await caseRow(deps, made.id)).priority).toBe(0)
  const [list] = await rows<{ name: string; n: number }>(
    deps.db.system,
    sql`select name, jsonb_array_length(steps) as n from case_checklist where case_id = ${made.id}`,
  )
  expect(list).toEqual({ name: 'Produktrückruf', n: 3 })
  expect(await count(sql`select 1 from draft where case_id = ${made.id} and member_id = ${agent.memberId}`)).toBe(1)
})
