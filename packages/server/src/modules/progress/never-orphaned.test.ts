import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '#platform/deps'
import { rows } from '#platform/db/database'
import { testDatabase } from '../../../../../tests/database.ts'
import { type House, makeCast, testDeps } from '../../../../../tests/deps.ts'
import { listApprovals } from '../approvals/read-approvals.ts'
import { mergeCase } from '../cases/merge.ts'
import { splitCase } from '../cases/split.ts'
import { makeCase } from '../cases/test-cases.ts'
import { undoMergeOrSplit } from '../cases/undo.ts'
import { consultationsOfCase } from '../consultations/read.ts'
import { goodwillOfCase } from '../goodwill/read-goodwill.ts'
import { promisesOfCase } from '../promises/read.ts'
import { tasksOfCase } from '../tasks/work.ts'
import { readProgress } from './read-progress.ts'

let deps: Deps
let house: House

beforeAll(async () => {
  deps = testDeps((await testDatabase()).url)
  house = (await makeCast(deps)).nordlicht
})
afterAll(() => deps.db.close())

type Kind = 'promise' | 'task' | 'consultation' | 'approval' | 'goodwill'
type Hung = { kind: Kind; id: string }

/** One of each on a case, all of them open. */
async function hangOn(caseId: string): Promise<Hung[]> {
  const { workspaceId: w, agent, lead } = house
  const [promise, task, consultation, approval, goodwill] = Array.from({ length: 5 }, () => deps.newId())
  const db = deps.db.system
  await sql`insert into promise (workspace_id, id, case_id, kind, text, due_at, made_by) values (${w}, ${promise}, ${caseId}, 'refund', '', now() + interval '3 days', ${agent.memberId})`.execute(
    db,
  )
  await sql`insert into task (workspace_id, id, case_id, text, assignee_id, created_by) values (${w}, ${task}, ${caseId}, 'Zählerstand prüfen', ${agent.memberId}, ${agent.memberId})`.execute(
    db,
  )
  await sql`insert into consultation (workspace_id, id, case_id, asked_by, question, remind_at, due_at, deputy_at, escalate_at) values
    (${w}, ${consultation}, ${caseId}, ${agent.memberId}, 'Garantie?', now() + interval '1 day', now() + interval '2 days', now() + interval '3 days', now() + interval '4 days')`.execute(
    db,
  )
  await sql`insert into consultation_request (workspace_id, id, consultation_id, place, member_id, name, expires_at) values
    (${w}, ${deps.newId()}, ${consultation}, 'expert', ${lead.memberId}, 'Selma', now() + interval '9 days')`.execute(
    db,
  )
  await sql`insert into goodwill (workspace_id, id, case_id, kind, amount_minor, currency, reason, state, requested_by) values
    (${w}, ${goodwill}, ${caseId}, 'refund', 500, 'EUR', 'Zu spät', 'requested', ${agent.memberId})`.execute(db)
  await sql`insert into approval (workspace_id, id, kind, subject_kind, subject_id, case_id, fingerprint, requested_by, authors, due_at, step_time) values
    (${w}, ${approval}, 'goodwill', 'goodwill', ${goodwill}, ${caseId}, 'x', ${agent.memberId}, ${[agent.memberId]}::uuid[], now() + interval '1 day', interval '1 hour')`.execute(
    db,
  )
  return [
    { kind: 'promise', id: promise! },
    { kind: 'task', id: task! },
    { kind: 'consultation', id: consultation! },
    { kind: 'approval', id: approval! },
    { kind: 'goodwill', id: goodwill! },
  ]
}

/** Everything that a person sees on a case. */
async function seenOn(caseId: string): Promise<Hung[]> {
  const { agent } = house
  const ids = (kind: Kind, items: readonly { id: string }[]): Hung[] => items.map(({ id }) => ({ kind, id }))
  return [
    ...ids(
      'promise',
      (await promisesOfCase(deps, agent, caseId)).items.filter(({ kind }) => kind === 'refund'),
    ),
    ...ids('task', (await tasksOfCase(deps, agent, caseId)).items),
    ...ids('consultation', (await consultationsOfCase(deps, agent, caseId)).items),
    ...ids('goodwill', (await goodwillOfCase(deps, agent, caseId)).items),
    ...ids('approval', (await listApprovals(deps, {}, agent, { view: 'requested', caseId, limit: 100 })).items),
  ]
}

const step = fc.record({
  what: fc.constantFrom('merge', 'merge', 'split', 'undo'),
  a: fc.nat(),
  b: fc.nat(),
  c: fc.nat(),
})
const refused = ['conflict', 'invalid-input', 'not-undoable', 'undo-over']

test('joined, split and undone however often: whatever hangs on a case is seen on exactly one that stands', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const cases: string[] = []
      const hung: Hung[] = []
      for (let n = 0; n < 4; n += 1) {
        const { id } = await makeCase(deps, house, { messages: 3 })
        cases.push(id)
        hung.push(...(await hangOn(id)))
      }
      for (const { what, a, b, c } of steps) {
        const [one, two] = [cases[a % cases.length]!, cases[b % cases.length]!]
        await act(cases, what, one, two, c).catch((error: { code?: string }) => expect(refused).toContain(error.code))
      }
      const standing = await rows(
        deps.db.system,
        sql<{
          id: string
          messages: string[]
        }>`select c.id, array(select message_id from case_message m where m.case_id = c.id) as messages from cases c
          where c.id = any(${cases}::uuid[]) and c.merged_into is null`,
      )
      const seen: Hung[] = []
      for (const { id } of standing) {
        const here = await seenOn(id)
        seen.push(...here)
        const items = (await readProgress(deps, house.agent, id)).steps.flatMap((each) => each.items)
        for (const kind of ['consultation', 'task', 'promise', 'approval', 'goodwill'] as const)
          expect([kind, items.find(({ code }) => code === kind)?.count ?? 0]).toEqual([
            kind,
            here.filter((each) => each.kind === kind).length,
          ])
      }
      const key = ({ kind, id }: Hung) => `${kind} ${id}`
      expect(seen.map(key).toSorted()).toEqual(hung.map(key).toSorted())
      expect(new Set(standing.flatMap(({ messages }) => messages)).size).toBe(4 * 3)
    }),
    { numRuns: 12 },
  )
})

async function act(cases: string[], what: string, one: string, two: string, c: number): Promise<void> {
  const { agent } = house
  if (what === 'merge') await mergeCase(deps, agent, one, two)
  if (what === 'split') {
    const here = await rows(
      deps.db.system,
      sql<{ id: string }>`select message_id as id from case_message where case_id = ${one} order by at`,
    )
    const messageIds = here.flatMap(({ id }, index) => ((c + index) % 3 === 0 ? [id] : []))
    if (messageIds.length > 0) cases.push((await splitCase(deps, agent, one, { messageIds, title: 'Abgespalten' })).id)
  }
  if (what === 'undo') {
    const undos = await rows(
      deps.db.system,
      sql<{
        id: string
        from_id: string
      }>`select id, from_id from case_undo where from_id = any(${cases}::uuid[]) order by id`,
    )
    const undo = undos[c % Math.max(1, undos.length)]
    if (undo) await undoMergeOrSplit(deps, agent, undo.from_id, undo.id)
  }
}
