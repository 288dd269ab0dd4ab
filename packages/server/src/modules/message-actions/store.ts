import type { ActionsOfMessage, ActionState, ChannelKind, MessageAction, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { inFairOrder, type Room } from '#platform/lanes'

/** Told when something was asked for. */
export const actionsChannel = 'resonanz_message_action'
const leaseSeconds = 60
const shownMost = 1_000

/** A message as the rules see it. */
export type Subject = {
  id: string
  workspace_id: string
  presence_id: string
  case_id: string
  channel: ChannelKind
  visibility: Visibility
  direction: 'in' | 'out'
  is_deleted: boolean
  is_hidden: boolean
  /** Not before the network has our answer. */
  is_on_network: boolean
  is_liked: boolean
  is_pinned: boolean
  last: {
    id: string
    action: MessageAction
    state: ActionState
    error_code: string | null
    reason: string
    asked_at: string
    by_id: string | null
    by_name: string | null
  } | null
}

const subject = sql`m.id, m.workspace_id, m.presence_id, cm.case_id, m.channel, t.visibility, m.direction, m.deleted_at is not null as is_deleted, m.hidden_at is not null as is_hidden,
  m.nature = 'message' and (m.direction = 'in' or not exists (select 1 from outbox o where o.message_id = m.id and o.state not in ('handed_over','delivered','read'))) as is_on_network,
  coalesce((select a.action = 'like' from message_action a where a.message_id = m.id and a.topic = 'like' and a.state = 'done' order by a.id desc limit 1), false) as is_liked,
  coalesce((select a.action = 'pin' from message_action a where a.message_id = m.id and a.topic = 'pin' and a.state = 'done' order by a.id desc limit 1), false) as is_pinned,
  (select jsonb_build_object('id', a.id, 'action', a.action, 'state', a.state, 'error_code', a.error_code, 'reason', a.reason, 'asked_at', a.asked_at, 'by_id', b.id, 'by_name', b.name)
    from message_action a left join member b on b.id = a.asked_by where a.message_id = m.id order by a.id desc limit 1) as last`
const from = sql`from case_message cm join message m on m.id = cm.message_id join thread t on t.id = m.thread_id`

export function subjectsOf(
  db: Db,
  workspaceId: string,
  caseId: string,
  channels: readonly string[],
): Promise<Subject[]> {
  return rows(
    db,
    sql<Subject>`select ${subject} ${from} where cm.case_id = ${caseId} and m.workspace_id = ${workspaceId} and m.channel = any(${channels}::text[]) order by m.id desc limit ${shownMost}`,
  )
}

/** Of several cases that hold it the one whose thread it is, else the newest. */
export function subjectOf(db: Db, workspaceId: string, messageId: string): Promise<Subject | undefined> {
  return one(
    db,
    sql<Subject>`select ${subject} ${from} where m.id = ${messageId} and m.workspace_id = ${workspaceId} order by cm.case_id is distinct from t.case_id, cm.case_id desc limit 1`,
  )
}

export function topicOf(action: MessageAction): 'like' | 'hide' | 'delete' | 'pin' {
  if (action === 'unlike') return 'like'
  if (action === 'unhide') return 'hide'
  return action === 'unpin' ? 'pin' : action
}

/** False: one of the same topic is under way for this message. */
export async function insertAction(
  tx: Db,
  a: { id: string; message: Subject; action: MessageAction; reason: string; memberId: string },
): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into message_action (workspace_id, id, message_id, presence_id, case_id, action, topic, reason, asked_by)
      values (${a.message.workspace_id}, ${a.id}, ${a.message.id}, ${a.message.presence_id}, ${a.message.case_id}, ${a.action}, ${topicOf(a.action)}, ${a.reason}, ${a.memberId})
      on conflict (message_id, topic) where state in ('queued','working') do nothing`,
  )
  if (inserted > 0) await sql`select pg_notify(${actionsChannel}, '')`.execute(tx)
  return inserted > 0
}

export type Claimed = {
  id: string
  workspace_id: string
  message_id: string
  case_id: string
  presence_id: string
  action: MessageAction
  attempts: number
  asked_by: string | null
  external_id: string
  thread_key: string
  meta: Record<string, unknown>
}

/** What is due and may begin, now ours. */
export function claimActions(db: Db, processName: string, room: Room): Promise<Claimed[]> {
  const due = sql`
    select a.id, a.workspace_id, a.presence_id, a.next_at as due_at, p.failures > 0 as is_ailing from message_action a join presence p on p.id = a.presence_id
    where a.state = 'queued' and a.next_at <= now() and not p.paused and p.archived_at is null`
  return rows(
    db,
    sql<Claimed>`
      with next as (
        select a.id from (${inFairOrder(due, room)}) f join message_action a on a.id = f.id where a.state = 'queued' for update of a skip locked
      )
      update message_action a set state = 'working', attempts = a.attempts + 1, lease_until = now() + make_interval(secs => ${leaseSeconds}), lease_by = ${processName}
      from next, message m join thread t on t.id = m.thread_id where a.id = next.id and m.id = a.message_id
      returning a.id, a.workspace_id, a.message_id, a.case_id, a.presence_id, a.action, a.attempts, a.asked_by, m.external_id, t.external_key as thread_key, m.meta`,
  )
}

/** Whose process died: nobody knows whether the network has it. */
export function abandonedActions(db: Db): Promise<Omit<Claimed, 'external_id' | 'thread_key' | 'meta'>[]> {
  return rows(
    db,
    sql`select id, workspace_id, message_id, case_id, presence_id, action, attempts, asked_by from message_action where state = 'working' and lease_until < now() order by id limit 50`,
  )
}

export async function tryActionLater(db: Db, id: string, code: string, seconds: number): Promise<void> {
  await run(
    db,
    sql`update message_action set state = 'queued', next_at = now() + make_interval(secs => ${seconds}), error_code = ${code.slice(0, 60)}, lease_until = null where id = ${id} and state = 'working'`,
  )
}

/** Only from working: a late process never overrules what was written meanwhile, but what is known for certain ends a doubt. */
export async function settleAction(
  tx: Db,
  id: string,
  state: 'done' | 'failed' | 'unclear',
  code: string | null,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update message_action set state = ${state}, error_code = ${code?.slice(0, 60) ?? null}, settled_at = now(), lease_until = null
      where id = ${id} and (state = 'working' or ${state === 'done'} and state = 'unclear' and error_code = 'interrupted')`,
  )
  return changed > 0
}

/** What the network did is so here too; its own report of it changes nothing any more. */
export async function applyAction(tx: Db, messageId: string, action: MessageAction): Promise<void> {
  if (action === 'hide')
    await run(tx, sql`update message set hidden_at = coalesce(hidden_at, now()) where id = ${messageId}`)
  if (action === 'unhide') await run(tx, sql`update message set hidden_at = null where id = ${messageId}`)
  if (action === 'delete')
    await run(tx, sql`update message set deleted_at = coalesce(deleted_at, now()) where id = ${messageId}`)
}

export function presentActions(message: Subject, allowed: MessageAction[]): ActionsOfMessage {
  const { last } = message
  const isUnderWay = last?.state === 'queued' || last?.state === 'working'
  return {
    messageId: message.id,
    allowed: isUnderWay ? allowed.filter((action) => topicOf(action) !== topicOf(last.action)) : allowed,
    isLiked: message.is_liked,
    isPinned: message.is_pinned,
    last: last && {
      id: last.id,
      action: last.action,
      state: last.state,
      code: last.error_code,
      reason: last.reason,
      by: last.by_id ? { id: last.by_id, name: last.by_name ?? '' } : null,
      at: new Date(last.asked_at).toISOString(),
    },
  }
}
