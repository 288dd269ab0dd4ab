import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { inTransaction, one } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { caseRow, journalOf } from '../../../../../tests/cases.ts'
import { sendReply } from '../replies/send-reply.ts'
import { holdingOfCase } from './read.ts'
import { readPolicy, savePolicy } from './save-policy.ts'
import { sendByRuleOnce } from './send-by-rule.ts'
import { makeScene, type PromisedCase, type Scene } from '../../../../../tests/holding-scene.ts'

let deps: Deps
let owner: pg.Client
let house: House
let scene: Scene
beforeAll(async () => {
  const { url } = await testDatabase()
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
  deps = testDeps(url)
  house = (await makeCast(deps)).nordlicht
  scene = makeScene(deps, house)
  await scene.settled()
})
afterAll(async () => {
  await owner.end()
  await deps.db.close()
})
beforeEach(() => letRule(true))

async function letRule(isLet: boolean, mostInRow = 2) {
  const { version, house: terms, exceptions } = await readPolicy(deps, house.lead)
  const sentBy = isLet ? ('rule' as const) : ('person' as const)
  await savePolicy(deps, house.lead, { basedOn: version, house: { ...terms, sentBy, mostInRow }, exceptions })
}
/** The half of the time that people have is over. */
const ripen = (caseId: string) =>
  sql`update holding_reply set rule_at = now() - interval '1 second' where case_id = ${caseId} and state = 'proposed' and rule_at is not null`.execute(
    deps.db.system,
  )
async function work() {
  while (await sendByRuleOnce(deps));
}
const rowOf = async (caseId: string) =>
  (await one<{
    state: string
    held_back: string | null
    by_rule: boolean
    void_why: string | null
    message_id: string | null
  }>(
    deps.db.system,
    sql`select state, held_back, by_rule, void_why, message_id from holding_reply where case_id = ${caseId} order by id desc limit 1`,
  ))!

test('off as it comes: nothing is sent by itself', async () => {
  await letRule(false)
  const { id } = await scene.promised({ asked: true })
  await scene.settled()
  expect((await holdingOfCase(deps, house.agent, id)).item!.ruleAt).toBeNull()
  await work()
  expect(await rowOf(id)).toMatchObject({ state: 'proposed' })
})

test('people have half of the time; then it goes out once by many workers, with the promise in it and the reason why the old one moved', async () => {
  const { id, promiseId, lastMessageId } = await scene.promised({ asked: true })
  await scene.settled()
  await work()
  const { item } = await holdingOfCase(deps, house.agent, id)
  expect(item!.ruleAt).not.toBeNull()
  expect(await rowOf(id)).toMatchObject({ state: 'proposed' })
  await ripen(id)
  await Promise.all(Array.from({ length: 6 }, () => sendByRuleOnce(deps)))
  await work()
  const [mail, ...others] = await scene.outboxOf(id)
  expect(others).toEqual([])
  expect(mail!.purpose).toBe('holding')
  const { subject, text, automatic } = mail!.payload.outgoing
  expect(automatic).toBe(true)
  expect(subject).toMatch(/^Zwischenstand zu Ihrem Anliegen/)
  expect(text).toContain('Abteilung Technik gefragt')
  // A name that a stranger gave himself is not repeated by a machine.
  expect(text).toMatch(/^Guten Tag,\n/)
  const promises = await scene.promisesOf(id)
  expect(promises.map(({ state, reason }) => [state, reason])).toEqual([
    ['replaced', 'holding-reply'],
    ['open', null],
  ])
  expect(promises[0]!.id).toBe(promiseId)
  const row = await rowOf(id)
  expect(row).toMatchObject({ state: 'sent', by_rule: true })
  expect(promises[1]!.message_id).toBe(row.message_id)
  const record = await caseRow(deps, id)
  expect(record.next_update_at).toEqual(promises[1]!.due_at)
  expect(record.last_message_id).toBe(row.message_id)
  expect((await journalOf(deps, id)).slice(-3)).toEqual(['holding.sent', 'promise.replaced', 'promise.made'])
  // Somebody who writes without having seen it is stopped.
  await expect(
    sendReply(deps, house.agent, id, {
      threadId: item!.threadId,
      text: 'Guten Tag, der Monteur kommt am Montag um 9 Uhr. Freundliche Grüße',
      attachmentIds: [],
      expectedLastMessageId: lastMessageId,
      evenIfNewer: false,
      nextUpdate: null,
      includeQuote: false,
      logged: false,
    }),
  ).rejects.toMatchObject({ code: 'newer-message' })
  // It is a word to the customer: nobody closes over it in silence.
  await scene.settled()
  expect(await rowOf(id)).toMatchObject({ state: 'sent' })
})

