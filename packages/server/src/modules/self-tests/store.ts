import type { ChannelKind, Person, SelfTest } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Reached } from './hand-link.ts'

type Place = { id: string; name: string; kind: ChannelKind }
export type TestRow = {
  id: string
  presence: Place
  sender: Place | null
  by_hand: boolean
  as_case: boolean
  tester: Person | null
  waiting: { word: string; expiresAt: string; isSent: boolean } | null
  reached: Reached
  every_minutes: number
  alarm_minutes: number
  enabled: boolean
  next_at: Date
  version: number
  runs: SelfTest['runs']
  median: SelfTest['median']
}

const seconds = (column: string) => sql.raw(`round(extract(epoch from r.${column} - r.started_at))::int`)
const median = (column: string) =>
  sql.raw(`round(percentile_cont(0.5) within group (order by extract(epoch from r.${column} - r.started_at)))::int`)
const columns = sql`t.id, jsonb_build_object('id', p.id, 'name', p.name, 'kind', p.kind) as presence,
  case when f.id is not null then jsonb_build_object('id', f.id, 'name', f.name, 'kind', f.kind) end as sender,
  t.by_hand, t.as_case, case when h.id is not null then jsonb_build_object('id', h.id, 'name', h.name) end as tester,
  jsonb_build_object('kind', p.kind, 'address', p.address, 'settings', p.settings, 'public_key', p.public_key) as reached,
  (select jsonb_build_object('word', r.token, 'expiresAt', to_char(r.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'isSent', r.state <> 'shown')
    from self_test_run r where r.self_test_id = t.id and r.by_hand and r.state in ('shown','sent','missing') and r.expires_at > now() order by r.id desc limit 1) as waiting,
  t.every_minutes, t.alarm_minutes, t.enabled, t.next_at, t.version,
  (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'state', r.state, 'asCase', r.as_case, 'startedAt', to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'takenAfter', ${seconds('taken_at')}, 'seenAfter', ${seconds('seen_at')}, 'answeredAfter', ${seconds('answered_at')}, 'errorCode', r.error_code, 'caseId', r.case_id) order by r.id desc), '[]')
    from (select * from self_test_run where self_test_id = t.id order by id desc limit 30) r) as runs,
  (select jsonb_build_object('taken', ${median('taken_at')}, 'seen', ${median('seen_at')}, 'answered', ${median('answered_at')}, 'runs', count(*)::int)
    from self_test_run r where r.self_test_id = t.id and r.state not in ('shown','unused') and r.started_at > now() - interval '90 days') as median`
const from = sql`from self_test t join presence p on p.id = t.presence_id left join presence f on f.id = t.from_presence_id left join member h on h.id = t.tester_id`

export function listTests(db: Db, workspaceId: string): Promise<TestRow[]> {
  return rows(
    db,
    sql<TestRow>`select ${columns} ${from} where t.workspace_id = ${workspaceId} and t.removed_at is null order by p.kind, p.name, t.id`,
  )
}

export async function findTest(db: Db, workspaceId: string, id: string): Promise<TestRow | undefined> {
  return one(
    db,
    sql<TestRow>`select ${columns} ${from} where t.id = ${id} and t.workspace_id = ${workspaceId} and t.removed_at is null`,
  )
}

export async function lockTest(tx: Db, workspaceId: string, id: string): Promise<void> {
  await run(tx, sql`select 1 from self_test where id = ${id} and workspace_id = ${workspaceId} for update`)
}

export function livePresences(db: Db, workspaceId: string): Promise<(Place & { isSample: boolean })[]> {
  return rows(
    db,
    sql<
      Place & { isSample: boolean }
    >`select id, name, kind, coalesce(settings->>'sample', '') = 'true' as "isSample" from presence
      where workspace_id = ${workspaceId} and archived_at is null order by kind, name, id`,
  )
}

/** False: this channel is tried already. */
export async function insertTest(
  tx: Db,
  test: {
    workspaceId: string
    id: string
    presenceId: string
    fromPresenceId: string | null
    byHand: boolean
    asCase: boolean
    testerId: string | null
    everyMinutes: number
    alarmMinutes: number
    by: string
  },
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into self_test (workspace_id, id, presence_id, from_presence_id, by_hand, as_case, tester_id, every_minutes, alarm_minutes, created_by)
      values (${test.workspaceId}, ${test.id}, ${test.presenceId}, ${test.fromPresenceId}, ${test.byHand}, ${test.asCase}, ${test.testerId}, ${test.everyMinutes}, ${test.alarmMinutes}, ${test.by})
      on conflict (presence_id) where removed_at is null do nothing`,
  )
  return made > 0
}

export async function updateTest(
  tx: Db,
  id: string,
  to: { everyMinutes: number; alarmMinutes: number; enabled: boolean; asCase: boolean; testerId: string | null },
): Promise<void> {
  await run(
    tx,
    sql`update self_test set every_minutes = ${to.everyMinutes}, alarm_minutes = ${to.alarmMinutes}, enabled = ${to.enabled}, as_case = ${to.asCase}, tester_id = ${to.testerId}, version = version + 1,
      next_at = least(next_at, now() + make_interval(mins => ${to.everyMinutes})) where id = ${id}`,
  )
}

export async function removeTest(tx: Db, id: string): Promise<void> {
  await run(tx, sql`update self_test set removed_at = now(), enabled = false where id = ${id}`)
}

/** Due at once, also while it rests. */
export async function dueNow(tx: Db, id: string): Promise<void> {
  await run(tx, sql`update self_test set next_at = now(), enabled = true where id = ${id}`)
}

/** Who may send by hand: whoever may set tests up. */
export function testers(db: Db, workspaceId: string): Promise<Person[]> {
  return rows(
    db,
    sql<Person>`select id, name from member where workspace_id = ${workspaceId} and active and role in ('owner','admin','lead') order by name, id limit 500`,
  )
}

/** The word before counts no more: one waits at a time. */
export async function showWord(
  tx: Db,
  word: { workspaceId: string; id: string; testId: string; text: string; minutes: number },
): Promise<void> {
  await run(
    tx,
    sql`update self_test_run set state = case when state = 'shown' then 'unused' else state end, expires_at = least(expires_at, now())
      where self_test_id = ${word.testId} and by_hand and state in ('shown','sent','missing')`,
  )
  await run(
    tx,
    sql`insert into self_test_run (workspace_id, id, self_test_id, presence_id, token, state, by_hand, as_case, expires_at)
      select t.workspace_id, ${word.id}, t.id, t.presence_id, ${word.text}, 'shown', true, t.as_case, now() + make_interval(mins => ${word.minutes})
      from self_test t where t.id = ${word.testId} and t.workspace_id = ${word.workspaceId}`,
  )
}

/** False: no word waits. It has the time of the alarm to arrive. */
export async function markSent(tx: Db, testId: string): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update self_test_run r set state = 'sent', sent_at = now(), started_at = now(), expires_at = greatest(r.expires_at, now() + make_interval(mins => t.alarm_minutes))
      from self_test t where t.id = r.self_test_id and r.self_test_id = ${testId} and r.state = 'shown' and r.expires_at > now()`,
  )
  return changed > 0
}
