import type { ChannelKind, OwnLimits, StatusCategory, Visibility } from '@resonanz/contracts'
import { searchWords } from '@resonanz/text'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import { notFound } from '#platform/errors'
import type { FileRow } from './attachments.ts'

export type ReplyThread = {
  id: string
  presence_id: string
  channel: ChannelKind
  visibility: Visibility
  subject: string | null
  /** The channel's key of the conversation. */
  externalKey: string
  /** The channel's own; null: that of the writer. */
  undoSeconds: number | null
  /** Mailbox that sends for a form, or goes on with a chat. */
  mailPresenceId: string | null
  mailAddress: string | null
  /** What the network says of the presence. */
  limits: OwnLimits | null
  replyTo: string[]
}

/** The thread, when it belongs to the case, with who an answer goes to: Reply-To, else the sender, of the last word. */
export async function threadForReply(
  tx: Db,
  workspaceId: string,
  caseId: string,
  threadId: string,
): Promise<ReplyThread> {
  const thread = await one(
    tx,
    sql<ReplyThread>`
      select t.id, t.presence_id, t.channel, t.visibility, t.subject, t.external_key as "externalKey", p.limits, mp.id as "mailPresenceId", coalesce(mp.address, p.address) as "mailAddress",
        coalesce((select case when m.presence_id = cs.presence_id then array[cs.email] when jsonb_array_length(m.meta->'replyTo') > 0 then array(select jsonb_array_elements_text(m.meta->'replyTo')) when m.meta ? 'email' then array[m.meta->>'email'] else array[m.author_address] end
          from message m where m.thread_id = t.id and m.direction = 'in' and m.nature = 'message' and m.author_address is not null order by m.id desc limit 1),
          (select array[i.display] from identity i where i.id = t.identity_id and i.kind = 'email'), case when cs.id is not null then array[cs.email] end, '{}') as "replyTo",
        case when t.channel = 'chat' and cs.id is null then coalesce((p.settings->>'undoSeconds')::int, 3) end as "undoSeconds"
      from thread t join presence p on p.id = t.presence_id
      left join chat_session cs on t.channel = 'chat' and cs.presence_id = t.presence_id and cs.id = case when t.channel = 'chat' then t.external_key::uuid end and cs.mail_since is not null and cs.email is not null
      left join presence mp on (t.channel = 'form' or cs.id is not null) and mp.id = (p.settings->>'mailPresenceId')::uuid and mp.archived_at is null
      where t.id = ${threadId} and t.workspace_id = ${workspaceId}
        and (t.case_id = ${caseId} or exists (select 1 from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${caseId} and m.thread_id = t.id))`,
  )
  if (!thread) throw notFound()
  return { ...thread, replyTo: thread.replyTo.filter((address) => address.includes('@')) }
}

export async function undoSecondsOf(db: Db, memberId: string): Promise<number | null> {
  return (
    (
      await one(
        db,
        sql<{ s: number | null }>`select (preferences->>'undoSeconds')::int as s from member where id = ${memberId}`,
      )
    )?.s ?? null
  )
}

export async function newestWord(tx: Db, caseId: string, seenId: string | null) {
  return one(
    tx,
    sql<{
      id: string
      direction: string
      author_name: string
      at: Date
    }>`select m.id, m.direction, m.author_name, m.received_at as at from case_message cm join message m on m.id = cm.message_id
      where cm.case_id = ${caseId} and m.nature in ('message','automatic') and m.deleted_at is null
        and m.received_at > coalesce((select s.received_at from message s where s.id = ${seenId}), '-infinity') and m.id is distinct from ${seenId}::uuid order by m.received_at desc limit 1`,
  )
}

