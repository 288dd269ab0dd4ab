import type {
  BackReason,
  CaseKind,
  ChannelKind,
  CorrectedField,
  FollowUpEvent,
  Offence,
  Priority,
  Sentiment,
  StatusCategory,
  Visibility,
} from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { notFound } from '#platform/errors'
import type { TargetFacts } from '#targets'

/** A row of the table cases, as it stands there. Times are Dates; `due_at` is Infinity when nothing is due. */
export type CaseRecord = {
  workspace_id: string
  id: string
  number: number
  title: string
  category: StatusCategory
  priority: PriorityNumber
  kind: CaseKind | null
  owner_id: string | null
  team_id: string | null
  /** Stays responsible while another team works on the case; null while it never left its team. */
  accompanying_team_id: string | null
  topic_id: string | null
  tags: string[]
  customer_id: string | null
  identity_id: string | null
  contact_name: string
  channel: ChannelKind
  visibility: Visibility
  preview: string
  language: string | null
  presence_id: string | null
  opened_at: Date
  last_message_at: Date
  last_inbound_at: Date | null
  last_outbound_at: Date | null
  last_message_id: string | null
  waiting_since: Date | null
  answer_due_at: Date | null
  /** Kept by the reader of the journal that keeps the clocks. */
  readonly resolution_due_at: Date | null
  next_update_at: Date | null
  follow_up_at: Date | null
  follow_up_note: string | null
  follow_up_until_reply: boolean
  follow_up_for: FollowUpEvent[]
  back_because: BackReason | null
  readonly due_at: Date | number
  readonly due_kind: 'answer' | 'next_update' | 'follow_up' | 'resolution' | null
  overdue_told_at: Date | null
  found_by: string | null
  found_where: string | null
  particulars: string
  message_count: number
  has_attachment: boolean
  has_unclear: boolean
  sentiment: Sentiment | null
  first_sentiment: Sentiment | null
  urgency: number | null
  anger: number | null
  offence: Offence | null
  is_repeated: boolean
  /** How much speaks for its stalling; 0: nothing. */
  stalled: number
  cluster_id: string | null
  corrected: CorrectedField[]
  merged_into: string | null
  closed_at: Date | null
  version: number
}

/** From this score on a case counts as stalled; written in the partial index too. */
export const stalledFrom = 3

/** Priority in the database: a number that sorts, 0 first. */
export type PriorityNumber = 0 | 1 | 2 | 3
const priorityWords = ['urgent', 'high', 'normal', 'low'] as const satisfies readonly Priority[]

export function priorityWord(number: number): Priority {
  return priorityWords[number] ?? 'normal'
}
export function priorityNumber(word: Priority): PriorityNumber {
  return priorityWords.indexOf(word) as PriorityNumber
}

/**
 * The one way to a case by its id; throws `not-found` for unknown and foreign ids alike.
 * `lock` holds the row until the transaction ends: changes of one case happen one after the other.
 */
export async function accessCase(
  db: Db,
  actor: Pick<Actor, 'workspaceId'>,
  id: string,
  options: { lock?: boolean } = {},
): Promise<CaseRecord> {
  const found = await one(
    db,
    sql<CaseRecord>`select * from cases where id = ${id} and workspace_id = ${actor.workspaceId} ${options.lock ? sql`for update` : sql``}`,
  )
  if (!found) throw notFound()
  return found
}

/** What targets ask of a case. */
export function targetFacts({
  team_id,
  presence_id,
  channel,
  kind,
  priority,
}: Pick<CaseRecord, 'team_id' | 'presence_id' | 'channel' | 'kind' | 'priority'>): TargetFacts {
  return { teamId: team_id, presenceId: presence_id, channel, kind, priority: priorityWord(priority) }
}

/** Categories in which a case still needs somebody. Written as in the partial indexes, so that they are used. */
export const isOpen = sql`category in ('new','open','waiting_customer','waiting_internal') and merged_into is null`

export function instant(value: Date | number | null): string | null {
  return value instanceof Date ? value.toISOString() : null
}
