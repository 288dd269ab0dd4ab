import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type AccountRow = {
  workspace_id: string
  host: string
  port: number
  domain: string
  username: string
  secrets: Buffer
  is_on: boolean
  connected_at: Date | null
  error_code: string | null
  error_since: Date | null
  failures: number
  archive_id: string | null
}
const columns = sql`workspace_id, host, port, domain, username, secrets, is_on, connected_at, error_code, error_since, failures, archive_id`

export function readAccount(db: Db, workspaceId: string): Promise<AccountRow | undefined> {
  return one(db, sql<AccountRow>`select ${columns} from company_chat where workspace_id = ${workspaceId}`)
}

/** Whatever changed: signed in anew at once. Another account begins at the end of its archive. */
export async function writeAccount(
  tx: Db,
  workspaceId: string,
  account: Pick<AccountRow, 'host' | 'port' | 'domain' | 'username' | 'secrets' | 'is_on'> & { isOther: boolean },
): Promise<void> {
  const { host, port, domain, username, secrets, is_on: isOn, isOther } = account
  await run(
    tx,
    sql`insert into company_chat (workspace_id, host, port, domain, username, secrets, is_on) values (${workspaceId}, ${host}, ${port}, ${domain}, ${username}, ${secrets}, ${isOn})
      on conflict (workspace_id) do update set host = excluded.host, port = excluded.port, domain = excluded.domain, username = excluded.username, secrets = excluded.secrets, is_on = excluded.is_on,
        lease_by = null, lease_until = null, next_try_at = now(), failures = 0, error_code = null, error_since = null, connected_at = null,
        archive_id = case when ${isOther} then null else company_chat.archive_id end`,
  )
}

export async function removeAccount(tx: Db, workspaceId: string): Promise<boolean> {
  return (await run(tx, sql`delete from company_chat where workspace_id = ${workspaceId}`)) > 0
}

const leaseSeconds = 60

/** The accounts this process holds, with those that nobody holds. */
export async function holdAccounts(db: Db, by: string): Promise<AccountRow[]> {
  await run(
    db,
    sql`update company_chat set lease_by = ${by}, lease_until = now() + make_interval(secs => ${leaseSeconds})
      where is_on and next_try_at <= now() and (lease_until is null or lease_until < now() or (lease_by = ${by} and lease_until < now() + make_interval(secs => ${leaseSeconds / 2})))`,
  )
  return rows(
    db,
    sql<AccountRow>`select ${columns} from company_chat where is_on and lease_by = ${by} and lease_until > now() and next_try_at <= now()`,
  )
}

export async function releaseAccounts(db: Db, by: string): Promise<void> {
  await run(db, sql`update company_chat set lease_by = null, lease_until = null where lease_by = ${by}`)
}

export async function noteConnected(db: Db, workspaceId: string): Promise<void> {
  await run(
    db,
    sql`update company_chat set connected_at = now(), error_code = null, error_since = null, failures = 0 where workspace_id = ${workspaceId}`,
  )
}

export async function noteFault(db: Db, workspaceId: string, code: string, pauseMs: number): Promise<void> {
  await run(
    db,
    sql`update company_chat set error_code = ${code}, error_since = coalesce(error_since, now()), failures = least(failures + 1, 1000), connected_at = null,
      next_try_at = now() + make_interval(secs => ${pauseMs / 1000}), lease_by = null, lease_until = null where workspace_id = ${workspaceId}`,
  )
}

/** Not past what we are just saying: after a break the archive is asked from here on whether that was said. */
export async function noteArchive(tx: Db, workspaceId: string, archiveId: string): Promise<void> {
  await run(
    tx,
    sql`update company_chat set archive_id = ${archiveId} where workspace_id = ${workspaceId}
      and not exists (select from consultation_chat x where x.workspace_id = ${workspaceId} and x.state = 'sending')`,
  )
}

/** Where an expert reads chat, while the chat is on; null where the mail is the way. */
export async function chatAddressOf(tx: Db, workspaceId: string, requestId: string): Promise<string | null> {
  const found = await one(
    tx,
    sql<{
      address: string
    }>`select e.chat_address as address from consultation_request r join expert e on e.id = r.expert_id
      join company_chat a on a.workspace_id = r.workspace_id and a.is_on
      where r.workspace_id = ${workspaceId} and r.id = ${requestId} and e.chat_address is not null`,
  )
  return found?.address ?? null
}

