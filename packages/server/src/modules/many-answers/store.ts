import type { ChannelKind, ManyContent, ManyReason, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

/** A case with the thread an answer would take: that of the customer's last word. */
export type Candidate = {
  case_id: string
  number: number
  title: string
  category: string
  merged_into: string | null
  language: string | null
  last_message_id: string | null
  contact_name: string
  customer_name: string | null
  customer_number: string | null
  salutation: string | null
  address_form: 'sie' | 'du' | null
  thread_id: string | null
  channel: ChannelKind
  visibility: Visibility
  presence_id: string | null
  mail_presence_id: string | null
  to: string | null
  /** Who wrote last is not who the case belongs to: nothing of that person goes to them. */
  is_other: boolean
  is_already: boolean
}

/** One statement for all of them, however many. Foreign and unknown ids are left out. */
export function candidates(
  db: Db,
  workspaceId: string,
  caseIds: readonly string[],
  incidentId: string | null,
): Promise<Candidate[]> {
  return rows(
    db,
    sql<Candidate>`
      select c.id as case_id, c.number, c.title, c.category, c.merged_into, c.language, c.last_message_id, case when o.is_other then w.author_name else c.contact_name end as contact_name,
        case when not o.is_other then cu.name end as customer_name, case when not o.is_other then cu.number end as customer_number,
        case when not o.is_other then cu.salutation end as salutation, case when not o.is_other then cu.address_form end as address_form, o.is_other, t.id as thread_id, coalesce(t.channel, c.channel) as channel, coalesce(t.visibility, c.visibility) as visibility, t.presence_id, mp.id as mail_presence_id,
        lower(coalesce(case when jsonb_array_length(w.meta->'replyTo') > 0 then w.meta->'replyTo'->>0 end, w.meta->>'email', w.author_address, i.display)) as to,
        exists (select from many_answer_case x join many_answer a on a.id = x.many_answer_id where x.case_id = c.id and x.state = 'queued' and a.incident_id = ${incidentId}::uuid) as is_already
      from cases c left join customer cu on cu.id = c.customer_id
      left join lateral (select m.thread_id, m.meta, m.author_address, m.author_name, m.identity_id from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message'
        where cm.case_id = c.id order by cm.at desc, cm.message_id desc limit 1) w on true
      left join thread t on t.id = w.thread_id left join presence p on p.id = t.presence_id left join identity i on i.id = t.identity_id and i.kind = 'email'
      left join presence mp on t.channel = 'form' and mp.id = (p.settings->>'mailPresenceId')::uuid and mp.archived_at is null
      cross join lateral (select coalesce(w.identity_id, t.identity_id) as id) who
      cross join lateral (select coalesce(who.id <> c.identity_id, c.customer_id is not null and who.id is not null)
        and not exists (select from identity_link l where l.identity_id = who.id and l.customer_id = c.customer_id and l.valid_to is null) as is_other) o
      where c.id = any(${[...caseIds]}::uuid[]) and c.workspace_id = ${workspaceId} order by c.number`,
  )
}

export type ManyRecord = {
  workspace_id: string
  id: string
  title: string
  incident_id: string | null
  content: ManyContent
  state: 'waiting' | 'sending' | 'done' | 'stopped'
  approval_id: string | null
  created_by: string
  created_at: Date
  start_at: Date
  settled_at: Date | null
}
export type ManyRow = ManyRecord & {
  by_name: string
  incident: { id: string; number: number; title: string } | null
  is_approval_open: boolean
  counts: {
    all: number
    waiting: number
    sending: number
    sent: number
    failed: number
    unclear: number
    skipped: number
    answered: number
  }
}

export async function insertMany(
  tx: Db,
  m: {
    workspaceId: string
    id: string
    title: string
    incidentId: string | null
    content: ManyContent
    by: string
    undoSeconds: number
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into many_answer (workspace_id, id, title, incident_id, content, state, created_by, start_at)
      values (${m.workspaceId}, ${m.id}, ${m.title}, ${m.incidentId}, ${JSON.stringify(m.content)}::jsonb, 'waiting', ${m.by}, now() + make_interval(secs => ${m.undoSeconds}))`,
  )
}
export async function insertCases(
  tx: Db,
  workspaceId: string,
  id: string,
  list: readonly { caseId: string; seen: string | null; reason: ManyReason | null }[],
): Promise<void> {
  await run(
    tx,
    sql`insert into many_answer_case (workspace_id, many_answer_id, case_id, state, reason, seen_message_id, settled_at)
      select ${workspaceId}, ${id}, e."caseId", case when e.reason is null then 'waiting' else 'skipped' end, e.reason, e.seen, case when e.reason is not null then now() end
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e("caseId" uuid, seen uuid, reason text)`,
  )
}
export async function setApproval(tx: Db, id: string, approvalId: string): Promise<void> {
  await run(tx, sql`update many_answer set approval_id = ${approvalId} where id = ${id}`)
}

export function findMany(db: Db, workspaceId: string, id: string, options: { lock?: boolean } = {}) {
  return one(
    db,
    sql<ManyRecord>`select workspace_id, id, title, incident_id, content, state, approval_id, created_by, created_at, start_at, settled_at from many_answer
      where id = ${id} and workspace_id = ${workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
}
export async function caseIdsOf(db: Db, id: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      case_id: string
    }>`select case_id from many_answer_case where many_answer_id = ${id} and state = 'waiting' order by case_id`,
  )
  return found.map(({ case_id }) => case_id)
}

const resultOf = sql`case when x.state <> 'queued' then x.state when o.state in ('queued','handing_over') then 'sending' when o.state in ('handed_over','delivered','read') then 'sent' else o.state end`
const isNewer = sql`exists (select from case_message cm join message m on m.id = cm.message_id where cm.case_id = x.case_id and m.direction = 'in' and m.nature = 'message' and m.received_at > x.settled_at)`
const isAnswered = sql`x.state = 'queued' and ${isNewer}`
const mayRetry = sql`(x.state = 'skipped' and x.reason = 'failed' or x.state = 'queued' and exists (select from outbox f where f.id = x.outbox_id and f.state = 'failed')) and not ${isNewer}`

export function manyRows(
  db: Db,
  workspaceId: string,
  which: { id?: string; incidentId?: string | undefined; before?: string | undefined; limit: number },
): Promise<ManyRow[]> {
  return rows(
    db,
    sql<ManyRow>`
      select a.workspace_id, a.id, a.title, a.incident_id, a.content, a.state, a.approval_id, a.created_by, a.created_at, a.start_at, a.settled_at, (select name from member where id = a.created_by) as by_name,
        (select jsonb_build_object('id', i.id, 'number', i.number, 'title', i.title) from incident i where i.id = a.incident_id) as incident,
        coalesce((select p.state = 'open' from approval p where p.id = a.approval_id), false) as is_approval_open, n.counts
      from many_answer a cross join lateral (
        select jsonb_build_object('all', count(*), 'waiting', count(*) filter (where result = 'waiting'), 'sending', count(*) filter (where result = 'sending'), 'sent', count(*) filter (where result = 'sent'),
          'failed', count(*) filter (where result = 'failed'), 'unclear', count(*) filter (where result = 'unclear'), 'skipped', count(*) filter (where result in ('skipped','undone')), 'answered', count(*) filter (where answered)) as counts
        from (select ${resultOf} as result, ${isAnswered} as answered from many_answer_case x left join outbox o on o.id = x.outbox_id where x.many_answer_id = a.id) r) n
      where a.workspace_id = ${workspaceId} ${which.id ? sql`and a.id = ${which.id}` : sql``} ${which.incidentId ? sql`and a.incident_id = ${which.incidentId}` : sql``}
        ${which.before ? sql`and a.id < ${which.before}` : sql``} order by a.id desc limit ${which.limit}`,
  )
}

export type ResultRow = {
  case_id: string
  number: number
  title: string
  customer: string
  channel: ChannelKind
  result: 'waiting' | 'sending' | 'sent' | 'failed' | 'unclear' | 'undone' | 'skipped'
  reason: ManyReason | null
  error_code: string | null
  message_id: string | null
  at: Date | null
  answered: boolean
  may_retry: boolean
}
export function resultsOf(db: Db, id: string): Promise<ResultRow[]> {
  return rows(
    db,
    sql<ResultRow>`select x.case_id, c.number, c.title, coalesce((select name from customer where id = c.customer_id), c.contact_name) as customer, c.channel, ${resultOf} as result, x.reason, o.error_code,
        x.message_id, coalesce(o.settled_at, x.settled_at) as at, ${isAnswered} as answered, ${mayRetry} as may_retry
      from many_answer_case x join cases c on c.id = x.case_id left join outbox o on o.id = x.outbox_id where x.many_answer_id = ${id} order by c.number`,
  )
}

/** One that may begin or goes on, the oldest first; across workspaces. */
export function nextRunning(db: Db): Promise<(ManyRecord & { approval_state: string | null }) | undefined> {
  return one(
    db,
    sql<
      ManyRecord & { approval_state: string | null }
    >`select a.workspace_id, a.id, a.title, a.incident_id, a.content, a.state, a.approval_id, a.created_by, a.created_at, a.start_at, a.settled_at, p.state as approval_state
      from many_answer a left join approval p on p.id = a.approval_id
      where a.state in ('waiting','sending') and a.start_at <= now() and (a.approval_id is null or a.state = 'sending' or p.state is distinct from 'open') order by a.start_at, a.id limit 1`,
  )
}
export async function setState(
  tx: Db,
  id: string,
  state: 'sending' | 'done' | 'stopped',
  by: string | null = null,
): Promise<void> {
  await run(
    tx,
    sql`update many_answer set state = ${state}, stopped_by = coalesce(${by}, stopped_by), settled_at = case when ${state} = 'sending' then null else now() end where id = ${id}`,
  )
}
export async function waitingCases(db: Db, id: string, limit: number): Promise<string[]> {
  const found = await rows(
    db,
    sql<{
      case_id: string
    }>`select case_id from many_answer_case where many_answer_id = ${id} and state = 'waiting' order by case_id limit ${limit}`,
  )
  return found.map(({ case_id }) => case_id)
}
/** Undefined when another process has it, or it is done. */
export function claimCase(tx: Db, id: string, caseId: string): Promise<Claimed | undefined> {
  return one(
    tx,
    sql<Claimed>`select x.seen_message_id, x.outbox_id, x.message_id, ${isNewer} as is_newer from many_answer_case x
      where x.many_answer_id = ${id} and x.case_id = ${caseId} and x.state = 'waiting' for update of x skip locked`,
  )
}
/** One with an outbox item was sent before and did not arrive. */
export type Claimed = {
  seen_message_id: string | null
  outbox_id: string | null
  message_id: string | null
  is_newer: boolean
}
/** What failed on its way goes to those again who have not written since; what is unclear needs a person's word. */
export async function putBack(tx: Db, id: string, caseIds: readonly string[] | null): Promise<number> {
  return run(
    tx,
    sql`update many_answer_case x set state = 'waiting', reason = null where x.many_answer_id = ${id} and ${mayRetry}
      and ${caseIds ? sql`x.case_id = any(${[...caseIds]}::uuid[])` : sql`true`}`,
  )
}
export async function markQueued(
  tx: Db,
  id: string,
  caseId: string,
  messageId: string,
  outboxId: string,
): Promise<void> {
  await run(
    tx,
    sql`update many_answer_case set state = 'queued', message_id = ${messageId}, outbox_id = ${outboxId}, settled_at = now() where many_answer_id = ${id} and case_id = ${caseId}`,
  )
}
/** Waiting ones only: what is queued stays so. */
export async function markSkipped(tx: Db, id: string, caseId: string | null, reason: ManyReason): Promise<string[]> {
  const found = await rows(
    tx,
    sql<{
      case_id: string
    }>`update many_answer_case set state = 'skipped', reason = ${reason}, settled_at = now() where many_answer_id = ${id} and state = 'waiting' ${caseId ? sql`and case_id = ${caseId}` : sql``} returning case_id`,
  )
  return found.map(({ case_id }) => case_id)
}

export type Writer = {
  memberId: string
  userId: string
  name: string
  role: string
  teamIds: string[]
  active: boolean
}
export function writerOf(db: Db, workspaceId: string, memberId: string): Promise<Writer | undefined> {
  return one(
    db,
    sql<Writer>`select m.id as "memberId", m.user_id as "userId", m.name, m.role, m.active, array(select team_id from team_member t where t.member_id = m.id) as "teamIds" from member m where m.id = ${memberId} and m.workspace_id = ${workspaceId}`,
  )
}
