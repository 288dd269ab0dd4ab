import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { one, run } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { bookRun } from './book-run.ts'
import { changeGoodwill } from './change-goodwill.ts'
import { readRun, runAsCsv } from './export-run.ts'
import { readFrame, removeDepartment, setDepartment, setLimit } from './frame.ts'
import { objectToGoodwill } from './object-goodwill.ts'
import { promiseGoodwill } from './promise-goodwill.ts'
import { goodwillOfCase } from './read-goodwill.ts'
import { reverseGoodwill } from './reverse-goodwill.ts'
import { goodwillScene } from '../../../../../tests/goodwill-scene.ts'
import { withdrawGoodwill } from './withdraw-goodwill.ts'

let deps: Deps
let house: House
let scene: ReturnType<typeof goodwillScene>
/** Somebody of the department that answers for the topic. */
let expert: Actor
let departmentId: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
  scene = goodwillScene(deps, house)
  const limit = { teamId: null, topicId: null, currency: 'EUR' }
  await setLimit(deps, house.admin, { ...limit, role: 'agent', amountMinor: 5_000 })
  await setLimit(deps, house.admin, { ...limit, role: 'lead', amountMinor: 20_000 })
  departmentId = deps.newId()
  const [memberId, userId] = [deps.newId(), deps.newId()]
  await run(
    deps.db.system,
    sql`insert into auth_user (id, name, email) values (${userId}, 'Thea Technik', 'thea@nordlicht.example')`,
  )
  await run(
    deps.db.system,
    sql`insert into member (workspace_id, id, user_id, name, role) values (${house.workspaceId}, ${memberId}, ${userId}, 'Thea Technik', 'agent')`,
  )
  await run(
    deps.db.system,
    sql`insert into team (workspace_id, id, name) values (${house.workspaceId}, ${departmentId}, 'Fachabteilung Technik')`,
  )
  await run(
    deps.db.system,
    sql`insert into team_member (workspace_id, team_id, member_id) values (${house.workspaceId}, ${departmentId}, ${memberId})`,
  )
  expert = { ...house.agent, memberId, userId, name: 'Thea Technik', role: 'agent', teamIds: [departmentId] }
})
afterAll(() => deps.db.close())
beforeEach(async () => {
  await scene.startCase()
  await run(deps.db.system, sql`update goodwill_budget set active = false`)
  await run(deps.db.system, sql`delete from goodwill_department`)
})

const bookToday = () => bookRun(deps, house.admin, { from: '2020-01-01', to: '2099-12-31' })
const items = async (of = scene.caseId, by = house.agent) => (await goodwillOfCase(deps, by, of)).items

