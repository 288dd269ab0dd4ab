import { sql } from 'kysely'
import { requestsOf } from '#consultations'
import { type Author, takeIdentities } from '#customers'
import { type Db, rows } from '#platform/db/database'
import { type Known, type MessageEvent, type ParsedItem, realmOf, requestOf } from './plan.ts'

/** Reads what the plan needs, in one query per kind of knowledge, and makes identities that are new. */
export async function lookUp(
  tx: Db,
  workspaceId: string,
  items: readonly ParsedItem[],
  threadOfToken: (token: string) => string | null,
): Promise<Known> {
  const messages: { p: string; event: MessageEvent }[] = []
  const receipts: { p: string; k: string; at: string }[] = []
  const externals: { p: string; x: string }[] = []
  for (const { item, events } of items) {
    for (const event of events) {
      if (event.type === 'filtered') continue
      if (event.type === 'status' && event.through) {
        receipts.push({ p: item.presence_id, k: event.externalId, at: event.through })
        continue
      }
      externals.push({ p: item.presence_id, x: event.externalId })
      if (event.type !== 'message') continue
      messages.push({ p: item.presence_id, event })
      if (event.contentHash)
        externals.push({ p: item.presence_id, x: `${event.externalId}#${event.contentHash.slice(0, 24)}` })
    }
  }
  const known: Known = {
    messages: new Map(),
    answered: await answeredThrough(tx, receipts),
    references: new Map(),
    threads: new Map(),
    tokens: new Map(),
    asked: new Map(),
    subjects: new Map(),
    identities: new Map(),
  }
  if (externals.length === 0) return known
  const list = JSON.stringify(externals)
  for (const row of await rows(
    tx,
    sql<{ p: string; x: string; id: string; thread_id: string; content_hash: string | null; case_id: string | null }>`
      select e.p, e.x, m.id, m.thread_id, m.meta->>'contentHash' as content_hash, t.case_id
      from json_to_recordset(${list}::json) as e(p uuid, x text) join message m on m.presence_id = e.p and m.external_id = e.x join thread t on t.id = m.thread_id`,
  ))
    known.messages.set(`${row.p}|${row.x}`, {
      id: row.id,
      threadId: row.thread_id,
      contentHash: row.content_hash,
      caseId: row.case_id,
    })
  if (messages.length === 0) return known

  const keys = JSON.stringify(messages.map(({ p, event }) => ({ p, k: event.threadKey })))
  for (const row of await rows(
    tx,
    sql<{
      p: string
      k: string
      id: string
      case_id: string | null
    }>`select e.p, e.k, t.id, t.case_id from json_to_recordset(${keys}::json) as e(p uuid, k text) join thread t on t.presence_id = e.p and t.external_key = e.k`,
  ))
    known.threads.set(`${row.p}|${row.k}`, { threadId: row.id, caseId: row.case_id })

  const references = [...new Set(messages.flatMap(({ event }) => event.threadHints.references.slice(0, 20)))]
  if (references.length > 0)
    for (const row of await rows(
      tx,
      sql<{
        x: string
        kind: string
        presence_id: string
        thread_id: string
        case_id: string | null
        visibility: string
      }>`select m.external_id as x, p.kind, m.presence_id, m.thread_id, t.case_id, t.visibility from message m join thread t on t.id = m.thread_id join presence p on p.id = m.presence_id
        where (m.presence_id in (select id from presence where workspace_id = ${workspaceId} and kind in ('email','form')) or m.presence_id = any(${[...new Set(messages.map(({ p }) => p))]}::uuid[]))
          and m.external_id = any(${references}::text[])`,
    ))
      known.references.set(`${realmOf(row)}|${row.x}`, {
        threadId: row.thread_id,
        caseId: row.case_id,
        visibility: row.visibility,
      })

  const tokens = new Map(
    messages
      .flatMap(({ event }) => event.threadHints.replyTokens.map((token) => [token, threadOfToken(token)] as const))
      .filter((pair): pair is readonly [string, string] => pair[1] !== null),
  )
  if (tokens.size > 0) {
    const found = new Map(
      (
        await rows(
          tx,
          sql<{
            id: string
            case_id: string | null
          }>`select id, case_id from thread where workspace_id = ${workspaceId} and id = any(${[...new Set(tokens.values())]}::uuid[])`,
        )
      ).map((row) => [row.id, row.case_id]),
    )
    for (const [token, threadId] of tokens)
      if (found.has(threadId)) known.tokens.set(token, { threadId, caseId: found.get(threadId)! })
    const others = [...tokens.values()].filter((id) => !found.has(id))
    const requests = await requestsOf(tx, workspaceId, [...new Set(others)])
    for (const [token, id] of tokens) if (requests.has(id)) known.asked.set(token, requests.get(id)!)
  }

  known.identities = await takeIdentities(
    tx,
    workspaceId,
    // An expert is nobody's contact.
    messages.flatMap(({ event }) => (event.author && !requestOf(event, known) ? [event.author as Author] : [])),
  )
  const byId = new Map([...known.identities.values()].map((identity) => [identity.identityId, identity]))
  const subjects = [...new Set(messages.map(({ event }) => event.threadHints.subjectKey).filter((key) => key !== null))]
  const mails = messages.some(
    ({ event }) => /^\s*\S{1,8}\s*[:：]/.test(event.subject ?? '') && event.threadHints.subjectKey,
  )
  if (mails && byId.size > 0)
    for (const row of await rows(
      tx,
      sql<{
        identity_id: string
        subject_key: string
        id: string
        case_id: string
      }>`select c.identity_id, t.subject_key, t.id, t.case_id from cases c join thread t on t.case_id = c.id
        where c.workspace_id = ${workspaceId} and c.identity_id = any(${[...byId.keys()]}::uuid[]) and t.channel = 'email' and t.subject_key = any(${subjects}::text[])
          and c.last_message_at > now() - interval '30 days' order by c.last_message_at`,
    ))
      known.subjects.set(`${row.identity_id}|${row.subject_key}`, { threadId: row.id, caseId: row.case_id })
  return known
}

/** Our answers in a thread up to an instant that may still rise, for receipts that name no message. */
async function answeredThrough(
  tx: Db,
  receipts: readonly { p: string; k: string; at: string }[],
): Promise<Known['answered']> {
  const answered: Known['answered'] = new Map()
  if (receipts.length === 0) return answered
  for (const row of await rows(
    tx,
    sql<{ p: string; k: string; at: string; ids: string[] }>`
      select e.p, e.k, e.at, array_agg(m.id) as ids from json_to_recordset(${JSON.stringify(receipts)}::json) as e(p uuid, k text, at text)
      join thread t on t.presence_id = e.p and t.external_key = e.k
      join message m on m.thread_id = t.id and m.direction = 'out' and m.occurred_at <= e.at::timestamptz
      join outbox o on o.message_id = m.id and o.state in ('handed_over','delivered','unclear') group by 1, 2, 3`,
  ))
    answered.set(`${row.p}|${row.k}|${row.at}`, row.ids)
  return answered
}
