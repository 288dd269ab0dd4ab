import type { ChannelKind, Language, OwnLimits, PageWay, Question, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type PageRow = {
  id: string
  workspace_id: string
  thread_id: string
  presence_id: string
  case_id: string
  kind: 'questions' | 'status'
  code: string
  language: Language
  words: string
  questions: Question[]
  way: PageWay
  asked_by: string | null
  asker: string | null
  asked_at: Date
  expires_at: Date
  is_expired: boolean
  opened_at: Date | null
  browser_hash: Buffer | null
  revoked_at: Date | null
  sends: number
}
const columns = sql`p.id, p.workspace_id, p.thread_id, t.presence_id, t.case_id, p.kind, p.code, p.language, p.words, p.questions, p.way, p.asked_by,
  (select m.name from member m where m.id = p.asked_by) as asker, p.asked_at, p.expires_at, p.expires_at <= now() as is_expired, p.opened_at, p.browser_hash, p.revoked_at, p.sends`

export function pageById(db: Db, id: string): Promise<PageRow | undefined> {
  return one(
    db,
    sql<PageRow>`select ${columns} from private_page p join thread t on t.id = p.thread_id where p.id = ${id}`,
  )
}

/** One after the other works on a page: opening, sending, revoking. */
export function lockPage(tx: Db, id: string, workspaceId?: string): Promise<PageRow | undefined> {
  return one(
    tx,
    sql<PageRow>`select ${columns} from private_page p join thread t on t.id = p.thread_id
      where p.id = ${id} ${workspaceId ? sql`and p.workspace_id = ${workspaceId}` : sql``} for update of p`,
  )
}

export function pagesOfCase(db: Db, workspaceId: string, caseId: string): Promise<PageRow[]> {
  return rows(
    db,
    sql<PageRow>`select ${columns} from private_page p join thread t on t.id = p.thread_id
      where t.case_id = ${caseId} and p.workspace_id = ${workspaceId} order by p.id desc limit 50`,
  )
}

export function pageByClientKey(db: Db, workspaceId: string, key: string): Promise<PageRow | undefined> {
  return one(
    db,
    sql<PageRow>`select ${columns} from private_page p join thread t on t.id = p.thread_id
      where p.workspace_id = ${workspaceId} and p.client_key = ${key}`,
  )
}

export type NewPage = Pick<
  PageRow,
  | 'id'
  | 'workspace_id'
  | 'thread_id'
  | 'presence_id'
  | 'case_id'
  | 'kind'
  | 'code'
  | 'language'
  | 'words'
  | 'way'
  | 'asked_by'
> & { questions: readonly Question[]; clientKey: string; validHours: number; subject: string }
/** The page with its conversation, which the case takes along wherever it goes. */
export async function insertPage(tx: Db, p: NewPage): Promise<void> {
  await sql`insert into thread (workspace_id, id, presence_id, channel, external_key, subject, visibility, identity_id, case_id)
    select ${p.workspace_id}, ${p.thread_id}, ${p.presence_id}, 'private-page', ${p.id}, ${p.subject}, 'private', c.identity_id, c.id from cases c where c.id = ${p.case_id}`.execute(
    tx,
  )
  await sql`insert into private_page (workspace_id, id, thread_id, kind, code, language, words, questions, way, asked_by, client_key, expires_at)
    values (${p.workspace_id}, ${p.id}, ${p.thread_id}, ${p.kind}, ${p.code}, ${p.language}, ${p.words}, ${JSON.stringify(p.questions)}::jsonb, ${p.way}, ${p.asked_by},
      ${p.clientKey}, now() + make_interval(hours => ${p.validHours}))`.execute(tx)
}

/** The presence of our own pages; a workspace has it from its first page on. */
export async function presenceOfPages(
  tx: Db,
  workspaceId: string,
  fresh: { id: string; name: string },
): Promise<string> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('private-page:' || ${workspaceId}::text, 0))`)
  const known = await one(
    tx,
    sql<{
      id: string
    }>`select id from presence where workspace_id = ${workspaceId} and kind = 'private-page' order by created_at, id limit 1`,
  )
  if (known) return known.id
  await sql`insert into presence (workspace_id, id, kind, name, settings) values (${workspaceId}, ${fresh.id}, 'private-page', ${fresh.name}, '{}')`.execute(
    tx,
  )
  return fresh.id
}

export async function bindBrowser(tx: Db, id: string, hash: Buffer | null): Promise<void> {
  await run(
    tx,
    sql`update private_page set opened_at = coalesce(opened_at, now()), browser_hash = coalesce(browser_hash, ${hash}) where id = ${id}`,
  )
}

export async function countSending(tx: Db, id: string): Promise<void> {
  await run(tx, sql`update private_page set sends = sends + 1 where id = ${id}`)
}

export async function revokePage(tx: Db, id: string, by: string | null): Promise<void> {
  await run(
    tx,
    sql`update private_page set revoked_at = now(), revoked_by = ${by} where id = ${id} and revoked_at is null`,
  )
}

export function pageOfCode(db: Db, code: string): Promise<{ company: string; asked_at: Date } | undefined> {
  return one(
    db,
    sql<{
      company: string
      asked_at: Date
    }>`select w.name as company, p.asked_at from private_page p join workspace w on w.id = p.workspace_id
      where p.code = ${code} and p.revoked_at is null and p.expires_at > now()`,
  )
}

/** Taken in before? Then the same sending came again. */
export async function isKnownSending(tx: Db, presenceId: string, sourceKey: string): Promise<boolean> {
  const found = await one(
    tx,
    sql`select 1 from inlet_item where presence_id = ${presenceId} and source_key = ${sourceKey} limit 1`,
  )
  return found !== undefined
}

export type PageWord = { id: string; direction: 'in' | 'out'; text: string; author: string; at: Date }
/** What was said on a page. Of ours: only what was handed over, so an answer that is taken back was never there. */
export function wordsOfThread(db: Db, threadId: string): Promise<PageWord[]> {
  return rows(
    db,
    sql<PageWord>`select m.id, m.direction, m.text, coalesce(a.name, '') as author, m.occurred_at as at
      from message m left join member a on a.id = m.author_member_id
      where m.thread_id = ${threadId} and m.nature in ('message','automatic') and m.deleted_at is null
        and (m.direction = 'in' or not exists (select from outbox o where o.message_id = m.id and o.state not in ('handed_over','delivered','read')))
      order by m.id desc limit 100`,
  )
}

export type ExposedRow = {
  message_id: string
  thread_id: string
  channel: ChannelKind
  at: Date
  kinds: string[]
  is_hidden: boolean
}
/** Public words of the customer in which the analysis saw personal data; the newest first. */
export function exposedIn(db: Db, workspaceId: string, caseId: string): Promise<ExposedRow[]> {
  return rows(
    db,
    sql<ExposedRow>`select m.id as message_id, t.id as thread_id, t.channel, m.occurred_at as at, m.hidden_at is not null as is_hidden,
        array(select distinct x->>'kind' from jsonb_array_elements(a.marks->'personalData') x order by 1) as kinds
      from case_message cm join message m on m.id = cm.message_id join thread t on t.id = m.thread_id join message_analysis a on a.message_id = m.id
      where cm.case_id = ${caseId} and m.workspace_id = ${workspaceId} and m.direction = 'in' and m.deleted_at is null and t.visibility = 'public'
        and jsonb_array_length(coalesce(a.marks->'personalData', '[]')) > 0
      order by cm.at desc, cm.message_id desc limit 20`,
  )
}

export type SpokenIn = { channel: ChannelKind; visibility: Visibility; limits: OwnLimits | null }

/** The channels of a case's conversations, and what our accounts there allow. */
export function waysOf(db: Db, caseId: string): Promise<SpokenIn[]> {
  return rows(
    db,
    sql`select distinct t.channel, t.visibility, p.limits
      from case_message cm join message m on m.id = cm.message_id join thread t on t.id = m.thread_id left join presence p on p.id = t.presence_id
      where cm.case_id = ${caseId} and p.archived_at is null`,
  )
}

/** Where mail to this customer goes, and from which mailbox of ours; null where nobody knows. */
export function mailWay(
  db: Db,
  workspaceId: string,
  caseId: string,
): Promise<{ address: string; presence_id: string } | undefined> {
  return one(
    db,
    sql<{ address: string; presence_id: string }>`
      with known as (
        select coalesce(m.meta->'replyTo'->>0, m.meta->>'email', m.author_address) as address, case when t.channel = 'email' then t.presence_id end as presence_id, 1 as rank, cm.at
          from case_message cm join message m on m.id = cm.message_id join thread t on t.id = m.thread_id
          where cm.case_id = ${caseId} and m.direction = 'in' and m.nature = 'message' and t.channel in ('email','form') and not ('address-unverified' = any(m.flags))
        union all
        select i.display, null, 2, l.valid_from from cases c join identity_link l on l.customer_id = c.customer_id join identity i on i.id = l.identity_id
          where c.id = ${caseId} and l.valid_to is null and l.state = 'confirmed' and i.kind = 'email'
      )
      select k.address, coalesce((select p.id from presence p where p.id = k.presence_id and p.archived_at is null),
          (select p.id from presence p where p.workspace_id = ${workspaceId} and p.kind = 'email' and p.archived_at is null and p.address is not null order by p.created_at, p.id limit 1)) as presence_id
      from known k where k.address like '%@%'
        and exists (select from presence p where p.workspace_id = ${workspaceId} and p.kind = 'email' and p.archived_at is null and p.address is not null)
      order by k.rank, k.at desc limit 1`,
  )
}