export async function lastInbound(
  tx: Db,
  threadId: string,
): Promise<{ subject: string | null; author_name: string; at: Date; text: string; messageIds: string[] } | undefined> {
  const found = await one(
    tx,
    sql<{
      subject: string | null
      author_name: string
      at: Date
      text: string
      message_id: string | null
      refs: string[] | null
    }>`
      select subject, author_name, occurred_at as at, coalesce(full_text, text) as text, meta->>'messageId' as message_id,
        case when jsonb_typeof(meta->'references') = 'array' then array(select jsonb_array_elements_text(meta->'references')) end as refs
      from message where thread_id = ${threadId} and direction = 'in' and nature = 'message' order by id desc limit 1`,
  )
  if (!found) return undefined
  return { ...found, messageIds: [...(found.refs ?? []), ...(found.message_id ? [found.message_id] : [])] }
}

/** The newest words of somebody else in a conversation on a network, with what its connector kept of them. */
export async function answeredIn(
  tx: Db,
  threadId: string,
  contactId: string | null,
): Promise<
  | { externalId: string; meta: Record<string, unknown>; person: { key: string; display: string } | null; at: Date }
  | undefined
> {
  return one(
    tx,
    sql`select m.external_id as "externalId", m.meta, m.occurred_at as at, case when i.id is not null then jsonb_build_object('key', i.key, 'display', i.display) end as person
      from message m left join identity i on i.id = m.identity_id
      where m.thread_id = ${threadId} and m.direction = 'in' and m.nature = 'message'
      order by ${contactId ? sql`m.identity_id is distinct from ${contactId},` : sql``} m.deleted_at is not null, m.occurred_at desc, m.id desc limit 1`,
  )
}

