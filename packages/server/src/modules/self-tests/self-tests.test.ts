import { connectorOf, type Outgoing, type SendOutcome } from '@resonanz/channels'
import { PresenceInput } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatBindings, makeChatHub } from '#chat'
import { type IntakeDeps, processBatch, storeItems } from '#intake'
import { makeHub } from '#live'
import { createPresence } from '#presences'
import { inTransaction, one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { makeWorkerPool } from '#platform/worker-pool'
import { threadOfToken } from '#replies'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { serverOf } from '../../../../../tests/server.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { dailyProof } from '../intake/proof.ts'
import { notifyOnce } from '../notifications/notify.ts'
import { changeSelfTest, createSelfTest, listSelfTests, noteSent, removeSelfTest, startSelfTest } from './manage.ts'
import { remindDue } from './remind.ts'
import { sendDueTest } from './send.ts'
import { takeTests } from './take.ts'
import { closeDone, endUnused, noteMissing, noteSeen, watchOnce } from './watch.ts'

let deps: Deps
let intake: IntakeDeps
let cast: Cast
let inlet: string
const sent: { presenceId: string; outgoing: Outgoing }[] = []
let answer: SendOutcome = { state: 'handed_over', providerId: 'x' }
const testing = () => ({
  ...deps,
  sender: {
    async send(presenceId: string, outgoing: Outgoing): Promise<SendOutcome> {
      sent.push({ presenceId, outgoing })
      return answer
    },
    lookup: async () => 'unknown' as const,
  },
})
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  const pool: IntakeDeps['pool'] = makeWorkerPool({
    entry: new URL('../intake/parse-worker.ts', import.meta.url),
    size: 1,
    memoryMb: 256,
    itemTimeoutMs: 5_000,
  })
  intake = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: 'test', takeTests }
  inlet = deps.newId()
  await sql`insert into presence (workspace_id, id, kind, name, settings, next_poll_at) values (${cast.nordlicht.workspaceId}, ${inlet}, 'inlet', 'Eingang', '{}', 'infinity')`.execute(
    deps.db.system,
  )
  await readUp(deps, 'self-tests', () => watchOnce(deps))
  await readUp(deps, 'notifications', () => notifyOnce(deps))
})
afterAll(async () => {
  await intake.pool.close()
  await deps.db.close()
})
const times = { everyMinutes: 60, alarmMinutes: 10, byHand: false, testerId: null, asCase: true }
const lastRun = async (id: string) =>
  (await listSelfTests(deps, cast.nordlicht.lead)).items.find((one) => one.id === id)!.runs[0]!

