import type { ReplyApprovalRule } from '@resonanz/contracts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { approvalBindings } from '#approvals'
import { openCases } from '#cases'
import { one, rows, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { newId } from '#platform/ids'
import { testDatabase } from '../../../../../../tests/database.ts'
import { type Cast, type House, makeCast, testDeps } from '../../../../../../tests/deps.ts'
import { sendReply } from '../send-reply.ts'
import { editRequest } from './edit-request.ts'
import { replyApprovals } from './handler.ts'
import { isApprovalNeeded, listRequests } from './read-requests.ts'
import { requestReply } from './request-reply.ts'
import { readPolicy, savePolicy } from './save-policy.ts'

let deps: Deps
let cast: Cast
let house: House
let caseId: string
let threadId: string
let lastId: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  house = cast.nordlicht
})
afterAll(() => deps.db.close())

const rule = (over: Partial<ReplyApprovalRule> = {}): ReplyApprovalRule => ({
  name: 'Einarbeitung',
  active: true,
  memberIds: [house.agent.memberId],
  role: null,
  teamId: null,
  presenceId: null,
  audience: 'any',
  onlyWithFinding: false,
  approvers: { memberIds: [], teamId: null, role: 'lead' },
  mayEditAndSend: false,
  dueMinutes: 60,
  ...over,
})
const use = async (...rules: ReplyApprovalRule[]) => {
  const { version } = await readPolicy(deps, house.admin)
  return savePolicy(deps, house.admin, { basedOn: version, rules })
}

