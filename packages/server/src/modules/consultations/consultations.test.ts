import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCases } from '#cases'
import { type IntakeDeps, processBatch, storeItems } from '#intake'
import { expertBindings } from '#experts'
import { threadOfToken } from '#replies'
import { inTransaction, one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { makeWorkerPool } from '#platform/worker-pool'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { advanceNext, tellUndelivered } from './advance.ts'
import { answerByLink, answerConsultation, withdrawConsultation } from './answer.ts'
import { takeAnswer } from './take-answer.ts'
import { askExpert } from './ask.ts'
import { consultationBindings, mountAnswerPage } from './index.ts'
import { consultationsOfCase, myConsultations, prepareConsultation, readConsultation } from './read.ts'

let deps: Deps
let cast: Cast
let intake: IntakeDeps
let app: FastifyInstance
let caseId: string
let expertId: string
let deputyId: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url, { RESONANZ_PUBLIC_URL: 'https://service.nordlicht.example' })
  cast = await makeCast(deps)
  const pool: IntakeDeps['pool'] = makeWorkerPool({
    entry: new URL('../intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 5_000,
  })
  intake = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test' }
  app = await serverOf(deps, [...consultationBindings(deps), ...expertBindings(deps)])
  mountAnswerPage(app, deps)
  const email = { address: 'service@nordlicht.example', imap: { host: 'x.example' }, smtp: { host: 'x.example' } }
  await sql`update presence set settings = ${JSON.stringify(email)}::jsonb where id = ${cast.nordlicht.presenceId}`.execute(
    deps.db.system,
  )
})
afterAll(async () => {
  await app.close()
  await intake.pool.close()
  await deps.db.close()
})

beforeEach(async () => {
  const { workspaceId: w, presenceId, teamId, topicId, agent } = cast.nordlicht
  ;[caseId, expertId, deputyId] = [deps.newId(), deps.newId(), deps.newId()]
  await sql`update expert set archived_at = now() where archived_at is null`.execute(deps.db.system)
  await sql`update consultation set next_at = null`.execute(deps.db.system)
  const opened = {
    id: caseId,
    title: 'Pumpe leckt',
    channel: 'email' as const,
    visibility: 'private' as const,
    preview: 'Jana Berger, Tel. 0431 5550123, meine Pumpe leckt',
    language: 'de',
    presenceId,
    identityId: null,
    customerId: null,
    contactName: 'Jana Berger',
    openedAt: new Date(),
    lastMessageAt: new Date(),
    lastMessageId: null,
    messageCount: 0,
    hasAttachment: false,
    answerDueAt: null,
    teamId,
    ownerId: agent.memberId,
    topicId,
    inbound: true,
  }
  await openCases(deps.db.system, w, [opened], { actor: { kind: 'connector', id: null }, by: 'intake' })
  await sql`insert into expert (workspace_id, id, name, email, department, topics, languages, deputies) values
    (${w}, ${expertId}, 'Dr. Hanne Voss', 'voss@werk.example', 'Technik', array[${topicId}]::uuid[], '{de}', array[${deputyId}]::uuid[]),
    (${w}, ${deputyId}, 'Ole Kruse', 'kruse@werk.example', 'Technik', '{}', '{de}', '{}')`.execute(deps.db.system)
})

const ask = (change: object = {}) =>
  askExpert(deps, cast.nordlicht.agent, caseId, {
    expertId,
    memberId: null,
    question: 'Ist das ein Garantiefall? Jana Berger, DE89 3704 0044 0532 0130 00',
    context: 'Die Pumpe leckt seit Montag.',
    dueInMinutes: 480,
    waits: false,
    ...change,
  })
type Mail = { to: string; text: string; subject: string; replyToken: string; clientToken: string; automatic: boolean }
const mails = () =>
  rows(
    deps.db.system,
    sql<Mail>`select o.payload->'outgoing'->'to'->0->>'address' as to, o.payload->'outgoing'->>'text' as text, o.payload->'outgoing'->>'subject' as subject,
        o.payload->'outgoing'->>'replyToken' as "replyToken", o.client_token as "clientToken", (o.payload->'outgoing'->>'automatic')::boolean as automatic
      from outbox o join consultation_mail m on m.outbox_id = o.id join consultation_request r on r.id = m.request_id join consultation c on c.id = r.consultation_id
      where c.case_id = ${caseId} order by o.id`,
  )
const tokenIn = (mail: Mail) => /\/c\/([\w-]{43})/.exec(mail.text)![1]!
const journal = () =>
  rows(
    deps.db.system,
    sql<{
      kind: string
      data: Record<string, unknown>
    }>`select kind, data from journal where subject_id = ${caseId} and (kind like 'consultation.%' or kind = 'case.escalated') order by seq`,
  )