test('an item put into an inlet becomes a case with a mark; taken, seen and answered are measured; then it is closed', async () => {
  const { lead, agent, workspaceId: w } = cast.nordlicht
  const made = await createSelfTest(deps, lead, { presenceId: inlet, fromPresenceId: null, ...times })
  expect(await sendDueTest(testing())).toBe(true)
  expect(await sendDueTest(testing())).toBe(false)
  expect(await lastRun(made.id)).toMatchObject({ state: 'sent', takenAfter: null })
  while (await processBatch(intake));
  await readUp(deps, 'self-tests', () => watchOnce(deps))
  const taken = await lastRun(made.id)
  expect(taken).toMatchObject({ state: 'taken', seenAfter: null })
  expect(taken.takenAfter).not.toBeNull()
  const caseId = taken.caseId!
  const found = await one<{ tags: string[]; category: string }>(
    deps.db.system,
    sql`select tags, category from cases where id = ${caseId}`,
  )
  expect(found).toMatchObject({ tags: ['selbsttest'], category: 'new' })
  expect(await noteSeen(deps)).toBe(0)
  await sql`insert into case_read (workspace_id, member_id, case_id, seen_at) values (${w}, ${agent.memberId}, ${caseId}, now())`.execute(
    deps.db.system,
  )
  expect(await noteSeen(deps)).toBe(1)
  expect(await noteSeen(deps)).toBe(0)
  expect((await lastRun(made.id)).state).toBe('seen')
  expect(await closeDone(deps)).toBe(0)
  await inTransaction(deps.db.system, (tx) =>
    append(tx, [
      {
        workspaceId: w,
        subject: { kind: 'case', id: caseId },
        actor: { kind: 'person', id: agent.memberId },
        kind: 'reply.logged',
        data: { messageId: deps.newId(), threadId: deps.newId(), channel: 'inlet' },
      },
    ]),
  )
  await readUp(deps, 'self-tests', () => watchOnce(deps))
  expect((await lastRun(made.id)).state).toBe('answered')
  expect(await closeDone(deps)).toBe(1)
  expect(await closeDone(deps)).toBe(0)
  const end = await one<{ category: string; due: string | null }>(
    deps.db.system,
    sql`select category, answer_due_at::text as due from cases where id = ${caseId}`,
  )
  expect(end).toEqual({ category: 'closed', due: null })
  const kinds = await rows<{ kind: string }>(
    deps.db.system,
    sql`select kind from journal where subject_id = ${made.id} order by seq`,
  )
  expect(kinds.map(({ kind }) => kind)).toEqual([
    'self-test.changed',
    'self-test.started',
    'self-test.taken',
    'self-test.seen',
    'self-test.answered',
  ])
  // Results name nobody.
  expect(JSON.stringify(await listSelfTests(deps, lead))).not.toContain(agent.memberId)
})

test('where somebody else wrote in the case it stays open: a public test may be answered by a customer', async () => {
  const { workspaceId: w } = cast.nordlicht
  const last = await one<{ id: string; case_id: string; message_id: string }>(
    deps.db.system,
    sql`select id, case_id, message_id from self_test_run where state = 'answered'`,
  )
  const { case_id: caseId } = last!
  const [other, item] = [deps.newId(), deps.newId()]
  await inTransaction(deps.db.system, (tx) =>
    storeItems(tx, { id: inlet, workspaceId: w }, [
      {
        sourceKey: other,
        contentType: 'application/json',
        source: {},
        raw: Buffer.from(JSON.stringify({ id: other, author: { name: 'Karl Boie' }, text: `Und am Sonntag? ${item}` })),
      },
    ]),
  )
  while (await processBatch(intake));
  await sql`insert into case_message (workspace_id, case_id, message_id, at) select ${w}, ${caseId}, id, now() from message where text like ${`%${item}`}`.execute(
    deps.db.system,
  )
  await sql`update cases set category = 'open', closed_at = null where id = ${caseId}`.execute(deps.db.system)
  expect(await closeDone(deps)).toBe(0)
  await sql`delete from case_message where case_id = ${caseId} and message_id <> ${last!.message_id}`.execute(
    deps.db.system,
  )
  expect(await closeDone(deps)).toBe(1)
})