test('an acknowledgement that runs out gets one too; the answer stays due', async () => {
  const id = await scene.acknowledged()
  await sql`update message set author_address = 'ack@kunden.test' where id in (select message_id from case_message where case_id = ${id})`.execute(
    deps.db.system,
  )
  await scene.settled()
  await sql`insert into handover (workspace_id, id, case_id, accompanying_team_id, to_team_id, what, reason, due_at) values
    (${house.workspaceId}, ${deps.newId()}, ${id}, ${house.teamId}, ${house.teamId}, 'Prüfen', 'expertise', now() + interval '1 day')`.execute(
    deps.db.system,
  )
  const before = await caseRow(deps, id)
  await ripen(id)
  await work()
  expect(await rowOf(id)).toMatchObject({ state: 'sent' })
  const after = await caseRow(deps, id)
  expect(after.answer_due_at).toEqual(before.answer_due_at)
  expect(after.waiting_since).toEqual(before.waiting_since)
  expect(await scene.promisesOf(id)).toMatchObject([{ state: 'open' }])
})

test('one that fails for itself does not stand before the others, and waits for another try', async () => {
  const [bad, good] = [await scene.promised({ asked: true }), await scene.promised({ asked: true })]
  await scene.settled()
  await ripen(bad.id)
  await ripen(good.id)
  await sql`update holding_reply set rule_at = now() - interval '1 hour' where case_id = ${bad.id} and state = 'proposed'`.execute(
    deps.db.system,
  )
  // The first is refused by the database for a reason of its own.
  await owner.query(`alter table outbox add constraint not_this_one check (case_id <> '${bad.id}') not valid`)
  try {
    await work()
  } finally {
    await owner.query('alter table outbox drop constraint not_this_one')
  }
  expect(await rowOf(good.id)).toMatchObject({ state: 'sent' })
  expect(await rowOf(bad.id)).toMatchObject({ state: 'proposed' })
  await ripen(bad.id)
  await work()
  expect(await rowOf(bad.id)).toMatchObject({ state: 'sent' })
})

const never: [string, (made: PromisedCase) => Promise<unknown>][] = [
  ['serious', ({ id }) => sql`update cases set kind = 'complaint', anger = 2 where id = ${id}`.execute(deps.db.system)],
  ['press', ({ id }) => sql`update cases set kind = 'press' where id = ${id}`.execute(deps.db.system)],
  [
    'serious',
    ({ id }) =>
      sql`insert into case_watched (workspace_id, case_id, wanted) values (${house.workspaceId}, ${id}, true)`.execute(
        deps.db.system,
      ),
  ],
  [
    'serious',
    ({ id }) =>
      sql`insert into escalation (workspace_id, id, case_id, level, cause) values (${house.workspaceId}, ${deps.newId()}, ${id}, 1, 'person')`.execute(
        deps.db.system,
      ),
  ],
  [
    'several-recipients',
    ({ lastMessageId }) =>
      sql`update message set meta = '{"to":["service@nordlicht.example"],"cc":["chef@kunden.test"]}' where id = ${lastMessageId}`.execute(
        deps.db.system,
      ),
  ],
  [
    'public',
    ({ threadId }) => sql`update thread set visibility = 'public' where id = ${threadId}`.execute(deps.db.system),
  ],
  [
    'approval-open',
    ({ id, threadId }) =>
      sql`insert into reply_request (workspace_id, id, case_id, thread_id, member_id, reply) values (${house.workspaceId}, ${deps.newId()}, ${id}, ${threadId}, ${house.agent.memberId}, '{}')`.execute(
        deps.db.system,
      ),
  ],
  [
    'nothing-to-say',
    ({ id }) => sql`update consultation set state = 'withdrawn' where case_id = ${id}`.execute(deps.db.system),
  ],
  [
    'nothing-to-say',
    ({ id }) => sql`update cases set last_outbound_at = now() where id = ${id}`.execute(deps.db.system),
  ],
  [
    'guideline',
    () =>
      sql`insert into guideline_version (workspace_id, version, rules, note) values (${house.workspaceId}, 1, ${JSON.stringify(
        [
          {
            id: 'own.technik',
            enabled: true,
            level: 'stop',
            phrases: ['Abteilung Technik'],
            reason: 'Heißt Werkstatt',
            suggestion: null,
            channels: [],
            audience: 'any',
          },
        ],
      )}::jsonb, '')`.execute(deps.db.system),
  ],
  ['switched-off', () => letRule(false)],
]
test.each(never)('never by rule: %s', async (why, make) => {
  const made = await scene.promised({ asked: true })
  await scene.settled()
  await make(made)
  await ripen(made.id)
  await work()
  await sql`delete from guideline_version where workspace_id = ${house.workspaceId}`.execute(deps.db.system)
  expect(await rowOf(made.id)).toMatchObject({ state: 'proposed', held_back: why })
  expect(await scene.outboxOf(made.id)).toEqual([])
  const { item } = await holdingOfCase(deps, house.agent, made.id)
  expect(item).toMatchObject({ heldBack: why, ruleAt: null })
})

