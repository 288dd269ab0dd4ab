import type { BodyOf, goodwillRoutes } from '@resonanz/contracts'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { one, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { fingerprintOf } from '#approvals'
import { bookRun } from './book-run.ts'
import { book, release, reserve } from './budgets.ts'
import { changeGoodwill } from './change-goodwill.ts'
import { listRuns, readRun, runAsCsv } from './export-run.ts'
import { readFrame, removeLimit, setBudget, setLimit, setPolicy } from './frame.ts'
import { promiseGoodwill } from './promise-goodwill.ts'
import { goodwillOfCase } from './read-goodwill.ts'
import { goodwillScene } from '../../../../../tests/goodwill-scene.ts'
import { withdrawGoodwill } from './withdraw-goodwill.ts'

let deps: Deps
let cast: Cast
let house: House
let scene: ReturnType<typeof goodwillScene>

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  house = cast.nordlicht
  scene = goodwillScene(deps, house)
  await setLimit(deps, house.admin, limit({ role: 'agent', amountMinor: 5_000 }))
  await setLimit(deps, house.admin, limit({ role: 'lead', amountMinor: 20_000 }))
  await setLimit(deps, house.admin, limit({ role: 'admin', amountMinor: 50_000 }))
})
afterAll(() => deps.db.close())
beforeEach(async () => {
  await scene.startCase()
  await run(deps.db.system, sql`update goodwill_budget set active = false`)
})

const limit = (over: Partial<BodyOf<typeof goodwillRoutes.setLimit>>) => ({
  role: null,
  teamId: null,
  topicId: null,
  currency: 'EUR',
  amountMinor: 0,
  ...over,
})

