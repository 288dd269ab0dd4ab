import { makeParts } from '@resonanz/server'
import { sql } from 'kysely'
import { post } from './content.ts'
import { makeStage, median, round, type Stage } from './stage.ts'
import { batchLine, type IntakeDeps, storeItems } from '../packages/server/src/modules/intake/index.ts'
import { readOnce } from '../packages/server/src/modules/workflows/read-journal.ts'

const rounds = 3
const posts = 4_000
const rules = 200
const words = [
  'rückerstattung',
  'ladekabel',
  'beschädigt',
  'gutschrift',
  'hotline',
  'parcel',
  'refund',
  'nichtswort',
  'mahnung',
  'inkasso',
]

/**
 * Intake from stored bytes to routed case, with and without 200 rules read behind it on the same database in the same
 * run. Every rule asks the words of the message and the case; two of them act in about a tenth of the cases.
 */
export async function run(): Promise<Record<string, unknown>[]> {
  const stage = await makeStage()
  const parts = await makeParts(stage.deps)
  try {
    await makeRules(stage)
    await measure(stage, parts, 500, 99, false)
    while (await readOnce(stage.deps));
    const without: number[] = []
    const alongside: number[] = []
    const reading: number[] = []
    for (let index = 0; index < rounds; index += 1) {
      await switchAll(stage, false)
      without.push((await measure(stage, parts, posts, 1 + index, true)).seconds)
      await switchAll(stage, true)
      const withRules = await measure(stage, parts, posts, 20 + index, true)
      alongside.push(withRules.seconds)
      reading.push(withRules.entries)
    }
    const runs = await sql<{ n: number }>`select count(*)::int as n from workflow_run`.execute(stage.deps.db.system)
    const plain = median(without)
    return [
      {
        name: 'workflows-200-rules',
        posts,
        secondsWithout: round(plain, 2),
        secondsWith: round(median(alongside), 2),
        addsPercent: round((median(alongside) / plain - 1) * 100, 1),
        runs: runs.rows[0]!.n,
      },
      await evaluation(stage),
    ]
  } finally {
    await parts.pool.close()
    await parts.hub.loop.stop()
    await stage.end()
  }
}

/** Until every item stands as a case and every entry was read by the rules. */
async function measure(stage: Stage, parts: IntakeDeps, count: number, seed: number, reads: boolean) {
  const items = Array.from({ length: count }, (_, index) => ({
    sourceKey: `post-${seed}-${index}`,
    contentType: 'application/json',
    source: {},
    raw: Buffer.from(JSON.stringify(post(index, seed))),
  }))
  const presence = { id: stage.presences.inlet, workspaceId: stage.workspaceId }
  const line = batchLine(parts)
  const start = performance.now()
  for (let at = 0; at < items.length; at += 500)
    await stage.deps.db.system.transaction().execute((tx) => storeItems(tx, presence, items.slice(at, at + 500)))
  let done = false
  const rulesRead = (async () => {
    while (!done) {
      if (!reads || !(await readOnce(stage.deps))) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    while (reads && (await readOnce(stage.deps)));
  })()
  while (await line.turn());
  done = true
  await rulesRead
  return { seconds: (performance.now() - start) / 1000, entries: count }
}

export async function makeRules({ deps, workspaceId }: Stage): Promise<void> {
  const db = deps.db.system
  const [userId, memberId] = [deps.newId(), deps.newId()]
  await sql`insert into auth_user (id, name, email) values (${userId}, 'Bench', 'bench@firma.test')`.execute(db)
  await sql`insert into member (workspace_id, id, user_id, name, role) values (${workspaceId}, ${memberId}, ${userId}, 'Bench', 'admin')`.execute(
    db,
  )
  const list = Array.from({ length: rules }, (_, n) => ({
    id: deps.newId(),
    name: `Regel ${n}`,
    definition: {
      trigger: { on: 'event', events: [n % 3 === 0 ? 'case.created' : 'message.received'] },
      when: {
        all: [
          {
            field: 'message.text',
            op: 'contains',
            value: [...(n < 2 ? ['ich', 'i', 'seit', 'the'] : []), words[n % words.length], `seltenes${n}`],
          },
          { field: 'case.sentiment', op: 'is', value: ['negative', 'neutral'] },
          // Two of them act; the others look at everything and find that it is not for them.
          n < 2
            ? { field: 'message.author', op: 'contains', value: ['kunde11', 'kunde12', 'kunde13'] }
            : { field: 'case.messages', op: 'atLeast', value: 50 },
        ],
      },
      then: [{ do: 'tags', add: [`regel-${n}`], remove: [] }],
    },
  }))
  await sql`insert into workflow (workspace_id, id, name, definition, trigger_kind, owner_id, enabled)
    select ${workspaceId}, e.id, e.name, e.definition, 'event', ${memberId}, true from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(id uuid, name text, definition jsonb)`.execute(
    db,
  )
}

export async function switchAll(stage: Stage, enabled: boolean): Promise<void> {
  await sql`update workflow set enabled = ${enabled}`.execute(stage.deps.db.system)
}

/** The entries of the last round read once more by rules that all say no: what looking alone costs. */
async function evaluation(stage: Stage): Promise<Record<string, unknown> & { name: string }> {
  const db = stage.deps.db.system
  await sql`update workflow set enabled = name not in ('Regel 0', 'Regel 1')`.execute(db)
  await sql`update journal_cursor set xid = '0', seq = 0 where name = 'workflows'`.execute(db)
  const counted = await sql<{
    n: number
  }>`select count(*)::int as n from journal where kind in ('case.created', 'message.received')`.execute(db)
  const start = performance.now()
  while (await readOnce(stage.deps));
  const seconds = (performance.now() - start) / 1000
  const events = counted.rows[0]!.n
  return {
    name: 'workflows-evaluation',
    events,
    eventsPerSecond: round(events / seconds, 0),
    microsecondsPerEvent: round((seconds / events) * 1e6, 0),
  }
}
