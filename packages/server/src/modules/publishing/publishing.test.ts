import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { manyApprovals } from '#many-answers'
import type { Deps } from '#platform/deps'
import { testDatabase } from '../../../../../tests/database.ts'
import { type Cast, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { decide } from '../approvals/decide.ts'
import { readApproval } from '../approvals/read-approvals.ts'
import { withdraw } from '../approvals/withdraw.ts'
import { postApprovals } from './approval-handler.ts'
import { bestTimes, strongest } from './best-times.ts'
import { checkDraft } from './check.ts'
import { movePost, withdrawPost } from './decide-post.ts'
import { pausePosts, resumePosts, saveRules } from './pause.ts'
import { planPost } from './plan-post.ts'
import { publishingOf } from './rules-in-force.ts'
import { makeScene } from '../../../../../tests/post-scene.ts'
import { changePost, createPost } from './write-post.ts'

const handlers = { publishing: postApprovals(manyApprovals) }
let deps: Deps
let cast: Cast
let scene: Awaited<ReturnType<typeof makeScene>>
beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  cast = await makeCast(deps)
  scene = await makeScene(deps, cast.nordlicht)
})
afterAll(() => deps.db.close())

test('what an agent writes waits for somebody else; approved it is planned, and the approval is spent', async () => {
  const { agent, lead } = cast.nordlicht
  const draft = await createPost(deps, agent, scene.content())
  expect(draft).toMatchObject({
    state: 'draft',
    plannedAt: '2090-05-02T07:00:00.000Z',
    allowed: ['change', 'plan', 'move', 'withdraw'],
  })
  const waiting = await planPost(deps, agent, draft.id, { version: draft.version, overrides: [] })
  expect(waiting).toMatchObject({ state: 'waiting', approval: { state: 'open' } })
  const asked = await readApproval(deps, handlers, lead, waiting.approval!.id)
  expect(asked).toMatchObject({ kind: 'publishing', mayDecide: true, subject: { kind: 'post', postId: draft.id } })
  await expect(
    decide(deps, handlers, agent, asked.id, { decision: 'approve', reason: '', fingerprint: asked.fingerprint }),
  ).rejects.toMatchObject({ code: 'own-approval' })
  await decide(deps, handlers, lead, asked.id, { decision: 'approve', reason: '', fingerprint: asked.fingerprint })
  expect(await scene.read(draft.id)).toMatchObject({ state: 'planned', approval: { state: 'used' } })
  expect(await scene.kinds(draft.id)).toEqual(['post.created', 'post.handed-in', 'post.planned'])
})

test('rejected or taken back it is a draft again, with the reason; other words make an approval void', async () => {
  const { agent, lead } = cast.nordlicht
  const draft = await createPost(deps, agent, scene.content())
  const first = await planPost(deps, agent, draft.id, { version: 1, overrides: [] })
  const asked = await readApproval(deps, handlers, lead, first.approval!.id)
  await decide(deps, handlers, lead, asked.id, {
    decision: 'reject',
    reason: 'Zu früh.',
    fingerprint: asked.fingerprint,
  })
  const back = await scene.read(draft.id)
  expect(back).toMatchObject({ state: 'draft', returnedCode: 'rejected', reason: 'Zu früh.', approval: null })
  const second = await planPost(deps, agent, draft.id, { version: back.version, overrides: [] })
  await withdraw(deps, handlers, agent, second.approval!.id, '')
  const third = await planPost(deps, agent, draft.id, { version: (await scene.read(draft.id)).version, overrides: [] })
  const moved = await movePost(deps, agent, draft.id, {
    version: third.version,
    localTime: '2090-05-03T10:00',
    timeZone: 'Europe/Berlin',
  })
  expect(moved).toMatchObject({ state: 'waiting', plannedAt: '2090-05-03T08:00:00.000Z' })
  const changed = await changePost(deps, agent, draft.id, {
    ...scene.content({ text: 'Andere Worte.' }),
    version: moved.version,
  })
  expect(changed.state).toBe('draft')
  expect((await readApproval(deps, handlers, lead, third.approval!.id)).state).toBe('void')
  await expect(changePost(deps, agent, draft.id, { ...scene.content(), version: moved.version })).rejects.toMatchObject(
    {
      code: 'stale-version',
    },
  )
})

