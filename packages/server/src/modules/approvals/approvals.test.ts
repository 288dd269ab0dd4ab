import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { one, rows, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import type { ApprovalHandlers } from './approval.ts'
import { decide } from './decide.ts'
import { askDeputies, escalate, remind } from './keep-deadlines.ts'
import { mailAsked } from './mail-asked.ts'
import { countToDecide, listApprovals, readApproval } from './read-approvals.ts'
import { fingerprintOf, requestApproval, useApproval, voidApprovals } from './index.ts'
import { withdraw } from './withdraw.ts'

let deps: Deps
let cast: Cast
let house: House
/** Kinds without a handler: the place in the line is the right. */
const plain: ApprovalHandlers = {}

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  house = cast.nordlicht
})
afterAll(() => deps.db.close())
beforeEach(async () => {
  await run(deps.db.system, sql`update absence set ended_at = now() where ended_at is null`)
  await run(deps.db.system, sql`update approval set state = 'withdrawn' where state in ('open','approved')`)
})

const fingerprint = fingerprintOf({ text: 'Der Beitrag' })
const ask = (over: Partial<Parameters<typeof requestApproval>[3]> = {}, by: Actor = house.agent) =>
  deps.db
    .of(by.workspaceId)
    .transaction()
    .execute((tx) =>
      requestApproval(tx, deps, by, {
        kind: 'publishing',
        subjectKind: 'post',
        subjectId: deps.newId(),
        caseId: null,
        fingerprint,
        dueAt: new Date(Date.now() + 3_600_000),
        approvers: [[house.lead.memberId], [house.admin.memberId], [house.owner.memberId]],
        ...over,
      }),
    )
const say = (actor: Actor, id: string, decision: 'approve' | 'reject' = 'approve', handlers = plain) =>
  decide(deps, handlers, actor, id, { decision, reason: decision === 'reject' ? 'So nicht' : '', fingerprint })
const use = (subjectId: string, print = fingerprint) =>
  deps.db
    .of(house.workspaceId)
    .transaction()
    .execute((tx) => useApproval(tx, house.agent, { kind: 'post', id: subjectId }, print))
