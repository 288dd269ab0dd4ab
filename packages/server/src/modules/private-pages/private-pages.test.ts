import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import type { Cast } from '../../../../../tests/deps.ts'
import { iban, type PageScene, pdf, refund, startPageScene, tokenOf } from '../../../../../tests/page-scene.ts'
import { mergeCase } from '../cases/merge.ts'
import { caseRow, makeCase } from '../cases/test-cases.ts'
import { tendOnce } from './tend.ts'

let deps: Deps
let cast: Cast
let scene: PageScene

beforeAll(async () => {
  scene = await startPageScene()
  ;({ deps, cast } = scene)
})
afterAll(() => scene.close())

test('asked, opened by a button, answered: in the same case and team, masked and sealed, nowhere in clear', async () => {
  const opened = await makeCase(deps, cast.nordlicht, { teamId: cast.nordlicht.teamId })
  const asked = await scene.ask(opened)
  const token = tokenOf(asked)
  const customer = scene.browser()
  // Programs that follow links learn nothing and use nothing up.
  for (let n = 0; n < 3; n += 1) {
    const bot = await scene.browser().look(token)
    expect(bot.statusCode).toBe(200)
    expect(bot.body).not.toContain('Bitte füllen Sie aus')
    expect(bot.body).not.toContain('IBAN')
    expect(bot.cookies).toEqual([])
  }
  expect((await customer.open(token)).statusCode).toBe(200)
  const page = await customer.look(token)
  expect(page.body).toContain('Bitte füllen Sie aus')
  expect(page.body).toContain(asked.page.code)
  expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(page.headers['content-security-policy']).toContain("default-src 'none'")
  expect(page.headers['referrer-policy']).toBe('no-referrer')
  expect(page.headers['cache-control']).toBe('no-store')
  expect(page.headers['x-robots-tag']).toContain('noindex')

  const sent = await customer.send(
    token,
    { words: 'Anbei alles.', answers: { iban: 'de89370400440532013000', bestellung: 'A-4711' } },
    { beleg: ['../Beleg.pdf', pdf] },
  )
  expect(sent.json()).toEqual({ ok: true, missing: 0 })
  await scene.takeIn()
  const [message] = await scene.said(opened.id)
  expect(message!.text).toContain('Anbei alles.')
  expect(message!.text).toContain('BESTELLUNG: A-4711')
  expect(message!.text).toContain('IBAN: angegeben (verdeckt)')
  // Its link stood in public: nobody can be sure who opened it first.
  expect(message!.flags).toContain('opened-from-public')
  const row = await caseRow(deps, opened.id)
  expect([row.team_id, row.message_count, row.category]).toEqual([cast.nordlicht.teamId, 2, 'new'])
  expect(await scene.kindsOf(opened.id)).toEqual(['private-page.asked', 'private-page.opened', 'private-page.answered'])
  expect((await customer.look(token)).body).not.toMatch(/3704 ?0044/)
  await expectNowhere('37040044', '3704 0044', '05320130', '0532 0130')

  const seen = (await scene.staff(cast.nordlicht.reader, 'GET', `/cases/${opened.id}/private-pages`)).json()
  expect(seen.pages[0].link).toBeNull()
  expect(seen.pages[0].state).toBe('answered')
  expect(seen.pages[0].questions.map((q: { answer: { ending: string } }) => q.answer.ending)).toEqual([
    '00',
    '',
    `application/pdf ${pdf.length}`,
  ])
})

/** In every text and every byte column of every table of the workspace. Long words: ids and times are digits, too. */
async function expectNowhere(...words: string[]) {
  const tables = await rows(
    deps.db.system,
    sql<{
      t: string
    }>`select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id'`,
  )
  for (const { t } of tables) {
    const found = await sql<{ line: string }>`select x::text as line from ${sql.table(t)} x`.execute(deps.db.system)
    const bytes = found.rows.map(({ line }) => `${line} ${hexTexts(line)}`).join('\n')
    for (const word of words) expect(bytes.includes(word), `${word} in ${t}`).toBe(false)
  }
}
/** Byte columns print as \x…: what is written in them, read as text. */
function hexTexts(line: string): string {
  return [...line.matchAll(/\\x([0-9a-f]{8,})/g)]
    .map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1'))
    .join(' ')
}

test('a look at a masked answer is on record first; without the right there is none', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const asked = await scene.ask(opened, { way: 'hand' })
  const customer = scene.browser()
  await customer.open(tokenOf(asked))
  await customer.send(tokenOf(asked), { answers: { iban } }, { beleg: ['Beleg.pdf', pdf] })
  const [answer, file] = await scene.sealed(asked.page.id)
  const body = { purpose: 'handle', note: 'Erstattung' }
  expect(
    (await scene.staff(cast.nordlicht.reader, 'POST', `/private-answers/${answer!.id}/reveal`, body)).statusCode,
  ).toBe(403)
  expect(
    (await scene.staff(cast.suedwind.agent, 'POST', `/private-answers/${answer!.id}/reveal`, body)).statusCode,
  ).toBe(404)
  const shown = await scene.staff(cast.nordlicht.agent, 'POST', `/private-answers/${answer!.id}/reveal`, body)
  expect(shown.json()).toEqual({ value: iban, file: null })
  const shownFile = await scene.staff(cast.nordlicht.agent, 'POST', `/private-answers/${file!.id}/reveal`, body)
  expect(Buffer.from(shownFile.json().file.base64, 'base64').equals(pdf)).toBe(true)
  expect(shownFile.json().file.name).toBe('Beleg.pdf')
  const looks = await rows(
    deps.db.system,
    sql<{
      data: object
      actor_id: string
    }>`select data, actor_id from journal where subject_id = ${opened.id} and kind = 'private-page.revealed' order by seq`,
  )
  expect(looks).toHaveLength(2)
  expect(looks[0]).toMatchObject({
    actor_id: cast.nordlicht.agent.memberId,
    data: { pageId: asked.page.id, answerId: answer!.id, purpose: 'handle', reason: 'Erstattung' },
  })
})

