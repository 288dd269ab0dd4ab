import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { one, rows } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { readUp } from '../../../../../tests/journal.ts'
import { changeCase } from '../cases/change-case.ts'
import { listCases } from '../cases/list-cases.ts'
import { caseRow, journalOf } from '../../../../../tests/cases.ts'
import { notifyOnce } from '../notifications/notify.ts'
import { readProgress } from '../progress/read-progress.ts'
import { movePromise } from '../promises/move.ts'
import { sendReply } from '../replies/send-reply.ts'
import { undoReply } from '../replies/undo-reply.ts'
import { dismissHolding, sendHolding } from './decide.ts'
import { holdingOfCase } from './read.ts'
import { readPolicy, savePolicy } from './save-policy.ts'
import { makeScene, type Scene } from '../../../../../tests/holding-scene.ts'

let deps: Deps
let house: House
let foreign: House
let scene: Scene
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  const cast = await makeCast(deps)
  house = cast.nordlicht
  foreign = cast.suedwind
  scene = makeScene(deps, house)
  await scene.settled()
  await readUp(deps, 'notifications', () => notifyOnce(deps))
})
afterAll(() => deps.db.close())

const stateOf = async (caseId: string) =>
  (await one<{ state: string; void_why: string | null }>(
    deps.db.system,
    sql`select state, void_why from holding_reply where case_id = ${caseId}`,
  ))!