const kinds = async () => (await journal()).map(({ kind }) => kind)
const notes = () =>
  rows(deps.db.system, sql<{ text: string }>`select text from note where case_id = ${caseId} order by id`)
const read = (id: string) => readConsultation(deps.db.of(cast.nordlicht.workspaceId), cast.nordlicht.agent, id)
/** Moves everything about a question this many hours into the past. */
const pass = (id: string, hours: number) =>
  sql`update consultation set remind_at = remind_at - ${hours} * interval '1 hour', due_at = due_at - ${hours} * interval '1 hour', deputy_at = deputy_at - ${hours} * interval '1 hour',
    escalate_at = escalate_at - ${hours} * interval '1 hour', next_at = next_at - ${hours} * interval '1 hour' where id = ${id}`.execute(
    deps.db.system,
  )
const advance = async () => {
  while (await advanceNext(deps));
}
let mailNumber = 0
async function reply(to: Mail, body: string, head: Record<string, string> = {}) {
  mailNumber += 1
  const headers = {
    From: 'Hanne Voss <voss@werk.example>',
    To: `service+c_${to.replyToken}@nordlicht.example`,
    Subject: `Re: ${to.subject}`,
    Date: 'Fri, 20 Nov 2026 10:00:00 +0100',
    'Message-ID': `<antwort-${mailNumber}@werk.example>`,
    'Content-Type': 'text/plain; charset=utf-8',
    ...head,
  }
  const raw = `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}\r\n`
  const { presenceId, workspaceId } = cast.nordlicht
  const item = { sourceKey: `mail-${mailNumber}`, contentType: 'message/rfc822', source: {}, raw: Buffer.from(raw) }
  await inTransaction(deps.db.system, (tx) => storeItems(tx, { id: presenceId, workspaceId }, [item]))
  while (await processBatch(intake));
}

