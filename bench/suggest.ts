import { makeApp } from '@resonanz/server'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { nextState, writeModules } from '../packages/server/src/modules/text-modules/store.ts'
import { modulesOfCase } from '../packages/server/src/modules/text-modules/of-case.ts'
import type { Actor } from '../packages/server/src/platform/deps.ts'
import { signedIn } from '../tests/session.ts'
import { random, words } from './content.ts'
import { makeStage, quantile, round, type Stage } from './stage.ts'

type Result = Record<string, unknown> & { name: string }
const modules = 2_000
const cases = 200
const rounds = Number(process.env.BENCH_ROUNDS ?? 5)

/**
 * Text modules proposed for a case among 2,000 of them, each with a long and a short variant: the use case alone, and
 * through the HTTP application as a signed-in member with the whole answer. `afterAChange`: the first request after a
 * module was saved, when their words are read anew. `cpu` is what this process computes for one answer of the use case;
 * on a busy machine it says more than the time that passes.
 */
export async function run(): Promise<Result[]> {
  const stage = await makeStage()
  const app = await makeApp(stage.deps)
  try {
    const { actor, caseIds } = await fill(stage)
    const alone: number[] = []
    const cpu: number[] = []
    const whole: number[] = []
    const anew: number[] = []
    const get = await browser(stage, app, actor)
    const [first = ''] = caseIds
    await get(first)
    for (let turn = 0; turn < rounds; turn += 1) {
      for (const id of caseIds) {
        const before = process.cpuUsage()
        alone.push(await timed(() => modulesOfCase(stage.deps, actor, id, undefined)))
        const { user, system } = process.cpuUsage(before)
        cpu.push((user + system) / 1000)
        whole.push(await timed(() => get(id)))
      }
      await nextState(stage.deps.db.system, stage.workspaceId)
      anew.push(await timed(() => get(first)))
    }
    const { items } = await modulesOfCase(stage.deps, actor, first, undefined)
    return [
      {
        name: 'text modules proposed for a case',
        modules: items.length,
        requests: alone.length,
        p50Ms: round(quantile(alone, 0.5), 1),
        p95Ms: round(quantile(alone, 0.95), 1),
        cpuP50Ms: round(quantile(cpu, 0.5), 1),
        cpuP95Ms: round(quantile(cpu, 0.95), 1),
        httpP50Ms: round(quantile(whole, 0.5), 1),
        httpP95Ms: round(quantile(whole, 0.95), 1),
        afterAChangeMs: round(quantile(anew, 0.5), 1),
      },
    ]
  } finally {
    await app.close()
    await stage.end()
  }
}

async function fill(stage: Stage): Promise<{ actor: Actor; caseIds: string[] }> {
  const { deps, workspaceId, teamId } = stage
  const [memberId, userId] = [deps.newId(), deps.newId()]
  const db = deps.db.system
  await sql`insert into auth_user (id, name, email) values (${userId}, 'Leitung', 'leitung@firma.test')`.execute(db)
  await sql`insert into member (workspace_id, id, user_id, name, role) values (${workspaceId}, ${memberId}, ${userId}, 'Leitung', 'admin')`.execute(
    db,
  )
  await sql`update installation set set_up_at = now()`.execute(db)
  const actor: Actor = { memberId, userId, name: 'Leitung', role: 'admin', workspaceId, teamIds: [], sessionHash: '' }
  await writeModules(
    db,
    actor,
    imported(modules).map((input) => ({
      id: deps.newId(),
      memberId: null,
      version: 1,
      input,
    })),
  )
  const next = random(5)
  const caseIds: string[] = []
  for (let n = 0; n < cases; n += 1) {
    const [caseId, messageId, threadId] = [deps.newId(), deps.newId(), deps.newId()]
    const text = words(next, 90)
    await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, case_id) values (${workspaceId}, ${threadId}, ${stage.presences.email}, 'email', ${threadId}, 'Frage', ${caseId})`.execute(
      db,
    )
    await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, text, meta, occurred_at)
      values (${workspaceId}, ${messageId}, ${threadId}, ${stage.presences.email}, 'email', 'in', ${messageId}, 'Jana Berger', ${text}, '{}', now())`.execute(
      db,
    )
    await sql`insert into cases (workspace_id, id, number, title, channel, language, team_id, last_message_id) values (${workspaceId}, ${caseId}, ${9_000 + n}, ${text.slice(0, 60)}, 'email', 'de', ${teamId}, ${messageId})`.execute(
      db,
    )
    await sql`insert into case_message (workspace_id, case_id, message_id, at) values (${workspaceId}, ${caseId}, ${messageId}, now())`.execute(
      db,
    )
    caseIds.push(caseId)
  }
  return { actor, caseIds }
}

function imported(count: number) {
  const variant = (length: 'long' | 'short', text: string) =>
    ({ language: 'de', addressForm: 'any', length, audience: 'any', text }) as const
  return Array.from({ length: count }, (_, place) => {
    const next = random(77 + place)
    return {
      title: `Baustein ${place} ${words(next, 3)}`,
      folder: `Ordner ${place % 40}`,
      channels: [],
      isActive: true,
      validUntil: null,
      topicId: null,
      ownerId: null,
      variants: [variant('long', `Guten Tag, ${words(next, 60)}`), variant('short', words(next, 20))],
    }
  })
}

async function browser(
  { deps }: Stage,
  app: FastifyInstance,
  actor: Actor,
): Promise<(caseId: string) => Promise<void>> {
  const cookie = await signedIn(deps, actor)
  return async (caseId) => {
    const answer = await app.inject({ url: `/api/v1/cases/${caseId}/text-modules`, headers: { cookie } })
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body.slice(0, 200)}`)
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
