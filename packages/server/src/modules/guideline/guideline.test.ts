import type { GuidelineRule } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor, Deps } from '#platform/deps'
import { rows } from '#platform/db/database'
import { sendReply } from '#replies'
import { makeBareCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { checkDraft } from './check-draft.ts'
import { findingsOf } from './engine.ts'
import { listVersions, readGuideline } from './read-guideline.ts'
import { complete } from './rules.ts'
import { saveGuideline } from './save-guideline.ts'
import { tryRules } from './try-rules.ts'

let deps: Deps
let cast: Cast
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
})
afterAll(() => deps.db.close())

const rule = (changed: Partial<GuidelineRule> & { id: string }): GuidelineRule => ({
  enabled: true,
  level: 'warning',
  phrases: [],
  reason: 'So sprechen wir nicht.',
  suggestion: null,
  channels: [],
  audience: 'any',
  ...changed,
})
const rules = [
  rule({ id: 'own.regret', phrases: ['wir bedauern'] }),
  rule({
    id: 'own.refund',
    level: 'stop',
    phrases: ['sofortige erstattung*'],
    suggestion: 'Wir prüfen die Erstattung.',
  }),
  rule({ id: 'own.dear', level: 'hint', phrases: ['sehr geehrte'], channels: ['email'] }),
  rule({ id: 'own.public', phrases: ['kundennummer'], audience: 'public' }),
]
const current = async () => readGuideline(deps, cast.nordlicht.lead)
/** Own rules in force beside the shipped ones. */
async function use(own: readonly GuidelineRule[], by: Actor = cast.nordlicht.lead) {
  const { version, rules: before } = await current()
  const shipped = before.filter(({ id }) => !id.startsWith('own.'))
  return saveGuideline(deps, by, { basedOn: version, rules: [...shipped, ...own], note: 'Test' })
}

test('each change is a version: with who, based on the newest, nothing new without a difference', async () => {
  expect(await current()).toMatchObject({ version: 0, by: null, at: null })
  const first = await use(rules)
  expect(first).toMatchObject({ version: 1, note: 'Test', by: { id: cast.nordlicht.lead.memberId } })
  expect((await use(rules)).version).toBe(1)
  await use([rule({ id: 'own.regret', phrases: ['wir bedauern sehr'] }), ...rules.slice(1)], cast.nordlicht.admin)
  await expect(saveGuideline(deps, cast.nordlicht.lead, { basedOn: 1, rules, note: '' })).rejects.toMatchObject({
    code: 'conflict',
    extra: { version: 2 },
  })
  const page = await listVersions(deps, cast.nordlicht.reader, { limit: 2 })
  expect(page.items.map((one) => one.version)).toEqual([2, 1])
  const rest = await listVersions(deps, cast.nordlicht.reader, { limit: 2, cursor: page.nextCursor! })
  expect([rest.items.map((one) => one.version), rest.nextCursor]).toEqual([[0], null])
  const told = await rows<{ data: unknown }>(
    deps.db.system,
    sql`select data from journal where kind = 'guideline.changed' order by seq`,
  )
  expect(told.map((row) => row.data)).toEqual([
    { version: 1, changedRules: rules.map(({ id }) => id) },
    { version: 2, changedRules: ['own.regret'] },
  ])
  expect((await readGuideline(deps, cast.suedwind.lead)).version).toBe(0)
  for (const wrong of [rule({ id: 'own.x' }), rule({ id: 'made-up', phrases: ['so'] })])
    await expect(use([wrong])).rejects.toMatchObject({ code: 'invalid-input' })
})

test('a draft is judged by what holds for its channel and readers', async () => {
  await use(rules)
  const made = await mailCase(cast.nordlicht)
  const text = 'Sehr geehrte Frau Berger, wir bedauern das. Ihre Kundennummer haben wir.'
  const { findings, mayOverrideStop, version } = await checkDraft(deps, cast.nordlicht.agent, made.id, {
    threadId: made.threadId,
    text,
    hasNextUpdate: true,
    isSolved: false,
  })
  const own = findings.filter((finding) => finding.rule.startsWith('own.'))
  expect(own.map(({ rule, level, start, end }) => [rule, level, text.slice(start, end)])).toEqual([
    ['own.dear', 'hint', 'Sehr geehrte'],
    ['own.regret', 'warning', 'wir bedauern'],
  ])
  expect([mayOverrideStop, version]).toEqual([false, 3])
  const foreign = await mailCase(cast.suedwind)
  for (const [caseId, threadId] of [
    [foreign.id, foreign.threadId],
    [made.id, foreign.threadId],
  ] as const)
    await expect(
      checkDraft(deps, cast.nordlicht.agent, caseId, { threadId, text, hasNextUpdate: true, isSolved: false }),
    ).rejects.toThrow('not-found')
})

