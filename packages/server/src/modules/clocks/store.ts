import type { CaseKind, ChannelKind, ClockKind, StandstillReason, StatusCategory } from '@resonanz/contracts'
import { sql } from 'kysely'
import { priorityWord } from '#cases'
import { type Db, rows, run } from '#platform/db/database'
import type { Position } from '#platform/journal'
import type { TargetFacts, TargetPlan } from '#targets'
import type { Clock, Outcome } from './clock.ts'

export type CaseFacts = TargetFacts & {
  id: string
  workspaceId: string
  category: StatusCategory
  merged: boolean
  answerDueAt: number | null
  waitingSince: number | null
  /** Open ones. */
  promises: { id: string; dueAt: number; madeAt: number }[]
  /** Later entries of this case wait to be read. */
  isAhead: boolean
}

type CaseRow = {
  id: string
  workspace_id: string
  category: StatusCategory
  merged: boolean
  team_id: string | null
  presence_id: string | null
  channel: ChannelKind
  kind: CaseKind | null
  priority: 0 | 1 | 2 | 3
  answer_due_at: Date | null
  waiting_since: Date | null
  promises: { id: string; due: number; made: number }[]
  is_ahead: boolean
}

/** Cases as they stand, their promises, and whether the journal knows more of them than was read; of one moment. */
export async function factsOf(tx: Db, caseIds: readonly string[], read: Position): Promise<Map<string, CaseFacts>> {
  const found = await rows(
    tx,
    sql<CaseRow>`
      select c.id, c.workspace_id, c.category, c.merged_into is not null as merged, c.team_id, c.presence_id, c.channel, c.kind, c.priority,
        c.answer_due_at, c.waiting_since,
        coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'due', floor(extract(epoch from p.due_at) * 1000), 'made', floor(extract(epoch from p.made_at) * 1000)) order by p.id)
          from promise p where p.case_id = c.id and p.state = 'open'), '[]') as promises,
        exists (select from journal j where j.subject_id = c.id and (j.xid, j.seq) > (${read.xid}::xid8, ${read.seq}::bigint)) as is_ahead
      from cases c where c.id = any(${[...caseIds]}::uuid[])`,
  )
  return new Map(
    found.map((row) => [
      row.id,
      {
        id: row.id,
        workspaceId: row.workspace_id,
        category: row.category,
        merged: row.merged,
        ...factsFor(row),
        answerDueAt: row.answer_due_at?.getTime() ?? null,
        waitingSince: row.waiting_since?.getTime() ?? null,
        promises: row.promises.map(({ id, due, made }) => ({ id, dueAt: due, madeAt: made })),
        isAhead: row.is_ahead,
      },
    ]),
  )
}

export function factsFor(row: Pick<CaseRow, 'team_id' | 'presence_id' | 'channel' | 'kind' | 'priority'>): TargetFacts {
  return {
    teamId: row.team_id,
    presenceId: row.presence_id,
    channel: row.channel,
    kind: row.kind,
    priority: priorityWord(row.priority),
  }
}

export type ClockRow = {
  workspace_id: string
  id: string
  case_id: string
  kind: ClockKind
  promise_id: string | null
  by_rule: boolean
  rule_id: string | null
  rule_version: number | null
  hours_stamp: string
  in_service_hours: boolean
  average_minutes: number | null
  at_most_minutes: number | null
  started_at: Date
  segments: { from: string; to: string | null; pausedFor: StandstillReason | null }[]
  paused: boolean
  due_at: Date | number
  warn_at: Date | number
  closed_at: Date | null
  outcome: Outcome | null
  closed_by: string | null
}

const columns = sql`k.workspace_id, k.id, k.case_id, k.kind, k.promise_id, k.by_rule, k.rule_id, k.rule_version, k.hours_stamp, k.in_service_hours,
  k.average_minutes, k.at_most_minutes, k.started_at, k.segments, k.paused, k.due_at, k.warn_at, k.closed_at, k.outcome, k.closed_by`

