import type { ChatFile, ChatLine } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { append } from '#platform/journal'

export type SessionRow = {
  id: string
  workspace_id: string
  presence_id: string
  language: 'de' | 'en'
  name: string
  email: string | null
  identity: 'none' | 'verified' | 'refused'
  user_key: string | null
  email_vouched: boolean
  page: string | null
  mail_since: Date | null
  looked_at: Date | null
}
const columns = sql`id, workspace_id, presence_id, language, name, email, identity, user_key, email_vouched, page, mail_since, looked_at`

/** A conversation nobody touched for so long is over; the browser begins a new one. */
const sessionDays = 30

export function sessionByToken(db: Db, presenceId: string, tokenHash: Buffer): Promise<SessionRow | undefined> {
  return one(
    db,
    sql<SessionRow>`select ${columns} from chat_session where token_hash = ${tokenHash} and presence_id = ${presenceId} and seen_at > now() - make_interval(days => ${sessionDays})`,
  )
}

export async function identityUses(tx: Db, presenceId: string, hash: Buffer): Promise<number> {
  const found = await one(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from chat_session where presence_id = ${presenceId} and identity_hash = ${hash}`,
  )
  return found!.n
}

export async function insertSession(
  tx: Db,
  s: {
    workspaceId: string
    id: string
    presenceId: string
    tokenHash: Buffer
    language: string
    page: string | null
    name: string
    email: string | null
    identity: string
    userKey: string | null
    refusedBecause: string | null
    identityHash: Buffer | null
    emailVouched: boolean
  },
): Promise<SessionRow> {
  await run(
    tx,
    sql`insert into chat_session (workspace_id, id, presence_id, token_hash, language, page, name, email, identity, user_key, refused_because, identity_hash, email_vouched)
      values (${s.workspaceId}, ${s.id}, ${s.presenceId}, ${s.tokenHash}, ${s.language}, ${s.page}, ${s.name}, ${s.email}, ${s.identity}, ${s.userKey}, ${s.refusedBecause}, ${s.identityHash}, ${s.emailVouched})
      on conflict (token_hash) do nothing`,
  )
  return (await one(tx, sql<SessionRow>`select ${columns} from chat_session where token_hash = ${s.tokenHash}`))!
}

/** A word in the chat: they are here again, and answers come here. */
export async function noteWord(tx: Db, sessionId: string): Promise<void> {
  await run(
    tx,
    sql`update chat_session set seen_at = now(), typing_at = null, left_at = null, mail_since = null where id = ${sessionId}`,
  )
}

/** The item a browser's message is. Null: not said yet. */
export async function itemOfLine(tx: Db, sessionId: string, clientId: string) {
  return one(
    tx,
    sql<{
      inlet_item_id: string
      at: Date
    }>`select inlet_item_id, at from chat_line where session_id = ${sessionId} and client_id = ${clientId}`,
  )
}

export async function insertLine(
  tx: Db,
  session: Pick<SessionRow, 'id' | 'workspace_id'>,
  clientId: string,
  itemId: string,
): Promise<Date> {
  const made = await one(
    tx,
    sql<{ at: Date }>`insert into chat_line as l (workspace_id, session_id, client_id, inlet_item_id)
      values (${session.workspace_id}, ${session.id}, ${clientId}, ${itemId}) on conflict (session_id, client_id) do update set client_id = l.client_id returning at`,
  )
  return made!.at
}

/** Files of this conversation that no message holds yet. */
export function freeFiles(tx: Db, sessionId: string, ids: readonly string[]): Promise<ChatFile[]> {
  return rows(
    tx,
    sql<ChatFile>`select f.id, f.name, f.type, f.size from chat_file c join file f on f.id = c.file_id
      where c.session_id = ${sessionId} and f.id = any(${[...ids]}::uuid[]) order by array_position(${[...ids]}::uuid[], f.id)`,
  )
}

/** The file belongs to something said: it is not swept away as one that nobody sent. */
export async function holdFiles(tx: Db, ids: readonly string[], itemId: string): Promise<void> {
  if (ids.length === 0) return
  await run(tx, sql`update file set message_id = ${itemId} where id = any(${[...ids]}::uuid[]) and message_id is null`)
}

export async function filesWaiting(db: Db, sessionId: string): Promise<{ count: number; bytes: number }> {
  const found = await one(
    db,
    sql<{
      count: number
      bytes: number
    }>`select count(*)::int as count, coalesce(sum(f.size), 0)::int as bytes from chat_file c join file f on f.id = c.file_id
      where c.session_id = ${sessionId} and c.at > now() - interval '24 hours'`,
  )
  return found!
}

export async function insertFile(
  tx: Db,
  session: Pick<SessionRow, 'id' | 'workspace_id'>,
  file: ChatFile & { bytes: Buffer },
): Promise<void> {
  await run(
    tx,
    sql`insert into file (workspace_id, id, name, type, size, bytes) values (${session.workspace_id}, ${file.id}, ${file.name}, ${file.type}, ${file.size}, ${file.bytes})`,
  )
  await run(
    tx,
    sql`insert into chat_file (workspace_id, session_id, file_id) values (${session.workspace_id}, ${session.id}, ${file.id})`,
  )
}

/** A file of the visitor's own, or one of ours in this conversation that reached them. */
export function fileOfSession(db: Db, session: SessionRow, fileId: string) {
  return one(
    db,
    sql<{ name: string; type: string; bytes: Buffer }>`select f.name, f.type, f.bytes from file f
      where f.id = ${fileId} and f.workspace_id = ${session.workspace_id} and (
        exists (select from chat_file c where c.file_id = f.id and c.session_id = ${session.id})
        or exists (select from message m join thread t on t.id = m.thread_id join outbox o on o.message_id = m.id
          where m.id = f.message_id and m.direction = 'out' and m.deleted_at is null and o.state in ('handed_over','delivered','read')
            and t.presence_id = ${session.presence_id} and t.external_key = ${session.id}))`,
  )
}

export async function noteSignal(
  tx: Db,
  sessionId: string,
  signal: { typing?: boolean | undefined; gone?: boolean | undefined },
): Promise<void> {
  await run(
    tx,
    sql`update chat_session set seen_at = now(),
        typing_at = ${signal.typing === undefined ? sql`typing_at` : signal.typing ? sql`now()` : null},
        left_at = ${signal.gone === true ? sql`now()` : signal.gone === false ? null : sql`left_at`}
      where id = ${sessionId}`,
  )
}

/** All open windows of this process at once. */
export async function keepAlive(db: Db, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return
  await run(db, sql`update chat_session set seen_at = now(), left_at = null where id = any(${[...sessionIds]}::uuid[])`)
}

export async function noteLeft(db: Db, sessionIds: readonly string[]): Promise<void> {
  await run(
    db,
    sql`update chat_session set left_at = now(), typing_at = null where id = any(${[...sessionIds]}::uuid[]) and left_at is null`,
  )
}

/** What the visitor's browser has, or has shown: answers only rise. Each rise is one entry of its case. */
export async function raiseAnswers(
  tx: Db,
  session: SessionRow,
  ids: readonly string[],
  state: 'delivered' | 'read',
): Promise<void> {
  if (ids.length === 0) return
  const from = state === 'read' ? ['handed_over', 'delivered', 'unclear'] : ['handed_over', 'unclear']
  const raised = await rows(
    tx,
    sql<{ id: string; message_id: string; case_id: string }>`update outbox o set state = ${state} from thread t
      where o.thread_id = t.id and t.presence_id = ${session.presence_id} and t.external_key = ${session.id}
        and o.message_id = any(${[...ids]}::uuid[]) and o.state = any(${from}::text[]) and o.workspace_id = ${session.workspace_id}
      returning o.id, o.message_id, o.case_id`,
  )
  await append(
    tx,
    raised
      .filter((row) => row.case_id !== null)
      .map((row) => ({
        workspaceId: session.workspace_id,
        subject: { kind: 'case', id: row.case_id } as const,
        actor: { kind: 'customer', id: null } as const,
        kind: 'reply.received' as const,
        data: { messageId: row.message_id, outboxId: row.id, state },
      })),
  )
  if (state === 'read')
    await run(
      tx,
      sql`update chat_session set unread_since = null where id = ${session.id} and unread_since is not null
        and not exists (select from outbox o join thread t on t.id = o.thread_id where t.presence_id = ${session.presence_id} and t.external_key = ${session.id} and o.state in ('handed_over','delivered'))`,
    )
}

type OutRow = {
  session_id: string
  id: string
  name: string
  text: string
  attachments: { name: string; type: string; size: number; fileId?: string }[]
  at: Date
  settled_at: Date
}
export type OurLine = { sessionId: string; line: ChatLine; settledAt: Date }

const outs = sql`t.external_key as session_id, m.id, case when coalesce((p.settings->>'showsNames')::boolean, true) then m.author_name else '' end as name, m.text, m.attachments, coalesce(o.settled_at, m.occurred_at) as at, coalesce(o.settled_at, m.occurred_at) as settled_at
  from message m join thread t on t.id = m.thread_id join outbox o on o.message_id = m.id join presence p on p.id = t.presence_id`
const reached = sql`m.direction = 'out' and m.deleted_at is null and t.channel = 'chat' and o.state in ('handed_over','delivered','read','unclear')`

/** Answers that lately got through in any of these cases; for whoever has the conversation open. */
export async function freshAnswers(db: Db, caseIds: readonly string[]): Promise<OurLine[]> {
  const found = await rows(
    db,
    sql<OutRow>`select ${outs} join case_message cm on cm.message_id = m.id
      where cm.case_id = any(${[...caseIds]}::uuid[]) and ${reached} and o.settled_at > now() - interval '10 minutes' order by o.settled_at`,
  )
  return found.map(lineOf)
}

/**
 * Answers of these conversations from a known one on, with two minutes before it: who settles late stands behind who
 * settled early, and doubles cost nothing, since browsers know lines by their id.
 */
export async function answersOf(
  db: Db,
  wanted: readonly { sessionId: string; presenceId: string; after: string | null }[],
): Promise<OurLine[]> {
  const list = JSON.stringify(
    wanted.map(({ sessionId, presenceId, after }) => ({ s: sessionId, p: presenceId, a: after })),
  )
  const found = await rows(
    db,
    sql<OutRow>`select x.* from json_to_recordset(${list}::json) as e(s text, p uuid, a uuid) cross join lateral (
        select ${outs} where t.presence_id = e.p and t.external_key = e.s and ${reached}
          and (e.a is null or coalesce(o.settled_at, m.occurred_at) > coalesce((select settled_at - interval '2 minutes' from outbox where message_id = e.a limit 1), '-infinity'))
        order by o.settled_at desc limit 200
      ) x order by x.settled_at`,
  )
  return found.map(lineOf)
}

function lineOf(row: OutRow): OurLine {
  return {
    sessionId: row.session_id,
    settledAt: row.settled_at,
    line: {
      id: row.id,
      clientId: null,
      from: 'us',
      name: row.name || null,
      text: row.text,
      files: row.attachments.flatMap(({ fileId, name, type, size }) =>
        fileId ? [{ id: fileId, name, type, size }] : [],
      ),
      at: row.at.toISOString(),
    },
  }
}

/** What the visitor said, also what the intake has not worked yet. */
export async function linesSaid(db: Db, sessionId: string): Promise<ChatLine[]> {
  const found = await rows(
    db,
    sql<{
      client_id: string
      item_id: string
      text: string | null
      files: ChatFile[]
      at: Date
    }>`select l.client_id, l.inlet_item_id as item_id, l.at, case when m.deleted_at is null then coalesce(m.text, convert_from(i.raw, 'utf8')::json->>'text') end as text,
        coalesce(convert_from(i.raw, 'utf8')::json->'files', '[]'::json) as files
      from chat_line l join inlet_item i on i.id = l.inlet_item_id left join message m on m.id = i.message_id
      where l.session_id = ${sessionId} order by l.at desc limit 200`,
  )
  return found.map((row) => ({
    id: row.item_id,
    clientId: row.client_id,
    from: 'visitor',
    name: null,
    text: row.text ?? '',
    files: row.text === null ? [] : row.files,
    at: row.at.toISOString(),
  }))
}

/** The case that words of a conversation go to. */
export async function caseOfSession(db: Db, session: Pick<SessionRow, 'id' | 'presence_id'>): Promise<string | null> {
  const found = await one(
    db,
    sql<{
      case_id: string | null
    }>`select case_id from thread where presence_id = ${session.presence_id} and external_key = ${session.id}`,
  )
  return found?.case_id ?? null
}

export async function saveRating(tx: Db, sessionId: string, rating: { score: number; words: string }): Promise<void> {
  await run(
    tx,
    sql`update chat_session set score = ${rating.score}, words = ${rating.words}, rated_at = now() where id = ${sessionId}`,
  )
}