test('who may approve plans without, unless everybody’s posts need it', async () => {
  const { lead, admin, owner } = cast.nordlicht
  const draft = await createPost(deps, lead, scene.content())
  expect(await planPost(deps, lead, draft.id, { version: 1, overrides: [] })).toMatchObject({ state: 'planned' })
  const rules = await publishingOf(deps.db.of(lead.workspaceId), admin)
  const to = { approval: 'everybody' as const, approvalMinutes: 60, lateMinutes: 15 }
  await saveRules(deps, admin, { ...to, version: rules.version })
  await expect(saveRules(deps, admin, { ...to, version: rules.version })).rejects.toMatchObject({
    code: 'stale-version',
  })
  const second = await createPost(deps, lead, scene.content())
  const waiting = await planPost(deps, lead, second.id, { version: 1, overrides: [] })
  expect(waiting.state).toBe('waiting')
  const asked = await readApproval(deps, handlers, owner, waiting.approval!.id)
  expect(asked.asked.map(({ id }) => id)).not.toContain(lead.memberId)
  await saveRules(deps, admin, { ...to, approval: 'writers', version: rules.version + 1 })
})

test('the guideline is asked: a warning needs a reason, which is on record', async () => {
  const { lead } = cast.nordlicht
  const text = 'ACHTUNG ACHTUNG: HEUTE GROSSER AUSVERKAUF BEI UNS IM GANZEN HAUS, KOMMEN SIE SOFORT ALLE VORBEI.'
  const findings = (await checkDraft(deps, lead, scene.content({ text }))).targets[0]!.findings
  const found = findings.filter(({ level }) => level !== 'hint')
  if (found.length === 0) {
    const w = lead.workspaceId
    const rule = {
      id: 'own.shout',
      enabled: true,
      level: 'warning',
      phrases: ['grosser ausverkauf'],
      reason: 'Schreien hilft nicht.',
      suggestion: null,
      channels: [],
      audience: 'any',
    }
    await sql`insert into guideline_version (workspace_id, version, rules, note, by_member) values (${w}, 1, ${JSON.stringify([rule])}::jsonb, '', ${lead.memberId})`.execute(
      deps.db.system,
    )
  }
  const draft = await createPost(deps, lead, scene.content({ text }))
  const refused = await planPost(deps, lead, draft.id, { version: 1, overrides: [] }).catch((error) => error)
  expect(refused).toMatchObject({ code: 'guideline-warning' })
  const rules: string[] = refused.extra.findings.map(({ rule }: { rule: string }) => rule)
  const overrides = [...new Set(rules)].map((rule) => ({ rule, reason: 'So will es die Aktion.' }))
  expect(await planPost(deps, lead, draft.id, { version: 1, overrides })).toMatchObject({ state: 'planned' })
  expect(await scene.kinds(draft.id)).toContain('post.overridden')
})