export function clockRows(
  db: Db,
  caseIds: readonly string[],
  options: { lock?: boolean; promiseIds?: readonly string[] } = {},
): Promise<ClockRow[]> {
  return rows(
    db,
    sql<ClockRow>`select ${columns} from clock k where k.case_id = any(${[...caseIds]}::uuid[]) ${
      options.promiseIds ? sql`or k.promise_id = any(${[...options.promiseIds]}::uuid[])` : sql``
    } order by k.id ${options.lock ? sql`for update` : sql``}`,
  )
}

/** Clocks that run by rules, of cases, from an id on: what a change of rules or hours may move. */
export type MovableClock = ClockRow & {
  number: number
  title: string
  team_id: string | null
  presence_id: string | null
  channel: ChannelKind
  case_kind: CaseKind | null
  priority: 0 | 1 | 2 | 3
}

export function movableClocks(
  db: Db,
  workspaceId: string,
  { after, limit, lock }: { after: string | null; limit: number; lock: boolean },
): Promise<MovableClock[]> {
  return rows(
    db,
    sql<MovableClock>`
      select ${columns}, c.number, c.title, c.team_id, c.presence_id, c.channel, c.kind as case_kind, c.priority
      from clock k join cases c on c.id = k.case_id
      where k.workspace_id = ${workspaceId} and k.closed_at is null and k.by_rule and k.id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
      order by k.id limit ${limit} ${lock ? sql`for update of k` : sql``}`,
  )
}

/** The newest cases' clocks, for a trial. */
export function newestClocks(db: Db, workspaceId: string, cases: number): Promise<MovableClock[]> {
  return rows(
    db,
    sql<MovableClock>`
      select ${columns}, c.number, c.title, c.team_id, c.presence_id, c.channel, c.kind as case_kind, c.priority
      from (select * from cases where workspace_id = ${workspaceId} and merged_into is null order by number desc limit ${cases}) c
      join clock k on k.case_id = c.id where k.promise_id is null and k.outcome is distinct from 'dropped' order by k.id`,
  )
}

/** A stored clock under what the rules say now; without a plan it counts plain time, which only closed ones may do. */
export function clockFrom(row: ClockRow, targets: TargetPlan | null, facts: TargetFacts): Clock {
  return {
    id: row.id,
    caseId: row.case_id,
    kind: row.kind,
    promiseId: row.promise_id,
    byRule: row.by_rule,
    aim: row.by_rule ? (targets?.aimOf(row.kind, facts) ?? null) : null,
    startedAt: row.started_at.getTime(),
    segments: row.segments.map(({ from, to, pausedFor }) => ({
      from: Date.parse(from),
      to: to === null ? null : Date.parse(to),
      pausedFor,
    })),
    dueAt: Number(row.due_at),
    warnAt: Number(row.warn_at),
    closedAt: row.closed_at?.getTime() ?? null,
    outcome: row.outcome,
    closedBy: row.closed_by,
  }
}

/**
 * Writes clocks, new or changed, in one statement. A due time that moves is told anew; one that moved into the past
 * without being told is found by the next sweep.
 */
