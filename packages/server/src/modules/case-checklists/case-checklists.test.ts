import type { ChecklistStep } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChecklist, listChecklists, removeChecklist, saveChecklist } from '../checklists/manage.ts'
import { changeCase } from '../cases/change-case.ts'
import { openRequiredSteps } from '#checklists'
import { rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { applyChecklist, checklistsOfCase, putChecklistAway, tickStep } from './work.ts'

let deps: Deps
let cast: Cast
let above: string
let topic: string
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  ;[above, topic] = [deps.newId(), deps.newId()]
  const w = cast.nordlicht.workspaceId
  const name = JSON.stringify({ de: 'Reklamation', en: 'Complaint' })
  await sql`insert into topic (workspace_id, id, parent_id, name) values (${w}, ${above}, null, ${name}::jsonb), (${w}, ${topic}, ${above}, ${name}::jsonb)`.execute(
    deps.db.system,
  )
})
afterAll(() => deps.db.close())

const step = (id: string, more: Partial<ChecklistStep> = {}): ChecklistStep => ({
  id,
  text: `Schritt ${id}`,
  isRequired: false,
  hint: '',
  link: '',
  question: null,
  ...more,
})
async function newCase(topicId: string | null = topic) {
  const id = deps.newId()
  const w = cast.nordlicht.workspaceId
  await sql`insert into cases (workspace_id, id, number, title, channel, topic_id) values
    (${w}, ${id}, (select coalesce(max(number), 3000) + 1 from cases where workspace_id = ${w}), 'Fall', 'phone', ${topicId})`.execute(
    deps.db.system,
  )
  return id
}
const make = (name: string, steps: ChecklistStep[], topicId: string | null = above) =>
  createChecklist(deps, cast.nordlicht.lead, { name, topicId, steps, isActive: true })
const names = async (caseId: string) =>
  (await checklistsOfCase(deps, cast.nordlicht.agent, caseId)).items.map(({ name, version }) => [name, version])

test('a checklist of the topic leads its cases, those below too; begun it stays as it was', async () => {
  const { agent, lead } = cast.nordlicht
  const list = await make('Rückgabe', [step('foto', { isRequired: true }), step('adresse')])
  const caseId = await newCase()
  expect(await names(caseId)).toEqual([['Rückgabe', 1]])
  const save = (steps: ChecklistStep[], basedOn: number) =>
    saveChecklist(deps, lead, list.id, { name: 'Rückgabe', topicId: above, steps, isActive: true, basedOn })
  expect((await save(list.steps, 1)).version).toBe(1)
  expect((await save([...list.steps, step('etikett')], 1)).version).toBe(2)
  await expect(save([step('x')], 1)).rejects.toMatchObject({ code: 'conflict' })
  expect(await names(caseId)).toEqual([['Rückgabe', 2]])
  const ticked = await tickStep(deps, agent, caseId, {
    checklistId: list.id,
    stepId: 'adresse',
    state: 'done',
    reason: '',
  })
  expect(ticked.items[0]!.steps.map(({ id, state, by }) => [id, state, by?.id ?? null])).toEqual([
    ['foto', 'open', null],
    ['adresse', 'done', agent.memberId],
    ['etikett', 'open', null],
  ])
  await save([step('neu')], 2)
  expect(await names(caseId)).toEqual([['Rückgabe', 2]])
  expect(await names(await newCase())).toEqual([['Rückgabe', 3]])
  // The topic changes: what was begun stays, what was not goes.
  await sql`update cases set topic_id = null where id = ${caseId}`.execute(deps.db.system)
  expect(await names(caseId)).toEqual([['Rückgabe', 2]])
  expect(await names(await newCase(null))).toEqual([])
  await removeChecklist(deps, lead, list.id)
  expect(await names(caseId)).toEqual([['Rückgabe', 2]])
  expect(await names(await newCase())).toEqual([])
  const told = await rows<{ kind: string; data: unknown }>(
    deps.db.system,
    sql`select kind, data from journal where subject_id = ${caseId} order by seq`,
  )
  expect(told).toEqual([
    { kind: 'checklist.begun', data: { checklistId: list.id, version: 2 } },
    { kind: 'checklist.step', data: { checklistId: list.id, stepId: 'adresse', state: 'done' } },
  ])
})