const away = (who: Actor, deputy: Actor | null) =>
  run(
    deps.db.system,
    sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values (${house.workspaceId}, ${deps.newId()}, ${who.memberId}, now() - interval '1 day', now() + interval '1 day', ${deputy?.memberId ?? null})`,
  )
const kindsOf = async (id: string) =>
  (
    await rows<{ kind: string }>(
      deps.db.system,
      sql`select kind from journal where data->>'approvalId' = ${id} order by seq`,
    )
  ).map((row) => row.kind)
const late = (id: string) =>
  run(deps.db.system, sql`update approval set due_at = now() - interval '1 second', remind_at = null where id = ${id}`)

describe('deciding', () => {
  test('once: of two who decide at the same moment one wins, the other learns it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { approvalId } = await ask({ approvers: [[house.lead.memberId, house.admin.memberId]] })
      const both = await Promise.allSettled([say(house.lead, approvalId), say(house.admin, approvalId, 'reject')])
      expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
      expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
      const decided = (await kindsOf(approvalId)).filter((kind) => /approved|rejected/.test(kind))
      expect(decided).toHaveLength(1)
    }
  })

  test('what was approved is used exactly once, and only as it was approved', async () => {
    const subjectId = deps.newId()
    await expect(use(subjectId)).rejects.toMatchObject({ code: 'approval-needed' })
    const { approvalId } = await ask({ subjectId })
    await expect(use(subjectId)).rejects.toMatchObject({ code: 'approval-needed' })
    await say(house.lead, approvalId)
    await expect(use(subjectId, fingerprintOf({ text: 'Ein anderer' }))).rejects.toMatchObject({
      code: 'approval-changed',
    })
    const uses = await Promise.allSettled([use(subjectId), use(subjectId), use(subjectId)])
    expect(uses.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect(await kindsOf(approvalId)).toEqual(['approval.requested', 'approval.approved', 'approval.used'])
  })

  test('an edit voids it, before and after the decision', async () => {
    for (const decided of [false, true]) {
      const subjectId = deps.newId()
      const { approvalId } = await ask({ subjectId })
      if (decided) await say(house.lead, approvalId)
      await deps.db
        .of(house.workspaceId)
        .transaction()
        .execute((tx) => voidApprovals(tx, house.agent, { kind: 'post', id: subjectId }, 'content-changed'))
      await expect(say(house.lead, approvalId)).rejects.toMatchObject({ code: 'conflict' })
      await expect(use(subjectId)).rejects.toMatchObject({ code: 'approval-needed' })
    }
  })

  test('who wrote a version of it never approves a later one, even when somebody else changed the last letter', async () => {
    const subjectId = deps.newId()
    await ask({ subjectId, approvers: [[house.admin.memberId]] }, house.lead)
    await expect(ask({ subjectId, approvers: [[house.lead.memberId]] })).rejects.toMatchObject({
      code: 'nobody-may-approve',
    })
    const { approvalId } = await ask({ subjectId, approvers: [[house.lead.memberId, house.owner.memberId]] })
    await expect(say(house.lead, approvalId)).rejects.toMatchObject({ code: 'own-approval' })
    expect(await say(house.owner, approvalId)).toMatchObject({ state: 'approved' })
  })

  test('what was seen is what is decided; a rejection says why', async () => {
    const { approvalId } = await ask()
    const other = fingerprintOf({ text: 'neuer Stand' })
    await expect(
      decide(deps, plain, house.lead, approvalId, { decision: 'approve', reason: '', fingerprint: other }),
    ).rejects.toMatchObject({ code: 'approval-changed' })
    await expect(
      decide(deps, plain, house.lead, approvalId, { decision: 'reject', reason: '', fingerprint }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
    expect(await say(house.lead, approvalId, 'reject')).toMatchObject({ state: 'rejected', reason: 'So nicht' })
  })

  test('rights are asked again at the decision', async () => {
    const { approvalId } = await ask()
    const none: ApprovalHandlers = {
      publishing: {
        describe: async () => new Map(),
        fingerprint: async () => fingerprint,
        mayDecide: async () => false,
        approved: async () => null,
        rejected: async () => {},
        withdrawn: async () => {},
      },
    }
    await expect(say(house.lead, approvalId, 'approve', none)).rejects.toMatchObject({
      code: 'not-allowed',
      extra: { why: 'no-right' },
    })
    await run(deps.db.system, sql`update member set active = false where id = ${house.lead.memberId}`)
    await expect(say(house.lead, approvalId)).rejects.toMatchObject({ code: 'not-allowed' })
    await run(deps.db.system, sql`update member set active = true where id = ${house.lead.memberId}`)
    await expect(say({ ...house.reader }, approvalId)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(say(cast.suedwind.owner, approvalId)).rejects.toMatchObject({ code: 'not-found' })
    expect(await say(house.lead, approvalId)).toMatchObject({ state: 'approved' })
  })

  test('what cannot be done any more is void, with the reason', async () => {
    const gone: ApprovalHandlers = {
      publishing: {
        describe: async () => new Map(),
        fingerprint: async () => fingerprint,
        mayDecide: async () => true,
        approved: async () => ({ void: 'newer-message' }),
        rejected: async () => {},
        withdrawn: async () => {},
      },
    }
    const { approvalId } = await ask()
    expect(await say(house.lead, approvalId, 'approve', gone)).toMatchObject({ state: 'void', reason: 'newer-message' })
  })
})

describe('nobody decides their own', () => {
  test('not who asked, not as deputy, not when they became the approver meanwhile', async () => {
    const { approvalId } = await ask({ approvers: [[house.agent.memberId, house.lead.memberId]] })
    await expect(say(house.agent, approvalId)).rejects.toMatchObject({ code: 'own-approval' })
    await away(house.lead, house.agent)
    await expect(say({ ...house.agent, role: 'owner' }, approvalId)).rejects.toMatchObject({ code: 'own-approval' })
    await run(
      deps.db.system,
      sql`insert into approval_line (workspace_id, approval_id, member_id, step) values (${house.workspaceId}, ${approvalId}, ${house.agent.memberId}, 0)`,
    )
    await expect(say(house.agent, approvalId)).rejects.toMatchObject({ code: 'own-approval' })
  })

  test('not under a second account of the same mailbox', async () => {
    const [userId, memberId] = [deps.newId(), deps.newId()]
    await run(
      deps.db.system,
      sql`insert into auth_user (id, name, email) values (${userId}, 'Jonas M.', 'Agent+zwei@nordlicht.example')`,
    )
    await run(
      deps.db.system,
      sql`insert into member (workspace_id, id, user_id, name, role) values (${house.workspaceId}, ${memberId}, ${userId}, 'Jonas M.', 'lead')`,
    )
    const { approvalId } = await ask({ approvers: [[memberId, house.lead.memberId]] })
    const second: Actor = { ...house.agent, memberId, userId, role: 'lead' }
    await expect(say(second, approvalId)).rejects.toMatchObject({ code: 'own-approval' })
  })

  test('whoever changed the words is an author as well', async () => {
    const { approvalId } = await ask({ authors: [house.lead.memberId] })
    await expect(say(house.lead, approvalId)).rejects.toMatchObject({ code: 'own-approval' })
    expect(await say(house.admin, approvalId)).toMatchObject({ state: 'approved' })
  })

  test('a line that reaches nobody is refused at once', async () => {
    await expect(ask({ approvers: [[house.agent.memberId]] })).rejects.toMatchObject({ code: 'nobody-may-approve' })
    await away(house.lead, house.agent)
    await expect(ask({ approvers: [[house.lead.memberId]] })).rejects.toMatchObject({ code: 'nobody-may-approve' })
  })
})

describe('deputies and deadlines', () => {
  test('a deputy is asked for who is away, decides in their name, and both are named', async () => {
    await away(house.lead, house.admin)
    const { approvalId, asked } = await ask({ approvers: [[house.lead.memberId], [house.owner.memberId]] })
    expect(asked).toEqual([house.admin.memberId])
    expect(await countToDecide(deps, house.admin)).toEqual({ toDecide: 1 })
    const decided = await say(house.admin, approvalId)
    expect(decided).toMatchObject({ decidedBy: { id: house.admin.memberId }, decidedFor: { id: house.lead.memberId } })
  })

  test('who falls away after being asked is stood in for, once; a step of nobody is passed over', async () => {
    const { approvalId } = await ask()
    await away(house.lead, house.admin)
    expect(await Promise.all([askDeputies(deps), askDeputies(deps)])).toContain(1)
    expect(await askDeputies(deps)).toBe(0)
    expect(await readApproval(deps, plain, house.admin, approvalId)).toMatchObject({
      mayDecide: true,
      asked: expect.arrayContaining([{ id: house.admin.memberId, name: house.admin.name, for: house.lead.name }]),
    })
    await run(deps.db.system, sql`update absence set ended_at = now(), deputy_id = null`)
    await away(house.lead, null)
    const { asked } = await ask()
    expect(asked).toEqual([house.admin.memberId])
  })

  test('those who are away without a deputy keep nobody’s deputy waiting, however many wait for them', async () => {
    for (const [many, one] of [
      [house.lead, house.admin],
      [house.admin, house.lead],
    ] as const) {
      await run(deps.db.system, sql`update absence set ended_at = now()`)
      await run(deps.db.system, sql`update approval set state = 'withdrawn' where state = 'open'`)
      for (let n = 0; n < 110; n += 1) await ask({ approvers: [[many.memberId]] })
      await away(many, null)
      await ask({ approvers: [[one.memberId]] })
      await away(one, house.owner)
      expect(await askDeputies(deps)).toBe(1)
    }
  })

  test('a reminder at half time, then the next in line, then who asked is told: each once, over two processes', async () => {
    const { approvalId } = await ask()
    await run(deps.db.system, sql`update approval set remind_at = now() where id = ${approvalId}`)
    await Promise.all([remind(deps), remind(deps)])
    for (let step = 0; step < 3; step += 1) {
      await late(approvalId)
      await Promise.all([escalate(deps), escalate(deps)])
    }
    await late(approvalId)
    await escalate(deps)
    expect(await kindsOf(approvalId)).toEqual([
      'approval.requested',
      'approval.reminded',
      'approval.escalated',
      'approval.escalated',
      'approval.overdue',
    ])
    // Whoever was asked first may still decide.
    expect(await say(house.lead, approvalId)).toMatchObject({ state: 'approved' })
  })

  test('everybody who was asked gets one mail with a link that opens the app, in their language', async () => {
    await run(deps.db.system, sql`update approval_asked set mailed_at = now()`)
    await run(
      deps.db.system,
      sql`update workspace set settings = settings || '{"publicUrl": "https://kummer.example"}' where id = ${house.workspaceId}`,
    )
    await say(house.lead, (await ask()).approvalId)
    const { approvalId } = await ask()
    const sent: { to: string; text: string; subject: string }[] = []
    const send = async (_tx: unknown, mail: (typeof sent)[number]) => sent.push(mail)
    await Promise.all([mailAsked(deps, send), mailAsked(deps, send)])
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({ to: 'lead@nordlicht.example', subject: 'Freigabe nötig: Veröffentlichung' })
    expect(sent[0]!.text).toContain(`https://kummer.example/approvals/${approvalId}`)
  })
})

