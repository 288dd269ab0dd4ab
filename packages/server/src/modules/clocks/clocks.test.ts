import type { ServiceHours, TargetRule } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import type { Deps } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { receiveMessages } from '#cases'
import { readTargets, saveTargets, shownTargets } from '#targets'
import { calendarBindings } from '#calendars'
import { serverOf } from '../../../../../tests/server.ts'
import { signedIn } from '../../../../../tests/session.ts'
import { changeCase } from '../cases/change-case.ts'
import { addMessages, caseRow, makeCase } from '../cases/test-cases.ts'
import { tellOverdue } from '../cases/tell-overdue.ts'
import { sendReply } from '../replies/send-reply.ts'
import { undoReply } from '../replies/undo-reply.ts'
import { clockBindings } from './index.ts'
import { keepClocks } from './keep-clocks.ts'
import { readClocks } from './read-clocks.ts'
import { recomputeSome } from './recompute.ts'
import { markBreached, tellDueSoon } from './sweep.ts'

let deps: Deps
let cast: Cast
let house: House
let app: Awaited<ReturnType<typeof serverOf>>

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  house = cast.nordlicht
  app = await serverOf(deps, [...calendarBindings(deps), ...clockBindings(deps)])
})
afterAll(async () => {
  await app.close()
  await deps.db.close()
})

const hourMs = 3_600_000
const anyCase = { unitId: null, teamId: null, presenceId: null, channel: null, kind: null, priority: null }

async function catchUp(): Promise<void> {
  await readUp(deps, 'clocks', () => keepClocks(deps))
}
async function clocksOf(caseId: string) {
  return (await readClocks(deps, house.agent, caseId)).items
}
/** A case as intake opens it: due by the rules that hold now. */
async function arrive(options: Parameters<typeof makeCase>[2] = {}) {
  const targets = await readTargets(deps.db.system, house.workspaceId)
  const from = options.openedAt ?? new Date(Math.floor(Date.now() / 1000) * 1000)
  const aim = targets.aimOf('first_answer', {
    teamId: options.teamId ?? null,
    presenceId: house.presenceId,
    channel: 'email',
    kind: options.kind ?? null,
    priority: 'normal',
  })!
  const due = new Date(aim.hours ? aim.hours.after(from.getTime(), aim.atMostMinutes * 60_000) : 0)
  const made = await makeCase(deps, house, { openedAt: from, answerDueAt: due, ...options })
  await catchUp()
  return { ...made, from, due }
}
async function word(to: { id: string; threadId: string }): Promise<void> {
  const id = deps.newId()
  await addMessages(deps, house, to, [id])
  const at = new Date()
  await inTransaction(deps.db.system, async (tx) =>
    receiveMessages(
      tx,
      house.workspaceId,
      [
        {
          caseId: to.id,
          channel: 'email',
          preview: 'Und nun',
          messages: [
            { id, threadId: to.threadId, channel: 'email', nature: 'message', at, receivedAt: at, attachments: false },
          ],
        },
      ],
      await readTargets(tx, house.workspaceId),
    ),
  )
}
async function answer(to: { id: string; threadId: string }, category?: 'done') {
  return sendReply(deps, house.agent, to.id, {
    threadId: to.threadId,
    text: 'Guten Tag, Ihr Paket ist unterwegs und kommt morgen an. Freundliche Grüße, Jonas Meier',
    subject: null,
    to: null,
    cc: [],
    attachmentIds: [],
    expectedLastMessageId: (await caseRow(deps, to.id)).last_message_id,
    evenIfNewer: true,
    nextUpdate: null,
    category: category ?? null,
    followUpAt: null,
    logged: false,
    occurredAt: null,
    reasons: {},
    guidelineReasons: [],
  } as never)
}
async function entriesOf(caseId: string, kind: string) {
  return (
    await sql<{
      data: Record<string, unknown>
    }>`select data from journal where subject_id = ${caseId} and kind = ${kind}`.execute(deps.db.system)
  ).rows.map((row) => row.data)
}

