import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessCase, applyChange, tellOverdue } from '#cases'
import { inTransaction, one, rows } from '#platform/db/database'
import { type Deps, journalActor } from '#platform/deps'
import { makeBareCase } from '../../../../../tests/cases.ts'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { bringBack } from './bring-back.ts'
import { escalateCase, settleEscalation } from './escalate.ts'
import { handOver } from './hand-over.ts'
import { readMoves, tellLateHandovers } from './keep-course.ts'
import { pingPongOf } from './ping-pong.ts'
import { readCourse } from './read-course.ts'

let deps: Deps
let cast: Cast
let caseId: string
let secondTeam: string
let thirdTeam: string

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  ;[secondTeam, thirdTeam] = [deps.newId(), deps.newId()]
  await sql`insert into team (workspace_id, id, name) values (${cast.nordlicht.workspaceId}, ${secondTeam}, 'Second Level'), (${cast.nordlicht.workspaceId}, ${thirdTeam}, 'Recht')`.execute(
    deps.db.system,
  )
  await settleReader()
})
afterAll(() => deps.db.close())
beforeEach(() => open())

async function open(
  change: { teamId?: string | null; ownerId?: string | null; priority?: 'urgent' | 'normal'; answerDueAt?: Date } = {},
) {
  const { workspaceId: w, presenceId, teamId, agent } = cast.nordlicht
  caseId = deps.newId()
  await makeBareCase(deps, { workspaceId: w, presenceId }, { id: caseId, teamId, ownerId: agent.memberId, ...change })
}
/** Another transaction of this cluster may hold the journal's horizon back for a moment. */
async function settleReader(until: () => Promise<boolean> = async () => true) {
  for (let n = 0; n < 1_200; n += 1) {
    while (await readMoves(deps));
    if (await until()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const command = (change: object) => ({
  toTeamId: null,
  toMemberId: null,
  what: 'Bitte Garantie prüfen',
  reason: 'technical' as const,
  dueInMinutes: 960,
  ...change,
})
const team = async () =>
  one(
    deps.db.system,
    sql<{
      team_id: string | null
      owner_id: string | null
      accompanying_team_id: string | null
    }>`select team_id, owner_id, accompanying_team_id from cases where id = ${caseId}`,
  )
const entries = (like: string) =>
  rows(
    deps.db.system,
    sql<{
      kind: string
      data: Record<string, unknown>
    }>`select kind, data from journal where subject_id = ${caseId} and kind like ${like} order by seq`,
  )

test('to the second level and back by itself: the team stays responsible, what was done becomes a note', async () => {
  const { agent, lead, teamId } = cast.nordlicht
  const course = await handOver(deps, agent, caseId, command({ toTeamId: secondTeam }))
  expect(course).toMatchObject({
    responsibleTeam: { id: teamId },
    accompanyingTeam: { id: teamId },
    handovers: [{ state: 'open', what: 'Bitte Garantie prüfen', toTeam: { id: secondTeam }, by: { name: agent.name } }],
  })
  expect(await team()).toEqual({ team_id: secondTeam, owner_id: null, accompanying_team_id: teamId })
  await expect(handOver(deps, agent, caseId, command({ toTeamId: thirdTeam }))).rejects.toMatchObject({
    code: 'conflict',
  })
  const back = await bringBack(deps, lead, course.handovers[0]!.id, { state: 'done', result: 'Dichtung getauscht' })
  expect(back).toMatchObject({
    accompanyingTeam: null,
    handovers: [{ state: 'done', result: 'Dichtung getauscht', settledBy: { name: lead.name } }],
  })
  expect(await team()).toEqual({ team_id: teamId, owner_id: agent.memberId, accompanying_team_id: teamId })
  const notes = await rows(deps.db.system, sql<{ text: string }>`select text from note where case_id = ${caseId}`)
  expect(notes).toEqual([{ text: 'Dichtung getauscht' }])
  expect((await entries('case.handed%')).map(({ kind, data }) => [kind, data.to ?? data.toTeam])).toEqual([
    ['case.handed-over', secondTeam],
    ['case.handed-back', agent.memberId],
  ])
  await expect(
    bringBack(deps, lead, course.handovers[0]!.id, { state: 'done', result: 'Noch einmal' }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('nobody gets a case who is away: the deputy is offered; who had it is away on return: the team gets it', async () => {
  const { agent, lead, admin, workspaceId, teamId } = cast.nordlicht
  const ids = [deps.newId(), deps.newId()]
  const absent = (id: string, memberId: string, deputyId: string | null) =>
    sql`insert into absence (workspace_id, id, member_id, from_at, to_at, deputy_id) values (${workspaceId}, ${id}, ${memberId}, now() - interval '1 day', now() + interval '1 day', ${deputyId})`.execute(
      deps.db.system,
    )
  await absent(ids[0]!, lead.memberId, admin.memberId)
  await expect(handOver(deps, agent, caseId, command({ toMemberId: lead.memberId }))).rejects.toMatchObject({
    code: 'person-away',
    extra: { deputy: { id: admin.memberId, name: admin.name } },
  })
  expect((await team())!.team_id).toBe(teamId)
  const { handovers } = await handOver(deps, agent, caseId, command({ toMemberId: admin.memberId }))
  expect((await team())!.owner_id).toBe(admin.memberId)
  await absent(ids[1]!, agent.memberId, null)
  await bringBack(deps, admin, handovers[0]!.id, { state: 'taken_back', result: 'Doch nicht nötig' })
  expect(await team()).toMatchObject({ team_id: teamId, owner_id: null })
  await sql`delete from absence where id = any(${ids}::uuid[])`.execute(deps.db.system)
})

test('twenty hand-overs at once: one', async () => {
  const { agent } = cast.nordlicht
  const done = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      handOver(deps, agent, caseId, command({ toTeamId: n % 2 ? secondTeam : thirdTeam })),
    ),
  )
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await entries('case.handed-over')).toHaveLength(1)
})

test('a late hand-over is told to the lead, once; raising by hand says why and is settled', async () => {
  const { agent, lead, owner, admin } = cast.nordlicht
  await handOver(deps, agent, caseId, command({ toTeamId: secondTeam }))
  await sql`update handover set due_at = now() - interval '1 minute' where case_id = ${caseId}`.execute(deps.db.system)
  await Promise.all([tellLateHandovers(deps), tellLateHandovers(deps)])
  const raised = await entries('case.escalated')
  expect(raised.map(({ data }) => [data.cause, data.to])).toEqual([['handover', [lead.memberId]]])
  const course = await escalateCase(deps, agent, caseId, { level: 2, reason: 'Presse hat angerufen' })
  expect(course.escalations[0]).toMatchObject({ level: 2, reason: 'Presse hat angerufen', by: { name: agent.name } })
  expect((await entries('case.escalated')).at(-1)!.data.to).toEqual([owner.memberId, admin.memberId].toSorted())
  await escalateCase(deps, agent, caseId, { level: 2, reason: 'Noch einmal' })
  expect(await entries('case.escalated')).toHaveLength(2)
  const after = await settleEscalation(deps, owner, course.escalations[0]!.id)
  expect(after.escalations[0]!.settledAt).not.toBeNull()
})

test('a serious case that is late is raised by rule, others are not', async () => {
  const due = new Date(Date.now() - 60_000)
  await open({ priority: 'urgent', answerDueAt: due })
  const serious = caseId
  await open({ priority: 'normal', answerDueAt: due })
  await tellOverdue(deps)
  await settleReader(async () => {
    const found = await one(
      deps.db.system,
      sql<{ n: number }>`select count(*)::int as n from escalation where case_id = ${serious}`,
    )
    return found!.n > 0
  })
  expect(await entries('case.escalated')).toEqual([])
  caseId = serious
  expect((await entries('case.escalated')).map(({ data }) => [data.cause, data.to])).toEqual([
    ['overdue', [cast.nordlicht.lead.memberId]],
  ])
})

test('back and forth between teams is marked with its way, once', async () => {
  const at = new Date()
  const moves = (path: string) => Array.from(path.slice(1), (to, n) => ({ from: path[n]!, to, at }))
  expect(pingPongOf(moves('ABA'))).toBeNull()
  expect(pingPongOf(moves('ABCD'))).toBeNull()
  expect(pingPongOf(moves('ABCA'))).toBeNull()
  expect(pingPongOf(moves('ABAB'))).toEqual({ path: [...'ABAB'], since: at })
  expect(pingPongOf(moves('ABCAB'))?.path.join('')).toBe('ABCAB')

  const { agent, workspaceId, teamId } = cast.nordlicht
  const by = { workspaceId, actor: journalActor(agent) }
  for (const to of [secondTeam, teamId, secondTeam, teamId])
    await inTransaction(deps.db.system, async (tx) => {
      await applyChange(tx, by, await accessCase(tx, agent, caseId, { lock: true }), { teamId: to })
    })
  await settleReader(async () => (await entries('case.ping-pong')).length > 0)
  await Promise.all([readMoves(deps), readMoves(deps)])
  expect(await entries('case.ping-pong')).toHaveLength(1)
  const course = await readCourse(deps.db.of(workspaceId), agent, caseId)
  expect(course.pingPong?.path.map(({ id }) => id).slice(0, 4)).toEqual([teamId, secondTeam, teamId, secondTeam])
})

test('whatever happens, a case is never without a responsible team once it was handed over', async () => {
  const { agent, admin, workspaceId } = cast.nordlicht
  const by = { workspaceId, actor: journalActor(agent) }
  const steps = {
    toSecond: () => handOver(deps, agent, caseId, command({ toTeamId: secondTeam })),
    toThird: () => handOver(deps, agent, caseId, command({ toTeamId: thirdTeam })),
    toPerson: () => handOver(deps, agent, caseId, command({ toMemberId: admin.memberId })),
    finish: () => end('done'),
    takeBack: () => end('taken_back'),
    noTeam: () =>
      inTransaction(deps.db.system, async (tx) =>
        applyChange(tx, by, await accessCase(tx, agent, caseId, { lock: true }), { teamId: null, ownerId: null }),
      ),
  }
  async function end(state: 'done' | 'taken_back') {
    const course = await readCourse(deps.db.of(workspaceId), agent, caseId)
    const standing = course.handovers.find((one) => one.state === 'open')
    return standing ? bringBack(deps, agent, standing.id, { state, result: 'Erledigt' }) : null
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[])), { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      async (walk, hasTeam) => {
        await open(hasTeam ? {} : { teamId: null, ownerId: null })
        await handOver(deps, agent, caseId, command({ toTeamId: thirdTeam }))
        for (const step of walk) {
          await steps[step]().catch((error: { code?: string }) => expect(error.code).toMatch(/conflict|invalid-input/))
          const course = await readCourse(deps.db.of(workspaceId), agent, caseId)
          expect(course.responsibleTeam).not.toBeNull()
          expect(course.handovers.filter(({ state }) => state === 'open').length).toBeLessThan(2)
        }
      },
    ),
    { numRuns: 25 },
  )
})