test('sending: a warning needs a reason, a stop the right as well; the journal says what was overridden', async () => {
  await use(rules)
  const made = await mailCase(cast.nordlicht)
  const send = (by: Actor, text: string, overrides: { rule: string; reason: string }[] = []) =>
    sendReply(deps, by, made.id, {
      threadId: made.threadId,
      text,
      to: ['kim@example.com'],
      attachmentIds: [],
      expectedLastMessageId: null,
      evenIfNewer: true,
      nextUpdate: null,
      includeQuote: false,
      logged: false,
      overrides,
    })
  const { agent, lead } = cast.nordlicht
  const regret = 'Hallo Frau Berger, wir bedauern das. Bitte senden Sie uns ein Foto. Viele Grüße, Jonas Meier'
  await expect(send(agent, regret)).rejects.toMatchObject({
    code: 'guideline-warning',
    extra: { version: 3, findings: [{ rule: 'own.regret', level: 'warning' }] },
  })
  const reason = { rule: 'own.regret', reason: 'So vereinbart' }
  await send(agent, regret, [reason])
  const refund = regret.replace('das.', 'das. Die sofortige Erstattung war gestern.')
  const both = [reason, { rule: 'own.refund', reason: 'Kulanz' }]
  await expect(send(agent, refund, both)).rejects.toMatchObject({ code: 'guideline-stop', status: 403 })
  await expect(send(lead, refund, [reason])).rejects.toMatchObject({
    code: 'guideline-warning',
    extra: { findings: [{ rule: 'own.refund', level: 'stop', suggestion: 'Wir prüfen die Erstattung.' }] },
  })
  await send(lead, refund, both)
  const told = await rows<{ data: object }>(
    deps.db.system,
    sql`select data - 'messageId' as data from journal where subject_id = ${made.id} and kind = 'reply.overridden' order by seq`,
  )
  expect(told.map((row) => row.data)).toEqual([
    { rule: 'own.regret', level: 'warning', version: 3, reason: 'So vereinbart' },
    { rule: 'own.regret', level: 'warning', version: 3, reason: 'So vereinbart' },
    { rule: 'own.refund', level: 'stop', version: 3, reason: 'Kulanz' },
  ])
})

test('a trial shows what rules would have found in what was sent, and changes nothing', async () => {
  const before = (await current()).version
  const trial = await tryRules(deps, cast.nordlicht.lead, {
    rules: [rule({ id: 'own.photo', phrases: ['ein Foto'] }), rule({ id: 'own.never', phrases: ['Blumenstrauß'] })],
    replies: 500,
  })
  expect(trial).toMatchObject({ checked: 2, found: 2, rules: [{ rule: 'own.photo', level: 'warning', replies: 2 }] })
  for (const { excerpt, start, end } of trial.samples) expect(excerpt.slice(start, end)).toBe('ein Foto')
  expect((await current()).version).toBe(before)
  expect(await tryRules(deps, cast.suedwind.lead, { rules: [], replies: 10 })).toMatchObject({ checked: 0, found: 0 })
})

const sendBy = (by: Actor, made: { id: string; threadId: string }, reply: Partial<Parameters<typeof sendReply>[3]>) =>
  sendReply(deps, by, made.id, {
    threadId: made.threadId,
    text: 'Hallo Frau Berger, bitte senden Sie uns ein Foto. Viele Grüße, Jonas Meier',
    to: ['kim@example.com'],
    attachmentIds: [],
    expectedLastMessageId: null,
    evenIfNewer: true,
    nextUpdate: null,
    includeQuote: false,
    logged: false,
    ...reply,
  })

test('a stop is found behind a hundred hints, behind pages of text and in the subject', async () => {
  await use([
    rule({ id: 'own.refund', level: 'stop', phrases: ['sofortige erstattung'] }),
    ...Array.from({ length: 12 }, (_, n) => rule({ id: `own.hint-${n}`, level: 'hint', phrases: [`wort${n}`] })),
  ])
  const made = await mailCase(cast.nordlicht)
  const hints = Array.from({ length: 240 }, (_, n) => `wort${n % 12}`).join(' ')
  const pages = 'Bitte senden Sie uns ein Foto. '.repeat(1_500)
  for (const reply of [
    { text: `${hints} Die sofortige Erstattung kommt.` },
    { text: `${pages} Die sofortige Erstattung kommt.` },
    { subject: 'Ihre sofortige Erstattung' },
  ])
    await expect(sendBy(cast.nordlicht.agent, made, reply)).rejects.toMatchObject({ code: 'guideline-stop' })
  const many = Array.from({ length: 26 }, (_, n) =>
    rule({ id: `own.many-${n}`, phrases: Array.from({ length: 200 }, (_, m) => `wort ${n} ${m}`) }),
  )
  await expect(use(many)).rejects.toMatchObject({ code: 'invalid-input', extra: { most: 5_000 } })
})