test('a mail goes from another mailbox of ours, with an unguessable mark that the loop guard lets in', async () => {
  const { lead, workspaceId: w, presenceId } = cast.nordlicht
  const other = deps.newId()
  await sql`insert into presence (workspace_id, id, kind, name, address) values (${w}, ${other}, 'email', 'Zweites Postfach', 'kontakt@nordlicht.example')`.execute(
    deps.db.system,
  )
  await expect(createSelfTest(deps, lead, { presenceId, fromPresenceId: null, ...times })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(createSelfTest(deps, lead, { presenceId, fromPresenceId: presenceId, ...times })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  const made = await createSelfTest(deps, lead, { presenceId, fromPresenceId: other, ...times })
  await expect(createSelfTest(deps, lead, { presenceId, fromPresenceId: other, ...times })).rejects.toMatchObject({
    code: 'conflict',
  })
  await sendDueTest(testing())
  const mail = sent.at(-1)!
  expect(mail).toMatchObject({
    presenceId: other,
    outgoing: { to: [{ address: 'service@nordlicht.example' }], automatic: false },
  })
  const token = /selbsttest-[0-9a-f]{32}/.exec(mail.outgoing.subject)![0]
  // What a mailbox of ours sends carries the mark of the loop guard; without the token it is left out.
  const raw = (subject: string) =>
    Buffer.from(
      `From: kontakt@nordlicht.example\r\nTo: service@nordlicht.example\r\nSubject: ${subject}\r\nMessage-ID: <${deps.newId()}@nordlicht.example>\r\nX-Resonanz-Loop: kontakt@nordlicht.example\r\n\r\nHaben Sie offen?\r\n`,
    )
  for (const subject of [`Frage (${token})`, 'Frage (selbsttest-1234)']) {
    await inTransaction(deps.db.system, (tx) =>
      storeItems(tx, { id: presenceId, workspaceId: w }, [
        { sourceKey: subject, contentType: 'message/rfc822', source: {}, raw: raw(subject) },
      ]),
    )
  }
  await sql`update presence set settings = ${JSON.stringify({ address: 'service@nordlicht.example', imap: { host: 'x.example', user: 'x' }, smtp: { host: 'x.example', user: 'x' } })}::jsonb where id = ${presenceId}`.execute(
    deps.db.system,
  )
  while (await processBatch(intake));
  await readUp(deps, 'self-tests', () => watchOnce(deps))
  expect((await lastRun(made.id)).state).toBe('taken')
  const outcomes = await rows<{ outcome: string; code: string | null }>(
    deps.db.system,
    sql`select outcome, code from inlet_item where presence_id = ${presenceId} order by id`,
  )
  expect(outcomes).toEqual([
    { outcome: 'message', code: null },
    { outcome: 'filtered', code: 'own-mail' },
  ])
  // The acknowledgement of a test comes back to the mailbox that sent it, with the token in its subject: left out, no loop.
  await put(other, 'back', {
    raw: raw(`Re: Frage (${token})`).toString().replaceAll('kontakt@', 'service@'),
    type: 'message/rfc822',
  })
  await sql`update presence set settings = ${JSON.stringify({ address: 'kontakt@nordlicht.example', imap: { host: 'x.example', user: 'x' }, smtp: { host: 'x.example', user: 'x' } })}::jsonb where id = ${other}`.execute(
    deps.db.system,
  )
  while (await processBatch(intake));
  expect(await outcomesOf(other)).toEqual([{ outcome: 'filtered', code: 'own-mail' }])
})

async function put(presenceId: string, key: string, { raw, type }: { raw: string; type?: string }): Promise<void> {
  await inTransaction(deps.db.system, (tx) =>
    storeItems(tx, { id: presenceId, workspaceId: cast.nordlicht.workspaceId }, [
      { sourceKey: key, contentType: type ?? 'application/json', source: {}, raw: Buffer.from(raw) },
    ]),
  )
}
const outcomesOf = (presenceId: string) =>
  rows<{ outcome: string; code: string | null }>(
    deps.db.system,
    sql`select outcome, code from inlet_item where presence_id = ${presenceId} order by id`,
  )
async function makePresence(kind: string, more: { address?: string; settings?: object; key?: string } = {}) {
  const id = deps.newId()
  await sql`insert into presence (workspace_id, id, kind, name, address, settings, public_key, next_poll_at)
    values (${cast.nordlicht.workspaceId}, ${id}, ${kind}, ${kind}, ${more.address ?? null}, ${JSON.stringify(more.settings ?? {})}::jsonb, ${more.key ?? null}, 'infinity')`.execute(
    deps.db.system,
  )
  return id
}

test('the way alone: taken, left out by name and never a case; copies elsewhere, by others, late or again are ordinary words', async () => {
  const { lead } = cast.nordlicht
  const [form, elsewhere] = [await makePresence('form'), await makePresence('form')]
  const submission = (id: string, question: string) =>
    JSON.stringify({ clientId: id, question, name: '', language: 'de' })
  const made = await createSelfTest(deps, lead, { presenceId: form, fromPresenceId: null, ...times, asCase: false })
  await sendDueTest(testing())
  const { token } = (await one<{ token: string }>(
    deps.db.system,
    sql`select token from self_test_run where self_test_id = ${made.id}`,
  ))!
  // Whoever read the words somewhere says them too, even before ours is read: not the item that was put in.
  await put(elsewhere, 'copy', { raw: submission('copy', `Was heißt ${token}?`) })
  await put(form, 'other', { raw: submission('other', `Bei Ihnen stand ${token}`) })
  while (await processBatch(intake));
  expect(await outcomesOf(elsewhere)).toEqual([{ outcome: 'message', code: null }])
  expect(await outcomesOf(form)).toEqual([
    { outcome: 'filtered', code: 'self-test' },
    { outcome: 'message', code: null },
  ])
  expect(await lastRun(made.id)).toMatchObject({ state: 'taken', asCase: false, caseId: null })
  expect((await lastRun(made.id)).takenAfter).not.toBeNull()
  expect(await noteSeen(deps)).toBe(0)
  await put(form, 'again', { raw: submission('again', `Noch einmal ${token}`) })
  while (await processBatch(intake));
  expect((await outcomesOf(form)).at(-1)).toEqual({ outcome: 'message', code: null })

  // Its time is over: it is a message like any other.
  await startSelfTest(deps, lead, made.id)
  await sendDueTest(testing())
  await sql`update self_test_run set expires_at = now() - interval '1 second' where self_test_id = ${made.id} and state = 'sent'`.execute(
    deps.db.system,
  )
  while (await processBatch(intake));
  expect((await outcomesOf(form)).at(-1)).toEqual({ outcome: 'message', code: null })
  expect((await lastRun(made.id)).state).toBe('sent')
  // A day may have ended meanwhile.
  const { days } = await dailyProof(deps, lead, 2)
  expect(days.every(({ balanced }) => balanced)).toBe(true)
  expect(days.reduce((sum, { filteredBy }) => sum + (filteredBy['self-test'] ?? 0), 0)).toBe(1)
  await removeSelfTest(deps, lead, made.id)
})

test('a post counts from the account that sent it, not from who copied it first', async () => {
  const { lead } = cast.nordlicht
  const settings = (identifier: string) => ({ identifier, service: 'https://pds.example' })
  const tried = await makePresence('bluesky', {
    address: '@nordlicht.example',
    settings: settings('nordlicht.example'),
  })
  const writes = await makePresence('bluesky', { address: '@zweites.example', settings: settings('zweites.example') })
  answer = { state: 'handed_over', providerId: 'at://did:plc:zweites/app.bsky.feed.post/1' }
  const made = await createSelfTest(deps, lead, {
    presenceId: tried,
    fromPresenceId: writes,
    ...times,
    asCase: false,
  })
  await sendDueTest(testing())
  const token = /selbsttest-[0-9a-f]{32}/.exec(sent.at(-1)!.outgoing.text)![0]
  const fates = await inTransaction(deps.db.system, async (tx) => {
    const common = { itemId: inlet, presenceId: tried, mark: token, contentHash: null, occurredAt: null }
    const stranger = {
      ...common,
      sourceKey: 'a',
      authorKeys: ['did:plc:karl', 'karl.example'],
      externalId: 'at://did:plc:karl/x/1',
    }
    const ours = {
      ...common,
      sourceKey: 'b',
      authorKeys: ['did:plc:zweites', 'zweites.example'],
      externalId: 'at://did:plc:zweites/app.bsky.feed.post/1',
    }
    const found = await takeTests(tx, cast.nordlicht.workspaceId, [stranger, ours])
    const again = await takeTests(tx, cast.nordlicht.workspaceId, [ours, stranger])
    const foreign = await takeTests(tx, cast.suedwind.workspaceId, [ours])
    return [found.get(stranger), found.get(ours), again.get(ours), again.get(stranger), foreign.get(ours)]
  })
  expect(fates).toEqual([undefined, 'left', 'left', undefined, undefined])
  await removeSelfTest(deps, lead, made.id)
})

test('by hand: a word of one use, typed as people type, counts once in its time; the schedule reminds one person', async () => {
  const { lead, admin, agent } = cast.nordlicht
  const telegram = await makePresence('telegram', {
    address: '@nordlicht_bot',
    settings: { username: 'nordlicht_bot' },
  })
  const byHand = { ...times, byHand: true, presenceId: telegram, fromPresenceId: null, asCase: false }
  await expect(createSelfTest(deps, lead, { ...byHand, byHand: false })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(createSelfTest(deps, lead, { ...byHand, testerId: agent.memberId })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  const made = await createSelfTest(deps, lead, { ...byHand, testerId: admin.memberId })
  expect(await sendDueTest(testing())).toBe(false)
  expect(await remindDue(deps)).toBe(1)
  expect(await remindDue(deps)).toBe(0)
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const bells = await rows<{ member_id: string }>(
    deps.db.system,
    sql`select member_id from notification where kind = 'self_test_due'`,
  )
  expect(bells.map(({ member_id }) => member_id)).toEqual([admin.memberId])

  const first = (await startSelfTest(deps, lead, made.id)).hand!
  const { hand } = await startSelfTest(deps, lead, made.id)
  expect(hand!.word).not.toBe(first.word)
  expect(hand!.link).toBe(`https://t.me/nordlicht_bot?text=${encodeURIComponent(hand!.text)}`)
  expect((await listSelfTests(deps, agent)).items.find(({ id }) => id === made.id)!.hand).toBeNull()
  const say = (n: number, text: string) =>
    put(telegram, String(n), {
      raw: JSON.stringify({
        update_id: n,
        message: {
          message_id: n,
          date: 1_790_000_000,
          chat: { id: 7, type: 'private' },
          from: { id: 7, is_bot: false, first_name: 'Lena' },
          text,
        },
      }),
    })
  await say(1, `Der erste: ${first.word}`)
  await say(2, hand!.word.toUpperCase().replaceAll('-', ' '))
  await say(3, hand!.word)
  while (await processBatch(intake));
  expect(await outcomesOf(telegram)).toEqual([
    { outcome: 'message', code: null },
    { outcome: 'filtered', code: 'self-test' },
    { outcome: 'message', code: null },
  ])
  const [taken, before] = (await listSelfTests(deps, lead)).items.find(({ id }) => id === made.id)!.runs
  expect([taken!.state, before!.state]).toEqual(['taken', 'unused'])

  // Nobody sent it: nothing is missed. Said to be sent and not there: told.
  await startSelfTest(deps, lead, made.id)
  await sql`update self_test_run set started_at = now() - interval '40 minutes', expires_at = now() - interval '10 minutes' where self_test_id = ${made.id} and state = 'shown'`.execute(
    deps.db.system,
  )
  expect(await noteMissing(deps)).toBe(0)
  expect(await endUnused(deps)).toBe(1)
  await startSelfTest(deps, lead, made.id)
  expect((await noteSent(deps, lead, made.id)).hand).toMatchObject({ isSent: true })
  await noteSent(deps, lead, made.id)
  await sql`update self_test_run set started_at = now() - interval '11 minutes' where self_test_id = ${made.id} and state = 'sent'`.execute(
    deps.db.system,
  )
  expect(await noteMissing(deps)).toBe(1)
  await removeSelfTest(deps, lead, made.id)
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  await sql`delete from notification`.execute(deps.db.system)
})

test('the chat is tried by a visitor of our own over its public address, and nobody gets a case', async () => {
  const { lead, admin } = cast.nordlicht
  const hub = await makeHub(deps)
  const chatHub = makeChatHub(deps, hub)
  const app = await serverOf(deps, chatBindings(deps, chatHub))
  try {
    const home = await app.listen({ port: 0, host: '127.0.0.1' })
    const input = PresenceInput.parse({ kind: 'chat', name: 'Chat', settings: { allowedOrigins: [] } })
    const { presence } = await createPresence(deps, { connectorOf }, admin, input)
    const made = await createSelfTest(deps, lead, { ...times, presenceId: presence.id, fromPresenceId: null })
    expect(made.asCase).toBe(false)
    await sendDueTest({ ...testing(), home })
    while (await processBatch(intake));
    expect(await outcomesOf(presence.id)).toEqual([{ outcome: 'filtered', code: 'self-test' }])
    expect(await lastRun(made.id)).toMatchObject({ state: 'taken', caseId: null })
    // The visit stands among no conversations: the usual time until an answer is that of people.
    expect(await rows(deps.db.system, sql`select 1 from chat_session where presence_id = ${presence.id}`)).toEqual([])
    await startSelfTest(deps, lead, made.id)
    await sendDueTest({ ...testing(), home: 'http://127.0.0.1:9' })
    expect(await lastRun(made.id)).toMatchObject({ state: 'failed', errorCode: 'chat-not-reached' })
    await removeSelfTest(deps, lead, made.id)
  } finally {
    await app.close()
    await Promise.all([chatHub.stop(), hub.loop.stop()])
  }
})

test('an item that does not arrive in time is told once, and taken when it comes after all; one that cannot leave says why', async () => {
  const { lead, admin, workspaceId: w } = cast.nordlicht
  const mail = (await listSelfTests(deps, lead)).items.find(({ presence }) => presence.kind === 'email')
  await startSelfTest(deps, lead, mail!.id)
  await sendDueTest(testing())
  expect(await noteMissing(deps)).toBe(0)
  await sql`update self_test_run set started_at = now() - interval '11 minutes' where self_test_id = ${mail!.id} and state = 'sent'`.execute(
    deps.db.system,
  )
  expect(await noteMissing(deps)).toBe(1)
  expect(await noteMissing(deps)).toBe(0)
  expect((await lastRun(mail!.id)).state).toBe('missing')
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const bells = await rows(
    deps.db.system,
    sql`select 1 from notification where workspace_id = ${w} and member_id = ${admin.memberId} and kind = 'self_test_missing'`,
  )
  expect(bells).toHaveLength(1)
  answer = { state: 'failed', code: 'wrong-credentials', detail: '' }
  await startSelfTest(deps, lead, mail!.id)
  await sendDueTest(testing())
  expect(await lastRun(mail!.id)).toMatchObject({ state: 'failed', errorCode: 'wrong-credentials' })
})

test('changed, rested, removed; many processes send one item once', async () => {
  const { lead } = cast.nordlicht
  const { items } = await listSelfTests(deps, lead)
  const test = items.find(({ presence }) => presence.id === inlet)!
  await startSelfTest(deps, lead, test.id)
  const before = (await listSelfTests(deps, lead)).items.find(({ id }) => id === test.id)!
  await Promise.all(Array.from({ length: 6 }, () => sendDueTest(testing())))
  const after = (await listSelfTests(deps, lead)).items.find(({ id }) => id === test.id)!
  expect(after.runs.length - before.runs.length).toBe(1)
  const rested = await changeSelfTest(deps, lead, test.id, {
    version: after.version,
    enabled: false,
    everyMinutes: 120,
    alarmMinutes: 5,
  })
  expect(rested).toMatchObject({ enabled: false, everyMinutes: 120 })
  await expect(
    changeSelfTest(deps, lead, test.id, { version: after.version, enabled: true, everyMinutes: 60, alarmMinutes: 5 }),
  ).rejects.toMatchObject({ code: 'stale-version' })
  await removeSelfTest(deps, lead, test.id)
  await expect(startSelfTest(deps, lead, test.id)).rejects.toMatchObject({ code: 'not-found' })
  expect((await listSelfTests(deps, lead)).possible.map(({ presence }) => presence.id)).toContain(inlet)
})