describe('asking', () => {
  test('one mail, masked, with a link of its own; the case stays where it is', async () => {
    const asked = await ask()
    expect(asked).toMatchObject({
      state: 'open',
      deputy: 'Ole Kruse',
      asked: [{ name: 'Dr. Hanne Voss', delivery: 'queued' }],
    })
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail!.to).toBe('voss@werk.example')
    expect(mail!.automatic).toBe(false)
    expect(mail!.text).toContain('Ist das ein Garantiefall? [Name], [IBAN]')
    expect(mail!.text).not.toMatch(/Berger|DE89/)
    expect(mail!.text).toContain('https://service.nordlicht.example/c/')
    const record = await one(
      deps.db.system,
      sql<{ category: string; owner_id: string }>`select category, owner_id from cases where id = ${caseId}`,
    )
    expect(record).toEqual({ category: 'new', owner_id: cast.nordlicht.agent.memberId })
  })
  test('the topic proposes the expert; the context names no one', async () => {
    const prepared = await prepareConsultation(deps, cast.nordlicht.agent, caseId)
    expect(prepared.candidates[0]).toMatchObject({
      expert: { id: expertId, state: 'present' },
      why: ['topic', 'language'],
    })
    expect(prepared.context).toBe('Pumpe leckt\n\n[Name], Tel. [Telefonnummer], meine Pumpe leckt')
    expect(prepared.canMail).toBe(true)
    await sql`insert into expert_absence (workspace_id, id, expert_id, from_at, to_at) values (${cast.nordlicht.workspaceId}, ${deps.newId()}, ${expertId}, now() - interval '1 day', now() + interval '3 days')`.execute(
      deps.db.system,
    )
    const away = await prepareConsultation(deps, cast.nordlicht.agent, caseId)
    expect(away.candidates[0]).toMatchObject({
      expert: { id: expertId, state: 'away' },
      standIn: { expertId: deputyId, name: 'Ole Kruse' },
    })
  })
  test('a colleague finds it in the product: no mail, nothing masked; refused while away', async () => {
    const { lead, workspaceId, admin } = cast.nordlicht
    const asked = await ask({ expertId: null, memberId: lead.memberId })
    expect(asked.question).toContain('Jana Berger')
    expect(await mails()).toEqual([])
    const mine = await myConsultations(deps, lead, { side: 'to_me', limit: 10 })
    expect(mine.items.map(({ id }) => id)).toContain(asked.id)
    const absence = deps.newId()
    await sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values (${workspaceId}, ${absence}, ${lead.memberId}, now() - interval '1 day', now() + interval '1 day', ${admin.memberId})`.execute(
      deps.db.system,
    )
    await expect(ask({ expertId: null, memberId: lead.memberId })).rejects.toMatchObject({
      code: 'person-away',
      extra: { deputy: { name: admin.name } },
    })
    await sql`delete from absence where id = ${absence}`.execute(deps.db.system)
  })
})

describe('answering', () => {
  test('by the link: a note, never a message; the waiting case goes on; the asker is named', async () => {
    const { id } = await ask({ waits: true })
    const category = async () =>
      (await one(deps.db.system, sql<{ category: string }>`select category from cases where id = ${caseId}`))!.category
    expect(await category()).toBe('waiting_internal')
    const [mail] = await mails()
    const page = await app.inject({ url: `/c/${tokenIn(mail!)}`, headers: { 'accept-language': 'de' } })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Ist das ein Garantiefall?')
    expect(page.body).not.toContain('Berger')
    expect((await read(id)).state).toBe('open')
    const clientKey = deps.newId()
    const send = () =>
      app.inject({
        method: 'POST',
        url: `/api/v1/consultation-links/${tokenIn(mail!)}`,
        payload: { text: 'Ja, <b>Garantie</b> bis März.', clientKey },
      })
    expect((await Promise.all([send(), send()])).map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect(await notes()).toEqual([
      { text: 'Antwort auf die Rückfrage, von Dr. Hanne Voss:\n\nJa, <b>Garantie</b> bis März.' },
    ])
    expect(await category()).toBe('new')
    expect(await read(id)).toMatchObject({ state: 'answered', answers: [{ way: 'link', isLate: false }] })
    expect((await journal()).at(-1)).toMatchObject({
      kind: 'consultation.answered',
      data: { to: cast.nordlicht.agent.memberId, isLate: false },
    })
    const messages = await rows(deps.db.system, sql`select 1 from case_message where case_id = ${caseId}`)
    expect(messages).toEqual([])
    const settled = await app.inject({ url: `/c/${tokenIn(mail!)}?lang=en` })
    expect(settled.body).toContain('This question is settled already.')
  })
  test('by mail: the new words become a note, no contact and no case is made; a file is kept; other hands are named', async () => {
    const { id } = await ask()
    const [mail] = await mails()
    const before = await one(
      deps.db.system,
      sql<{ n: number }>`select (select count(*) from cases)::int + (select count(*) from identity)::int as n`,
    )
    const mime = { 'Content-Type': 'multipart/mixed; boundary=x' }
    const file =
      'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="garantie.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK'
    await reply(
      mail!,
      `--x\r\nContent-Type: text/plain\r\n\r\nJa, Garantie.\r\n\r\nAm 20.11. schrieb Jonas:\r\n> Ist das ein Garantiefall?\r\n--x\r\n${file}\r\n--x--`,
      mime,
    )
    const answered = await read(id)
    expect(answered).toMatchObject({
      state: 'answered',
      answers: [{ way: 'mail', text: 'Ja, Garantie.', isOtherSender: false, attachments: [{ name: 'garantie.pdf' }] }],
    })
    expect((await notes()).map(({ text }) => text)).toEqual([
      'Antwort auf die Rückfrage, von Dr. Hanne Voss:\n\nJa, Garantie.',
    ])
    const after = await one(
      deps.db.system,
      sql<{ n: number }>`select (select count(*) from cases)::int + (select count(*) from identity)::int as n`,
    )
    expect(after).toEqual(before)
    await reply(mail!, 'Noch etwas.', { From: 'Azubi <azubi@werk.example>' })
    const [, second] = (await read(id)).answers
    expect(second).toMatchObject({ isLate: true, isOtherSender: true, author: 'Azubi <azubi@werk.example>' })
    // Without the plus address the signed Message-ID brings it home.
    await reply(mail!, 'Und noch etwas.', {
      To: 'service@nordlicht.example',
      'In-Reply-To': mail!.clientToken,
      References: mail!.clientToken,
    })
    expect((await read(id)).answers).toHaveLength(3)
  })
  test('an absence note and a mail that came back are shown as such and answer nothing', async () => {
    const { id } = await ask()
    const [mail] = await mails()
    await reply(mail!, 'Ich bin bis Freitag nicht im Haus.', {
      Subject: 'Abwesenheitsnotiz: Rückfrage',
      'Auto-Submitted': 'auto-replied',
    })
    expect(await read(id)).toMatchObject({ state: 'open', answers: [{ nature: 'autoreply' }] })
    expect(await notes()).toEqual([])
    expect((await journal()).at(-1)).toMatchObject({ kind: 'consultation.undelivered', data: { because: 'autoreply' } })
  })
  test('a link says so much and no more; who answers stays one line above what they say', async () => {
    const { id } = await ask()
    const [mail] = await mails()
    const token = tokenIn(mail!)
    const say = (clientKey = deps.newId()) => answerByLink(deps, token, { text: 'Ja.', clientKey })
    const first = deps.newId()
    await say(first)
    for (let n = 1; n < 20; n += 1) await say()
    await expect(say()).rejects.toMatchObject({ code: 'too-many-requests' })
    expect(await say(first)).toEqual({ ok: true })
    await inTransaction(deps.db.system, (tx) =>
      takeAnswer(tx, deps, {
        workspaceId: cast.nordlicht.workspaceId,
        consultationId: id,
        requestId: null,
        way: 'mail',
        nature: 'answer',
        text: 'Nein.',
        author: 'Eve\n\nVom Vorstand genehmigt\u2028ja',
        memberId: null,
        sourceKey: 'mail:1',
        actor: { kind: 'connector', id: null },
      }),
    )
    expect((await notes()).at(-1)!.text).toBe(
      'Späte Antwort auf die Rückfrage, von Eve Vom Vorstand genehmigt ja:\n\nNein.',
    )
  })

  test('by link and by mail at once: both are kept, one counts', async () => {
    const { id } = await ask()
    const [mail] = await mails()
    await Promise.all([
      answerByLink(deps, tokenIn(mail!), { text: 'Über den Link.', clientKey: deps.newId() }),
      answerConsultation(deps, cast.nordlicht.lead, id, { text: 'Am Telefon gehört.', clientKey: deps.newId() }),
      reply(mail!, 'Per Mail.'),
    ])
    const { answers, state } = await read(id)
    expect(state).toBe('answered')
    expect(answers.map(({ isLate }) => isLate).toSorted()).toEqual([false, true, true])
    expect(await notes()).toHaveLength(3)
  })
  test('the same mail by two ways is one answer', async () => {
    const { id } = await ask()
    const [mail] = await mails()
    for (let n = 0; n < 2; n += 1) await reply(mail!, 'Ja.', { 'Message-ID': '<zweimal@werk.example>' })
    expect((await read(id)).answers).toHaveLength(1)
    const items = await rows(
      deps.db.system,
      sql<{ outcome: string; code: string | null }>`select outcome, code from inlet_item order by id desc limit 2`,
    )
    expect(items.toReversed()).toEqual([
      { outcome: 'answer', code: null },
      { outcome: 'filtered', code: 'answer-known' },
    ])
  })
  test('after it was withdrawn an answer is kept as late', async () => {
    const { id } = await ask({ waits: true })
    await withdrawConsultation(deps, cast.nordlicht.agent, id, 'Hat sich geklärt')
    const [mail] = await mails()
    await answerByLink(deps, tokenIn(mail!), { text: 'Ja.', clientKey: deps.newId() })
    expect(await read(id)).toMatchObject({
      state: 'withdrawn',
      reason: 'Hat sich geklärt',
      answers: [{ isLate: true }],
    })
    expect((await notes())[0]!.text).toContain('Späte Antwort')
    await expect(withdrawConsultation(deps, cast.nordlicht.agent, id, '')).resolves.toMatchObject({
      state: 'withdrawn',
    })
  })
  test('forged, expired and foreign links answer alike', async () => {
    await ask()
    const [mail] = await mails()
    const good = tokenIn(mail!)
    await sql`update consultation_request set expires_at = now() - interval '1 second' where consultation_id in (select id from consultation where case_id = ${caseId})`.execute(
      deps.db.system,
    )
    const tokens = [good, `${good.slice(0, -2)}xx`, 'x'.repeat(43), Buffer.alloc(32, 7).toString('base64url')]
    const pages = await Promise.all(tokens.map((token) => app.inject({ url: `/c/${token}` })))
    const bare = (body: string) => body.replaceAll(/nonce="[^"]+"/g, '')
    expect(new Set(pages.map(({ statusCode, body }) => `${statusCode} ${bare(body)}`)).size).toBe(1)
    expect(pages[0]!.statusCode).toBe(404)
    const posts = await Promise.all(
      tokens.map((token, n) =>
        app.inject({
          method: 'POST',
          url: `/api/v1/consultation-links/${token}`,
          remoteAddress: `10.0.0.${n}`,
          payload: { text: 'Ja', clientKey: deps.newId() },
        }),
      ),
    )
    expect(new Set(posts.map((post) => `${post.statusCode} ${post.json().code}`))).toEqual(
      new Set(['404 token-invalid']),
    )
    expect(await notes()).toEqual([])
  })
})

describe('when nobody answers', () => {
  test('reminded at half time and when due, then the deputy, then the lead: each once, by any number of processes', async () => {
    const { id } = await ask({ dueInMinutes: 480 })
    await advance()
    expect(await kinds()).toEqual(['consultation.asked'])
    await pass(id, 4.1)
    await Promise.all([advance(), advance(), advance()])
    expect((await read(id)).state).toBe('reminded')
    await pass(id, 4)
    await Promise.all([advance(), advance(), advance()])
    await pass(id, 2)
    await Promise.all([advance(), advance(), advance()])
    expect(await read(id)).toMatchObject({
      state: 'deputy_asked',
      asked: [{ place: 'expert' }, { place: 'deputy', name: 'Ole Kruse' }],
    })
    await pass(id, 4)
    await Promise.all([advance(), advance(), advance()])
    expect(await kinds()).toEqual([
      'consultation.asked',
      'consultation.reminded',
      'consultation.reminded',
      'consultation.deputy',
      'case.escalated',
      'consultation.escalated',
    ])
    expect((await journal()).at(-1)!.data).toMatchObject({ to: [cast.nordlicht.lead.memberId] })
    const sent = await mails()
    expect(sent.map(({ to, subject }) => [to, subject.replace(/\d+/, 'N')])).toEqual([
      ['voss@werk.example', 'Rückfrage zu Fall N'],
      ['voss@werk.example', 'Erinnerung: Rückfrage zu Fall N'],
      ['voss@werk.example', 'Fällig: Rückfrage zu Fall N'],
      ['kruse@werk.example', 'Rückfrage zu Fall N'],
    ])
    expect(sent[3]!.text).toContain('Dr. Hanne Voss hat nicht geantwortet')
    // The deputy's own link; the first answer still counts.
    await answerByLink(deps, tokenIn(sent[3]!), { text: 'Ja.', clientKey: deps.newId() })
    expect(await read(id)).toMatchObject({ state: 'answered', answers: [{ author: 'Ole Kruse', isLate: false }] })
  })
  test('an expert who is away: the deputy at half time, and without one the management where the team has no lead', async () => {
    const { id } = await ask()
    await sql`insert into expert_absence (workspace_id, id, expert_id, from_at, to_at) values (${cast.nordlicht.workspaceId}, ${deps.newId()}, ${expertId}, now() - interval '1 day', now() + interval '3 days')`.execute(
      deps.db.system,
    )
    await pass(id, 4.1)
    await advance()
    expect((await read(id)).state).toBe('deputy_asked')
    await sql`update expert set deputies = '{}' where id = ${expertId}`.execute(deps.db.system)
    await sql`update cases set team_id = null where id = ${caseId}`.execute(deps.db.system)
    const second = await ask()
    await pass(second.id, 4.1)
    await advance()
    expect((await read(second.id)).state).toBe('escalated')
    const { owner, admin } = cast.nordlicht
    expect((await journal()).at(-1)!.data).toMatchObject({ to: [owner.memberId, admin.memberId].toSorted() })
  })
  test('a question that did not reach them is told once, and the deputy need not wait', async () => {
    const { id } = await ask()
    await sql`update outbox set state = 'failed', error_code = 'bounced' where id in (select m.outbox_id from consultation_mail m join consultation_request r on r.id = m.request_id where r.consultation_id = ${id})`.execute(
      deps.db.system,
    )
    expect(await tellUndelivered(deps)).toBe(1)
    expect(await tellUndelivered(deps)).toBe(0)
    await advance()
    expect(await kinds()).toEqual(['consultation.asked', 'consultation.undelivered', 'consultation.deputy'])
    expect(await read(id)).toMatchObject({ state: 'deputy_asked', asked: [{ delivery: 'failed' }, {}] })
  })
  test('two questions: the case waits until both are answered', async () => {
    const category = async () =>
      (await one(deps.db.system, sql<{ category: string }>`select category from cases where id = ${caseId}`))!.category
    const first = await ask({ waits: true })
    const second = await ask({ waits: true })
    await sql`update consultation set category_before = 'open' where id = ${second.id}`.execute(deps.db.system)
    const answer = (id: string) =>
      answerConsultation(deps, cast.nordlicht.lead, id, { text: 'Ja.', clientKey: deps.newId() })
    await answer(first.id)
    expect(await category()).toBe('waiting_internal')
    await answer(second.id)
    expect(await category()).toBe('open')
    const { items } = await consultationsOfCase(deps, cast.nordlicht.agent, caseId)
    expect(items.map(({ state }) => state)).toEqual(['answered', 'answered'])
  })
})