export async function countToday(tx: Db, workspaceId: string, address: string): Promise<number> {
  const found = await one(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from consultation_chat where workspace_id = ${workspaceId} and address = ${address} and at > now() - interval '1 day'`,
  )
  return found!.n
}

/** The mail stands by for two minutes; while the server is known to be away it goes at once. */
export async function insertSaying(
  tx: Db,
  workspaceId: string,
  saying: { id: string; requestId: string; what: string; address: string; text: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into consultation_chat (workspace_id, id, request_id, what, address, text, mail_at)
      select ${workspaceId}, ${saying.id}, ${saying.requestId}, ${saying.what}, ${saying.address}, ${saying.text},
        case when a.error_since is null then now() + interval '2 minutes' else now() end
      from company_chat a where a.workspace_id = ${workspaceId} on conflict (request_id, what) do nothing`,
  )
}

export type Saying = {
  id: string
  request_id: string
  what: 'question' | 'half' | 'due'
  address: string
  text: string
}

/** The next thing to say; from now on nobody knows whether it was, until it is noted. */
export function beginSaying(db: Db, workspaceId: string): Promise<Saying | undefined> {
  return one(
    db,
    sql<Saying>`update consultation_chat set state = 'sending', sending_until = now() + interval '5 minutes' where id = (
        select x.id from consultation_chat x where x.workspace_id = ${workspaceId} and x.state = 'waiting' and x.mail_at > now() order by x.at, x.id limit 1 for update skip locked)
      returning id, request_id, what, address, text`,
  )
}

export async function noteSaid(db: Db, id: string): Promise<void> {
  await run(
    db,
    sql`update consultation_chat set state = 'sent', sent_at = now() where id = ${id} and state = 'sending'`,
  )
}

/** After a break, by the server's archive: what stands in it was said; what does not, never left. */
export async function settleSayings(db: Db, workspaceId: string, said: readonly string[]): Promise<void> {
  await run(
    db,
    sql`update consultation_chat set state = case when id::text = any(${[...said]}::text[]) then 'sent' else 'waiting' end,
        sent_at = case when id::text = any(${[...said]}::text[]) then now() end, sending_until = null
      where workspace_id = ${workspaceId} and state = 'sending'`,
  )
}

export async function noteRefused(db: Db, workspaceId: string, id: string): Promise<void> {
  await run(
    db,
    sql`update consultation_chat set state = 'refused' where workspace_id = ${workspaceId} and id::text = ${id} and state in ('sending','sent','unclear')`,
  )
}

export type LeftOver = Saying & {
  workspace_id: string
  case_id: string
  consultation_id: string
  asked_by: string | null
  state: string
  is_settled: boolean
}

/** What the chat did not take in time, was refused, or of which nobody knows: one, held. */
export function claimLeftOver(tx: Db): Promise<LeftOver | undefined> {
  return one(
    tx,
    sql<LeftOver>`select x.workspace_id, x.id, x.request_id, x.what, x.address, x.text, x.state, c.case_id, c.id as consultation_id, c.asked_by, c.state in ('answered','withdrawn') as is_settled
      from consultation_chat x join consultation_request r on r.id = x.request_id join consultation c on c.id = r.consultation_id
      where (x.state = 'waiting' and x.mail_at <= now()) or x.state = 'refused' or (x.state = 'sending' and x.sending_until < now())
      order by x.mail_at limit 1 for update of x skip locked`,
  )
}

export async function settleLeftOver(tx: Db, id: string, state: 'mailed' | 'unclear'): Promise<void> {
  await run(tx, sql`update consultation_chat set state = ${state} where id = ${id}`)
}

export type AskedThere = {
  requestId: string
  consultationId: string
  name: string
  number: number
  isOpen: boolean
  language: 'de' | 'en'
  sayings: string[]
}

/** What somebody was asked in the chat and may still answer, the newest first. */
export function askedThere(tx: Db, workspaceId: string, address: string): Promise<AskedThere[]> {
  return rows(
    tx,
    sql<AskedThere>`select r.id as "requestId", r.consultation_id as "consultationId", r.name, k.number, c.language,
        c.state not in ('answered','withdrawn') as "isOpen", array_agg(x.id::text) as sayings
      from consultation_chat x join consultation_request r on r.id = x.request_id join consultation c on c.id = r.consultation_id join cases k on k.id = c.case_id
      where x.workspace_id = ${workspaceId} and x.address = ${address} and x.state in ('sending','sent','unclear','refused','mailed') and r.expires_at > now()
      group by r.id, c.id, k.number order by max(x.at) desc limit 50`,
  )
}

export async function countAnswers(tx: Db, requestId: string): Promise<number> {
  const found = await one(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from consultation_answer where request_id = ${requestId} and way = 'chat'`,
  )
  return found!.n
}