test('what no network would take is refused before it is planned', async () => {
  const { lead } = cast.nordlicht
  const long = await createPost(deps, lead, scene.content({ text: 'Hafen '.repeat(3_000) }))
  await expect(planPost(deps, lead, long.id, { version: 1, overrides: [] })).rejects.toMatchObject({
    code: 'over-channel-limit',
  })
  const variant = scene.content({ text: '', targets: [{ presenceId: scene.presences[0], text: 'Nur hier.' }] })
  expect((await checkDraft(deps, lead, variant)).targets[0]).toMatchObject({ presenceId: scene.presences[0] })
  const empty = await createPost(deps, lead, scene.content({ text: '' }))
  await expect(planPost(deps, lead, empty.id, { version: 1, overrides: [] })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  const past = await createPost(deps, lead, scene.content({ localTime: '2020-01-01T09:00' }))
  await expect(planPost(deps, lead, past.id, { version: 1, overrides: [] })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  const twice = [scene.presences[0], scene.presences[0]].map((presenceId) => ({ presenceId, text: null }))
  await expect(createPost(deps, lead, scene.content({ targets: twice }))).rejects.toMatchObject({
    code: 'invalid-input',
  })
  const mailbox = [{ presenceId: cast.nordlicht.presenceId, text: null }]
  await expect(createPost(deps, lead, scene.content({ targets: mailbox }))).rejects.toMatchObject({
    code: 'invalid-input',
  })
  const foreign = [{ presenceId: cast.suedwind.presenceId, text: null }]
  await expect(createPost(deps, lead, scene.content({ targets: foreign }))).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('the same time on the wall on both sides of the clock change; ambiguous and missing hours are told', async () => {
  const { lead } = cast.nordlicht
  const draft = await createPost(deps, lead, scene.content({ localTime: '2026-10-24T09:00' }))
  expect(draft.plannedAt).toBe('2026-10-24T07:00:00.000Z')
  const moved = await movePost(deps, lead, draft.id, {
    version: 1,
    localTime: '2026-10-26T09:00',
    timeZone: 'Europe/Berlin',
  })
  expect(moved.plannedAt).toBe('2026-10-26T08:00:00.000Z')
  const twice = await movePost(deps, lead, draft.id, {
    version: 2,
    localTime: '2026-10-25T02:30',
    timeZone: 'Europe/Berlin',
  })
  expect(twice).toMatchObject({ plannedAt: '2026-10-25T00:30:00.000Z', clockChange: 'twice' })
  const skipped = await movePost(deps, lead, draft.id, {
    version: 3,
    localTime: '2027-03-28T02:30',
    timeZone: 'Europe/Berlin',
  })
  expect(skipped).toMatchObject({ plannedAt: '2027-03-28T01:30:00.000Z', clockChange: 'skipped' })
})

test('stopped and lifted, each once and with a reason; withdrawn leaves no more', async () => {
  const { lead, admin } = cast.nordlicht
  const draft = await createPost(deps, lead, scene.content())
  const planned = await planPost(deps, lead, draft.id, { version: 1, overrides: [] })
  expect(await pausePosts(deps, lead, { reason: 'Brand im Lager', incidentId: null })).toMatchObject({
    paused: { reason: 'Brand im Lager', by: { id: lead.memberId } },
  })
  expect((await scene.read(draft.id)).state).toBe('paused')
  await expect(pausePosts(deps, admin, { reason: 'noch einmal', incidentId: null })).rejects.toMatchObject({
    code: 'conflict',
  })
  expect(await resumePosts(deps, admin, 'Lage geklärt')).toMatchObject({ paused: null })
  await expect(resumePosts(deps, admin, 'noch einmal')).rejects.toMatchObject({ code: 'conflict' })
  expect(await withdrawPost(deps, lead, draft.id, { version: planned.version, reason: 'überholt' })).toMatchObject({
    state: 'withdrawn',
    allowed: [],
  })
})

test('best times come from our own words, and too few say nothing', async () => {
  const { lead, workspaceId: w } = cast.nordlicht
  const presenceId = scene.presences[0]
  const asked = { presenceId, timeZone: 'Europe/Berlin' }
  expect(await bestTimes(deps, lead, asked)).toMatchObject({ messages: 0, best: [] })
  const threadId = deps.newId()
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key) select ${w}, ${threadId}, ${presenceId}, kind, 'best' from presence where id = ${presenceId}`.execute(
    deps.db.system,
  )
  // Tuesdays of this year at 18 in Berlin, whatever season it is; and some noise.
  await sql`with made as (
      insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, text, occurred_at)
      select ${w}, gen_random_uuid(), ${threadId}, ${presenceId}, 'feed', 'in', 'best-' || n, 'Hallo',
        (date_trunc('week', now() at time zone 'Europe/Berlin') - interval '1 week' + case when n % 4 = 0 then make_interval(hours => n) else interval '1 day 18 hours' end) at time zone 'Europe/Berlin'
      from generate_series(1, 120) n returning id, occurred_at)
    insert into message_search (workspace_id, message_id, at, words) select ${w}, id, occurred_at, '' from made`.execute(
    deps.db.system,
  )
  const found = await bestTimes(deps, lead, asked)
  expect(found.messages).toBe(120)
  expect(found.best[0]).toEqual({ weekday: 2, hour: 18, messages: 90 })
  await expect(bestTimes(deps, lead, { ...asked, timeZone: 'Nirgendwo' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('hours that touch are one, also over Sunday night', () => {
  const hours = Array.from({ length: 168 }, () => 0)
  hours[167] = 10
  hours[0] = 9
  hours[50] = 5
  expect(strongest(hours)).toEqual([
    { weekday: 7, hour: 23, messages: 10 },
    { weekday: 3, hour: 2, messages: 5 },
  ])
})
