import type { ManyContent } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCases } from '#cases'
import { one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { createMany } from './create.ts'
import { previewMany } from './preview.ts'
import { readMany } from './results.ts'
import { retryMany } from './retry.ts'
import { stopMany } from './stop.ts'
import { sendNextBatch } from './work.ts'

let deps: Deps
let house: House

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())
// Each test has its own running answers.
beforeEach(() =>
  run(deps.db.system, sql`update many_answer set state = 'stopped' where state in ('waiting','sending')`),
)

const content = (over: Partial<ManyContent> = {}): ManyContent => ({
  title: 'Rückruf Wasserkocher',
  text: '{{customer.greeting}},\n\nbitte benutzen Sie den Wasserkocher nicht mehr. Wir tauschen ihn kostenlos um. Ihr Vorgang ist #{{case.number}}.\n\nMit freundlichen Grüßen\n{{agent.name}}',
  language: 'de',
  address: 'formal',
  nextUpdate: { at: new Date(Date.now() + 3 * 86_400_000).toISOString(), text: 'Neuer Wasserkocher' },
  includeQuote: false,
  overrides: [],
  ...over,
})

let counted = 0
async function customers(count: number, over: { address?: string; language?: string } = {}) {
  const db = deps.db.system
  const at = new Date()
  const list = Array.from({ length: count }, () => {
    counted += 1
    return {
      id: deps.newId(),
      threadId: deps.newId(),
      messageId: deps.newId(),
      n: counted,
      address: over.address ?? `kunde${counted}@post.example`,
    }
  })
  await openCases(
    db,
    house.workspaceId,
    list.map(({ id, n, messageId }) => ({
      id,
      title: `Wasserkocher ${n}`,
      channel: 'email' as const,
      visibility: 'private' as const,
      preview: '',
      language: over.language ?? 'de',
      presenceId: house.presenceId,
      identityId: null,
      customerId: null,
      contactName: `Kim Kundin${String.fromCharCode(97 + (n % 26))}`,
      openedAt: at,
      lastMessageAt: at,
      lastMessageId: messageId,
      messageCount: 1,
      hasAttachment: false,
      answerDueAt: null,
      inbound: true,
    })),
    { actor: { kind: 'connector', id: null }, by: 'intake' },
  )
  const json = JSON.stringify(list)
  await run(
    db,
    sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, case_id) select ${house.workspaceId}, e."threadId", ${house.presenceId}, 'email', 't' || e.n, 'Wasserkocher', e.id
      from jsonb_to_recordset(${json}::jsonb) as e(id uuid, "threadId" uuid, n int)`,
  )
  await run(
    db,
    sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, text, occurred_at)
      select ${house.workspaceId}, e."messageId", e."threadId", ${house.presenceId}, 'email', 'in', 'm' || e.n, 'Kim', e.address, 'Der Wasserkocher raucht.', now() from jsonb_to_recordset(${json}::jsonb) as e("threadId" uuid, "messageId" uuid, n int, address text)`,
  )
  await run(
    db,
    sql`insert into case_message (workspace_id, case_id, message_id, at) select ${house.workspaceId}, e.id, e."messageId", now() from jsonb_to_recordset(${json}::jsonb) as e(id uuid, "messageId" uuid)`,
  )
  return list.map(({ id, messageId }) => ({ caseId: id, lastMessageId: messageId }))
}

async function start(
  cases: { caseId: string; lastMessageId: string | null }[],
  over: Partial<ManyContent> = {},
  excluded: string[] = [],
) {
  const many = await createMany(deps, house.lead, { content: content(over), cases, excluded })
  await run(deps.db.system, sql`update many_answer set start_at = now() where id = ${many.id}`)
  return many.id
}
async function sendAll() {
  while (await sendNextBatch(deps)) {}
}
const queued = async (caseIds: string[]) =>
  (await one(
    deps.db.system,
    sql<{
      n: number
      cases: number
    }>`select count(*)::int as n, count(distinct case_id)::int as cases from outbox where case_id = any(${caseIds}::uuid[]) and purpose = 'reply'`,
  ))!

