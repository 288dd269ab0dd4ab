import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { makeBareCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { advanceNext } from './advance.ts'
import { answerByLink } from './answer.ts'
import { askExpert } from './ask.ts'
import { endOfClosed } from './end-of-closed.ts'
import { readConsultation } from './read.ts'

let deps: Deps
let house: House
let caseId: string
let expertId: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url, { RESONANZ_PUBLIC_URL: 'https://service.nordlicht.example' })
  house = (await makeCast(deps)).nordlicht
  const email = { address: 'service@nordlicht.example', imap: { host: 'x.example' }, smtp: { host: 'x.example' } }
  await sql`update presence set settings = ${JSON.stringify(email)}::jsonb where id = ${house.presenceId}`.execute(
    deps.db.system,
  )
  expertId = deps.newId()
  await sql`insert into expert (workspace_id, id, name, email, department, topics, languages, deputies) values
    (${house.workspaceId}, ${expertId}, 'Dr. Hanne Voss', 'voss@werk.example', 'Technik', '{}', '{de}', '{}')`.execute(
    deps.db.system,
  )
})
afterAll(() => deps.db.close())
beforeEach(async () => {
  caseId = await makeBareCase(deps, house, { preview: 'Die Pumpe leckt.' })
})

const ask = () =>
  askExpert(deps, house.agent, caseId, {
    expertId,
    memberId: null,
    question: 'Ist das ein Garantiefall? Rückruf 5550123',
    context: '',
    dueInMinutes: 480,
    waits: false,
  })
const close = (minutesAgo: number) =>
  sql`update cases set category = 'done', closed_at = now() - make_interval(mins => ${minutesAgo}) where id = ${caseId}`.execute(
    deps.db.system,
  )
const isDue = (id: string) =>
  sql`update consultation set remind_at = now(), next_at = now() where id = ${id}`.execute(deps.db.system)
const read = (id: string) => readConsultation(deps.db.of(house.workspaceId), house.agent, id)
const mailOf = async (id: string) =>
  (await one(
    deps.db.system,
    sql<{
      text: string
    }>`select o.payload->'outgoing'->>'text' as text from outbox o join consultation_mail m on m.outbox_id = o.id
      join consultation_request r on r.id = m.request_id where r.consultation_id = ${id} order by o.id limit 1`,
  ))!.text

test('while a case is closed nobody is reminded; taken back in time, the steps go on', async () => {
  const { id } = await ask()
  await isDue(id)
  await close(1)
  expect(await advanceNext(deps)).toBe(false)
  expect(await endOfClosed(deps)).toBe(0)
  expect((await read(id)).state).toBe('open')
  await sql`update cases set category = 'open', closed_at = null where id = ${caseId}`.execute(deps.db.system)
  expect(await advanceNext(deps)).toBe(true)
  expect((await read(id)).state).toBe('reminded')
})

test('a case that stays closed ends its questions, told once; what is answered all the same is kept as late', async () => {
  const { id } = await ask()
  const [, token] = /\/c\/([\w-]{43})/.exec(await mailOf(id))!
  await close(16)
  expect(await endOfClosed(deps)).toBe(1)
  expect(await endOfClosed(deps)).toBe(0)
  expect(await read(id)).toMatchObject({ state: 'withdrawn', isEndedWithCase: true })
  await answerByLink(deps, token!, { text: 'Ja, Garantie.', clientKey: deps.newId() })
  expect((await read(id)).answers).toMatchObject([{ isLate: true, text: 'Ja, Garantie.' }])
  const told = await rows(
    deps.db.system,
    sql<{ data: object }>`select data from journal where subject_id = ${caseId} and kind = 'consultation.withdrawn'`,
  )
  expect(told).toEqual([{ data: { consultationId: id, isWithCase: true } }])
})

test('a question of a case that was joined into an open one goes on', async () => {
  const { id } = await ask()
  await close(60)
  const other = await one(
    deps.db.system,
    sql<{
      id: string
    }>`select id from cases where workspace_id = ${house.workspaceId} and category in ('new','open') limit 1`,
  )
  await sql`update cases set merged_into = ${other!.id} where id = ${caseId}`.execute(deps.db.system)
  expect(await endOfClosed(deps)).toBe(0)
  expect((await read(id)).state).toBe('open')
})

test('mails tell the time of the company that asks, and no number that nobody explains', async () => {
  const hours = (timeZone: string) => JSON.stringify({ timeZone, week: [], holidays: null, specialDays: [] })
  const texts: string[] = []
  for (const zone of ['America/New_York', 'Asia/Tokyo']) {
    await sql`delete from calendar where workspace_id = ${house.workspaceId}`.execute(deps.db.system)
    const { id, dueAt } = await ask()
    await sql`insert into calendar (workspace_id, id, hours) values (${house.workspaceId}, ${deps.newId()}, ${hours(zone)}::jsonb)`.execute(
      deps.db.system,
    )
    await sql`update consultation set due_at = ${dueAt}, remind_at = now(), next_at = now() where id = ${id}`.execute(
      deps.db.system,
    )
    await advanceNext(deps)
    const mails = await rows(
      deps.db.system,
      sql<{
        text: string
      }>`select o.payload->'outgoing'->>'text' as text from outbox o join consultation_mail m on m.outbox_id = o.id
        join consultation_request r on r.id = m.request_id where r.consultation_id = ${id} and m.what <> 'question'`,
    )
    const shown = new Intl.DateTimeFormat('de-DE', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
      new Date(dueAt),
    )
    expect(mails[0]!.text).toContain(shown)
    texts.push(mails[0]!.text)
  }
  expect(texts.join()).toContain('Rückruf [Telefonnummer]')
  expect(texts.join()).not.toContain('5550123')
})