test('lists show what I am asked, what I asked for and what I decided; only who asked withdraws', async () => {
  const { approvalId } = await ask()
  const ids = async (actor: Actor, view: 'toDecide' | 'requested' | 'decided') =>
    (await listApprovals(deps, plain, actor, { view, limit: 30 })).items.map(({ id }) => id)
  expect(await ids(house.lead, 'toDecide')).toEqual([approvalId])
  expect(await ids(house.admin, 'toDecide')).toEqual([])
  expect(await ids(house.agent, 'requested')).toContain(approvalId)
  await expect(withdraw(deps, plain, house.lead, approvalId, '')).rejects.toMatchObject({ code: 'not-allowed' })
  expect(await withdraw(deps, plain, house.agent, approvalId, 'Erledigt')).toMatchObject({ state: 'withdrawn' })
  expect(await ids(house.lead, 'toDecide')).toEqual([])
  await expect(withdraw(deps, plain, house.agent, approvalId, '')).rejects.toMatchObject({ code: 'conflict' })
  const another = await ask()
  await say(house.lead, another.approvalId)
  expect(await ids(house.lead, 'decided')).toContain(another.approvalId)
})

test('a crash in the middle leaves nothing behind', async () => {
  const subjectId = deps.newId()
  await expect(
    deps.db
      .of(house.workspaceId)
      .transaction()
      .execute(async (tx) => {
        await requestApproval(tx, deps, house.agent, {
          kind: 'export',
          subjectKind: 'post',
          subjectId,
          caseId: null,
          fingerprint,
          dueAt: new Date(Date.now() + 60_000),
          approvers: [[house.lead.memberId]],
        })
        throw new Error('crash')
      }),
  ).rejects.toThrow('crash')
  const found = await one(deps.db.system, sql`select 1 from approval where subject_id = ${subjectId}`)
  expect(found).toBeUndefined()
})
