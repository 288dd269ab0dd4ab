import type { Condition, WorkflowAction, WorkflowDefinition, WorkflowEvent } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { caseRow, journalOf, makeCase, undoBulk } from '../../../../../tests/cases.ts'
import { runsOfCase } from './list-runs.ts'
import { createWorkflow, removeWorkflow, saveWorkflow, switchWorkflow } from './manage.ts'
import { readOnce } from './read-journal.ts'
import { listMacros, runMacro } from './run-macro.ts'
import { lastDailyMoment } from './store-sweep.ts'
import { sweepOnce } from './sweep.ts'
import { happen, makeRule, pausedOf, readAll, runsOf } from './test-workflows.ts'
import { tryWorkflow } from './try-workflow.ts'
import { listWorkflows, useShipped } from './use-shipped.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  await readAll(deps)
})
afterAll(() => deps.db.close())
beforeEach(() => run(deps.db.system, sql`update workflow set enabled = false`))

const on = (events: WorkflowEvent[], when: Condition | null, then: WorkflowAction[]): WorkflowDefinition => ({
  trigger: { on: 'event', events },
  when,
  then,
})
const berlinClock = (at: Date) => at.toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' })
const tag = (...add: string[]): WorkflowAction => ({ do: 'tags', add, remove: [] })
const says = (...value: string[]): Condition => ({ field: 'message.text', op: 'contains', value })

async function customerWrites(text: string, options: Parameters<typeof makeCase>[2] = {}) {
  const made = await makeCase(deps, cast.nordlicht, options)
  await run(deps.db.system, sql`update message set text = ${text} where id = ${made.messageIds[0]}`)
  await happen(deps, cast.nordlicht.workspaceId, made.id, made.messageIds[0]!)
  return made
}

