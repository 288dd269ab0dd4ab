import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import type { CaseRecord } from './case.ts'
import { type CaseToOpen, openCases } from './open-cases.ts'

type Where = { workspaceId: string; presenceId: string }
export type TestCase = { id: string; number: number; threadId: string; messageIds: string[] }

/** A mail case with one thread and `messages` inbound messages, a minute apart, for tests. */
export async function makeCase(
  deps: Deps,
  house: Where,
  options: Partial<CaseToOpen> & { messages?: number; identityName?: string } = {},
): Promise<TestCase> {
  const db = deps.db.system
  const { messages = 1, identityName, ...given } = options
  const [id, threadId] = [deps.newId(), deps.newId()]
  const messageIds = Array.from({ length: messages }, () => deps.newId())
  const start = Date.now() - 3_600_000
  const identityId = given.identityId ?? (identityName ? await makeIdentity(deps, house, identityName) : null)
  const contactName = given.contactName ?? identityName ?? 'Kim Berger'
  const openedAt = given.openedAt ?? new Date(start)
  const opened: CaseToOpen = {
    title: 'Wo bleibt mein Paket',
    channel: 'email',
    visibility: 'private',
    preview: 'Seit Montag warte ich',
    language: 'de',
    presenceId: house.presenceId,
    customerId: null,
    openedAt,
    lastMessageAt: new Date(openedAt.getTime() + Math.max(0, messages - 1) * 60_000),
    lastMessageId: messageIds.at(-1) ?? null,
    messageCount: messages,
    hasAttachment: false,
    answerDueAt: new Date(Date.now() + 3_600_000),
    inbound: true,
    ...given,
    id,
    identityId,
    contactName,
  }
  const numbers = await openCases(db, house.workspaceId, [opened], {
    actor: { kind: 'connector', id: null },
    by: 'intake',
  })
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, identity_id, case_id)
    values (${house.workspaceId}, ${threadId}, ${house.presenceId}, ${opened.channel}, ${threadId}, ${opened.title}, ${identityId}, ${id})`.execute(
    db,
  )
  await addMessages(deps, house, { id, threadId, contactName }, messageIds, openedAt)
  return { id, number: numbers.get(id)!, threadId, messageIds }
}

/** A case of Jana Berger's without a word in it, for tests that need no conversation. Answers its id. */
export async function makeBareCase(deps: Deps, house: Where, given: Partial<CaseToOpen> = {}): Promise<string> {
  const id = given.id ?? deps.newId()
  const openedAt = given.openedAt ?? new Date()
  const opened: CaseToOpen = {
    title: 'Pumpe leckt',
    channel: 'email',
    visibility: 'private',
    preview: '',
    language: 'de',
    presenceId: house.presenceId,
    identityId: null,
    customerId: null,
    contactName: 'Jana Berger',
    openedAt,
    lastMessageAt: openedAt,
    lastMessageId: null,
    messageCount: 0,
    hasAttachment: false,
    answerDueAt: null,
    inbound: true,
    ...given,
    id,
  }
  await openCases(deps.db.system, house.workspaceId, [opened], {
    actor: { kind: 'connector', id: null },
    by: 'intake',
  })
  return id
}

/** Inbound messages of a thread, put into a case; the case row itself is left as it is. */
export async function addMessages(
  deps: Deps,
  house: Where,
  to: { id: string; threadId: string; contactName?: string },
  messageIds: readonly string[],
  from = new Date(),
): Promise<void> {
  const list = JSON.stringify(
    messageIds.map((id, n) => ({ id, at: new Date(from.getTime() + n * 60_000), text: `Nachricht ${n + 1}` })),
  )
  await sql`insert into message (workspace_id, id, thread_id, presence_id, channel, direction, external_id, author_name, author_address, text, occurred_at)
    select ${house.workspaceId}, e.id, ${to.threadId}, ${house.presenceId}, 'email', 'in', e.id::text, ${to.contactName ?? 'Kim Berger'}, 'kim@example.com', e.text, e.at
    from jsonb_to_recordset(${list}::jsonb) as e(id uuid, at timestamptz, text text)`.execute(deps.db.system)
  await sql`insert into case_message (workspace_id, case_id, message_id, at)
    select ${house.workspaceId}, ${to.id}, e.id, e.at from jsonb_to_recordset(${list}::jsonb) as e(id uuid, at timestamptz)`.execute(
    deps.db.system,
  )
}

async function makeIdentity(deps: Deps, house: Where, name: string): Promise<string> {
  const id = deps.newId()
  await sql`insert into identity (workspace_id, id, kind, key, display, name) values (${house.workspaceId}, ${id}, 'email', ${`${id}@example.com`}, ${`${id}@example.com`}, ${name})`.execute(
    deps.db.system,
  )
  return id
}

export async function caseRow(deps: Deps, id: string): Promise<CaseRecord> {
  return (await sql<CaseRecord>`select * from cases where id = ${id}`.execute(deps.db.system)).rows[0]!
}

/** Kinds of the journal entries of a case, in order. */
export async function journalOf(deps: Deps, caseId: string): Promise<string[]> {
  const found = await sql<{ kind: string }>`select kind from journal where subject_id = ${caseId} order by seq`.execute(
    deps.db.system,
  )
  return found.rows.map((row) => row.kind)
}