test('the customer’s wait is one clock until a person answers; an automatic answer is none', async () => {
  const made = await arrive()
  expect(await clocksOf(made.id)).toMatchObject([
    { kind: 'first_answer', state: 'running', startedAt: made.from.toISOString(), dueAt: made.due.toISOString() },
    { kind: 'resolution', state: 'running', dueAt: null },
  ])
  await sql`insert into journal (workspace_id, subject_kind, subject_id, actor_kind, kind, data)
    values (${house.workspaceId}, 'case', ${made.id}, 'rule', 'reply.automatic', '{"what":"acknowledgement"}')`.execute(
    deps.db.system,
  )
  await catchUp()
  expect((await clocksOf(made.id))[0]).toMatchObject({ kind: 'first_answer', state: 'running' })
  const { outboxId } = await answer(made)
  // The time to take it back is not to run out while a neighbouring test holds the reader up.
  await sql`update outbox set send_at = now() + interval '1 hour' where id = ${outboxId}`.execute(deps.db.system)
  await catchUp()
  expect(await clocksOf(made.id)).toMatchObject([
    { kind: 'resolution', state: 'paused', pauseReason: 'customer' },
    { kind: 'first_answer', state: 'met' },
  ])
  await undoReply(deps, house.agent, outboxId!)
  await catchUp()
  expect(await clocksOf(made.id)).toMatchObject([
    { kind: 'first_answer', state: 'running', dueAt: made.due.toISOString() },
    { kind: 'resolution', state: 'running' },
  ])
})

test('new words start the next answer and let the resolution run on; its pauses are kept with reason', async () => {
  const made = await arrive()
  await answer(made)
  await word(made)
  await catchUp()
  const [next, resolution, first] = await clocksOf(made.id)
  expect([next!.kind, resolution!.kind, first!.kind]).toEqual(['next_answer', 'resolution', 'first_answer'])
  expect(next!.dueAt).toBe((await caseRow(deps, made.id)).answer_due_at!.toISOString())
  expect(resolution!.segments.map(({ pausedFor }) => pausedFor)).toEqual([null, 'customer', null])
  await changeCase(deps, house.lead, made.id, { category: 'done', silently: 'Am Telefon geklärt' })
  await catchUp()
  expect((await clocksOf(made.id)).map(({ kind, state }) => [kind, state])).toEqual([
    ['next_answer', 'dropped'],
    ['first_answer', 'met'],
    ['resolution', 'met'],
  ])
})

test('words after a case was closed without an answer are a new wait, not one that is late from the start', async () => {
  const made = await arrive({ openedAt: new Date(Date.now() - 100 * hourMs) })
  await changeCase(deps, house.lead, made.id, { category: 'done', silently: 'Am Telefon geklärt' })
  await word(made)
  await catchUp()
  const { answer_due_at: due, waiting_since: since } = await caseRow(deps, made.id)
  expect(due!.getTime()).toBeGreaterThan(Date.now())
  expect(Date.now() - since!.getTime()).toBeLessThan(hourMs)
  expect((await clocksOf(made.id))[0]).toMatchObject({ state: 'running', dueAt: due!.toISOString() })
})

test('read at once or entry by entry, a history gives the same clocks', async () => {
  const made = await arrive()
  await answer(made)
  await word(made)
  await answer(made)
  await catchUp()
  const gist = (clocks: Awaited<ReturnType<typeof clocksOf>>) =>
    clocks
      .map((clock) => ({ ...clock, id: '' }))
      .toSorted((a, b) => a.startedAt.localeCompare(b.startedAt) || a.kind.localeCompare(b.kind))
  const atOnce = gist(await clocksOf(made.id))
  await sql`delete from clock where case_id = ${made.id}`.execute(deps.db.system)
  await sql`update journal_cursor set xid = '0', seq = 0 where name = 'clocks'`.execute(deps.db.system)
  await catchUp()
  expect(gist(await clocksOf(made.id))).toEqual(atOnce)
})

test('warned once before the limit, late once at it; a resolution that is late is told, an answer by its case', async () => {
  const made = await arrive({ openedAt: new Date(Date.now() - 7 * hourMs) })
  expect(await tellDueSoon(deps)).toBeGreaterThan(0)
  expect(await tellDueSoon(deps)).toBe(0)
  expect(await entriesOf(made.id, 'case.due-soon')).toMatchObject([
    { dueKind: 'first_answer', dueAt: made.due.toISOString() },
  ])
  await sql`update clock set due_at = now() - interval '1 minute' where case_id = ${made.id} and kind = 'resolution'`.execute(
    deps.db.system,
  )
  expect(await markBreached(deps)).toBeGreaterThan(0)
  expect(await markBreached(deps)).toBe(0)
  expect(await entriesOf(made.id, 'case.overdue')).toMatchObject([{ dueKind: 'resolution' }])
})