test('what is shipped as a stop is found however far down it stands', async () => {
  const draft = {
    text: `${'Bitte senden Sie uns ein Foto. '.repeat(1_500)} Ihre IBAN DE89 3704 0044 0532 0130 00 haben wir.`,
    hasNextUpdate: true,
    isSolved: false,
  }
  const made = await mailCase(cast.nordlicht)
  await sql`update thread set visibility = 'public' where id = ${made.threadId}`.execute(deps.db.system)
  const { findings } = await checkDraft(deps, cast.nordlicht.agent, made.id, { threadId: made.threadId, ...draft })
  const stop = findings.find((one) => one.rule === 'personal-data-public')
  expect(draft.text.slice(stop!.start, stop!.end)).toContain('DE89')
  expect(findings.filter((one) => one.rule === 'no-next-step').length).toBeLessThan(2)
  // Wherever pages part.
  const context = { channel: 'feed', language: 'de', hasNextUpdate: true, isSolved: false, isPraise: false } as const
  for (let letters = 18_900; letters < 20_100; letters += 90) {
    const words = `${'so '.repeat(7_000).slice(0, letters)} Ihre IBAN DE89 3704 0044 0532 0130 00 haben wir. ${'so '.repeat(400)}`
    const found = await findingsOf(words, complete([]), { ...context, audience: 'public' })
    expect(found.filter((one) => one.rule === 'personal-data-public').map(({ start }) => start)).toEqual([letters + 11])
  }
})

test('a reason carries no data of the customer into the journal, which is never erased', async () => {
  await use([rule({ id: 'own.regret', phrases: ['wir bedauern'] })])
  const made = await mailCase(cast.nordlicht)
  await sendBy(cast.nordlicht.agent, made, {
    text: 'Hallo Frau Berger, wir bedauern das. Bitte senden Sie uns ein Foto. Viele Grüße, Jonas Meier',
    overrides: [{ rule: 'own.regret', reason: 'So besprochen, 0171 2345678, kim@example.com' }],
  })
  const [told] = await rows<{ reason: string }>(
    deps.db.system,
    sql`select data->>'reason' as reason from journal where subject_id = ${made.id} and kind = 'reply.overridden'`,
  )
  expect(told!.reason).toMatch(/^So besprochen, \[\S+\], \[\S+\]$/)
})

test('others get their turn while a long answer is looked through', async () => {
  let turns = 0
  let isDone = false
  const others = (async () => {
    for (; !isDone; turns += 1) await new Promise(setImmediate)
  })()
  await findingsOf('Bitte senden Sie uns ein Foto. '.repeat(3_000), complete([]), {
    channel: 'email',
    audience: 'private',
    language: 'de',
    hasNextUpdate: true,
    isSolved: false,
    isPraise: false,
  })
  isDone = true
  await others
  expect(turns).toBeGreaterThan(3)
})

async function mailCase(house: House): Promise<{ id: string; threadId: string }> {
  const [id, threadId] = [deps.newId(), deps.newId()]
  const now = new Date()
  await makeBareCase(deps, house, {
    id,
    title: 'Wo bleibt mein Paket',
    contactName: 'Kim Berger',
    openedAt: now,
    answerDueAt: now,
  })
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, case_id)
    values (${house.workspaceId}, ${threadId}, ${house.presenceId}, 'email', ${threadId}, 'Wo bleibt mein Paket', ${id})`.execute(
    deps.db.system,
  )
  return { id, threadId }
}

test('shipped rules hold as the workspace has them: level, words, switched off', async () => {
  const made = await mailCase(cast.nordlicht)
  const text = 'Hallo Frau Berger, bitte rufen Sie unsere Hotline unter 040 123456 an. Viele Grüße, Jonas Meier'
  const check = async () =>
    (
      await checkDraft(deps, cast.nordlicht.agent, made.id, {
        threadId: made.threadId,
        text,
        hasNextUpdate: true,
        isSolved: false,
        language: 'en',
      })
    ).findings.filter(({ rule }) => rule === 'no-go.phone')
  const [shipped] = await check()
  expect(shipped).toMatchObject({ level: 'warning', reason: expect.stringContaining('hotline') })
  expect(shipped!.suggestion).not.toBeNull()
  const { version, rules: before } = await current()
  const change = (changed: Partial<GuidelineRule>) =>
    before.map((one) => (one.id === 'no-go.phone' ? { ...one, ...changed } : one))
  const save = (changed: Partial<GuidelineRule>, basedOn: number) =>
    saveGuideline(deps, cast.nordlicht.lead, { basedOn, rules: change(changed), note: '' })
  await save({ level: 'stop', reason: 'Wir rufen an.' }, version)
  expect(await check()).toMatchObject([{ level: 'stop', reason: 'Wir rufen an.' }])
  await save({ channels: ['feed'] }, version + 1)
  expect(await check()).toEqual([])
  await save({ enabled: false }, version + 2)
  expect(await check()).toEqual([])
})