export async function insertMessage(
  tx: Db,
  m: {
    workspaceId: string
    id: string
    threadId: string
    presenceId: string
    channel: string
    externalId: string
    memberId: string | null
    name: string
    subject: string | null
    text: string
    /** What is found by search, when that is not all of it. */
    searched?: string
    meta: object
    files: FileRow[]
    /** What pictures show, by the id of the file. */
    alts?: Record<string, string>
    occurredAt: string | null
    caseId: string | null
    nature?: string
  },
) {
  const attachments = m.files.map((file, index) => ({
    index,
    name: file.name,
    type: file.type,
    size: file.size,
    inline: false,
    fileId: file.id,
    ...(m.alts?.[file.id] ? { alt: m.alts[file.id] } : {}),
  }))
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, nature, external_id, author_member_id, author_name, subject, text, meta, attachments, occurred_at)
    values (${m.workspaceId}, ${m.id}, ${m.threadId}, ${m.presenceId}, ${m.channel}, 'out', ${m.nature ?? 'message'}, ${m.externalId}, ${m.memberId}, ${m.name}, ${m.subject}, ${m.text}, ${JSON.stringify(m.meta)}::jsonb,
      ${JSON.stringify(attachments)}::jsonb, coalesce(${m.occurredAt}::timestamptz, now()))`.execute(tx)
  await sql`insert into message_search (workspace_id, message_id, case_id, at, words) select workspace_id, id, ${m.caseId}::uuid, occurred_at, array_to_tsvector(${searchWords(`${m.subject ?? ''} ${m.searched ?? m.text}`, 800)}::text[]) from message where id = ${m.id}`.execute(
    tx,
  )
  if (m.caseId)
    await sql`insert into case_message (workspace_id, case_id, message_id, at) select workspace_id, ${m.caseId}, id, occurred_at from message where id = ${m.id}`.execute(
      tx,
    )
  if (m.files.length > 0)
    await sql`update file set message_id = ${m.id} where id = any(${m.files.map((file) => file.id)}::uuid[])`.execute(
      tx,
    )
}

export type CaseBefore = Record<string, unknown>
/** The columns an answer changes, as they were: what an undo gives back. */
export async function caseBefore(tx: Db, caseId: string): Promise<CaseBefore> {
  return (await one(
    tx,
    sql<CaseBefore>`select category, last_message_at, last_outbound_at, last_message_id, waiting_since, answer_due_at, next_update_at, follow_up_at, follow_up_until_reply, follow_up_for, back_because, closed_at, preview from cases where id = ${caseId}`,
  ))!
}

/** The clock stops, the promised word is kept by this one, the next is promised; other promises stand. */
export async function applyReply(
  tx: Db,
  a: {
    workspaceId: string
    caseId: string
    messageId: string
    memberId: string
    category: StatusCategory
    nextUpdate: { at: string; text: string } | null
    promiseId: string
    text: string
    followUpAt: string | null | undefined
    hasAttachment: boolean
    /** Parts of a thread are messages each. */
    messages: number
  },
): Promise<{ kept: { id: string; onTime: boolean }[]; made: { id: string; dueAt: string } | null }> {
  const kept = await rows(
    tx,
    sql<{
      id: string
      onTime: boolean
    }>`update promise set state = 'kept', settled_at = now(), settled_by = ${a.memberId} where case_id = ${a.caseId} and state = 'open' and kind = 'next_update' returning id, now() <= due_at as "onTime"`,
  )
  if (a.nextUpdate) {
    await sql`insert into promise (workspace_id, id, case_id, text, due_at, made_by, message_id) values (${a.workspaceId}, ${a.promiseId}, ${a.caseId}, ${a.nextUpdate.text}, ${a.nextUpdate.at}, ${a.memberId}, ${a.messageId})`.execute(
      tx,
    )
  }
  const finished = a.category === 'done' || a.category === 'closed'
  await sql`update cases set category = ${a.category}, last_message_at = greatest(last_message_at, now()), last_outbound_at = now(), last_message_id = ${a.messageId}, waiting_since = null, answer_due_at = null,
      next_update_at = (select min(due_at) from promise where case_id = ${a.caseId} and state = 'open'), message_count = message_count + ${a.messages}, has_attachment = has_attachment or ${a.hasAttachment}, version = version + 1,
      follow_up_at = case when ${a.followUpAt === undefined} then follow_up_at else ${a.followUpAt ?? null}::timestamptz end,
      follow_up_for = case when ${a.followUpAt === undefined} then follow_up_for else '{}' end, back_because = null,
      closed_at = ${finished ? sql`now()` : sql`null`}
    where id = ${a.caseId} and workspace_id = ${a.workspaceId}`.execute(tx)
  return { kept, made: a.nextUpdate ? { id: a.promiseId, dueAt: a.nextUpdate.at } : null }
}

export async function insertOutbox(
  tx: Db,
  o: {
    workspaceId: string
    id: string
    caseId: string | null
    threadId: string | null
    presenceId: string
    messageId: string | null
    purpose: string
    clientToken: string
    undoSeconds: number
    memberId: string | null
    /** Of a numbered thread: which part, of how many, and the row of the first. */
    part?: number
    parts?: number
    firstPart?: string | null
    payload: object
  },
): Promise<string> {
  const made = await one(
    tx,
    sql<{
      send_at: Date
    }>`insert into outbox (workspace_id, id, case_id, thread_id, presence_id, message_id, purpose, payload, client_token, send_at, created_by, part, parts, first_part)
      values (${o.workspaceId}, ${o.id}, ${o.caseId}, ${o.threadId}, ${o.presenceId}, ${o.messageId}, ${o.purpose}, ${JSON.stringify(o.payload)}::jsonb, ${o.clientToken}, now() + make_interval(secs => ${o.undoSeconds}), ${o.memberId}, ${o.part ?? 1}, ${o.parts ?? 1}, ${o.firstPart ?? null}::uuid)
      returning send_at`,
  )
  await sql`select pg_notify('resonanz_outbox', '')`.execute(tx)
  return made!.send_at.toISOString()
}

/** Who wrote on this person's draft before them. */
export async function authorsOfDraft(tx: Db, memberId: string, caseId: string): Promise<string[]> {
  const found = await one(
    tx,
    sql<{
      authors: string[]
    }>`select authors from draft where member_id = ${memberId} and case_id = ${caseId} and kind = 'reply'`,
  )
  return (found?.authors ?? []).filter((author) => author !== memberId)
}

export async function deleteDraft(tx: Db, memberId: string, caseId: string) {
  await run(tx, sql`delete from draft where member_id = ${memberId} and case_id = ${caseId} and kind = 'reply'`)
}