test('a due time that was told, moved away and came back is told once', async () => {
  const made = await arrive({ openedAt: new Date(Date.now() - 7 * hourMs) })
  const late = new Date(Date.now() - hourMs)
  const move = async (due: Date) => {
    await sql`update cases set answer_due_at = ${due} where id = ${made.id}`.execute(deps.db.system)
    await sql`update clock set due_at = ${due}, warned_at = null, breached_at = null where case_id = ${made.id} and kind = 'resolution'`.execute(
      deps.db.system,
    )
    await tellOverdue(deps)
    await markBreached(deps)
  }
  for (const due of [late, new Date(late.getTime() - hourMs), late]) await move(due)
  const told = await entriesOf(made.id, 'case.overdue')
  expect(told.filter(({ dueAt }) => dueAt === late.toISOString()).map(({ dueKind }) => dueKind)).toEqual([
    'answer',
    'resolution',
  ])
  expect(told).toHaveLength(4)
})

test('the most special rule counts; another priority moves what runs', async () => {
  const { rules, version } = await shownTargets(deps.db.of(house.workspaceId), house.workspaceId)
  const hours = (atMost: number) => ({ averageMinutes: null, atMostMinutes: atMost * 60 })
  const own = (id: string, when: Partial<TargetRule['when']>, atMost: number): TargetRule => ({
    id,
    when: { ...anyCase, ...when },
    inServiceHours: true,
    firstAnswer: hours(atMost),
    nextAnswer: null,
    resolution: null,
    nextUpdate: null,
  })
  const saved = await saveTargets(deps, house.admin, {
    basedOn: version,
    rules: [
      ...rules,
      own('team', { teamId: house.teamId }, 6),
      own('urgent', { priority: 'urgent' }, 1),
      own('urgent-mail', { priority: 'urgent', channel: 'email' }, 2),
    ],
  })
  expect(saved.rules.map(({ id }) => id)).toEqual(['urgent-mail', 'urgent', 'team', 'default'])
  const made = await arrive({ teamId: house.teamId })
  expect(made.due.getTime() - made.from.getTime()).toBe(6 * hourMs)
  await changeCase(deps, house.agent, made.id, { priority: 'urgent' })
  await catchUp()
  expect((await caseRow(deps, made.id)).answer_due_at!.getTime() - made.from.getTime()).toBe(2 * hourMs)
  await expect(saveTargets(deps, house.admin, { basedOn: version, rules: saved.rules })).rejects.toMatchObject({
    code: 'conflict',
  })
})

const office: ServiceHours = {
  timeZone: 'Europe/Berlin',
  week: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
  holidays: 'DE-HH',
  specialDays: [],
}

test('changed service hours: shown before, worked out anew in batches after, killed in between without harm', async () => {
  const many = await Promise.all(
    Array.from({ length: 12 }, (_, n) => makeCase(deps, house, { answerDueAt: null, title: `Fall ${n}` })),
  )
  const targets = await readTargets(deps.db.system, house.workspaceId)
  for (const { id } of many)
    await sql`update cases set answer_due_at = opened_at + interval '8 hours', waiting_since = opened_at where id = ${id}`.execute(
      deps.db.system,
    )
  await catchUp()
  expect(targets).toBeDefined()
  const headers = { cookie: await signedIn(deps, house.admin) }
  const ask = (method: 'POST' | 'PUT' | 'GET', url: string, payload?: object) =>
    app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const calendar = { teamId: null, presenceId: null, hours: office }
  const preview = await ask('POST', '/api/v1/targets/preview', { calendar })
  expect(preview.statusCode, preview.body).toBe(200)
  const trial = await ask('POST', '/api/v1/targets/trial', { calendar })
  expect(trial.json().kinds).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'first_answer' })]))
  const saved = await ask('PUT', '/api/v1/service-hours', { ...calendar, basedOn: 0 })
  expect(saved.statusCode, saved.body).toBe(200)
  await catchUp()
  // A process that dies within a batch leaves nothing of it.
  await inTransaction(deps.db.system, async (tx) => {
    await recomputeSome({ ...deps, db: { ...deps.db, system: tx as never } }).catch(() => {})
    throw new Error('killed')
  }).catch(() => {})
  while (await recomputeSome(deps));
  const runs = (await ask('GET', '/api/v1/targets/recomputations')).json().items
  expect(runs[0]).toMatchObject({ cause: 'calendar', doneAt: expect.any(String) })
  expect(preview.json().cases).toBeGreaterThan(0)
  const wanted = await readTargets(deps.db.system, house.workspaceId)
  for (const { id } of many) {
    const row = await caseRow(deps, id)
    const clock = (await clocksOf(id)).find(({ kind }) => kind === 'first_answer')
    const aim = wanted.aimOf('first_answer', {
      teamId: null,
      presenceId: house.presenceId,
      channel: 'email',
      kind: null,
      priority: 'normal',
    })!
    expect(clock!.dueAt).toBe(new Date(aim.hours!.after(Date.parse(clock!.startedAt), 8 * hourMs)).toISOString())
    expect(row.answer_due_at!.toISOString()).toBe(clock!.dueAt)
  }
  expect((await ask('POST', '/api/v1/targets/preview', { calendar })).json()).toMatchObject({ cases: 0 })
  const told = await sql<{
    data: { changed: number }
  }>`select data from journal where kind = 'clocks.recomputed' order by seq desc limit 1`.execute(deps.db.system)
  expect(told.rows[0]!.data.changed).toBe(runs[0].changed)
})