beforeEach(async () => {
  ;[caseId, threadId, lastId] = [newId(), newId(), newId()]
  const { workspaceId: w, presenceId: p } = house
  const db = deps.db.system
  await run(
    db,
    sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, case_id) values (${w}, ${threadId}, ${p}, 'email', ${threadId}, 'Lieferung', ${caseId})`,
  )
  await say(lastId, 'Wo bleibt sie?')
  await openCases(
    db,
    w,
    [
      {
        id: caseId,
        title: 'Lieferung',
        channel: 'email',
        visibility: 'private',
        preview: 'Wo bleibt sie?',
        language: 'de',
        presenceId: p,
        identityId: null,
        customerId: null,
        contactName: 'Jana Berger',
        openedAt: new Date(),
        lastMessageAt: new Date(),
        lastMessageId: lastId,
        messageCount: 1,
        hasAttachment: false,
        answerDueAt: new Date(Date.now() + 3_600_000),
        inbound: true,
      },
    ],
    { actor: { kind: 'connector', id: null }, by: 'intake' },
  )
  await run(db, sql`update cases set team_id = ${house.teamId} where id = ${caseId}`)
  await join(lastId)
  await use(rule())
})

const say = (id: string, text: string) =>
  run(
    deps.db.system,
    sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, subject, text, meta, occurred_at)
      values (${house.workspaceId}, ${id}, ${threadId}, ${house.presenceId}, 'email', 'in', ${id}, 'Jana Berger', 'jana@kunden.test', 'Lieferung', ${text}, '{}', now())`,
  )
const join = (id: string) =>
  run(
    deps.db.system,
    sql`insert into case_message (workspace_id, case_id, message_id, at) values (${house.workspaceId}, ${caseId}, ${id}, now())`,
  )
const words = (over: Record<string, unknown> = {}) => ({
  threadId,
  text: 'Guten Tag Frau Berger, sie kommt morgen. Viele Grüße, Jonas Meier',
  attachmentIds: [],
  expectedLastMessageId: lastId,
  evenIfNewer: false,
  nextUpdate: { at: new Date(Date.now() + 86_400_000).toISOString(), text: '' },
  includeQuote: false,
  logged: false,
  ...over,
})
const ask = (over: Record<string, unknown> = {}, by: Actor = house.agent) => requestReply(deps, by, caseId, words(over))
async function decide(actor: Actor, approvalId: string, decision: 'approve' | 'reject' = 'approve') {
  const binding = approvalBindings(deps, { reply: replyApprovals }).find(
    ({ route }) => route.id === 'approvals.decide',
  )!
  const approval = await one(
    deps.db.system,
    sql<{ fingerprint: string }>`select fingerprint from approval where id = ${approvalId}`,
  )
  return binding.handler({
    actor,
    params: { id: approvalId },
    body: { decision, reason: decision === 'reject' ? 'Bitte freundlicher' : '', fingerprint: approval!.fingerprint },
  } as never)
}
const queued = () =>
  rows(
    deps.db.system,
    sql<{
      text: string
      created_by: string
    }>`select payload->'outgoing'->>'text' as text, created_by from outbox where case_id = ${caseId}`,
  )
const draft = async () =>
  (
    await one(
      deps.db.system,
      sql<{ text: string }>`select text from draft where case_id = ${caseId} and member_id = ${house.agent.memberId}`,
    )
  )?.text
const told = async () =>
  (
    await rows<{ kind: string }>(
      deps.db.system,
      sql`select kind from journal where subject_id = ${caseId} and (kind like 'reply.%' or kind like 'approval.%') order by seq`,
    )
  ).map(({ kind }) => kind)

describe('who needs a second pair of eyes', () => {
  test('no way round it: sending is refused with the rule that says so; others send as ever', async () => {
    await expect(sendReply(deps, house.agent, caseId, words())).rejects.toMatchObject({
      code: 'approval-needed',
      extra: { why: ['Einarbeitung'] },
    })
    expect(await isApprovalNeeded(deps, house.agent, caseId, { threadId, text: 'Guten Tag' })).toEqual({
      needed: true,
      why: ['Einarbeitung'],
    })
    expect(await isApprovalNeeded(deps, house.lead, caseId, { threadId, text: 'Guten Tag' })).toMatchObject({
      needed: false,
    })
    await expect(sendReply(deps, house.lead, caseId, words())).resolves.toMatchObject({ message: {} })
  })

  test('off until rules are set; a rule may look at audience, channel, team, role and finding', async () => {
    const needed = async () =>
      (await isApprovalNeeded(deps, house.agent, caseId, { threadId, text: 'Bitte rufen Sie unsere Hotline an.' }))
        .needed
    await use()
    expect(await needed()).toBe(false)
    await use(rule({ active: false }))
    expect(await needed()).toBe(false)
    await use(rule({ memberIds: [], audience: 'public' }))
    expect(await needed()).toBe(false)
    await run(deps.db.system, sql`update thread set visibility = 'public' where id = ${threadId}`)
    expect(await needed()).toBe(true)
    await use(
      rule({ memberIds: [], role: 'agent', teamId: house.teamId, presenceId: house.presenceId, onlyWithFinding: true }),
    )
    expect(await needed()).toBe(true)
    expect((await isApprovalNeeded(deps, house.agent, caseId, { threadId, text: words().text })).needed).toBe(false)
  })

  test('rules are versions; foreign names are refused', async () => {
    const { version } = await readPolicy(deps, house.admin)
    await expect(savePolicy(deps, house.admin, { basedOn: version - 1, rules: [] })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(use(rule({ teamId: cast.suedwind.teamId }))).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('approval', () => {
  test('approved, it is queued as the answer of who wrote it, once; both are named', async () => {
    const request = await ask()
    expect(await queued()).toEqual([])
    await expect(decide(house.agent, request.approvalId!)).rejects.toMatchObject({ code: 'own-approval' })
    const both = await Promise.allSettled([
      decide(house.lead, request.approvalId!),
      decide(house.admin, request.approvalId!),
    ])
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await queued()).toEqual([{ text: words().text, created_by: house.agent.memberId }])
    expect(await told()).toEqual([
      'approval.requested',
      'approval.approved',
      'approval.used',
      'reply.queued',
      'reply.approved',
    ])
  })

  test('rejected, it is the writer’s draft again with the reason; the next request shows what changed', async () => {
    const request = await ask()
    await decide(house.lead, request.approvalId!, 'reject')
    expect(await draft()).toBe(words().text)
    expect((await listRequests(deps, house.agent, caseId)).items[0]).toMatchObject({
      state: 'returned',
      returnedCode: 'rejected',
      returnedReason: 'Bitte freundlicher',
    })
    const again = await ask({ text: 'Guten Tag Frau Berger, sie kommt morgen früh. Viele Grüße, Jonas Meier' })
    expect(await decide(house.lead, again.approvalId!)).toMatchObject({ subject: { before: words().text } })
    expect(await queued()).toHaveLength(1)
  })

  test('a word of the customer meanwhile stops it: back to the writer with the reason, nothing leaves', async () => {
    const request = await ask({ evenIfNewer: true })
    const newer = newId()
    await say(newer, 'Sie ist da.')
    await join(newer)
    await run(deps.db.system, sql`update cases set last_message_id = ${newer} where id = ${caseId}`)
    expect(await decide(house.lead, request.approvalId!)).toMatchObject({ state: 'void', reason: 'newer-message' })
    expect(await queued()).toEqual([])
    expect(await draft()).toBe(words().text)
    expect(await told()).toEqual(['approval.requested', 'approval.approved', 'reply.returned', 'approval.voided'])
  })

  test('a writer who lost the right sends nothing through others', async () => {
    const request = await ask()
    await run(deps.db.system, sql`update member set role = 'reader' where id = ${house.agent.memberId}`)
    try {
      expect(await decide(house.lead, request.approvalId!)).toMatchObject({ state: 'void', reason: 'requester-left' })
      expect(await queued()).toEqual([])
    } finally {
      await run(deps.db.system, sql`update member set role = 'agent' where id = ${house.agent.memberId}`)
    }
  })

  test('what could not leave is not handed in', async () => {
    await expect(ask({ to: [] })).rejects.toMatchObject({ code: 'no-way-to-reply' })
    await expect(ask({ expectedLastMessageId: newId() })).rejects.toMatchObject({ code: 'newer-message' })
  })
})

describe('changing the words', () => {
  const better = 'Guten Tag Frau Berger, sie kommt morgen bis 12 Uhr. Viele Grüße, Jonas Meier'

  test('an approver makes a new version: somebody else looks at it, the old approval is void', async () => {
    const request = await ask()
    await expect(
      editRequest(deps, house.lead, request.id, { text: better, version: 1, send: true }),
    ).rejects.toMatchObject({ code: 'approval-needed' })
    const edited = await editRequest(deps, house.lead, request.id, { text: better, version: 1, send: false })
    expect(edited).toMatchObject({ version: 2, editedBy: { id: house.lead.memberId } })
    await expect(decide(house.lead, edited.approvalId!)).rejects.toMatchObject({ code: 'own-approval' })
    await expect(decide(house.admin, request.approvalId!)).rejects.toMatchObject({ code: 'conflict' })
    expect(await decide(house.admin, edited.approvalId!)).toMatchObject({ state: 'used' })
    expect((await queued())[0]!.text).toBe(better)
  })

  test('where the rule lets, an approver changes and sends it: both on record', async () => {
    await use(rule({ mayEditAndSend: true }))
    const request = await ask()
    const sent = await editRequest(deps, house.lead, request.id, { text: better, version: 1, send: true })
    expect(sent).toMatchObject({ state: 'sent', editedBy: { id: house.lead.memberId } })
    expect(await queued()).toEqual([{ text: better, created_by: house.agent.memberId }])
    const entry = await one(
      deps.db.system,
      sql<{ data: unknown }>`select data from journal where subject_id = ${caseId} and kind = 'reply.approved'`,
    )
    expect(entry!.data).toMatchObject({ requestedBy: house.agent.memberId, editedBy: house.lead.memberId })
  })

  test('the writer too; nobody else; and not on an old version', async () => {
    const request = await ask()
    await expect(
      editRequest(deps, house.agent, request.id, { text: better, version: 1, send: true }),
    ).rejects.toMatchObject({ code: 'approval-needed' })
    const edited = await editRequest(deps, house.agent, request.id, { text: better, version: 1, send: false })
    await expect(
      editRequest(deps, house.lead, request.id, { text: 'x', version: 1, send: false }),
    ).rejects.toMatchObject({ code: 'stale-version' })
    expect(await decide(house.lead, edited.approvalId!)).toMatchObject({ state: 'used' })
    await expect(
      editRequest(deps, cast.suedwind.owner, request.id, { text: 'x', version: 2, send: false }),
    ).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('who wrote on a draft before it was taken over does not approve it', async () => {
  const { workspaceId: w, agent, lead } = house
  await run(
    deps.db.system,
    sql`insert into draft (workspace_id, case_id, member_id, kind, thread_id, text, authors) values (${w}, ${caseId}, ${agent.memberId}, 'reply', ${threadId}, 'Worte', ${[lead.memberId]}::uuid[])`,
  )
  const request = await ask()
  await expect(decide(lead, request.approvalId!)).rejects.toMatchObject({ code: 'own-approval' })
  await decide(house.admin, request.approvalId!)
  expect(await queued()).toMatchObject([{ created_by: agent.memberId }])
  const [written] = await rows(
    deps.db.system,
    sql<{
      data: { authors: string[] }
    }>`select data from journal where subject_id = ${caseId} and kind = 'reply.co-written'`,
  )
  expect(written!.data.authors).toEqual([lead.memberId])
})