test('not outside of service hours: it waits for the opening, or for a person when the promise ends before', async () => {
  const hours = { timeZone: 'Europe/Berlin', week: [], holidays: null, specialDays: [] }
  const { id } = await scene.promised({ asked: true })
  await scene.settled()
  await sql`insert into calendar (workspace_id, id, hours) values (${house.workspaceId}, ${deps.newId()}, ${JSON.stringify(hours)}::jsonb)`.execute(
    deps.db.system,
  )
  await ripen(id)
  await work()
  await sql`delete from calendar where workspace_id = ${house.workspaceId}`.execute(deps.db.system)
  expect(await rowOf(id)).toMatchObject({ state: 'proposed', held_back: 'closed-hours' })
})

test('so many in a row at most, until the customer or a person said something', async () => {
  await letRule(true, 2)
  const made = await scene.promised({ asked: true, address: 'reihe@kunden.test' })
  for (let n = 1; n <= 3; n += 1) {
    await scene.settled()
    // Something new each time, and the promise is due soon.
    await sql`update consultation set asked_at = clock_timestamp() where case_id = ${made.id}`.execute(deps.db.system)
    await ripen(made.id)
    await work()
    const row = await rowOf(made.id)
    if (n === 3) {
      expect(row).toMatchObject({ state: 'proposed', held_back: 'most-in-row' })
      break
    }
    expect(row).toMatchObject({ state: 'sent' })
    await sql`update promise set due_at = now() + interval '5 minutes', made_at = now() - interval '3 days' where case_id = ${made.id} and state = 'open'`.execute(
      deps.db.system,
    )
    await scene.tell(made.id)
  }
  expect(await scene.outboxOf(made.id)).toHaveLength(2)
})

test('the customer writes while the rule is at it: whoever holds the case first decides, and a word of theirs is never overtaken', async () => {
  const outcomes = new Set<string>()
  for (let n = 0; n < 12; n += 1) {
    const made = await scene.promised({ asked: true })
    await scene.settled()
    await ripen(made.id)
    await Promise.all([
      inTransaction(deps.db.system, async (tx) => {
        if (n % 2) await sql`select pg_sleep(0.004)`.execute(tx)
        await sql`select id from cases where id = ${made.id} for update`.execute(tx)
        const messageId = deps.newId()
        await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, text, occurred_at, received_at)
          values (${house.workspaceId}, ${messageId}, ${made.threadId}, ${house.presenceId}, 'email', 'in', ${messageId}, 'Kim', 'kim@kunden.test', 'Und?', now(), clock_timestamp())`.execute(
          tx,
        )
        await sql`insert into case_message (workspace_id, case_id, message_id, at) values (${house.workspaceId}, ${made.id}, ${messageId}, now())`.execute(
          tx,
        )
        await sql`update cases set last_message_id = ${messageId}, last_inbound_at = clock_timestamp() where id = ${made.id}`.execute(
          tx,
        )
      }),
      sendByRuleOnce(deps),
      sendByRuleOnce(deps),
    ])
    await scene.tell(made.id)
    await work()
    await scene.settled()
    const row = await rowOf(made.id)
    outcomes.add(row.state)
    const sent = await scene.outboxOf(made.id)
    if (row.state === 'sent') expect(sent).toHaveLength(1)
    else {
      expect(row).toMatchObject({ state: 'void', void_why: 'customer-wrote' })
      expect(sent).toEqual([])
    }
    const open = (await scene.promisesOf(made.id)).filter(({ state }) => state === 'open')
    expect(open).toHaveLength(1)
  }
  expect([...outcomes].every((one) => one === 'sent' || one === 'void')).toBe(true)
})
