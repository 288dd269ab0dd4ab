import type { CaseKind, ChannelKind, GuidelineRule, Visibility } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'
import type { Actor } from '#platform/deps'

export type VersionRow = {
  version: number
  rules: GuidelineRule[]
  note: string
  by_member: string | null
  by_name: string | null
  at: Date
}
const columns = sql`g.version, g.rules, g.note, g.by_member, g.at, (select m.name from member m where m.id = g.by_member) as by_name`

/** 0 without a version of the workspace's own. */
export async function newestNumber(db: Db, workspaceId: string): Promise<number> {
  const found = await one(
    db,
    sql<{
      version: number
    }>`select coalesce(max(version), 0) as version from guideline_version where workspace_id = ${workspaceId}`,
  )
  return found!.version
}

export function newestVersion(db: Db, workspaceId: string): Promise<VersionRow | undefined> {
  return one(
    db,
    sql<VersionRow>`select ${columns} from guideline_version g where g.workspace_id = ${workspaceId} order by g.version desc limit 1`,
  )
}

export function versionsBefore(
  db: Db,
  workspaceId: string,
  before: number | null,
  limit: number,
): Promise<VersionRow[]> {
  return rows(
    db,
    sql<VersionRow>`select ${columns} from guideline_version g where g.workspace_id = ${workspaceId} ${before === null ? sql`` : sql`and g.version < ${before}`}
      order by g.version desc limit ${limit}`,
  )
}

/** One person makes the next version at a time. */
export async function lockGuideline(tx: Db, workspaceId: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('guideline:' || ${workspaceId}::text, 0))`)
}

export async function insertVersion(
  tx: Db,
  actor: Actor,
  { version, rules, note }: { version: number; rules: readonly GuidelineRule[]; note: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into guideline_version (workspace_id, version, rules, note, by_member)
      values (${actor.workspaceId}, ${version}, ${JSON.stringify(rules)}::jsonb, ${note}, ${actor.memberId})`,
  )
}

export type CheckedThread = { channel: ChannelKind; visibility: Visibility }
/** The thread, when the case has words in it. */
export function threadOfCase(
  db: Db,
  workspaceId: string,
  caseId: string,
  threadId: string,
): Promise<CheckedThread | undefined> {
  return one(
    db,
    sql<CheckedThread>`select t.channel, t.visibility from thread t where t.id = ${threadId} and t.workspace_id = ${workspaceId}
      and (t.case_id = ${caseId} or exists (select 1 from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${caseId} and m.thread_id = t.id))`,
  )
}

export type SentReply = CheckedThread & {
  message_id: string
  case_id: string
  case_number: number
  kind: CaseKind | null
  text: string
  at: Date
}
const newestLooked = 20_000
const textMost = 20_000

/** The newest answers that people of ours wrote, as far as they stand among the newest messages of all. */
export function sentReplies(db: Db, workspaceId: string, limit: number): Promise<SentReply[]> {
  return rows(
    db,
    sql<SentReply>`
      select m.id as message_id, s.case_id, c.number as case_number, c.kind, left(m.text, ${textMost}) as text, s.at, t.channel, t.visibility
      from (select message_id, case_id, at from message_search where workspace_id = ${workspaceId} order by at desc, message_id desc limit ${newestLooked}) s
      join message m on m.id = s.message_id and m.direction = 'out' and m.nature = 'message' and m.author_member_id is not null
      join thread t on t.id = m.thread_id join cases c on c.id = s.case_id
      order by s.at desc, s.message_id desc limit ${limit}`,
  )
}
