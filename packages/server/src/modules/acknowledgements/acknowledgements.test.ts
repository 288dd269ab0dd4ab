import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import type { CaseToOpen } from '../cases/open-cases.ts'
import { caseRow, makeCase } from '../cases/test-cases.ts'
import { acknowledgeOnce } from './acknowledge.ts'
import { readAcknowledgements, saveText, switchPresence } from './settings.ts'
import { filled, shipped } from './words.ts'

let deps: Deps
let house: House
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
  await read()
})
afterAll(() => deps.db.close())

async function read(until: () => Promise<boolean> = async () => true) {
  for (let n = 0; n < 1_200; n += 1) {
    while (await acknowledgeOnce(deps));
    if (await until()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the journal was not read in time')
}
const arrive = (name: string, change: Partial<CaseToOpen> = {}) =>
  makeCase(deps, house, { contactName: name, openedAt: new Date(), teamId: house.teamId, ...change })
/** Everybody writes from an address of their own: the caps are per address. */
async function from(id: string, address: string, flags: string[] = []) {
  await sql`update message set author_address = ${address}, flags = ${flags}::text[] where id in (select message_id from case_message where case_id = ${id})`.execute(
    deps.db.system,
  )
}
const mailsOf = (caseId: string) =>
  rows(
    deps.db.system,
    sql<{
      purpose: string
      payload: { outgoing: { subject: string; text: string; automatic: boolean; to: { address: string }[] } }
    }>`select purpose, payload from outbox where case_id = ${caseId}`,
  )

test('says number, who and when in the customer’s language, once, marked as automatic; the answer stays due', async () => {
  await switchPresence(deps, house.admin, house.presenceId, true)
  const made = await arrive('Jana')
  await from(made.id, 'jana@kunden.test')
  const english = await arrive('Kim', { language: 'en' })
  await from(english.id, 'kim@kunden.test')
  await read(async () => (await mailsOf(english.id)).length > 0)
  await Promise.all([acknowledgeOnce(deps), acknowledgeOnce(deps)])
  const [mail, ...others] = await mailsOf(made.id)
  expect(others).toEqual([])
  expect(mail!.purpose).toBe('acknowledgement')
  const { subject, text, automatic, to } = mail!.payload.outgoing
  expect([subject, automatic, to[0]!.address]).toEqual([
    `Ihre Nachricht ist angekommen (Nummer ${made.number})`,
    true,
    'jana@kunden.test',
  ])
  const row = await caseRow(deps, made.id)
  const time = row.answer_due_at!.toLocaleTimeString('de-DE', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Berlin',
  })
  expect(text).toContain(`Nummer ${made.number}`)
  expect(text).toContain('Team Nordlicht')
  expect(text).toContain(`${time} Uhr`)
  expect(text).not.toContain('{{')
  expect(row.waiting_since).not.toBeNull()
  expect((await mailsOf(english.id))[0]!.payload.outgoing.text).toContain('You will hear from us by')
})

test('never for spam, machines, senders who are unclear, old words, answered cases, or a mailbox that is silent', async () => {
  const spam = await arrive('Spam', { kind: 'spam' })
  const unclear = await arrive('Unklar')
  await from(unclear.id, 'unklar@kunden.test', ['sender-unclear'])
  const machine = await arrive('Maschine')
  await sql`update message set nature = 'autoreply', author_address = 'm@kunden.test' where id in (select message_id from case_message where case_id = ${machine.id})`.execute(
    deps.db.system,
  )
  const old = await arrive('Alt', { openedAt: new Date(Date.now() - 9 * 3_600_000) })
  const answered = await arrive('Beantwortet')
  await sql`update cases set last_outbound_at = now() where id = ${answered.id}`.execute(deps.db.system)
  const last = await arrive('Zuletzt')
  await from(last.id, 'zuletzt@kunden.test')
  await read(async () => (await mailsOf(last.id)).length > 0)
  for (const { id } of [spam, unclear, machine, old, answered]) expect(await mailsOf(id)).toEqual([])
})

test('one address gets so many a day at most, and the case notes why it got none', async () => {
  const made: { id: string }[] = []
  for (let n = 0; n < 6; n += 1) {
    const one = await arrive(`Kette ${n}`)
    await from(one.id, 'kette@kunden.test')
    made.push(one)
  }
  const noted = () =>
    rows(
      deps.db.system,
      sql<{ why: string }>`select why from acknowledgement where case_id = any(${made.map(({ id }) => id)}::uuid[])`,
    )
  await read(async () => (await noted()).length === 6)
  const why = (await noted()).map((row) => row.why)
  expect(why.filter((one) => one === 'queued')).toHaveLength(4)
  expect(why.filter((one) => one === 'capped')).toHaveLength(2)
})

test('own words must say which, who and when, and pass the guideline; ours do', async () => {
  const of = (text: string | null, language: 'de' | 'en' = 'de') =>
    saveText(deps, house.lead, { language, address: 'formal', text })
  await expect(of('Danke für Ihre Nachricht {{number}}.')).rejects.toMatchObject({
    code: 'invalid-input',
    extra: { missing: ['who', 'time'] },
  })
  await expect(
    of('Guten Tag, {{number}} {{who}} {{time}}. Bitte rufen Sie unsere Hotline an. Viele Grüße'),
  ).rejects.toMatchObject({ code: 'guideline-warning' })
  for (const language of ['de', 'en'] as const)
    for (const address of ['formal', 'informal'] as const) {
      const saved = await saveText(deps, house.lead, { language, address, text: shipped[language][address] })
      expect(saved.texts.find((one) => one.language === language && one.address === address)!.isOwn).toBe(true)
    }
  expect((await of(null)).texts[0]!.isOwn).toBe(false)
  expect((await readAcknowledgements(deps, house.agent)).allowed).toEqual([])
})

test('a name of a team is put in as it is, whatever signs it has', () => {
  const said = { number: 7, who: 'Team $& {{time}} $1', time: 'morgen', company: 'A$$B', status: '' }
  expect(filled('{{who}} bis {{time}} für {{number}}, {{company}}', said)).toBe(
    'Team $& {{time}} $1 bis morgen für 7, A$$B',
  )
})

test('own words may carry the address under which customers see how their concern stands', async () => {
  const text = 'Nummer {{number}}, {{who}}, bis {{time}}. Stand: {{status}}'
  await saveText(deps, house.lead, { language: 'de', address: 'formal', text })
  const made = await arrive('Ilka')
  await from(made.id, 'ilka@kunden.test')
  await read(async () => (await mailsOf(made.id)).length > 0)
  const [mail] = await mailsOf(made.id)
  expect(mail!.payload.outgoing.text).toMatch(/Stand: https?:\/\/\S+\/p\/[\w-]{43}$/)
  const pages = await rows(
    deps.db.system,
    sql<{
      kind: string
    }>`select p.kind from private_page p join thread t on t.id = p.thread_id where t.case_id = ${made.id}`,
  )
  expect(pages).toEqual([{ kind: 'status' }])
})
