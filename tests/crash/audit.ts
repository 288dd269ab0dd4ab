import { openDeps, readConfig } from '@resonanz/server'
import { sql } from 'kysely'
import { verifyChain, sealNext } from '../../packages/server/src/modules/health/seal-journal.ts'
import { readOnce } from '../../packages/server/src/modules/workflows/read-journal.ts'
import { keepQueue } from '../../packages/server/src/modules/routing/keep-queue.ts'
import type { Deps } from '../../packages/server/src/platform/deps.ts'
import { readUp } from '../journal.ts'
import { type Driver, ruleNote } from './driver.ts'

export type AuditResult = {
  lost: number
  doubled: number
  sentTwice: number
  unfinished: number
  unclear: number
  handedOver: number
  chainOk: boolean
  unhandled: number
  problems: string[]
}

/** The invariants (RELIABILITY §7): what was acknowledged is there once; nothing left twice; every sending has an end; the chain holds. */
export async function audit(
  dataDir: string,
  driver: Driver,
  delivered: Map<string, number>,
  logs: readonly string[],
): Promise<AuditResult> {
  const opened = await openDeps(readConfig({ RESONANZ_DATA: dataDir, RESONANZ_LOG_LEVEL: 'silent' }))
  const db = opened.deps.db.system
  const problems: string[] = []
  try {
    const items = (
      await sql<{ source_key: string; n: number; state: string; cases: number }>`
      select i.source_key, count(*)::int as n, min(i.state) as state, (select count(*)::int from case_message cm where cm.message_id = min(i.message_id::text)::uuid) as cases from inlet_item i group by i.source_key`.execute(
        db,
      )
    ).rows
    const byKey = new Map(items.map((item) => [item.source_key, item]))
    let lost = 0
    let doubled = 0
    for (const key of driver.accepted) {
      const item = byKey.get(key)
      if (!item || item.state === 'taken' || (item.state === 'done' && item.cases === 0)) {
        lost += 1
        problems.push(`lost ${key}: ${item ? `${item.state}, ${item.cases} cases` : 'not there'}`)
      } else if (item.n > 1 || item.cases > 1) {
        doubled += 1
        problems.push(`doubled ${key}`)
      }
    }
    const twins = (
      await sql<{
        text: string
        n: number
      }>`select text, count(*)::int as n from message where direction = 'in' group by text having count(*) > 1`.execute(
        db,
      )
    ).rows
    doubled += twins.length
    const ids = [...driver.replies.values()]
    const kept = (
      await sql<{
        n: number
      }>`select count(*)::int as n from message m join outbox o on o.message_id = m.id where m.id = any(${ids}::uuid[])`.execute(
        db,
      )
    ).rows[0]!.n
    lost += ids.length - kept
    const answers = (
      await sql<{
        text: string
        n: number
      }>`select text, count(*)::int as n from message where direction = 'out' and text like 'Guten Tag, hier ist%' group by text having count(*) > 1`.execute(
        db,
      )
    ).rows
    doubled += answers.length
    for (const twin of [...twins, ...answers]) problems.push(`doubled words: ${twin.text}`)
    const readers = await auditReaders(opened.deps)
    lost += readers.lost.length
    doubled += readers.doubled.length
    problems.push(...readers.lost, ...readers.doubled)
    const sentTwice = [...delivered].filter(([, count]) => count > 1)
    for (const [id, count] of sentTwice) problems.push(`sent ${count} times: ${id}`)
    const states = new Map(
      (
        await sql<{ state: string; n: number }>`select state, count(*)::int as n from outbox group by state`.execute(db)
      ).rows.map((row) => [row.state, row.n]),
    )
    while (await sealNext(db));
    const chain = await verifyChain(db)
    const unhandled =
      logs.join('\n').match(/UnhandledPromiseRejection|unhandledRejection|uncaughtException/g)?.length ?? 0
    return {
      lost,
      doubled,
      sentTwice: sentTwice.length,
      unfinished: (states.get('queued') ?? 0) + (states.get('handing_over') ?? 0),
      unclear: states.get('unclear') ?? 0,
      handedOver: states.get('handed_over') ?? 0,
      chainOk: chain.ok,
      unhandled,
      problems: problems.slice(0, 20),
    }
  } finally {
    await opened.close()
  }
}

/** What reads the journal catches up; then every case has had its rule once, and stands in line once or was given once. */
async function auditReaders(deps: Deps): Promise<{ lost: string[]; doubled: string[] }> {
  const db = deps.db.system
  await readUp(deps, 'workflows', () => readOnce(deps))
  await readUp(deps, 'routing', () => keepQueue(deps))
  const cases = (
    await sql<{
      number: number
      notes: number
      runs: number
      given: number
      waits: boolean
      owned: boolean
      ours: boolean
    }>`
      select c.number, (select count(*)::int from note n where n.case_id = c.id and n.text = ${ruleNote}) as notes,
        (select count(*)::int from workflow_run r where r.case_id = c.id and r.state = 'done') as runs,
        (select count(*)::int from routing_decision d where d.case_id = c.id and d.way = 'push') as given,
        exists (select from routing_wait w where w.case_id = c.id) as waits, c.owner_id is not null as owned,
        -- Customers' words are given out. What we began ourselves and nobody may have got stands among the unclear ones.
        c.category <> 'waiting_customer' and c.follow_up_at is null and c.last_inbound_at is not null as ours
      from cases c where c.merged_into is null order by c.number`.execute(db)
  ).rows
  const saying = (what: string, is: (row: (typeof cases)[number]) => boolean) =>
    cases.filter(is).map(({ number }) => `${what}: case ${number}`)
  return {
    lost: [
      ...saying('the rule passed over', ({ notes, runs }) => notes === 0 || runs === 0),
      ...saying('nobody’s and in no line', ({ waits, owned, ours }) => ours && !waits && !owned),
    ],
    doubled: [
      ...saying('the rule acted twice', ({ notes, runs }) => notes > 1 || runs > 1),
      ...saying('given twice', ({ given }) => given > 1),
      ...saying('given and still in line', ({ waits, owned }) => waits && owned),
    ],
  }
}
