import type { BodyOf, ChannelKind, replyRoutes, Role, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

export type StoredReply = BodyOf<typeof replyRoutes.send>
export type EarlierText = { text: string; by: string; at: string }
export type RequestRecord = {
  workspace_id: string
  id: string
  case_id: string
  thread_id: string
  member_id: string
  reply: StoredReply
  version: number
  edited_by: string | null
  may_edit_and_send: boolean
  earlier: EarlierText[]
  why: string[]
  /** Who wrote on it before it was handed in. */
  authors: string[]
  state: 'open' | 'sent' | 'returned' | 'withdrawn'
  returned_code: string | null
  at: Date
}
const columns = sql`r.workspace_id, r.id, r.case_id, r.thread_id, r.member_id, r.reply, r.version, r.edited_by, r.may_edit_and_send, r.earlier, r.why, r.authors, r.state, r.returned_code, r.at`

export function findRequest(
  db: Db,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<RequestRecord | undefined> {
  return one(
    db,
    sql<RequestRecord>`select ${columns} from reply_request r where r.id = ${id} and r.workspace_id = ${workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
}

export type RequestInThread = RequestRecord & {
  channel: ChannelKind
  visibility: Visibility
  editor_name: string | null
}
export function findWithThread(db: Db, workspaceId: string, ids: readonly string[]): Promise<RequestInThread[]> {
  return rows(
    db,
    sql<RequestInThread>`select ${columns}, t.channel, t.visibility, (select name from member m where m.id = r.edited_by) as editor_name
      from reply_request r join thread t on t.id = r.thread_id where r.workspace_id = ${workspaceId} and r.id = any(${[...ids]}::uuid[])`,
  )
}

/** The last one of this person in this case: open ones are superseded, its words are what the next is compared with. */
export function lastOf(
  tx: Db,
  workspaceId: string,
  caseId: string,
  memberId: string,
): Promise<RequestRecord | undefined> {
  return one(
    tx,
    sql<RequestRecord>`select ${columns} from reply_request r where r.workspace_id = ${workspaceId} and r.case_id = ${caseId} and r.member_id = ${memberId} order by r.id desc limit 1 for update`,
  )
}

export async function insertRequest(
  tx: Db,
  r: {
    workspaceId: string
    id: string
    caseId: string
    threadId: string
    memberId: string
    reply: StoredReply
    mayEditAndSend: boolean
    earlier: readonly EarlierText[]
    why: readonly string[]
    authors: readonly string[]
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into reply_request (workspace_id, id, case_id, thread_id, member_id, reply, may_edit_and_send, earlier, why, authors)
      values (${r.workspaceId}, ${r.id}, ${r.caseId}, ${r.threadId}, ${r.memberId}, ${JSON.stringify(r.reply)}::jsonb, ${r.mayEditAndSend}, ${JSON.stringify(r.earlier)}::jsonb, ${JSON.stringify(r.why)}::jsonb, ${[...r.authors]}::uuid[])`,
  )
}

export async function rewriteRequest(
  tx: Db,
  id: string,
  to: { reply: StoredReply; editedBy: string; earlier: readonly EarlierText[] },
): Promise<void> {
  await run(
    tx,
    sql`update reply_request set reply = ${JSON.stringify(to.reply)}::jsonb, edited_by = ${to.editedBy}, earlier = ${JSON.stringify(to.earlier)}::jsonb, version = version + 1 where id = ${id}`,
  )
}

export async function settleRequest(
  tx: Db,
  id: string,
  to: { state: 'sent' | 'returned' | 'withdrawn'; code?: string; messageId?: string; outboxId?: string | null },
): Promise<void> {
  await run(
    tx,
    sql`update reply_request set state = ${to.state}, returned_code = ${to.code ?? null}, message_id = ${to.messageId ?? null}, outbox_id = ${to.outboxId ?? null}, settled_at = now() where id = ${id}`,
  )
}

/** The words become the writer's draft again, unless they have begun another. */
export async function giveBack(tx: Db, request: RequestRecord): Promise<void> {
  const { text, threadId, ...extra } = request.reply
  await run(
    tx,
    sql`insert into draft (workspace_id, case_id, member_id, kind, thread_id, text, extra, authors) values (${request.workspace_id}, ${request.case_id}, ${request.member_id}, 'reply', ${threadId}, ${text}, ${JSON.stringify(extra)}::jsonb, ${[...request.authors, ...(request.edited_by ? [request.edited_by] : [])]}::uuid[])
      on conflict (member_id, case_id, kind) do nothing`,
  )
}

/** The writer as they stand today; undefined when they left. */
export async function writerOf(tx: Db, workspaceId: string, memberId: string): Promise<Actor | undefined> {
  const found = await one(
    tx,
    sql<{
      user_id: string
      name: string
      role: Role
      team_ids: string[]
    }>`select user_id, name, role, coalesce((select array_agg(t.team_id) from team_member t where t.member_id = m.id), '{}') as team_ids from member m
      where id = ${memberId} and workspace_id = ${workspaceId} and active`,
  )
  if (!found) return undefined
  const { user_id: userId, team_ids: teamIds, name, role } = found
  return { memberId, userId, name, role, workspaceId, teamIds, sessionHash: '' }
}

export type ShownRequest = RequestRecord & {
  name: string
  editor_name: string | null
  approval_id: string | null
  due_at: Date | null
  reason: string | null
}
/** Those that wait, and the newest of mine when it came back. */
export function requestsOfCase(db: Db, actor: Actor, caseId: string, id?: string): Promise<ShownRequest[]> {
  return rows(
    db,
    sql<ShownRequest>`select ${columns}, m.name, e.name as editor_name, a.id as approval_id, a.due_at, a.reason from reply_request r join member m on m.id = r.member_id left join member e on e.id = r.edited_by
        left join lateral (select id, due_at, reason from approval x where x.workspace_id = r.workspace_id and x.subject_id = r.id order by x.id desc limit 1) a on true
      where r.workspace_id = ${actor.workspaceId} and r.case_id = ${caseId} ${
        id
          ? sql`and r.id = ${id}`
          : sql`and (r.state = 'open' or (r.member_id = ${actor.memberId} and r.state = 'returned'
          and not exists (select from reply_request n where n.workspace_id = r.workspace_id and n.case_id = r.case_id and n.member_id = r.member_id and n.id > r.id)))`
      }
      order by r.id desc limit 50`,
  )
}
