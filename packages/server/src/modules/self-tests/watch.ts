import { sql } from 'kysely'
import { type Db, inTransaction, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append, type Entry, type JournalRow } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { testTag } from './self-test.ts'
import { linkCases } from './take.ts'

type Noticed = {
  id: string
  workspace_id: string
  self_test_id: string
  presence_id: string
  case_id: string
  seconds: number
}

/** Follows the journal: test items that became cases, and answers to them. Costs nothing while none is under way. */
export function watchOnce(deps: Pick<Deps, 'db' | 'log'>): Promise<boolean> {
  return readEntries(deps, { name: 'self-tests', limit: 500 }, async (tx, entries) => {
    const arrived = entries.flatMap((entry) =>
      (entry.kind === 'message.received' || entry.kind === 'case.created') && typeof entry.data.messageId === 'string'
        ? [entry.data.messageId]
        : [],
    )
    if (arrived.length > 0) await noteArrived(tx, arrived)
    const answered = entries.filter(isAnswer).map(({ subject_id }) => subject_id)
    if (answered.length > 0) await noteAnswered(tx, answered)
  })
}

/** Words of ours went out, or a person settled the case: somebody dealt with it. */
function isAnswer({ kind, actor_kind, data }: JournalRow): boolean {
  if (kind === 'reply.queued' || kind === 'reply.logged') return actor_kind === 'person'
  return kind === 'case.status' && actor_kind === 'person' && (data.to === 'done' || data.to === 'closed')
}

async function noteArrived(tx: Db, messageIds: readonly string[]): Promise<void> {
  const found = await linkCases(tx, messageIds)
  if (found.length === 0) return
  await run(
    tx,
    sql`update cases set tags = array_append(tags, ${testTag}), version = version + 1 where id = any(${found.map(({ case_id }) => case_id)}::uuid[]) and not (${testTag} = any(tags))`,
  )
  await append(
    tx,
    found.map(
      (one): Entry => ({
        ...common(one),
        subject: { kind: 'case', id: one.case_id },
        kind: 'case.self-test',
        data: { runId: one.id },
      }),
    ),
  )
}

async function noteAnswered(tx: Db, caseIds: readonly string[]): Promise<void> {
  const found = await rows(
    tx,
    sql<Noticed>`update self_test_run r set state = 'answered', answered_at = now(), seen_at = coalesce(seen_at, now())
      where r.case_id = any(${[...caseIds]}::uuid[]) and r.state in ('taken','seen')
      returning r.id, r.workspace_id, r.self_test_id, r.presence_id, r.case_id, round(extract(epoch from r.answered_at - r.started_at))::int as seconds`,
  )
  await append(
    tx,
    found.map(
      (one): Entry => ({
        ...common(one),
        kind: 'self-test.answered',
        data: { runId: one.id, presenceId: one.presence_id, seconds: one.seconds },
      }),
    ),
  )
}

/** The first person who opened it. Who that was is not kept. */
export async function noteSeen(deps: Pick<Deps, 'db'>): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const found = await rows(
      tx,
      sql<Noticed>`with looked as (
          select r.id, (select min(c.seen_at) from case_read c where c.case_id = r.case_id and c.seen_at >= r.taken_at) as at
          from self_test_run r where r.state = 'taken' and r.case_id is not null for update of r skip locked)
        update self_test_run r set state = 'seen', seen_at = looked.at from looked where r.id = looked.id and looked.at is not null
        returning r.id, r.workspace_id, r.self_test_id, r.presence_id, r.case_id, greatest(0, round(extract(epoch from r.seen_at - r.started_at)))::int as seconds`,
    )
    await append(
      tx,
      found.map(
        (one): Entry => ({
          ...common(one),
          kind: 'self-test.seen',
          data: { runId: one.id, presenceId: one.presence_id, seconds: one.seconds },
        }),
      ),
    )
    return found.length
  })
}

/** Words of one use that nobody sent in their time. */
export async function endUnused(deps: Pick<Deps, 'db'>): Promise<number> {
  return run(
    deps.db.system,
    sql`update self_test_run set state = 'unused' where state = 'shown' and expires_at < now()`,
  )
}

/** What should be there and is not: told once. */
export async function noteMissing(deps: Pick<Deps, 'db'>): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const found = await rows(
      tx,
      sql<
        Noticed & { minutes: number }
      >`update self_test_run r set state = 'missing', alarmed_at = now() from self_test t
        where t.id = r.self_test_id and r.state in ('sending','sent') and r.started_at < now() - make_interval(mins => t.alarm_minutes)
        returning r.id, r.workspace_id, r.self_test_id, r.presence_id, t.alarm_minutes as minutes`,
    )
    await append(
      tx,
      found.map(
        (one): Entry => ({
          ...common(one),
          kind: 'self-test.missing',
          data: { runId: one.id, presenceId: one.presence_id, minutes: one.minutes },
        }),
      ),
    )
    return found.length
  })
}

const restsHours = 24

/**
 * Answered, or open for a day after somebody saw it: the case is closed, so that it stands in no list of concerns. Not where
 * others wrote in it: a public test can be answered, or repeated under somebody else's words.
 */
export async function closeDone(deps: Pick<Deps, 'db'>): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const closed = await rows(
      tx,
      sql<{ id: string; workspace_id: string; before: 'open' }>`with due as (
          select c.id, c.category as before from self_test_run r join cases c on c.id = r.case_id
          where c.category not in ('closed') and c.merged_into is null and r.started_at > now() - interval '30 days'
            and not exists (select from case_message cm join message m on m.id = cm.message_id
              where cm.case_id = c.id and m.id <> r.message_id and m.direction = 'in' and m.nature = 'message')
            and ((r.state = 'answered' and not exists (select from outbox o where o.case_id = c.id and o.state in ('queued','handing_over')))
              or (r.state = 'seen' and r.seen_at < now() - make_interval(hours => ${restsHours})))
          order by c.id limit 100 for update of c skip locked)
        update cases c set category = 'closed', closed_at = now(), answer_due_at = null, next_update_at = null, follow_up_at = null, waiting_since = null, version = version + 1
        from due where c.id = due.id returning c.id, c.workspace_id, due.before`,
    )
    if (closed.length === 0) return 0
    const ids = closed.map(({ id }) => id)
    await run(
      tx,
      sql`update promise set state = 'waived', settled_at = now(), reason = ${testTag} where case_id = any(${ids}::uuid[]) and state = 'open'`,
    )
    await append(
      tx,
      closed.map(
        ({ id, workspace_id, before }): Entry => ({
          workspaceId: workspace_id,
          subject: { kind: 'case', id },
          actor: { kind: 'job', id: null },
          kind: 'case.status',
          data: { from: before, to: 'closed' },
        }),
      ),
    )
    return closed.length
  })
}

function common(one: Pick<Noticed, 'workspace_id' | 'self_test_id'>) {
  return {
    workspaceId: one.workspace_id,
    subject: { kind: 'self-test', id: one.self_test_id } as const,
    actor: { kind: 'job', id: null } as const,
  }
}