export async function writeClocks(tx: Db, workspaceId: string, clocks: readonly Clock[]): Promise<void> {
  if (clocks.length === 0) return
  const at = (moment: number | null) =>
    moment === null ? null : Number.isFinite(moment) ? new Date(moment).toISOString() : 'infinity'
  const list = clocks.map((clock) => ({
    id: clock.id,
    c: clock.caseId,
    k: clock.kind,
    p: clock.promiseId,
    b: clock.byRule,
    r: clock.aim?.ruleId ?? null,
    v: clock.aim?.ruleVersion ?? null,
    h: clock.aim?.hoursStamp ?? '',
    s: clock.aim?.inServiceHours ?? false,
    a: clock.aim?.averageMinutes ?? null,
    m: clock.aim?.atMostMinutes ?? null,
    st: at(clock.startedAt),
    se: clock.segments.map(({ from, to, pausedFor }) => ({ from: at(from), to: at(to), pausedFor })),
    pa: clock.closedAt === null && clock.segments.at(-1)!.pausedFor !== null,
    d: at(clock.dueAt),
    w: at(clock.warnAt),
    cl: at(clock.closedAt),
    o: clock.outcome,
    cb: clock.closedBy,
  }))
  await run(
    tx,
    sql`insert into clock as k (workspace_id, id, case_id, kind, promise_id, by_rule, rule_id, rule_version, hours_stamp, in_service_hours, average_minutes, at_most_minutes,
        started_at, segments, paused, due_at, warn_at, closed_at, outcome, closed_by)
      select ${workspaceId}::uuid, e.id, e.c, e.k, e.p, e.b, e.r, e.v, e.h, e.s, e.a, e.m, e.st, e.se, e.pa, e.d, e.w, e.cl, e.o, e.cb
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(id uuid, c uuid, k text, p uuid, b boolean, r text, v int, h text, s boolean, a int, m int,
        st timestamptz, se jsonb, pa boolean, d timestamptz, w timestamptz, cl timestamptz, o text, cb uuid)
      on conflict (id) do update set case_id = excluded.case_id, by_rule = excluded.by_rule, rule_id = excluded.rule_id, rule_version = excluded.rule_version, hours_stamp = excluded.hours_stamp,
        in_service_hours = excluded.in_service_hours, average_minutes = excluded.average_minutes, at_most_minutes = excluded.at_most_minutes,
        segments = excluded.segments, paused = excluded.paused, due_at = excluded.due_at, warn_at = excluded.warn_at,
        closed_at = excluded.closed_at, outcome = excluded.outcome, closed_by = excluded.closed_by,
        warned_at = case when k.due_at = excluded.due_at then k.warned_at end, breached_at = case when k.due_at = excluded.due_at then k.breached_at end`,
  )
}

/** What lists order by: until when a case is to be solved, as the clock says that runs now. */
export async function keepResolutionDue(tx: Db, workspaceId: string, clocks: readonly Clock[]): Promise<void> {
  const dueOf = new Map<string, string | null>()
  for (const { caseId, kind, closedAt, segments, dueAt } of clocks) {
    if (kind !== 'resolution') continue
    const runs = closedAt === null && segments.at(-1)!.pausedFor === null && Number.isFinite(dueAt)
    if (runs) dueOf.set(caseId, new Date(dueAt).toISOString())
    else if (!dueOf.has(caseId)) dueOf.set(caseId, null)
  }
  if (dueOf.size === 0) return
  await run(
    tx,
    sql`update cases c set resolution_due_at = e.d
      from jsonb_to_recordset(${JSON.stringify([...dueOf].map(([c, d]) => ({ c, d })))}::jsonb) as e(c uuid, d timestamptz)
      where c.id = e.c and c.workspace_id = ${workspaceId} and c.resolution_due_at is distinct from e.d`,
  )
}

export type MovedAnswer = { caseId: string; before: number; after: number }

/** What lists show follows the clock, unless somebody moved it meanwhile. */
export async function moveAnswers(tx: Db, workspaceId: string, moved: readonly MovedAnswer[]): Promise<void> {
  if (moved.length === 0) return
  const list = moved.map(({ caseId, before, after }) => ({
    c: caseId,
    b: new Date(before).toISOString(),
    a: new Date(after).toISOString(),
  }))
  await run(
    tx,
    sql`update cases c set answer_due_at = e.a, version = version + 1
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(c uuid, b timestamptz, a timestamptz)
      where c.id = e.c and c.workspace_id = ${workspaceId} and date_trunc('milliseconds', c.answer_due_at) = e.b`,
  )
}

/** Everything that writes clocks of a workspace takes turns: the reader of the journal and the working-out anew. */
export async function lockClocks(tx: Db, workspaceIds: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended('clocks:' || w, 0)) from unnest(${[...workspaceIds].toSorted()}::text[]) as w`,
  )
}