test('deleted on its day: the row says so, nothing can be shown any more', async () => {
  const opened = await makeCase(deps, cast.nordlicht)
  const asked = await scene.ask(opened)
  const customer = scene.browser()
  await customer.open(tokenOf(asked))
  await customer.send(tokenOf(asked), { answers: { iban } }, { beleg: ['Beleg.pdf', pdf] })
  await sql`update private_answer set delete_at = now() - interval '1 minute' where page_id = ${asked.page.id}`.execute(
    deps.db.system,
  )
  await Promise.all([tendOnce(deps), tendOnce(deps)])
  while (await tendOnce(deps));
  const left = await scene.sealed(asked.page.id)
  expect(left.map((answer) => [answer.sealed, answer.ending])).toEqual([
    [null, ''],
    [null, ''],
  ])
  expect((await scene.kindsOf(opened.id)).filter((kind) => kind === 'private-page.deleted')).toHaveLength(1)
  const look = await scene.staff(cast.nordlicht.agent, 'POST', `/private-answers/${left[0]!.id}/reveal`, {
    purpose: 'handle',
  })
  expect([look.statusCode, look.json().code]).toEqual([409, 'conflict'])
})

test('asked twice with one key: one page; a case joined into another takes its page along', async () => {
  const [first, other] = [await makeCase(deps, cast.nordlicht), await makeCase(deps, cast.nordlicht)]
  const clientKey = crypto.randomUUID()
  const made = await Promise.all([scene.ask(first, { clientKey }), scene.ask(first, { clientKey })])
  expect(made[0].page.id).toBe(made[1].page.id)
  const token = tokenOf(made[0])
  await mergeCase(deps, cast.nordlicht.agent, first.id, other.id)
  const customer = scene.browser()
  await customer.open(token)
  await customer.send(token, { words: 'Da bin ich' })
  await scene.takeIn()
  expect(await scene.said(other.id)).toHaveLength(1)
  expect(
    (await scene.staff(cast.nordlicht.agent, 'GET', `/cases/${other.id}/private-pages`)).json().pages,
  ).toHaveLength(1)
  const foreign = await scene.staff(cast.suedwind.agent, 'GET', `/cases/${other.id}/private-pages`)
  expect(foreign.statusCode).toBe(404)
})

test('personal data in public is seen with its kinds; in private it is nobody’s concern', async () => {
  const opened = await makeCase(deps, cast.nordlicht, { messages: 2 })
  const [shown, quiet] = opened.messageIds
  const marks = JSON.stringify({
    personalData: [
      { kind: 'iban', start: 0, end: 4 },
      { kind: 'phone', start: 5, end: 9 },
    ],
  })
  for (const id of [shown, quiet])
    await sql`insert into message_analysis (workspace_id, message_id, model_version, marks) values (${cast.nordlicht.workspaceId}, ${id}, 'x', ${id === shown ? marks : '{}'}::jsonb)`.execute(
      deps.db.system,
    )
  const exposed = async () =>
    (await scene.staff(cast.nordlicht.agent, 'GET', `/cases/${opened.id}/private-pages`)).json().exposed
  expect(await exposed()).toEqual([])
  await sql`update thread set visibility = 'public', channel = 'found' where id = ${opened.threadId}`.execute(
    deps.db.system,
  )
  expect(await exposed()).toMatchObject([{ messageId: shown, kinds: ['iban', 'phone'], isHideable: false }])
})

test('prepared questions: by topic first, changed by who saw the newest, foreign topics unknown', async () => {
  const { lead, agent, topicId } = cast.nordlicht
  const input = { name: 'Erstattung', topicId, questions: refund }
  expect((await scene.staff(agent, 'POST', '/question-sets', input)).statusCode).toBe(403)
  expect(
    (await scene.staff(lead, 'POST', '/question-sets', { ...input, topicId: cast.suedwind.topicId })).statusCode,
  ).toBe(404)
  const made = (await scene.staff(lead, 'POST', '/question-sets', input)).json()
  await scene.staff(lead, 'POST', '/question-sets', { ...input, name: 'Adresse', topicId: null })
  const changed = await scene.staff(lead, 'PUT', `/question-sets/${made.id}`, {
    ...input,
    name: 'Erstattung neu',
    version: 1,
  })
  expect(changed.json()).toMatchObject({ name: 'Erstattung neu', version: 2 })
  expect((await scene.staff(lead, 'PUT', `/question-sets/${made.id}`, { ...input, version: 1 })).statusCode).toBe(409)
  const opened = await makeCase(deps, cast.nordlicht, { topicId })
  const seen = (await scene.staff(agent, 'GET', `/cases/${opened.id}/private-pages`)).json()
  expect(seen.sets.map((set: { name: string; isOfTopic: boolean }) => [set.name, set.isOfTopic])).toEqual([
    ['Erstattung neu', true],
    ['Adresse', false],
  ])
  await scene.staff(lead, 'DELETE', `/question-sets/${made.id}`)
  expect((await scene.staff(agent, 'GET', '/question-sets')).json().items).toHaveLength(1)
  await scene.staff(lead, 'PUT', '/private-page-look', { colour: '#aa3300', validHours: 24 })
  const token = tokenOf(await scene.ask(opened))
  expect((await scene.browser().look(token)).body).toContain('#aa3300')
  expect((await scene.staff(lead, 'PUT', '/private-page-look', { colour: 'red;}', validHours: 24 })).statusCode).toBe(
    400,
  )
})
