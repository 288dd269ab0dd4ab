import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { makeCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { mailWords } from './mail-words.ts'
import { sendMorningOnce } from './send-morning.ts'
import type { WatchedCase } from './store.ts'
import { readMail, saveMail, saveMine } from './subscribe.ts'
import { readWatch, watchMorning } from './watch-morning.ts'

let deps: Deps
let house: House
let url: string
beforeAll(async () => {
  url = (await testDatabase()).url
  deps = testDeps(url)
  house = (await makeCast(deps)).nordlicht
  const hours = {
    timeZone: 'Europe/Berlin',
    week: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
    holidays: 'DE-HH',
    specialDays: [],
  }
  await sql`insert into calendar (workspace_id, id, hours) values (${house.workspaceId}, ${deps.newId()}, ${JSON.stringify(hours)}::jsonb)`.execute(
    deps.db.system,
  )
  await sql`update workspace set settings = settings || '{"publicUrl":"https://hilfe.nordlicht.example"}' where id = ${house.workspaceId}`.execute(
    deps.db.system,
  )
})
afterAll(() => deps.db.close())

/** In Berlin; 2026-03-02 is a Monday. */
const at = (text: string) => new Date(`${text}+01:00`)
async function work(now: Date) {
  while (await sendMorningOnce(deps, now));
}
const mails = () =>
  rows(
    deps.db.system,
    sql<{
      to: string
      subject: string
      text: string
    }>`select payload->'outgoing'->'to'->0->>'address' as to, payload->'outgoing'->>'subject' as subject, payload->'outgoing'->>'text' as text
      from outbox where purpose = 'morning' order by id`,
  )
const notes = () =>
  rows(
    deps.db.system,
    sql<{
      day: string
      why: string
      cases: number
    }>`select day::text, why, cases from morning_mail order by day, member_id`,
  )

test('nobody gets it until somebody wants it; then at the hour of the house on working days, once', async () => {
  await work(at('2026-03-02T08:05'))
  expect(await notes()).toEqual([])
  expect((await readMail(deps, house.agent)).mine).toEqual({ wanted: false, evenEmpty: false, isByDefault: true })
  await saveMail(deps, house.admin, { minuteOfDay: 450, toLeads: true })
  expect((await readMail(deps, house.lead)).mine).toEqual({ wanted: true, evenEmpty: false, isByDefault: true })
  await saveMine(deps, house.agent, { wanted: true, evenEmpty: true })
  await work(at('2026-03-02T07:29'))
  expect(await notes()).toEqual([])
  // Nothing stands on the list: only who wished so hears that.
  await work(at('2026-03-02T07:31'))
  expect((await notes()).map(({ why }) => why).toSorted()).toEqual(['empty', 'queued'])
  expect(await mails()).toMatchObject([{ to: 'agent@nordlicht.example' }])
  expect((await mails())[0]!.subject).toBe('Morgenliste, Montag, 2. März: keine ernsten Fälle')
})

test('one line for each case with what moved and was said in public, with links; on weekends and holidays none', async () => {
  const made = await makeCase(deps, house, { title: 'Heizung kalt', contactName: 'Jana' })
  await sql`update cases set kind = 'complaint', anger = 2, visibility = 'public' where id = ${made.id}`.execute(
    deps.db.system,
  )
  await sql`update thread set visibility = 'public' where id = ${made.threadId}`.execute(deps.db.system)
  for (const day of ['2026-03-07', '2026-03-08', '2026-04-03']) await work(at(`${day}T08:00`))
  expect(await mails()).toHaveLength(1)
  await Promise.all(Array.from({ length: 5 }, () => sendMorningOnce(deps, at('2026-03-09T08:00'))))
  await work(at('2026-03-09T08:30'))
  const found = (await mails()).slice(1)
  expect(found.map(({ to }) => to).toSorted()).toEqual(['agent@nordlicht.example', 'lead@nordlicht.example'])
  const { subject, text } = found[0]!
  expect(subject).toBe('Morgenliste, Montag, 9. März: 1 Fall')
  expect(text).toContain(`#${made.number} Heizung kalt (ernste Beschwerde, öffentlich)`)
  expect(text).toContain('Öffentlich gesagt: „Nachricht 1“')
  expect(text).toContain(`https://hilfe.nordlicht.example/cases/${made.id}`)
  expect(text).toContain('https://hilfe.nordlicht.example/morning')
})

test('too late in the day it is none any more; who does not want it gets none', async () => {
  await saveMine(deps, house.lead, { wanted: false, evenEmpty: false })
  await saveMine(deps, house.agent, { wanted: false, evenEmpty: false })
  const before = (await mails()).length
  await work(at('2026-03-10T10:31'))
  await work(at('2026-03-11T08:00'))
  expect(await mails()).toHaveLength(before)
  await saveMine(deps, house.lead, { wanted: null, evenEmpty: false })
  expect((await readMail(deps, house.lead)).mine.wanted).toBe(true)
})

test('a process that dies in the middle has sent none; the next one sends each person theirs once', {
  timeout: 300_000,
}, async () => {
  const before = (await mails()).length
  const now = at('2026-03-12T08:00')
  for (const point of ['morning.taken', 'morning.queued']) {
    const child = spawn(
      process.execPath,
      [new URL('../../../../../tests/crash/morning-worker.ts', import.meta.url).pathname, now.toISOString()],
      { env: { ...process.env, RESONANZ_FAIL_POINT: point, CRASH_URL: url }, stdio: ['ignore', 'ignore', 'inherit'] },
    )
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    expect(signal).toBe('SIGKILL')
    expect(await mails()).toHaveLength(before)
  }
  await Promise.all([work(now), work(now)])
  expect(await mails()).toHaveLength(before + 1)
})

test('by hand: on and off with a reason, seen on the case, left to the rule again', async () => {
  const { id } = await makeCase(deps, house)
  expect(await readWatch(deps, house.agent, id)).toMatchObject({ isOn: false, byHand: null, allowed: ['watch'] })
  await expect(watchMorning(deps, house.agent, id, { isWatched: true, reason: '' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await watchMorning(deps, house.agent, id, { isWatched: true, reason: 'Bloggt darüber' })
  expect(await readWatch(deps, house.reader, id)).toMatchObject({
    isOn: true,
    because: ['by-hand'],
    byHand: { isWatched: true, reason: 'Bloggt darüber', by: { name: house.agent.name } },
    allowed: [],
  })
  await watchMorning(deps, house.lead, id, { isWatched: false, reason: 'Ist geklärt' })
  expect(await readWatch(deps, house.agent, id)).toMatchObject({ isOn: false, byHand: { isWatched: false } })
  await watchMorning(deps, house.lead, id, { isWatched: null, reason: '' })
  const told = await rows(
    deps.db.system,
    sql<{ data: object }>`select data from journal where subject_id = ${id} and kind = 'case.morning' order by seq`,
  )
  expect(told.map(({ data }) => data)).toEqual([
    { isWatched: true, reason: 'Bloggt darüber' },
    { isWatched: false, reason: 'Ist geklärt' },
    { isWatched: null, reason: '' },
  ])
})

test('words of strangers stay one line without links, in either language', () => {
  const line: WatchedCase = {
    id: '0193a0e0-0000-7000-8000-000000000001',
    number: 7,
    title: 'Toll\r\n\r\nhttps://boese.example',
    because: ['press'],
    owner: null,
    team: null,
    theirs: 2,
    ours: 0,
    others: 1,
    public_words: 'Klickt\nhier: HTTPS://boese.example www.boese.example\u202e',
    next_update_at: null,
    stalled: 5,
    ticked_by: null,
  }
  const of = (language: 'de' | 'en') =>
    mailWords([line], { language, day: '2026-03-02', zone: 'Europe/Berlin', publicUrl: 'https://hilfe.example' })
  const german = of('de').text
  expect(german).toContain('#7 Toll https[:]//boese.example (Presse, Recht)')
  expect(german).toContain(
    '2 Nachrichten vom Kunden, 1 weiterer Schritt, wirkt festgefahren. Kein Wort zugesagt. Niemand zuständig.',
  )
  expect(german).not.toMatch(/https:\/\/boese|www\.boese|\u202e/i)
  expect(of('en').text).toContain(
    '2 messages of the customer, 1 further step, seems to stall. No word promised. Nobody has it.',
  )
  expect(of('en').subject).toBe('Morning list, Monday 2 March: 1 case')
})