test('proposed before a promise runs out: its owner is told, the case needs them, and the words say what happened', async () => {
  const { id } = await scene.promised({ asked: true })
  await scene.settled()
  const { item, allowed } = await holdingOfCase(deps, house.agent, id)
  expect(item).toMatchObject({
    source: 'promise',
    says: ['asked'],
    isOldNews: false,
    findings: [],
    audience: 'private',
    ruleAt: null,
    heldBack: null,
  })
  expect(item!.text).toContain('Abteilung Technik gefragt')
  expect(item!.text).toContain(house.agent.name)
  expect(allowed).toEqual(['send', 'dismiss'])
  expect((await holdingOfCase(deps, house.reader, id)).allowed).toEqual([])
  expect(await journalOf(deps, id)).toContain('holding.proposed')
  await readUp(deps, 'notifications', () => notifyOnce(deps))
  const told = await rows<{ member_id: string }>(
    deps.db.system,
    sql`select member_id from notification where case_id = ${id} and kind = 'holding_proposed'`,
  )
  expect(told).toEqual([{ member_id: house.agent.memberId }])
  const { steps, next } = await readProgress(deps, house.agent, id)
  expect(next).toEqual({ step: 'inform', code: 'holding' })
  expect(steps.find(({ step }) => step === 'inform')!.items[0]).toMatchObject({ code: 'holding', state: 'missing' })
  await sql`update cases set category = 'waiting_internal' where id = ${id}`.execute(deps.db.system)
  const needed = await listCases(deps, house.agent, { view: 'needs_me', sort: 'due', limit: 50 })
  expect(needed.items.map((row) => row.id)).toContain(id)
  await expect(holdingOfCase(deps, foreign.agent, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('a person sends it: queued once, the word is kept, the next one promised; taken back it stands again', async () => {
  const { id } = await scene.promised({ asked: true })
  await scene.settled()
  const { item } = await holdingOfCase(deps, house.agent, id)
  const { newDueAt, expectedLastMessageId } = item!
  const words = { holdingId: item!.id, text: item!.text!, newDueAt, expectedLastMessageId }
  const both = await Promise.allSettled([
    sendHolding(deps, house.agent, id, words),
    sendHolding(deps, house.lead, id, words),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const sent = both.find((one) => one.status === 'fulfilled')!.value
  const promises = await scene.promisesOf(id)
  expect(promises.map(({ state }) => state)).toEqual(['kept', 'open'])
  expect(promises[1]!.due_at.toISOString()).toBe(newDueAt)
  expect(await scene.outboxOf(id)).toMatchObject([{ purpose: 'reply', state: 'queued' }])
  expect(await journalOf(deps, id)).toEqual(
    expect.arrayContaining(['reply.queued', 'promise.kept', 'promise.made', 'holding.sent']),
  )
  const writer = both[0]!.status === 'fulfilled' ? house.agent : house.lead
  await undoReply(deps, writer, sent.outboxId!)
  await scene.settled()
  expect(await stateOf(id)).toMatchObject({ state: 'proposed' })
})

test('an empty phrase is refused, whatever the guideline of the house says', async () => {
  const { id } = await scene.promised({ asked: true })
  await scene.settled()
  const { item } = await holdingOfCase(deps, house.agent, id)
  const send = (text: string) =>
    sendHolding(deps, house.agent, id, {
      holdingId: item!.id,
      text,
      newDueAt: item!.newDueAt,
      expectedLastMessageId: item!.expectedLastMessageId,
    })
  for (const text of [
    'Guten Tag, wir bitten um Geduld. Viele Grüße',
    'Guten Tag, Ihr Anliegen ist in Bearbeitung. Viele Grüße',
    'Hello, please bear with us. Kind regards',
  ])
    await expect(send(text)).rejects.toMatchObject({
      code: 'guideline-warning',
      extra: { findings: [expect.objectContaining({ rule: 'empty-holding' })] },
    })
  expect(await stateOf(id)).toMatchObject({ state: 'proposed' })
})

test('where nothing moved it says so and has no words', async () => {
  const { id } = await scene.promised({ asked: false })
  await scene.settled()
  const { item } = await holdingOfCase(deps, house.agent, id)
  expect(item).toMatchObject({ text: null, says: [], isOldNews: true, ruleAt: null })
  expect(item!.start).toContain('wir sind noch nicht weiter, und das tut uns leid. Der Grund: \n')
})

test('what the customer knows already is no news', async () => {
  const { id } = await scene.promised({ asked: true })
  await sql`update consultation set asked_at = now() - interval '3 days' where case_id = ${id}`.execute(deps.db.system)
  await scene.settled()
  expect((await holdingOfCase(deps, house.agent, id)).item).toMatchObject({ isOldNews: false })
  await sql`update cases set last_outbound_at = now() - interval '1 day' where id = ${id}`.execute(deps.db.system)
  expect((await holdingOfCase(deps, house.agent, id)).item).toMatchObject({ isOldNews: true, says: ['asked'] })
})

test('what an acknowledgement said and a target for the next word run out as well', async () => {
  const acknowledged = await scene.acknowledged()
  const targeted = await scene.promised({ asked: true, byRule: true })
  await scene.settled()
  expect((await holdingOfCase(deps, house.agent, acknowledged)).item).toMatchObject({ source: 'acknowledgement' })
  expect((await holdingOfCase(deps, house.agent, targeted.id)).item).toMatchObject({ source: 'target' })
})

test('moot as soon as the customer writes, somebody answers, the promise moves, the case rests or is done', async () => {
  const open = () => scene.promised({ asked: true })
  const [wrote, answered, moved, rests, done, dismissed] = [
    await open(),
    await open(),
    await open(),
    await open(),
    await open(),
    await open(),
  ]
  await scene.settled()
  const proposedFor = async ({ id }: { id: string }) => (await holdingOfCase(deps, house.agent, id)).item!.id
  const holdingId = await proposedFor(dismissed)
  await scene.write(wrote)
  // Before any reader of the journal came by it is neither shown nor sent.
  const { item } = await holdingOfCase(deps, house.agent, wrote.id)
  expect(item).toBeNull()
  await sendReply(deps, house.agent, answered.id, {
    threadId: answered.threadId,
    text: 'Guten Tag, der Monteur kommt am Montag um 9 Uhr. Freundliche Grüße',
    attachmentIds: [],
    expectedLastMessageId: answered.lastMessageId,
    evenIfNewer: false,
    nextUpdate: { at: new Date(Date.now() + 90 * 3_600_000).toISOString(), text: '' },
    includeQuote: false,
    logged: false,
  })
  await movePromise(deps, house.agent, moved.promiseId, {
    dueAt: new Date(Date.now() + 80 * 3_600_000).toISOString(),
    reason: 'Das Werk hat Betriebsferien',
    draft: false,
  })
  await changeCase(deps, house.lead, rests.id, {
    version: (await caseRow(deps, rests.id)).version,
    followUp: { at: new Date(Date.now() + 10 * 60_000).toISOString(), note: '', untilReply: false },
  } as never)
  await sql`update cases set category = 'done', closed_at = now() where id = ${done.id}`.execute(deps.db.system)
  await scene.tell(done.id)
  await dismissHolding(deps, house.agent, dismissed.id, { holdingId, reason: 'Ich rufe gleich an' })
  await expect(
    dismissHolding(deps, house.agent, dismissed.id, { holdingId, reason: 'Noch einmal' }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await scene.settled()
  expect(await stateOf(wrote.id)).toEqual({ state: 'void', void_why: 'customer-wrote' })
  expect(await stateOf(answered.id)).toEqual({ state: 'void', void_why: 'answered' })
  expect(await stateOf(moved.id)).toEqual({ state: 'void', void_why: 'promise-moved' })
  expect(await stateOf(rests.id)).toEqual({ state: 'void', void_why: 'resting' })
  expect(await stateOf(done.id)).toEqual({ state: 'void', void_why: 'closed' })
  expect(await stateOf(dismissed.id)).toEqual({ state: 'dismissed', void_why: null })
  expect(await journalOf(deps, wrote.id)).toContain('holding.voided')
  expect(await journalOf(deps, dismissed.id)).toContain('holding.dismissed')
})

test('terms are versions: an exception of a team counts first, a foreign team and an old version are refused', async () => {
  const before = await readPolicy(deps, house.agent)
  expect(before).toMatchObject({ version: 0, allowed: [], house: { sentBy: 'person', proposes: true } })
  const quiet = { ...before.house, proposes: false }
  const exception = { id: deps.newId(), teamId: house.teamId, channel: null, kind: null, terms: quiet }
  await expect(
    savePolicy(deps, house.lead, {
      basedOn: 0,
      house: before.house,
      exceptions: [{ ...exception, teamId: foreign.teamId }],
    }),
  ).rejects.toMatchObject({ code: 'invalid-input' })
  await savePolicy(deps, house.lead, { basedOn: 0, house: before.house, exceptions: [exception] })
  await expect(savePolicy(deps, house.lead, { basedOn: 0, house: before.house, exceptions: [] })).rejects.toMatchObject(
    { code: 'conflict' },
  )
  const inTeam = await scene.promised({ asked: true, teamId: house.teamId })
  await scene.settled()
  expect((await holdingOfCase(deps, house.agent, inTeam.id)).item).toBeNull()
  // Other terms hold for what is watched already.
  await savePolicy(deps, house.lead, { basedOn: 1, house: before.house, exceptions: [] })
  await scene.settled()
  expect((await holdingOfCase(deps, house.agent, inTeam.id)).item).not.toBeNull()
})