test('entries of a company that is gone hold up nobody', async () => {
  const gone = deps.newId()
  await sql`insert into journal (workspace_id, subject_kind, subject_id, actor_kind, kind, data) values
    (${gone}, 'case', ${deps.newId()}, 'connector', 'case.created', '{"by":"intake"}'),
    (${gone}, 'workspace', ${gone}, 'person', 'targets.changed', '{"version":1,"changedRules":[]}')`.execute(
    deps.db.system,
  )
  await catchUp()
  while (await recomputeSome(deps));
  const made = await arrive()
  expect(await clocksOf(made.id)).toHaveLength(2)
})

test('until when a case is to be solved is due like all else, rests with the customer and behind a follow-up', async () => {
  const { rules, version } = await shownTargets(deps.db.of(house.workspaceId), house.workspaceId)
  const twoHours = { averageMinutes: null, atMostMinutes: 120 }
  const limits = { inServiceHours: false, nextAnswer: null, nextUpdate: null, firstAnswer: null, resolution: twoHours }
  const kind = 'fault' as const
  await saveTargets(deps, house.admin, {
    basedOn: version,
    rules: [...rules, { id: 'faults', when: { ...anyCase, kind }, ...limits }],
  })
  const made = await makeCase(deps, house, { kind, answerDueAt: new Date(Date.now() + 500 * hourMs) })
  await catchUp()
  const due = async () => {
    const { due_kind: dueKind, due_at: at } = await caseRow(deps, made.id)
    return [dueKind, at instanceof Date ? at.toISOString() : at]
  }
  const resolution = (await clocksOf(made.id)).find((clock) => clock.kind === 'resolution')
  expect(await due()).toEqual(['resolution', resolution!.dueAt])
  const tomorrow = new Date(Date.now() + 24 * hourMs).toISOString()
  await changeCase(deps, house.agent, made.id, { followUp: { at: tomorrow, untilReply: false } })
  expect(await due()).toEqual(['follow_up', tomorrow])
  await changeCase(deps, house.agent, made.id, { followUp: null })
  expect((await due())[0]).toBe('resolution')
  await answer(made)
  await catchUp()
  expect((await caseRow(deps, made.id)).resolution_due_at).toBeNull()
  await word(made)
  await catchUp()
  expect((await due())[0]).toBe('resolution')
  await changeCase(deps, house.lead, made.id, { category: 'done', silently: 'Am Telefon geklärt' })
  await catchUp()
  expect(await due()).toEqual([null, Number.POSITIVE_INFINITY])
})

test('hours that nobody can keep are refused in words; a second writer sees the first', async () => {
  const headers = { cookie: await signedIn(deps, house.admin) }
  const put = (hours: object, basedOn = 1, place: object = { teamId: null, presenceId: null }) =>
    app.inject({ method: 'PUT', url: '/api/v1/service-hours', headers, payload: { ...place, basedOn, hours } })
  const day = { date: '2026-12-24', yearly: true, name: { de: 'Heiligabend', en: '' }, hours: [] }
  for (const hours of [
    { ...office, timeZone: 'Europe/Atlantis' },
    { ...office, holidays: 'DE-XX' },
    { ...office, week: [] },
    { ...office, week: [{ weekday: 1, from: '17:00', to: '09:00' }] },
    { ...office, specialDays: [day, { ...day, date: '2027-12-24' }] },
  ])
    expect((await put(hours)).statusCode).toBe(400)
  expect((await put(office, 0)).statusCode).toBe(409)
  expect((await put(office, 0, { teamId: cast.suedwind.teamId, presenceId: null })).statusCode).toBe(400)
  const saved = await put({ ...office, specialDays: [day] })
  expect(saved.json()).toMatchObject({
    version: 2,
    hours: { specialDays: [{ name: { de: 'Heiligabend', en: 'Heiligabend' } }] },
  })
})
