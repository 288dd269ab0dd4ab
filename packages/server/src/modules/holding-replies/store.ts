import type { HeldBack, HoldingSource, HoldingVoid } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'

export type Proposed = {
  id: string
  workspace_id: string
  case_id: string
  source: HoldingSource
  promise_id: string | null
  due_at: Date
  based_on: string | null
  proposed_at: Date
  rule_at: Date | null
  held_back: HeldBack | null
  /** How long a rule may still send it. */
  is_late: boolean
}
const columns = sql`id, workspace_id, case_id, source, promise_id, due_at, based_on, proposed_at, rule_at, held_back, due_at <= now() as is_late`

/** What is proposed in a case; with `lock` by whoever decides about it, who holds the case already. */
export function proposedOf(
  db: Db,
  workspaceId: string,
  caseId: string,
  options: { lock?: boolean } = {},
): Promise<Proposed | undefined> {
  return one(
    db,
    sql<Proposed>`select ${columns} from holding_reply where workspace_id = ${workspaceId} and case_id = ${caseId} and state = 'proposed' ${options.lock ? sql`for update` : sql``}`,
  )
}

/** A case whose holding reply a rule may send now, its row held; others take the next one. */
export function claimForRule(tx: Db): Promise<{ workspace_id: string; case_id: string } | undefined> {
  return one(
    tx,
    sql<{
      workspace_id: string
      case_id: string
    }>`select c.workspace_id, c.id as case_id from holding_reply h join cases c on c.id = h.case_id
      where h.state = 'proposed' and h.rule_at <= now() order by h.rule_at limit 1 for update of c skip locked`,
  )
}

/** Does the wish still stand? Asked again when the case is held. */
export function isRuleDue({ rule_at }: Proposed, now: Date): boolean {
  return rule_at !== null && rule_at <= now
}

export async function settleSent(
  tx: Db,
  id: string,
  sent: { messageId: string; newDueAt: Date; by: string | null },
): Promise<void> {
  await run(
    tx,
    sql`update holding_reply set state = 'sent', message_id = ${sent.messageId}, new_due_at = ${sent.newDueAt}, by_rule = ${sent.by === null}, settled_by = ${sent.by}::uuid,
        settled_at = now(), rule_at = null where id = ${id} and state = 'proposed'`,
  )
}

export async function settleDismissed(tx: Db, id: string, by: string, reason: string): Promise<void> {
  await run(
    tx,
    sql`update holding_reply set state = 'dismissed', reason = ${reason}, settled_by = ${by}, settled_at = now(), rule_at = null where id = ${id} and state = 'proposed'`,
  )
}

export async function settleVoid(tx: Db, id: string, why: HoldingVoid): Promise<void> {
  await run(
    tx,
    sql`update holding_reply set state = 'void', void_why = ${why}, settled_at = now(), rule_at = null where id = ${id} and state = 'proposed'`,
  )
}

/** A rule leaves it to people, and says why. */
export async function holdBack(tx: Db, id: string, why: HeldBack): Promise<void> {
  await run(tx, sql`update holding_reply set rule_at = null, held_back = ${why} where id = ${id}`)
}
export async function waitForRule(tx: Db, id: string, until: Date): Promise<void> {
  await run(tx, sql`update holding_reply set rule_at = ${until} where id = ${id}`)
}

/** The same for all that is proposed in a case. */
export async function putOff(db: Db, caseId: string, until: Date): Promise<void> {
  await run(
    db,
    sql`update holding_reply set rule_at = ${until} where case_id = ${caseId} and state = 'proposed' and rule_at <= now()`,
  )
}

/** The case after words by rule: they are its newest, and whoever writes now is told so. The answer stays due. */
export async function noteWords(tx: Db, caseId: string, messageId: string): Promise<void> {
  await run(
    tx,
    sql`update cases set last_message_id = ${messageId}, last_message_at = greatest(last_message_at, now()), message_count = message_count + 1, version = version + 1 where id = ${caseId}`,
  )
}

export async function isKnown(db: Db, workspaceId: string, caseId: string, id: string): Promise<boolean> {
  const found = await one(
    db,
    sql<{
      is: boolean
    }>`select exists (select from holding_reply where id = ${id} and case_id = ${caseId} and workspace_id = ${workspaceId}) as is`,
  )
  return found!.is
}
