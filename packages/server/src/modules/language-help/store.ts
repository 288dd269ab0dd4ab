import type { ChannelKind, LanguageCall, LanguageFailure, LanguageUse } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

export type LanguageHelpRow = {
  enabled: boolean
  base_url: string
  model: string
  key: Buffer | null
  uses: LanguageUse[]
  team_ids: string[]
  channels: ChannelKind[]
  purpose: string
  processor: string
  notice: string
  timeout_seconds: number
  most_characters: number
  per_person_per_day: number
  per_day: number
  version: number
  enabled_by: string | null
  enabled_at: Date | null
  changed_by: string | null
  changed_at: Date | null
}

/** `lock`: one press after the other, so that budgets hold. */
export function readSettings(
  db: Db,
  workspaceId: string,
  options: { lock?: boolean } = {},
): Promise<LanguageHelpRow | undefined> {
  return one(
    db,
    sql<LanguageHelpRow>`select * from language_help where workspace_id = ${workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
}

/** Everybody begins with a row of defaults, so that there is something to lock. */
export async function ensureSettings(tx: Db, workspaceId: string): Promise<void> {
  await run(tx, sql`insert into language_help (workspace_id) values (${workspaceId}) on conflict do nothing`)
}

export type Change = Omit<
  LanguageHelpRow,
  'key' | 'version' | 'enabled_by' | 'enabled_at' | 'changed_by' | 'changed_at'
> & { key: Buffer | null | undefined; by: string; switchedOn: boolean }

export async function writeSettings(tx: Db, workspaceId: string, change: Change): Promise<void> {
  await run(
    tx,
    sql`update language_help set enabled = ${change.enabled}, base_url = ${change.base_url}, model = ${change.model},
      key = case when ${change.key !== undefined} then ${change.key ?? null}::bytea else key end,
      uses = ${change.uses}::text[], team_ids = ${change.team_ids}::uuid[], channels = ${change.channels}::text[],
      purpose = ${change.purpose}, processor = ${change.processor}, notice = ${change.notice}, timeout_seconds = ${change.timeout_seconds},
      most_characters = ${change.most_characters}, per_person_per_day = ${change.per_person_per_day}, per_day = ${change.per_day},
      version = version + 1, changed_by = ${change.by}, changed_at = now(),
      enabled_by = case when ${change.switchedOn} then ${change.by}::uuid when ${change.enabled} then enabled_by end,
      enabled_at = case when ${change.switchedOn} then now() when ${change.enabled} then enabled_at end
      where workspace_id = ${workspaceId}`,
  )
}

export async function namesOf(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const found = await rows(
    db,
    sql<{
      id: string
      name: string
    }>`select id, name from member where id = any(${ids.filter((id) => id !== null)}::uuid[])`,
  )
  return new Map(found.map(({ id, name }) => [id, name]))
}

export async function knownTeams(db: Db, workspaceId: string, ids: readonly string[]): Promise<number> {
  const found = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from team where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[])`,
  )
  return found!.n
}

/** Presses since midnight, by the clock of the house; what failed counts too, for its words left as well. */
export async function callsToday(db: Db, workspaceId: string, memberId: string): Promise<{ all: number; own: number }> {
  const found = await one(
    db,
    sql<{ all: number; own: number }>`
      with zone as (select coalesce((select hours->>'timeZone' from calendar
        where workspace_id = ${workspaceId} and team_id is null and presence_id is null), 'Europe/Berlin') as name)
      select count(*)::int as all, count(*) filter (where member_id = ${memberId})::int as own from language_help_call, zone
      where workspace_id = ${workspaceId} and at >= date_trunc('day', now() at time zone zone.name) at time zone zone.name`,
  )
  return found!
}

export type AskedCall = {
  id: string
  caseId: string
  memberId: string
  use: LanguageUse
  model: string
  host: string
  characters: number
  masked: number
}
export async function insertCall(tx: Db, workspaceId: string, call: AskedCall): Promise<void> {
  await run(
    tx,
    sql`insert into language_help_call (workspace_id, id, case_id, member_id, use, model, host, sent_characters, masked)
      values (${workspaceId}, ${call.id}, ${call.caseId}, ${call.memberId}, ${call.use}, ${call.model}, ${call.host}, ${call.characters}, ${call.masked})`,
  )
}

export async function settleCall(
  db: Db,
  id: string,
  end: { code: LanguageFailure | null; received: number | null; tookMs: number },
): Promise<void> {
  await run(
    db,
    sql`update language_help_call set state = ${end.code === null ? 'done' : 'failed'}, code = ${end.code}, received_characters = ${end.received}, took_ms = ${end.tookMs}
      where id = ${id} and state = 'asked'`,
  )
}

export type CallRow = {
  id: string
  case_id: string
  use: LanguageUse
  state: LanguageCall['state']
  accepted_as: string | null
}
/** A press of this person's own; others' look like none. */
export function ownCall(tx: Db, workspaceId: string, memberId: string, id: string): Promise<CallRow | undefined> {
  return one(
    tx,
    sql<CallRow>`select id, case_id, use, state, accepted_as from language_help_call
      where id = ${id} and workspace_id = ${workspaceId} and member_id = ${memberId} for update`,
  )
}

export async function acceptCall(tx: Db, id: string, as: 'draft' | 'note'): Promise<void> {
  await run(tx, sql`update language_help_call set accepted_as = ${as}, accepted_at = now() where id = ${id}`)
}

export async function listCalls(
  db: Db,
  workspaceId: string,
  page: { cursor: string | undefined; limit: number },
): Promise<LanguageCall[]> {
  type Row = Omit<LanguageCall, 'at'> & { at: Date }
  const found = await rows(
    db,
    sql<Row>`select l.id, l.at, jsonb_build_object('id', m.id, 'name', m.name) as member, jsonb_build_object('id', c.id, 'number', c.number) as case,
        l.use, l.model, l.host, l.state, l.code, l.sent_characters as "sentCharacters", l.received_characters as "receivedCharacters", l.masked,
        l.took_ms as "tookMs", l.accepted_as as "acceptedAs"
      from language_help_call l join member m on m.id = l.member_id join cases c on c.id = l.case_id
      where l.workspace_id = ${workspaceId} ${page.cursor ? sql`and l.id < ${page.cursor}` : sql``} order by l.id desc limit ${page.limit}`,
  )
  return found.map((row) => ({ ...row, at: row.at.toISOString() }))
}