describe('one answer to many', () => {
  test('whoever wrote last in a case is greeted as themselves: nobody reads the name or number of its customer', async () => {
    const [made] = await customers(1)
    const db = deps.db.system
    const [anna, bert, customer] = [deps.newId(), deps.newId(), deps.newId()]
    for (const [id, name] of [
      [anna, 'Anna Altmann'],
      [bert, 'Bert Neumann'],
    ])
      await run(
        db,
        sql`insert into identity (workspace_id, id, kind, key, display, name) values (${house.workspaceId}, ${id}, 'email', ${`${id}@post.example`}, ${`${id}@post.example`}, ${name})`,
      )
    await run(
      db,
      sql`insert into customer (workspace_id, id, name, number, salutation) values (${house.workspaceId}, ${customer}, 'Anna Altmann', 'K-4711', 'Frau')`,
    )
    await run(
      db,
      sql`insert into identity_link (workspace_id, id, identity_id, customer_id) values (${house.workspaceId}, ${deps.newId()}, ${anna}, ${customer})`,
    )
    await run(db, sql`update cases set customer_id = ${customer}, identity_id = ${anna} where id = ${made!.caseId}`)
    const wrote = (identity: string, name: string) =>
      run(
        db,
        sql`update message set identity_id = ${identity}, author_name = ${name}, author_address = ${`${identity}@post.example`} where id = ${made!.lastMessageId}`,
      )
    const text =
      '{{customer.greeting}},\n\nIhre Nummer ist {{customer.number}}. Wir tauschen den Wasserkocher kostenlos um.'
    const shown = async () =>
      (await previewMany(deps, house.lead, { select: { caseIds: [made!.caseId] }, content: content({ text }) }))
        .items[0]!
    await wrote(anna, 'Anna Altmann')
    expect(await shown()).toMatchObject({
      text: expect.stringContaining('Guten Tag Frau Altmann,\n\nIhre Nummer ist K-4711.'),
      reason: null,
    })
    await wrote(bert, 'Bert Neumann')
    const toBert = await shown()
    expect(toBert).toMatchObject({ to: `${bert}@post.example`, reason: 'unfilled' })
    expect(toBert.text).toContain('Guten Tag Bert Neumann,')
    expect(JSON.stringify(toBert)).not.toMatch(/Altmann|K-4711/)
  })

  test('each gets it once, in their own name, with a receipt in the case', async () => {
    const cases = await customers(60)
    const id = await start(cases)
    await sendAll()
    expect(await queued(cases.map(({ caseId }) => caseId))).toEqual({ n: 60, cases: 60 })
    const done = await readMany(deps, house.lead, id)
    expect([done.state, done.counts.sending, done.counts.skipped]).toEqual(['done', 60, 0])
    const [sent] = await rows<{ text: string; number: number }>(
      deps.db.system,
      sql`select m.text, c.number from message m join outbox o on o.message_id = m.id join cases c on c.id = o.case_id where c.id = ${cases[3]!.caseId}`,
    )
    expect(sent!.text).toContain(`#${sent!.number}`)
    expect(sent!.text).toMatch(/^Guten Tag Kim Kundin[a-z],/)
    const told = await rows<{ kind: string }>(
      deps.db.system,
      sql`select kind from journal where subject_id = ${cases[3]!.caseId} and kind in ('reply.many','reply.queued') order by seq`,
    )
    expect(told.map(({ kind }) => kind)).toEqual(['reply.queued', 'reply.many'])
  })

  test('it dies anywhere and goes on: nobody gets two, nobody none', async () => {
    const cases = await customers(12)
    const id = await start(cases)
    const ids = cases.map(({ caseId }) => caseId)
    for (const at of ['claimed', 'sent', 'marked'] as const)
      for (let n = 0; n < 2; n += 1) {
        let left = n
        await sendNextBatch(deps, {
          failPoint(point) {
            if (point !== at) return
            if (left === 0) throw new Error('killed')
            left -= 1
          },
        }).catch(() => {})
      }
    await sendAll()
    expect(await queued(ids)).toEqual({ n: 12, cases: 12 })
    expect((await readMany(deps, house.lead, id)).counts).toMatchObject({ all: 12, sending: 12, skipped: 0 })
  })

  test('three processes at once: nobody gets two', async () => {
    const cases = await customers(40)
    await start(cases)
    await Promise.all([sendAll(), sendAll(), sendAll()])
    expect(await queued(cases.map(({ caseId }) => caseId))).toEqual({ n: 40, cases: 40 })
  })

  test('who wrote meanwhile is left out with the reason; the rest goes', async () => {
    const cases = await customers(3)
    const id = await start(cases)
    const newer = deps.newId()
    await run(
      deps.db.system,
      sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, text, occurred_at, received_at)
        select m.workspace_id, ${newer}, m.thread_id, m.presence_id, m.channel, 'in', 'neu', m.author_name, m.author_address, 'Es hat gebrannt!', now(), now() + interval '1 second' from message m where m.id = ${cases[1]!.lastMessageId}`,
    )
    await run(
      deps.db.system,
      sql`insert into case_message (workspace_id, case_id, message_id, at) values (${house.workspaceId}, ${cases[1]!.caseId}, ${newer}, now())`,
    )
    await run(deps.db.system, sql`update cases set last_message_id = ${newer} where id = ${cases[1]!.caseId}`)
    await sendAll()
    const { items, counts } = await readMany(deps, house.lead, id)
    expect(counts).toMatchObject({ sending: 2, skipped: 1 })
    expect(items.find((item) => item.case.id === cases[1]!.caseId)).toMatchObject({
      state: 'skipped',
      reason: 'newer-message',
    })
  })

  test('before sending everybody sees who gets what, and who nothing and why', async () => {
    const [one, twin] = [
      await customers(1, { address: 'gleich@post.example' }),
      await customers(1, { address: 'gleich@post.example' }),
    ]
    const [english] = await customers(1, { language: 'en' })
    const [joined, closed] = await customers(2)
    await run(deps.db.system, sql`update cases set merged_into = ${one[0]!.caseId} where id = ${joined!.caseId}`)
    await run(deps.db.system, sql`update cases set category = 'done' where id = ${closed!.caseId}`)
    const all = [...one, ...twin, english!, joined!, closed!]
    const { items, needsApproval } = await previewMany(deps, house.lead, {
      select: { caseIds: all.map(({ caseId }) => caseId) },
      content: content(),
    })
    expect(items.map(({ reason, isOptional }) => [reason, isOptional])).toEqual([
      [null, true],
      ['same-person', true],
      ['language', true],
      ['joined', false],
      ['closed', true],
    ])
    expect(needsApproval).toBe(false)
  })

  test('a name of a recipient in the words for all is refused; so is a variable nobody knows', async () => {
    const cases = await customers(2)
    await run(deps.db.system, sql`update cases set contact_name = 'Jana Berger' where id = ${cases[0]!.caseId}`)
    await expect(start(cases, { text: 'Guten Tag Jana Berger, wir tauschen um.' })).rejects.toMatchObject({
      code: 'invalid-input',
    })
    await expect(start(cases, { text: 'Guten Tag {{kunde}}, wir tauschen um.' })).rejects.toMatchObject({
      extra: { unknown: ['{{kunde}}'] },
    })
  })

  test('taken back in the undo time nothing leaves; ended twice is refused', async () => {
    const cases = await customers(5)
    const many = await createMany(deps, house.lead, { content: content(), cases, excluded: [] })
    await sendNextBatch(deps)
    await stopMany(deps, house.lead, many.id)
    await run(deps.db.system, sql`update many_answer set start_at = now() where id = ${many.id}`)
    await sendAll()
    expect(await queued(cases.map(({ caseId }) => caseId))).toEqual({ n: 0, cases: 0 })
    expect((await readMany(deps, house.lead, many.id)).items.every(({ reason }) => reason === 'stopped')).toBe(true)
    await expect(stopMany(deps, house.lead, many.id)).rejects.toMatchObject({ code: 'undo-over' })
  })

  test('what failed is sent once more and arrives once; who wrote since is left to a person', async () => {
    const cases = await customers(4)
    const id = await start(cases)
    await sendAll()
    const [lost, wrote, unclear] = cases.map(({ caseId }) => caseId)
    const settle = (caseId: string, state: string) =>
      run(deps.db.system, sql`update outbox set state = ${state}, settled_at = now() where case_id = ${caseId}`)
    await settle(lost!, 'failed')
    await settle(wrote!, 'failed')
    await settle(unclear!, 'unclear')
    await settle(cases[3]!.caseId, 'handed_over')
    const newer = deps.newId()
    await run(
      deps.db.system,
      sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, text, occurred_at, received_at)
        select m.workspace_id, ${newer}, m.thread_id, m.presence_id, m.channel, 'in', ${newer}, m.author_name, m.author_address, 'Und jetzt?', now(), now() + interval '1 second' from message m where m.id = ${cases[1]!.lastMessageId}`,
    )
    await run(
      deps.db.system,
      sql`insert into case_message (workspace_id, case_id, message_id, at) values (${house.workspaceId}, ${wrote}, ${newer}, now())`,
    )
    const before = await readMany(deps, house.lead, id)
    expect(before.items.filter(({ mayRetry }) => mayRetry).map((item) => item.case.id)).toEqual([lost])
    await expect(retryMany(deps, house.lead, id, {})).resolves.toEqual({ retried: 1 })
    await expect(retryMany(deps, house.lead, id, {})).resolves.toEqual({ retried: 0 })
    await sendAll()
    expect(await queued(cases.map(({ caseId }) => caseId))).toEqual({ n: 4, cases: 4 })
    const { state, items } = await readMany(deps, house.lead, id)
    expect([state, items.map((item) => item.state)]).toEqual(['done', ['sending', 'failed', 'unclear', 'sent']])
    const told = await rows<{ decision: string }>(
      deps.db.system,
      sql`select data->>'decision' as decision from journal where subject_id = ${lost} and kind = 'reply.resolved'`,
    )
    expect(told).toEqual([{ decision: 'send_again' }])
  })

  test('what was stopped or has not begun is not sent again', async () => {
    const cases = await customers(2)
    const many = await createMany(deps, house.lead, { content: content(), cases, excluded: [] })
    await expect(retryMany(deps, house.lead, many.id, {})).rejects.toMatchObject({ code: 'conflict' })
    await stopMany(deps, house.lead, many.id)
    await expect(retryMany(deps, house.lead, many.id, {})).rejects.toMatchObject({ code: 'conflict' })
  })

  test('excluded ones and foreign ones get nothing', async () => {
    const cases = await customers(2)
    const [left] = await customers(1)
    const id = await start([...cases, { caseId: deps.newId(), lastMessageId: null }], {}, [left!.caseId])
    await sendAll()
    expect((await readMany(deps, house.lead, id)).counts).toMatchObject({ all: 3, sending: 2, skipped: 1 })
    expect(await queued([left!.caseId])).toEqual({ n: 0, cases: 0 })
  })

  test('where the policy asks, it waits for somebody else; a refusal ends it', async () => {
    await run(
      deps.db.system,
      sql`insert into reply_approval_policy (workspace_id, version, policy, by_member) values (${house.workspaceId}, 1, ${JSON.stringify([
        {
          name: 'Alles', active: true, memberIds: [], role: null, teamId: null, presenceId: null, audience: 'any', onlyWithFinding: false,
          approvers: { memberIds: [], teamId: null, role: 'lead' }, dueMinutes: 60, mayEditAndSend: false,
        },
      ])}::jsonb, ${house.admin.memberId})`,
    ) // biome-ignore format: a rule
    const cases = await customers(3)
    const id = await start(cases)
    await sendAll()
    expect(await queued(cases.map(({ caseId }) => caseId))).toEqual({ n: 0, cases: 0 })
    expect((await readMany(deps, house.lead, id)).isApprovalOpen).toBe(true)
    await run(
      deps.db.system,
      sql`update approval set state = 'approved', decided_by = ${house.admin.memberId}, decided_at = now() where subject_id = ${id}`,
    )
    await sendAll()
    expect(await queued(cases.map(({ caseId }) => caseId))).toEqual({ n: 3, cases: 3 })
    const refused = await start(await customers(2))
    await run(deps.db.system, sql`update approval set state = 'rejected' where subject_id = ${refused}`)
    await sendAll()
    expect(await readMany(deps, house.lead, refused)).toMatchObject({ state: 'stopped', counts: { skipped: 2 } })
    await run(deps.db.system, sql`delete from reply_approval_policy where workspace_id = ${house.workspaceId}`)
  })
})