test('required steps stand open until done, skipped with a reason, or the list is put away with one', async () => {
  const { agent, lead } = cast.nordlicht
  const list = await make('Rückruf', [
    step('nummer', { isRequired: true }),
    step('zeit', { isRequired: true }),
    step('frei'),
  ])
  const [first, second] = [await newCase(), await newCase()]
  const open = async () =>
    (await openRequiredSteps(deps.db.system, [first, second])).map((one) => [one.case_id === first, one.step])
  expect(await open()).toHaveLength(4)
  const tick = (stepId: string, state: 'open' | 'done' | 'skipped', reason = '') =>
    tickStep(deps, agent, first, { checklistId: list.id, stepId, state, reason })
  await tick('nummer', 'done')
  await expect(tick('zeit', 'skipped')).rejects.toMatchObject({ code: 'invalid-input' })
  await tick('zeit', 'skipped', 'Kundin wählt selbst')
  expect((await open()).filter(([isFirst]) => isFirst)).toEqual([])
  await tick('nummer', 'open')
  expect((await open()).filter(([isFirst]) => isFirst)).toEqual([[true, 'Schritt nummer']])
  await putChecklistAway(deps, lead, second, { checklistId: list.id, reason: 'Irrläufer' })
  expect((await open()).filter(([isFirst]) => !isFirst)).toEqual([])
  expect(await names(second)).toEqual([])
  const [entry] = await rows<{ data: unknown }>(
    deps.db.system,
    sql`select data from journal where subject_id = ${second} and kind = 'checklist.put-away'`,
  )
  expect(entry!.data).toEqual({ checklistId: list.id, openRequired: 2, reason: 'Irrläufer' })
  await applyChecklist(deps, agent, second, list.id)
  expect(await names(second)).toEqual([['Rückruf', 1]])
  await removeChecklist(deps, lead, list.id)
})

test('a case with a required step open is not closed; who has the right says why', async () => {
  const { agent, lead } = cast.nordlicht
  const list = await make('Abschluss', [step('ursache', { isRequired: true }), step('frei')])
  const [first, second, third] = [await newCase(), await newCase(), await newCase()]
  const close = (by: Actor, id: string, more = {}) => changeCase(deps, by, id, { category: 'done', ...more })
  await expect(close(agent, first)).rejects.toMatchObject({
    code: 'steps-missing',
    extra: { maySilently: false, openSteps: [{ checklist: 'Abschluss', step: 'Schritt ursache' }] },
  })
  await expect(close(agent, first, { silently: 'Darum' })).rejects.toMatchObject({ code: 'steps-missing' })
  await tickStep(deps, agent, first, { checklistId: list.id, stepId: 'ursache', state: 'done', reason: '' })
  expect((await close(agent, first)).case.category).toBe('done')
  expect((await close(lead, second, { silently: 'Kundin meldet sich nicht' })).case.category).toBe('done')
  const [entry] = await rows<{ data: unknown }>(
    deps.db.system,
    sql`select data from journal where subject_id = ${second} and kind = 'case.silent'`,
  )
  expect(entry!.data).toMatchObject({ because: ['steps-missing'], reason: 'Kundin meldet sich nicht' })
  expect((await close(agent, third, { kind: 'spam' })).case.category).toBe('done')
  await removeChecklist(deps, lead, list.id)
})

test('twenty people tick at once: one beginning, every tick once', async () => {
  const list = await make(
    'Eile',
    Array.from({ length: 20 }, (_, at) => step(`s${at}`)),
  )
  const caseId = await newCase()
  await Promise.all(
    list.steps.map(({ id }) =>
      tickStep(deps, cast.nordlicht.agent, caseId, { checklistId: list.id, stepId: id, state: 'done', reason: '' }),
    ),
  )
  const [item] = (await checklistsOfCase(deps, cast.nordlicht.reader, caseId)).items
  expect(item!.steps.every(({ state }) => state === 'done')).toBe(true)
  const counts = await rows<{ kind: string; n: number }>(
    deps.db.system,
    sql`select kind, count(*)::int as n from journal where subject_id = ${caseId} group by kind order by kind`,
  )
  expect(counts).toEqual([
    { kind: 'checklist.begun', n: 1 },
    { kind: 'checklist.step', n: 20 },
  ])
  await removeChecklist(deps, cast.nordlicht.lead, list.id)
})

test('a neighbour’s checklist is none', async () => {
  const foreign = await createChecklist(deps, cast.suedwind.lead, {
    name: 'Fremd',
    topicId: null,
    steps: [step('a')],
    isActive: true,
  })
  const caseId = await newCase(null)
  await expect(applyChecklist(deps, cast.nordlicht.agent, caseId, foreign.id)).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(checklistsOfCase(deps, cast.suedwind.agent, caseId)).rejects.toMatchObject({ code: 'not-found' })
  expect((await listChecklists(deps, cast.nordlicht.reader)).items.map(({ name }) => name)).not.toContain('Fremd')
  await expect(make('Ort', [step('a')], deps.newId())).rejects.toMatchObject({ code: 'invalid-input' })
})