describe('limits', () => {
  test('within the own limit it is granted at once and on record; above it the words say what to do', async () => {
    expect(await scene.give()).toMatchObject({
      state: 'granted',
      grantedBy: { id: house.agent.memberId },
      approvalId: null,
    })
    await expect(scene.give({ amountMinor: 6_000 })).rejects.toMatchObject({
      code: 'over-limit',
      extra: { limitMinor: 5_000, leftMinor: 2_000, currency: 'EUR', why: 'limit' },
    })
    expect(await scene.told()).toEqual(['goodwill.granted'])
  })

  test('who decides about nothing gives nothing away either, however little it says it costs', async () => {
    const nothing = { amountMinor: 0, kind: 'replacement', what: 'Ein neues Gerät', currency: 'CHF' } as const
    await expect(scene.give(nothing)).rejects.toMatchObject({ code: 'over-limit', extra: { limitMinor: 0 } })
    expect(await scene.give({ ...nothing, currency: 'EUR' })).toMatchObject({ state: 'granted' })
    expect(await scene.give({ ...nothing, mode: 'request' })).toMatchObject({ state: 'requested' })
  })

  test('small grants one after the other, or at once, are no way around it', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 6 }, () => scene.give({ amountMinor: 2_000 })))
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(2)
    expect((await goodwillOfCase(deps, house.agent, scene.caseId)).mine).toContainEqual({
      currency: 'EUR',
      limitMinor: 5_000,
      leftMinor: 1_000,
    })
  })

  test('above it those are asked whose limit suffices; after the decision it says who, when, until when', async () => {
    const asked = await scene.give({ mode: 'request', amountMinor: 15_000, validUntil: '2027-03-31' })
    expect(asked.state).toBe('requested')
    const line = await rows(
      deps.db.system,
      sql<{
        member_id: string
        step: number
      }>`select member_id, step from approval_line where approval_id = ${asked.approvalId} order by step`,
    )
    expect(line).toEqual([
      { member_id: house.lead.memberId, step: 0 },
      { member_id: house.admin.memberId, step: 1 },
      { member_id: house.owner.memberId, step: 2 },
    ])
    await expect(scene.decide(house.agent, asked.approvalId!)).rejects.toMatchObject({ code: 'own-approval' })
    expect(await scene.decide(house.lead, asked.approvalId!)).toMatchObject({
      state: 'used',
      subject: { kind: 'goodwill', now: { amountMinor: 15_000 } },
    })
    expect((await goodwillOfCase(deps, house.agent, scene.caseId)).items[0]).toMatchObject({
      state: 'granted',
      grantedBy: { id: house.lead.memberId },
      validUntil: '2027-03-31',
    })
    expect(await scene.told()).toEqual([
      'goodwill.requested',
      'approval.requested',
      'approval.approved',
      'approval.used',
      'goodwill.granted',
    ])
  })

  test('a limit lowered after the request counts at the decision', async () => {
    const asked = await scene.give({ mode: 'request', amountMinor: 15_000 })
    await setLimit(deps, house.admin, limit({ role: 'lead', amountMinor: 1_000 }))
    await expect(scene.decide(house.lead, asked.approvalId!)).rejects.toMatchObject({ code: 'not-allowed' })
    await setLimit(deps, house.admin, limit({ role: 'lead', amountMinor: 20_000 }))
    expect(await scene.decide(house.lead, asked.approvalId!)).toMatchObject({ state: 'used' })
  })

  test('a topic or team limit goes before that of the role and can be taken away again', async () => {
    const special = await setLimit(deps, house.admin, limit({ topicId: house.topicId, amountMinor: 9_000 }))
    expect(await scene.give({ amountMinor: 8_000 })).toMatchObject({ state: 'granted' })
    await removeLimit(deps, house.admin, special.id)
    await expect(scene.give({ amountMinor: 8_000 }, house.agent, await scene.newCase())).rejects.toMatchObject({
      code: 'over-limit',
    })
    await expect(removeLimit(deps, cast.suedwind.admin, special.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(
      setLimit(deps, house.admin, limit({ teamId: cast.suedwind.teamId, amountMinor: 1 })),
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })
})

describe('an edit', () => {
  test('of what was approved goes back to be looked at, with what stood before; the old approval is void', async () => {
    const asked = await scene.give({ mode: 'request', amountMinor: 15_000 })
    await scene.decide(house.lead, asked.approvalId!)
    const [granted] = (await goodwillOfCase(deps, house.agent, scene.caseId)).items
    const changed = await changeGoodwill(deps, house.agent, asked.id, {
      version: granted!.version,
      amountMinor: 16_000,
    })
    expect(changed).toMatchObject({ state: 'requested', amountMinor: 16_000, grantedBy: null })
    expect(changed.approvalId).not.toBe(asked.approvalId)
    const decided = await scene.decide(house.lead, changed.approvalId!)
    expect(decided).toMatchObject({ subject: { now: { amountMinor: 16_000 }, before: { amountMinor: 15_000 } } })
  })

  test('of what waits voids the request: an approver who saw the old one decides nothing', async () => {
    const asked = await scene.give({ mode: 'request', amountMinor: 15_000 })
    await changeGoodwill(deps, house.agent, asked.id, { version: asked.version, amountMinor: 19_000 })
    await expect(scene.decide(house.lead, asked.approvalId!)).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      changeGoodwill(deps, house.agent, asked.id, { version: asked.version, amountMinor: 1 }),
    ).rejects.toMatchObject({ code: 'stale-version' })
  })

  test('of an own grant stays granted within the own limit, and is looked at above it', async () => {
    const mine = await scene.give()
    const more = await changeGoodwill(deps, house.agent, mine.id, { version: 1, amountMinor: 4_500 })
    expect(more.state).toBe('granted')
    const tooMuch = await changeGoodwill(deps, house.agent, mine.id, { version: more.version, amountMinor: 5_100 })
    expect(tooMuch).toMatchObject({ state: 'requested' })
  })

  test('of an own grant is looked at after a refusal in the case: an edit is no way around it', async () => {
    const mine = await scene.give({ amountMinor: 100 })
    const asked = await scene.give({ mode: 'request', amountMinor: 15_000 })
    await scene.decide(house.lead, asked.approvalId!, 'reject')
    const more = await changeGoodwill(deps, house.agent, mine.id, { version: 1, amountMinor: 4_500 })
    expect(more).toMatchObject({ state: 'requested' })
  })

  test('while somebody approves: one of the two, never both', async () => {
    for (let round = 0; round < 5; round += 1) {
      await scene.startCase()
      const asked = await scene.give({ mode: 'request', amountMinor: 15_000 })
      const [edit, approval] = await Promise.allSettled([
        changeGoodwill(deps, house.agent, asked.id, { version: asked.version, amountMinor: 18_000 }),
        scene.decide(house.lead, asked.approvalId!),
      ])
      expect([edit.status, approval.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    }
  })
})

describe('budgets', () => {
  test('reserved with the request, booked with the grant, free again after a refusal or withdrawal', async () => {
    await scene.companyBudget(100_000)
    const first = await scene.give({ mode: 'request', amountMinor: 15_000 })
    expect(await scene.month()).toEqual([{ reserved: 15_000, booked: 0 }])
    await scene.decide(house.lead, first.approvalId!)
    expect(await scene.month()).toEqual([{ reserved: 0, booked: 15_000 }])
    const second = await scene.give({ mode: 'request', amountMinor: 10_000 }, house.agent, await scene.newCase())
    await scene.decide(house.lead, second.approvalId!, 'reject')
    const third = await scene.give({}, house.agent, await scene.newCase())
    expect(await scene.month()).toEqual([{ reserved: 0, booked: 18_000 }])
    await withdrawGoodwill(deps, house.agent, third.id, 'Ware kam doch an')
    expect(await scene.month()).toEqual([{ reserved: 0, booked: 15_000 }])
    await expect(withdrawGoodwill(deps, house.agent, third.id, 'noch einmal')).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('50 grants at once never overrun it', async () => {
    await scene.companyBudget(0)
    await scene.companyBudget(40_000)
    await run(deps.db.system, sql`update goodwill_month set reserved_minor = 0, booked_minor = 0`)
    const cases = await Promise.all(Array.from({ length: 50 }, () => scene.newCase()))
    const tries = await Promise.allSettled(cases.map((id) => scene.give({ amountMinor: 3_000 }, house.agent, id)))
    const refused = tries.filter((one) => one.status === 'rejected')
    expect(tries.length - refused.length).toBe(13)
    for (const one of refused)
      expect(one).toMatchObject({ reason: { code: 'over-budget', extra: { leftMinor: 1_000 } } })
    expect(await scene.month()).toEqual([{ reserved: 0, booked: 39_000 }])
  })

  test('a unit draws on its own budget and on those above it, all or none', async () => {
    const [brand, region] = [deps.newId(), deps.newId()]
    await run(
      deps.db.system,
      sql`insert into unit (workspace_id, id, parent_id, name) values (${house.workspaceId}, ${brand}, null, 'Nordmarke'), (${house.workspaceId}, ${region}, ${brand}, 'Küste')`,
    )
    await run(deps.db.system, sql`update team set unit_id = ${region} where id = ${house.teamId}`)
    await run(deps.db.system, sql`update goodwill_month set reserved_minor = 0, booked_minor = 0`)
    await scene.companyBudget(100_000)
    for (const [unitId, monthlyMinor] of [[brand, 5_000] as const, [region, 80_000] as const])
      await setBudget(deps, house.admin, { unitId, currency: 'EUR', monthlyMinor })
    await scene.give({ amountMinor: 4_000 })
    await expect(scene.give({ amountMinor: 4_000 }, house.agent, await scene.newCase())).rejects.toMatchObject({
      code: 'over-budget',
      extra: { unit: 'Nordmarke', leftMinor: 1_000 },
    })
    expect((await scene.month()).map(({ booked }) => booked)).toEqual([4_000, 4_000, 4_000])
    await run(deps.db.system, sql`update team set unit_id = null where id = ${house.teamId}`)
    await expect(
      setBudget(deps, house.admin, { unitId: deps.newId(), currency: 'EUR', monthlyMinor: 1 }),
    ).rejects.toMatchObject({ code: 'invalid-input' })
  })

  test('the month is that of the time zone, and a late decision stays in the month of the request', async () => {
    await scene.companyBudget(100_000)
    const db = deps.db.system
    const charge = async (at: string, timeZone: string) => {
      const { id: goodwillId } = await scene.give({ amountMinor: 0 }, house.agent, await scene.newCase())
      await run(db, sql`delete from goodwill_charge where goodwill_id = ${goodwillId}`)
      await db.transaction().execute((tx) =>
        reserve(tx, {
          workspaceId: house.workspaceId,
          goodwillId,
          unitId: null,
          currency: 'EUR',
          amountMinor: 100,
          timeZone,
          at: new Date(at),
        }),
      )
      const held = await one(
        db,
        sql<{
          month: string
        }>`select to_char(month, 'YYYY-MM') as month from goodwill_charge where goodwill_id = ${goodwillId}`,
      )
      return { goodwillId, month: held!.month }
    }
    expect((await charge('2026-12-31T23:30:00Z', 'Europe/Berlin')).month).toBe('2027-01')
    expect((await charge('2026-12-31T23:30:00Z', 'UTC')).month).toBe('2026-12')
    expect((await charge('2028-02-29T22:59:59Z', 'Europe/Berlin')).month).toBe('2028-02')
    expect((await charge('2026-03-31T22:00:00Z', 'Europe/Vienna')).month).toBe('2026-04')
    const last = await charge('2026-10-31T22:59:00Z', 'Europe/Berlin')
    await db.transaction().execute((tx) => book(tx, last.goodwillId))
    expect(
      await one(
        db,
        sql`select booked_minor, reserved_minor from goodwill_month where month = '2026-10-01' and booked_minor > 0`,
      ),
    ).toEqual({ booked_minor: 100, reserved_minor: 0 })
  })

  test('whatever happens in whatever order: what is held is what lives, and never more than there is', async () => {
    type Step = { do: 'reserve' | 'book' | 'release'; which: number; amount: number }
    const steps = fc.array(
      fc.record({
        do: fc.constantFrom<Step['do']>('reserve', 'book', 'release'),
        which: fc.nat(4),
        amount: fc.nat(4_000),
      }),
      { minLength: 1, maxLength: 25 },
    )
    await fc.assert(
      fc.asyncProperty(steps, async (played) => {
        await scene.companyBudget(9_000)
        await run(deps.db.system, sql`delete from goodwill_charge`)
        await run(deps.db.system, sql`update goodwill_month set reserved_minor = 0, booked_minor = 0`)
        const ids = await Promise.all(
          Array.from({ length: 5 }, async () => (await scene.give({ amountMinor: 0 }, house.agent, scene.caseId)).id),
        )
        await run(deps.db.system, sql`delete from goodwill_charge`)
        const model = new Map<string, { amount: number; booked: boolean }>()
        for (const step of played) {
          const id = ids[step.which]!
          const known = model.get(id)
          await deps.db.system.transaction().execute(async (tx) => {
            if (step.do === 'book') await book(tx, id)
            if (step.do === 'release') await release(tx, id)
            if (step.do === 'reserve' && !known) {
              const charge = {
                workspaceId: house.workspaceId,
                goodwillId: id,
                unitId: null,
                currency: 'EUR',
                amountMinor: step.amount,
                timeZone: 'UTC',
              }
              const held = [...model.values()].reduce((sum, one) => sum + one.amount, 0)
              if (held + step.amount > 9_000)
                await expect(reserve(tx, charge)).rejects.toMatchObject({ code: 'over-budget' })
              else await reserve(tx, charge)
              if (held + step.amount <= 9_000) model.set(id, { amount: step.amount, booked: false })
            }
          })
          if (step.do === 'book' && known) known.booked = true
          if (step.do === 'release') model.delete(id)
        }
        const sum = (booked: boolean) =>
          [...model.values()].filter((one) => one.booked === booked).reduce((all, one) => all + one.amount, 0)
        const now = await one(
          deps.db.system,
          sql<{
            reserved: number
            booked: number
          }>`select sum(m.reserved_minor)::int as reserved, sum(m.booked_minor)::int as booked from goodwill_month m join goodwill_budget b on b.id = m.budget_id where b.active and m.month = date_trunc('month', now() at time zone 'UTC')::date`,
        )
        expect(now).toEqual({ reserved: sum(false), booked: sum(true) })
      }),
      { numRuns: 12 },
    )
  })
})

describe('against the word of a department', () => {
  test('after a refusal nothing is granted at once; who may overrule names the department and why', async () => {
    const asked = await scene.give({ mode: 'request', amountMinor: 15_000 })
    await scene.decide(house.lead, asked.approvalId!, 'reject')
    await expect(scene.give({ amountMinor: 100 })).rejects.toMatchObject({
      code: 'over-limit',
      extra: { why: 'rejected' },
    })
    const overrule = { teamId: house.teamId, reason: 'Der Schaden für den Ruf wäre größer' }
    await expect(scene.give({ amountMinor: 100, overrule })).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(scene.give({ amountMinor: 100, overrule }, house.admin)).rejects.toMatchObject({ code: 'not-allowed' })
    await setPolicy(deps, house.admin, { overruleTeamIds: [house.teamId] })
    await expect(scene.give({ amountMinor: 100, overrule })).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await scene.give({ amountMinor: 15_000, overrule }, house.admin)).toMatchObject({
      state: 'granted',
      overruled: { team: 'Team Nordlicht', reason: overrule.reason },
    })
    const entry = await one(
      deps.db.system,
      sql<{
        data: unknown
      }>`select data from journal where subject_id = ${scene.caseId} and kind = 'goodwill.overruled'`,
    )
    expect(entry!.data).toMatchObject({ teamId: house.teamId, reason: overrule.reason })
  })
})

test('a promise made from it is kept like every promise', async () => {
  const until = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const granted = await scene.give({ promiseUntil: until, what: 'Versandkosten' })
  const promise = await one(
    deps.db.system,
    sql<{ text: string; state: string }>`select text, state from promise where id = ${granted.promiseId}`,
  )
  expect(promise!.text.replace(/\s/g, ' ')).toBe('Erstattung, 30,00 €: Versandkosten')
  const record = await one(
    deps.db.system,
    sql<{ next_update_at: Date }>`select next_update_at from cases where id = ${scene.caseId}`,
  )
  expect(record!.next_update_at.toISOString()).toBe(until)
  await expect(promiseGoodwill(deps, house.agent, granted.id, until)).rejects.toMatchObject({ code: 'conflict' })
  const asked = await scene.give({ mode: 'request', amountMinor: 9_000 })
  await expect(promiseGoodwill(deps, house.agent, asked.id, until)).rejects.toMatchObject({ code: 'conflict' })
})

test('book-keeping gets each grant once, numbered without a gap, also when two ask at once', async () => {
  const period = { from: '2020-01-01', to: '2099-12-31' }
  await Promise.allSettled([bookRun(deps, house.admin, period)])
  const before = (await listRuns(deps, house.admin)).items[0]?.number ?? 0
  const mine = await scene.give({ what: '=HYPERLINK("x")', amountMinor: 4_990 })
  await scene.give({ amountMinor: 10 })
  const both = await Promise.allSettled([bookRun(deps, house.admin, period), bookRun(deps, house.admin, period)])
  const done = both.filter((one) => one.status === 'fulfilled')
  expect(done).toHaveLength(1)
  const booked = done[0]!.value
  expect(booked).toMatchObject({ number: before + 1, count: 2 })
  const { items } = await readRun(deps, house.admin, booked.id)
  expect(items[1]!.bookingNo - items[0]!.bookingNo).toBe(1)
  const { text } = await runAsCsv(deps, house.admin, booked.id)
  const lines = text.split('\r\n')
  expect(lines[0]!.startsWith('\uFEFFLfd. Nr.;Buchungslauf;Gewährt am')).toBe(true)
  expect(lines[1]).toContain(`;"'=HYPERLINK(""x"")";49,90;EUR;Lieferung kam zu spät;`)
  await expect(withdrawGoodwill(deps, house.agent, mine.id, 'zu spät')).rejects.toMatchObject({
    code: 'already-booked',
  })
  const version = (await goodwillOfCase(deps, house.agent, scene.caseId)).items.find(
    ({ id }) => id === mine.id,
  )!.version
  await expect(changeGoodwill(deps, house.agent, mine.id, { version, amountMinor: 1 })).rejects.toMatchObject({
    code: 'already-booked',
  })
  await expect(readRun(deps, cast.suedwind.admin, booked.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('the frame reads as set; a made-up currency or time zone is none', async () => {
  await scene.companyBudget(70_000)
  await setPolicy(deps, house.admin, { dueHours: 4, timeZone: 'Europe/Zurich' })
  expect(await readFrame(deps, house.agent)).toMatchObject({
    timeZone: 'Europe/Zurich',
    dueHours: 4,
    budgets: [{ unitId: null, monthlyMinor: 70_000, currency: 'EUR' }],
    limits: expect.arrayContaining([expect.objectContaining({ role: 'agent', amountMinor: 5_000 })]),
  })
  await expect(setPolicy(deps, house.admin, { timeZone: 'Mars/Olympus' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await expect(setLimit(deps, house.admin, limit({ currency: 'XXY' }))).rejects.toMatchObject({ code: 'invalid-input' })
  expect(fingerprintOf({ b: 1, a: [2] })).toBe(fingerprintOf({ a: [2], b: 1 }))
})
