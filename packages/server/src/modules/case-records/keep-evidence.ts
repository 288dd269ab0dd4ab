import { sql } from 'kysely'
import { entriesOf } from '#cases'
import { type Db, inTransaction, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { type Loop, startLoop } from '#platform/loop'
import { insertEvidence, settleKept } from './evidence.ts'

const rule = { kind: 'rule', id: 'evidence' } as const
const batch = 500
const keptAtOnce = 50
const triesMost = 5
/** After these a case may have public words worth keeping. */
const moving: ReadonlySet<string> = new Set(['case.created', 'message.received', 'case.kind', 'case.corrected'])

/** Keeps public words of serious cases as they stood on arrival, once, whoever changes or deletes them later. */
export function startKeepingEvidence(deps: Deps): Loop {
  return startLoop({
    name: 'evidence',
    log: deps.log.child({ part: 'evidence' }),
    idleMs: 2_000,
    turn: async () => {
      const hasMore = await findEvidence(deps)
      return (await keepDue(deps)) || hasMore
    },
  })
}

/** Reads the journal behind a kept cursor; what is to be kept stands in a row of its own, once for each word and case. */
export async function findEvidence(deps: Deps): Promise<boolean> {
  return readEntries(deps, { name: 'evidence', limit: batch }, async (tx, entries) => {
    const ids = entries
      .filter(({ kind, subject_kind }) => subject_kind === 'case' && moving.has(kind))
      .map((entry) => entry.subject_id)
    if (ids.length > 0) await insertDue(tx, [...new Set(ids)])
  })
}

/** Serious: what the morning list watches, and threats. A company may want every complaint, or nothing. */
async function insertDue(tx: Db, caseIds: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`insert into evidence_due (workspace_id, case_id, message_id)
      select c.workspace_id, c.id, m.id from cases c left join closing_policy p on p.workspace_id = c.workspace_id
      join case_message cm on cm.case_id = c.id join message m on m.id = cm.message_id join thread t on t.id = m.thread_id
      where c.id = any(${[...caseIds]}::uuid[]) and t.visibility = 'public' and m.direction = 'in' and coalesce(p.evidence, 'serious') <> 'off'
        and (c.anger >= 2 or c.kind = 'press' or c.offence in ('threat','hate') or (p.evidence = 'complaints' and c.kind = 'complaint'))
        and not exists (select from evidence e where e.workspace_id = c.workspace_id and e.case_id = c.id and e.message_id = m.id)
      order by c.id, m.id limit 5000 on conflict do nothing`,
  )
}

type Due = { workspace_id: string; case_id: string; message_id: string; tries: number; is_gone: boolean }

/** One handful of what is due. A word that cannot be kept holds up no other; after some tries it says so. */
export async function keepDue(deps: Deps): Promise<boolean> {
  const due = await claim(deps.db.system)
  if (due.length === 0) return false
  failPoint(deps.config, 'evidence.claimed')
  try {
    await keep(deps, due)
  } catch (error) {
    deps.log.warn({ err: error, words: due.length }, 'public words could not be kept together')
    for (const one of due) await keepAlone(deps, one)
  }
  return due.length === keptAtOnce
}

/** The next try is set before the first: whoever dies with it in hand leaves it to be found. */
function claim(db: Db): Promise<Due[]> {
  return rows(
    db,
    sql<Due>`update evidence_due d set tries = d.tries + 1, next_at = now() + make_interval(secs => 30 * (d.tries + 1)) from message m
      where m.id = d.message_id and (d.case_id, d.message_id) in (select case_id, message_id from evidence_due where state = 'waiting' and next_at <= now()
        order by next_at limit ${keptAtOnce} for update skip locked)
      returning d.workspace_id, d.case_id, d.message_id, d.tries, m.deleted_at is not null as is_gone`,
  )
}

async function keep(deps: Deps, due: readonly Due[]): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    for (const [workspaceId, own] of Map.groupBy(due, ({ workspace_id }) => workspace_id)) {
      const wanted = own.filter(({ is_gone }) => !is_gone)
      const kept = await insertEvidence(tx, {
        workspaceId,
        caseIds: wanted.map(({ case_id }) => case_id),
        messageIds: wanted.map(({ message_id }) => message_id),
        why: 'serious',
        by: null,
      })
      await settleKept(
        tx,
        wanted.map(({ case_id, message_id }) => ({ caseId: case_id, messageId: message_id })),
      )
      for (const [caseId, words] of Map.groupBy(kept, (one) => one.caseId))
        await append(
          tx,
          entriesOf(workspaceId, rule, caseId, [
            { kind: 'case.evidence', data: { messageIds: words.map(({ messageId }) => messageId), why: 'serious' } },
          ]),
        )
    }
    for (const one of due.filter(({ is_gone }) => is_gone)) await fail(tx, one, 'deleted')
  })
}

async function keepAlone(deps: Deps, one: Due): Promise<void> {
  try {
    await keep(deps, [one])
  } catch (error) {
    deps.log.warn({ err: error, message: one.message_id }, 'a public word could not be kept')
    if (one.tries >= triesMost) await inTransaction(deps.db.system, (tx) => fail(tx, one, 'internal'))
  }
}

async function fail(tx: Db, one: Due, code: 'deleted' | 'internal'): Promise<void> {
  const settled = await run(
    tx,
    sql`update evidence_due set state = 'failed', code = ${code}, settled_at = now() where case_id = ${one.case_id} and message_id = ${one.message_id} and state = 'waiting'`,
  )
  if (settled === 0) return
  await append(
    tx,
    entriesOf(one.workspace_id, rule, one.case_id, [
      { kind: 'case.evidence-failed', data: { messageId: one.message_id, code } },
    ]),
  )
}