describe('reversal of what is booked', () => {
  async function booked(amountMinor: number, by: Actor = house.lead) {
    const { id } = await scene.give({ amountMinor }, by)
    const run = await bookToday()
    return { id, run }
  }

  test('is a line of its own, within the limit at once; the budget is free again, both stand in the books', async () => {
    await scene.companyBudget(100_000)
    const before = (await scene.month())[0]?.booked ?? 0
    const { id, run: first } = await booked(4_000)
    const asBooked = await readRun(deps, house.admin, first.id)
    const reversal = await reverseGoodwill(deps, house.agent, id, { mode: 'grant', reason: 'Ware kam doch an' })
    expect(reversal).toMatchObject({ state: 'granted', amountMinor: -4_000, reverses: { id }, mayChange: false })
    expect((await scene.month())[0]).toEqual({ reserved: 0, booked: before })
    expect(await items()).toMatchObject([
      { id: reversal.id, mayReverse: false },
      { id, state: 'granted', reversal: { id: reversal.id, state: 'granted' }, mayReverse: false },
    ])
    const second = await bookToday()
    expect(await readRun(deps, house.admin, first.id)).toEqual(asBooked)
    const [line] = (await readRun(deps, house.admin, second.id)).items
    expect(line).toMatchObject({
      amountMinor: -4_000,
      reason: 'Ware kam doch an',
      reverses: asBooked.items[0]!.bookingNo,
    })
    expect((await runAsCsv(deps, house.admin, second.id)).text).toContain(';-40,00;')
    expect(await scene.told()).toEqual(['goodwill.granted', 'goodwill.booked', 'goodwill.reversed', 'goodwill.booked'])
  })

  test('above the limit it is asked for and approved by who could have granted it; never by who asks', async () => {
    await scene.companyBudget(100_000)
    const { id } = await booked(15_000)
    const held = (await scene.month())[0]!.booked
    await expect(reverseGoodwill(deps, house.agent, id, { mode: 'grant', reason: 'Irrtum' })).rejects.toMatchObject({
      code: 'over-limit',
    })
    const asked = await reverseGoodwill(deps, house.agent, id, { mode: 'request', reason: 'Irrtum' })
    expect(asked.state).toBe('requested')
    expect((await scene.month())[0]!.booked).toBe(held)
    await expect(scene.decide(house.agent, asked.approvalId!)).rejects.toMatchObject({ code: 'own-approval' })
    await scene.decide(house.lead, asked.approvalId!)
    expect((await scene.month())[0]!.booked).toBe(held - 15_000)
    expect((await items())[0]).toMatchObject({ state: 'granted', grantedBy: { id: house.lead.memberId } })
  })

  test('a refused one bars nothing and may be asked for again; ten at once make one', async () => {
    const { id } = await booked(4_000)
    const asked = await reverseGoodwill(deps, house.agent, id, { mode: 'request', reason: 'Irrtum' })
    await scene.decide(house.lead, asked.approvalId!, 'reject')
    expect((await goodwillOfCase(deps, house.agent, scene.caseId)).wasRejected).toBe(false)
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, () => reverseGoodwill(deps, house.lead, id, { mode: 'grant', reason: 'Irrtum' })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('not of what is not booked, not twice, not of a reversal, and it is neither changed, promised nor taken back', async () => {
    const open = await scene.give()
    const reverse = (id: string) => reverseGoodwill(deps, house.lead, id, { mode: 'grant', reason: 'Irrtum' })
    await expect(reverse(open.id)).rejects.toMatchObject({ code: 'conflict' })
    await bookToday()
    const made = await reverse(open.id)
    const until = new Date(Date.now() + 86_400_000).toISOString()
    for (const act of [
      () => reverse(open.id),
      () => reverse(made.id),
      () => changeGoodwill(deps, house.lead, made.id, { version: made.version, reason: 'anders' }),
      () => promiseGoodwill(deps, house.lead, made.id, until),
      () => withdrawGoodwill(deps, house.lead, made.id, 'doch nicht'),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('objection of the department', () => {
  const answersFor = (overruledBy: 'lead' | 'admin' | 'owner' | 'nobody' = 'lead') =>
    setDepartment(deps, house.admin, { topicId: house.topicId, teamId: departmentId, hours: 8, overruledBy })
  const object = (id: string, by = expert) => objectToGoodwill(deps, by, id, { reason: 'Bedienfehler, kein Mangel' })
  const objectionOf = async (id: string) =>
    (await one(
      deps.db.system,
      sql<{
        state: string
        approval: string | null
      }>`select o.state, (select a.id from approval a where a.subject_id = o.id) as approval from goodwill_objection o where goodwill_id = ${id}`,
    ))!

  test('it is told of a grant in its topic and has its time; until then nothing is booked', async () => {
    await answersFor()
    const grant = await scene.give()
    expect(grant).toMatchObject({ objectable: { team: 'Fachabteilung Technik' }, mayObject: false })
    expect((await items(scene.caseId, expert))[0]).toMatchObject({ mayObject: true })
    const entry = await one(
      deps.db.system,
      sql<{
        data: { to: string[] }
      }>`select data from journal where subject_id = ${scene.caseId} and kind = 'goodwill.objectable'`,
    )
    expect(entry!.data.to).toEqual([expert.memberId])
    await bookToday().catch(() => {})
    expect((await items())[0]!.bookingNo).toBeNull()
    await run(deps.db.system, sql`update goodwill set objectable_until = now() where id = ${grant.id}`)
    await expect(object(grant.id)).rejects.toMatchObject({ code: 'conflict' })
    await bookToday()
    expect((await items())[0]!.bookingNo).not.toBeNull()
  })

  test('what it objects to rests; overruled by whom the policy names it stands, with both words on record', async () => {
    await answersFor('admin')
    const grant = await scene.give()
    const objected = await object(grant.id)
    expect(objected).toMatchObject({ state: 'granted', objection: { state: 'open', by: { name: 'Thea Technik' } } })
    const until = new Date(Date.now() + 86_400_000).toISOString()
    await expect(promiseGoodwill(deps, house.agent, grant.id, until)).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      changeGoodwill(deps, house.agent, grant.id, { version: objected.version, amountMinor: 100 }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await bookToday().catch(() => {})
    const { approval } = await objectionOf(grant.id)
    await expect(scene.decide(house.lead, approval!)).rejects.toMatchObject({ code: 'not-allowed' })
    await scene.decide(house.admin, approval!)
    expect((await items())[0]).toMatchObject({
      state: 'granted',
      bookingNo: null,
      objection: { state: 'overruled', decidedBy: { id: house.admin.memberId }, decidedReason: 'Nach Rücksprache' },
    })
    expect(await scene.told()).toEqual([
      'goodwill.granted',
      'goodwill.objectable',
      'goodwill.objected',
      'approval.requested',
      'approval.approved',
      'approval.used',
      'goodwill.objection-settled',
    ])
    await expect(object(grant.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('upheld, the grant ends and its budget is free; nothing more is granted at once in the case', async () => {
    await scene.companyBudget(100_000)
    const before = (await scene.month())[0]?.booked ?? 0
    await answersFor()
    const grant = await scene.give()
    await object(grant.id)
    await scene.decide(house.lead, (await objectionOf(grant.id)).approval!, 'reject')
    expect((await scene.month())[0]!.booked).toBe(before)
    expect((await items())[0]).toMatchObject({ state: 'rejected', objection: { state: 'upheld' } })
    await expect(scene.give()).rejects.toMatchObject({ code: 'over-limit', extra: { why: 'rejected' } })
  })

  test('where nobody may overrule it, its word is the last', async () => {
    await answersFor('nobody')
    const grant = await scene.give()
    expect(await object(grant.id)).toMatchObject({ state: 'rejected', objection: { state: 'upheld' } })
  })

  test('who granted it does not decide about the objection, whatever their role', async () => {
    await answersFor('lead')
    const grant = await scene.give({}, house.lead)
    await object(grant.id)
    const { approval } = await objectionOf(grant.id)
    await expect(scene.decide(house.lead, approval!)).rejects.toMatchObject({ code: 'own-approval' })
  })

  test('others do not object, nor is a department asked about what its own people gave or what overruled it', async () => {
    await answersFor()
    const grant = await scene.give()
    await expect(object(grant.id, house.agent)).rejects.toMatchObject({ code: 'not-allowed' })
    await object(grant.id)
    expect((await scene.give({ amountMinor: 100 }, expert, await scene.newCase())).objectable).toBeNull()
  })

  test('ten people of it at once object once; a withdrawn grant settles it', async () => {
    await answersFor()
    const grant = await scene.give()
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => object(grant.id)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await withdrawGoodwill(deps, house.agent, grant.id, 'Die Technik hat recht')
    expect(await objectionOf(grant.id)).toMatchObject({ state: 'upheld' })
    const { approval } = await objectionOf(grant.id)
    await expect(scene.decide(house.lead, approval!)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('the nearest topic decides which department answers; a removed one is asked no more', async () => {
    await answersFor()
    expect((await readFrame(deps, house.admin)).departments).toEqual([
      { topicId: house.topicId, teamId: departmentId, hours: 8, overruledBy: 'lead' },
    ])
    await removeDepartment(deps, house.admin, house.topicId)
    expect((await scene.give()).objectable).toBeNull()
    await expect(removeDepartment(deps, house.admin, house.topicId)).rejects.toMatchObject({ code: 'not-found' })
  })
})