describe('by events', () => {
  test('a rule does all it says, once, and the case says which rule it was', async () => {
    const { agent, lead, teamId, topicId } = cast.nordlicht
    const rule = await makeRule(
      deps,
      lead,
      'Mahnungen',
      on(['message.received'], { all: [says('Mahnung'), { field: 'case.status', op: 'is', value: ['new'] }] }, [
        { do: 'assign', ownerId: agent.memberId, teamId },
        { do: 'priority', to: 'high' },
        { do: 'status', to: 'waiting_internal' },
        { do: 'topic', topicId },
        tag('mahnung'),
        { do: 'followUp', minutes: 120, hours: 'all', note: 'Nachsehen' },
        { do: 'promise', minutes: 240, hours: 'all', text: 'Rückmeldung' },
        { do: 'note', text: 'Fall {{case.number}} prüfen', mentionIds: [agent.memberId] },
        { do: 'draft', text: 'Guten Tag {{customer.name}}' },
      ]),
    )
    const made = await customerWrites('Schon wieder eine MAHNUNGSGEBÜHR bekommen')
    const other = await customerWrites('Nur eine Frage')
    // Two processes at once: the cursor lets one of them.
    await Promise.all([readOnce(deps), readOnce(deps)])
    await readAll(deps)
    const record = await caseRow(deps, made.id)
    expect(record).toMatchObject({
      owner_id: agent.memberId,
      team_id: teamId,
      priority: 1,
      category: 'waiting_internal',
      topic_id: topicId,
      tags: ['mahnung'],
      follow_up_note: 'Nachsehen',
    })
    expect(record.next_update_at).not.toBeNull()
    const [found] = await runsOf(deps, rule.id)
    expect(found!.outcome.map(({ do: what, state }) => `${what} ${state}`)).toEqual([
      'assign done',
      'priority done',
      'status done',
      'topic done',
      'tags done',
      'followUp done',
      'promise done',
      'note done',
      'draft done',
    ])
    expect(await runsOf(deps, rule.id)).toHaveLength(1)
    expect((await caseRow(deps, other.id)).tags).toEqual([])
    const kinds = await journalOf(deps, made.id)
    for (const kind of ['case.owner', 'case.priority', 'note.added', 'promise.made', 'workflow.ran'])
      expect(kinds.filter((one) => one === kind)).toHaveLength(1)
    const [note] = await rows(
      deps.db.system,
      sql<{ text: string; mentions: string[] }>`select text, mentions from note where case_id = ${made.id}`,
    )
    expect(note).toEqual({ text: `Fall ${made.number} prüfen`, mentions: [agent.memberId] })
    const drafts = await rows<{ member_id: string }>(
      deps.db.system,
      sql`select member_id from draft where case_id = ${made.id}`,
    )
    expect(drafts).toEqual([{ member_id: agent.memberId }])
    const trace = (await runsOfCase(deps, lead, made.id, { limit: 5 })).items[0]!
    expect(trace).toMatchObject({ name: 'Mahnungen', cause: 'event', state: 'done' })
    expect(trace.trace.map(({ field, seen, is }) => [field, seen, is])).toEqual([
      [null, null, true],
      ['message.text', ['Mahnung'], true],
      ['case.status', 'new', true],
    ])
    await expect(runsOfCase(deps, cast.suedwind.lead, made.id, { limit: 5 })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('its own effects do not start it again; two that call each other are stopped and told', async () => {
    const { lead } = cast.nordlicht
    const own = await makeRule(
      deps,
      lead,
      'Selbst',
      on(['case.tags', 'message.received'], says('kreisel'), [tag('a', 'b')]),
    )
    const made = await customerWrites('kreisel')
    await readAll(deps)
    expect(await runsOf(deps, own.id)).toHaveLength(1)
    expect(await pausedOf(deps, own.id)).toBeNull()
    await switchWorkflow(deps, lead, own.id, false)

    const to = (priority: 'high' | 'low') => [{ do: 'priority', to: priority } as const]
    const is = (value: string): Condition => ({
      all: [{ field: 'case.priority', op: 'is', value: [value] }, says('pingpong')],
    })
    const up = await makeRule(
      deps,
      lead,
      'Hinauf',
      on(['message.received', 'case.priority'], { not: is('high') }, to('high')),
    )
    const down = await makeRule(deps, lead, 'Hinab', on(['case.priority'], is('high'), to('low')))
    const ball = await customerWrites('pingpong')
    await readAll(deps)
    const states = [...(await runsOf(deps, up.id)), ...(await runsOf(deps, down.id))].filter(
      (one) => one.case_id === ball.id,
    )
    expect(states.length).toBeLessThanOrEqual(3)
    expect(await pausedOf(deps, up.id)).toBe('loop')
    expect(states.find(({ state }) => state === 'stopped')!.outcome[0]).toMatchObject({ code: 'loop' })
    const told = (await listWorkflows(deps, lead)).items.find(({ id }) => id === up.id)!
    expect(told.paused).toMatchObject({ reason: 'loop', caseId: ball.id, other: 'Hinab' })
    expect(
      (await journalOf(deps, cast.nordlicht.workspaceId)).filter((kind) => kind === 'workflow.paused'),
    ).toHaveLength(1)
    void made
  })

  test('more than five rules in a row are too many', async () => {
    const { lead } = cast.nordlicht
    const rules = []
    for (let n = 0; n <= 6; n += 1)
      rules.push(
        await makeRule(
          deps,
          lead,
          `Kette ${n}`,
          on(
            n === 0 ? ['message.received'] : ['case.tags'],
            n === 0 ? says('kette') : { field: 'event.to', op: 'contains', value: [`k${n}`] },
            [tag(`k${n + 1}`)],
          ),
        ),
      )
    const made = await customerWrites('kette')
    await readAll(deps)
    expect((await caseRow(deps, made.id)).tags).toEqual(['k1', 'k2', 'k3', 'k4', 'k5', 'k6'])
    expect(await pausedOf(deps, rules[6]!.id)).toBe('depth')
  })

  test('a customer who writes and writes stops the rule in that case for the hour, and nowhere else', async () => {
    const { lead, workspaceId } = cast.nordlicht
    const rule = await makeRule(
      deps,
      lead,
      'Oft',
      on(['message.received'], says('immerzu'), [{ do: 'note', text: 'Noch eine', mentionIds: [] }]),
    )
    const made = await customerWrites('immerzu')
    for (let n = 0; n < 14; n += 1) await happen(deps, workspaceId, made.id, made.messageIds[0]!)
    const other = await customerWrites('immerzu')
    await readAll(deps)
    const found = (await runsOf(deps, rule.id)).filter(({ case_id }) => case_id === made.id)
    expect(found.filter(({ state }) => state === 'done')).toHaveLength(10)
    expect(found.filter(({ state }) => state === 'stopped').map(({ outcome }) => outcome[0]!.code)).toEqual(
      Array.from({ length: 5 }, () => 'too-often'),
    )
    expect(await pausedOf(deps, rule.id)).toBeNull()
    expect(await runsOf(deps, rule.id)).toContainEqual(expect.objectContaining({ case_id: other.id, state: 'done' }))
  })

  test('a rule that acts too often in one case of our own doing stands still', async () => {
    const { lead, workspaceId } = cast.nordlicht
    const rule = await makeRule(
      deps,
      lead,
      'Im Kreis',
      on(['case.overdue'], says('zu spät'), [{ do: 'note', text: 'Noch eine', mentionIds: [] }]),
    )
    const made = await customerWrites('zu spät')
    const late = { dueKind: 'answer', dueAt: new Date().toISOString() } as const
    await append(
      deps.db.system,
      Array.from({ length: 14 }, () => ({
        workspaceId,
        subject: { kind: 'case', id: made.id } as const,
        actor: { kind: 'job', id: 'case-clocks' } as const,
        kind: 'case.overdue' as const,
        data: late,
      })),
    )
    await readAll(deps)
    const found = await runsOf(deps, rule.id)
    expect(found.filter(({ state }) => state === 'done')).toHaveLength(10)
    expect(await pausedOf(deps, rule.id)).toBe('too-often')
    await switchWorkflow(deps, lead, rule.id, true)
    expect(await pausedOf(deps, rule.id)).toBeNull()
  })

  test('who left, or may no more, stops their rules; a poisonous rule fails alone', async () => {
    const { lead, admin, agent } = cast.nordlicht
    const left = await makeRule(deps, lead, 'Gegangen', on(['message.received'], says('abschied'), [tag('gegangen')]))
    const good = await makeRule(deps, admin, 'Bleibt', on(['message.received'], says('abschied'), [tag('bleibt')]))
    const poison = await makeRule(
      deps,
      admin,
      'Gift',
      on(['message.received'], says('abschied'), [{ do: 'note', text: 'x', mentionIds: [] }]),
    )
    // What no code foresaw: the definition asks of the database what it cannot hold.
    await run(
      deps.db.system,
      sql`update workflow set version = 2, definition = jsonb_set(definition, '{then,0}', '{"do":"followUp","minutes":999999999999,"hours":"all","note":"x"}') where id = ${poison.id}`,
    )
    await run(deps.db.system, sql`update member set role = 'reader' where id = ${lead.memberId}`)
    const made = await customerWrites('abschied')
    const second = await customerWrites('abschied')
    await readAll(deps)
    await run(deps.db.system, sql`update member set role = 'lead' where id = ${lead.memberId}`)
    for (const { id } of [made, second]) expect((await caseRow(deps, id)).tags).toEqual(['bleibt'])
    expect(await pausedOf(deps, left.id)).toBe('owner-rights')
    expect((await runsOf(deps, left.id)).map(({ state }) => state)).toEqual(['refused'])
    expect((await runsOf(deps, good.id)).map(({ state }) => state)).toEqual(['done', 'done'])
    expect((await runsOf(deps, poison.id)).map(({ state, outcome }) => [state, outcome[0]!.code])).toEqual([
      ['failed', 'internal'],
      ['failed', 'internal'],
    ])
    for (let n = 0; n < 4; n += 1) await customerWrites('abschied')
    await readAll(deps)
    expect(await pausedOf(deps, poison.id)).toBe('failing')
    await expect(
      createWorkflow(deps, agent, {
        name: 'Fremd',
        definition: on(['case.tags'], null, [{ do: 'topic', topicId: cast.suedwind.topicId }]),
      }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('what a rule names and is gone: the rule stands still and says so', async () => {
    const { lead, teamId, workspaceId } = cast.nordlicht
    const rule = await makeRule(
      deps,
      lead,
      'Altes Team',
      on(['message.received'], says('teamlos'), [{ do: 'assign', teamId }]),
    )
    await run(
      deps.db.system,
      sql`update workflow set definition = jsonb_set(definition, '{then,0,teamId}', to_jsonb(${deps.newId()}::text)), version = 2 where id = ${rule.id}`,
    )
    await customerWrites('teamlos')
    await readAll(deps)
    expect(await pausedOf(deps, rule.id)).toBe('missing')
    void workspaceId
  })
})

describe('by the clock', () => {
  const waiting = (minutes: number, hours: 'all' | 'working' = 'all'): WorkflowDefinition => ({
    trigger: { on: 'time', side: 'after', anchor: 'waiting', minutes, hours },
    when: null,
    then: [tag('wartet')],
  })
  test('each moment once, also what was missed; nothing from before it was switched on', async () => {
    const { lead } = cast.nordlicht
    const before = await makeCase(deps, cast.nordlicht, { openedAt: new Date(Date.now() - 3 * 3_600_000) })
    const rule = await makeRule(deps, lead, 'Wartet', waiting(60))
    const made = await makeCase(deps, cast.nordlicht, { openedAt: new Date() })
    await sweepOnce(deps, new Date(Date.now() + 30 * 60_000))
    expect((await caseRow(deps, made.id)).tags).toEqual([])
    const later = new Date(Date.now() + 90 * 60_000)
    await Promise.all([sweepOnce(deps, later), sweepOnce(deps, later)])
    await sweepOnce(deps, new Date(later.getTime() + 60_000))
    expect((await caseRow(deps, made.id)).tags).toEqual(['wartet'])
    expect((await caseRow(deps, before.id)).tags).toEqual([])
    expect((await runsOf(deps, rule.id)).filter(({ case_id }) => case_id === made.id)).toHaveLength(1)
  })
  test('before something is due, and once a day', async () => {
    const { lead } = cast.nordlicht
    const due = await makeCase(deps, cast.nordlicht, { answerDueAt: new Date(Date.now() + 2 * 3_600_000) })
    await makeRule(deps, lead, 'Bald', {
      trigger: { on: 'time', side: 'before', anchor: 'due', minutes: 60, hours: 'all' },
      when: null,
      then: [tag('bald')],
    })
    const daily = await makeRule(deps, lead, 'Täglich', {
      // Between the two looks below, whatever the hour of this test.
      trigger: { on: 'daily', at: berlinClock(new Date(Date.now() + 28 * 3_600_000)), days: 'all' },
      when: { field: 'case.tags', op: 'contains', value: ['bald'] },
      then: [{ do: 'priority', to: 'urgent' }],
    })
    await sweepOnce(deps, new Date(Date.now() + 70 * 60_000))
    expect((await caseRow(deps, due.id)).tags).toEqual(['bald'])
    await sweepOnce(deps, new Date(Date.now() + 30 * 3_600_000))
    expect((await caseRow(deps, due.id)).priority).toBe(0)
    const ran = (await runsOf(deps, daily.id)).length
    await sweepOnce(deps, new Date(Date.now() + 31 * 3_600_000))
    expect(await runsOf(deps, daily.id)).toHaveLength(ran)
  })
})

test.each(['Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles'])(
  'once a day on working days: the day of the house counts, not that of Greenwich: %s',
  async (timeZone) => {
    const { workspaceId } = cast.suedwind
    await sql`delete from calendar where workspace_id = ${workspaceId}`.execute(deps.db.system)
    await sql`insert into calendar (workspace_id, id, hours) values (${workspaceId}, ${deps.newId()}, ${JSON.stringify({ timeZone, week: [], holidays: null, specialDays: [] })}::jsonb)`.execute(
      deps.db.system,
    )
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' })
    // Over the end of summer in the north, its beginning in the south, and the end of a year.
    for (const start of ['2026-10-22T00:10:00Z', '2026-09-24T00:10:00Z', '2028-12-28T00:10:00Z'])
      for (const at of ['00:30', '08:00', '23:30'])
        for (let hour = 0; hour < 7 * 24; hour += 13) {
          const now = new Date(Date.parse(start) + hour * 3_600_000)
          const found = await lastDailyMoment(deps.db.system, workspaceId, at, now)
          const [day, clock] = shown.format(found.at).split(/, | /)
          const agoHours = (now.getTime() - found.at.getTime()) / 3_600_000
          expect([clock, found.isWorkday, agoHours >= 0 && agoHours < 25], `${at} ${now.toISOString()}`).toEqual([
            at,
            day !== 'Sat' && day !== 'Sun',
            true,
          ])
        }
    await sql`delete from calendar where workspace_id = ${workspaceId}`.execute(deps.db.system)
  },
)

describe('by hand', () => {
  test('a macro does several things in many cases, with the rights of who starts it, and is taken back', async () => {
    const { lead, agent, reader } = cast.nordlicht
    const macro = await makeRule(deps, lead, 'Technik', {
      trigger: { on: 'manual', key: '3' },
      when: { field: 'case.priority', op: 'isNot', value: ['low'] },
      then: [tag('technik'), { do: 'priority', to: 'urgent' }, { do: 'draft', text: 'Guten Tag' }],
    })
    expect((await listMacros(deps, agent)).items).toEqual([expect.objectContaining({ id: macro.id, key: '3' })])
    const one = await makeCase(deps, cast.nordlicht)
    const two = await makeCase(deps, cast.nordlicht)
    const low = await makeCase(deps, cast.nordlicht, { priority: 'low' })
    const done = await runMacro(deps, agent, macro.id, [one.id, two.id, low.id, one.id])
    expect(done).toMatchObject({ done: 2, left: 1 })
    expect((await caseRow(deps, one.id)).tags).toEqual(['technik'])
    await undoBulk(deps, agent, done.undoId!)
    expect(await caseRow(deps, two.id)).toMatchObject({ tags: [], priority: 2 })
    await expect(runMacro(deps, reader, macro.id, [one.id])).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(runMacro(deps, agent, macro.id, [(await makeCase(deps, cast.suedwind)).id])).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(runMacro(deps, cast.suedwind.agent, macro.id, [one.id])).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('versions, trial and the shipped ones', () => {
  test('every save is a version, a run names it, and nobody overwrites another unseen', async () => {
    const { lead, admin } = cast.nordlicht
    const rule = await makeRule(deps, lead, 'Alt', on(['message.received'], says('fassung'), [tag('eins')]))
    const saved = await saveWorkflow(deps, admin, rule.id, {
      basedOn: 1,
      name: 'Neu',
      definition: on(['message.received'], says('fassung'), [tag('zwei')]),
      note: 'zwei statt eins',
    })
    expect(saved).toMatchObject({ version: 2, owner: { id: admin.memberId }, enabled: true })
    await expect(
      saveWorkflow(deps, lead, rule.id, { basedOn: 1, name: 'Neu', definition: saved.definition, note: '' }),
    ).rejects.toMatchObject({ code: 'conflict', extra: { version: 2 } })
    const made = await customerWrites('fassung')
    await readAll(deps)
    expect((await caseRow(deps, made.id)).tags).toEqual(['zwei'])
    expect((await runsOfCase(deps, lead, made.id, { limit: 5 })).items[0]).toMatchObject({ version: 2, name: 'Neu' })
    await removeWorkflow(deps, lead, rule.id)
    expect((await runsOfCase(deps, lead, made.id, { limit: 5 })).items).toHaveLength(1)
  })
  test('a trial says what would have happened, and why not in a named case; nothing is written', async () => {
    const { lead } = cast.nordlicht
    const made = await customerWrites('probelauf bitte')
    const definition = on(['message.received'], says('probelauf'), [tag('probe')])
    const found = await tryWorkflow(deps, lead, { definition })
    expect(found).toMatchObject({ found: 1 })
    expect(found.checked).toBeGreaterThan(5)
    expect(found.items[0]).toMatchObject({ caseId: made.id, fits: true })
    const quiet = await customerWrites('etwas anderes')
    const why = await tryWorkflow(deps, lead, { definition, caseNumber: quiet.number })
    expect(why.items[0]).toMatchObject({ fits: false, trace: [{ field: 'message.text', seen: [], is: false }] })
    expect((await caseRow(deps, made.id)).tags).toEqual([])
    await expect(tryWorkflow(deps, cast.suedwind.lead, { definition, caseNumber: 999_999 })).rejects.toMatchObject({
      code: 'not-found',
    })
  })
  test('the shipped set: off at first, one click switches on, and it works', async () => {
    const { lead, admin } = cast.nordlicht
    expect((await listWorkflows(deps, lead)).shipped.map(({ key }) => key)).toEqual([
      'technician',
      'documents',
      'dunning',
      'recall',
    ])
    const used = []
    for (const key of ['technician', 'documents', 'dunning', 'recall'] as const)
      used.push(await useShipped(deps, admin, key))
    expect(used.every(({ enabled }) => enabled)).toBe(true)
    await expect(useShipped(deps, admin, 'recall')).rejects.toMatchObject({ code: 'conflict' })
    expect((await listWorkflows(deps, lead)).shipped).toEqual([])
    const made = await customerWrites('Ich habe eine Mahnung bekommen, ist das Gerät vom Rückruf betroffen?', {
      ownerId: cast.nordlicht.agent.memberId,
    })
    await readAll(deps)
    expect((await caseRow(deps, made.id)).tags.toSorted()).toEqual(['mahnung', 'rückruf'])
    const waiting = await rows(
      deps.db.system,
      sql`select 1 from action_delivery where case_id = ${made.id} and state = 'queued'`,
    )
    expect(waiting).toHaveLength(1)
  })
})
