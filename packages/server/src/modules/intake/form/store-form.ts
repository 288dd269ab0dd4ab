import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'

/**
 * Uses a puzzle up. True for the first who brings it and for the same submission again (a lost answer); false for
 * another submission. Several processes agree through the database.
 */
export async function useNonce(tx: Db, workspaceId: string, nonce: string, clientHash: Buffer): Promise<boolean> {
  await run(
    tx,
    sql`insert into idempotency (workspace_id, actor, key, request_hash, status) values (${workspaceId}, 'form-challenge', ${nonce}, ${clientHash}, 201)
        on conflict (workspace_id, actor, key) do nothing`,
  )
  const kept = await one(
    tx,
    sql<{
      request_hash: Buffer
    }>`select request_hash from idempotency where workspace_id = ${workspaceId} and actor = 'form-challenge' and key = ${nonce}`,
  )
  return kept?.request_hash.equals(clientHash) ?? false
}

/** Keeps what the visitor must confirm. False when this submission is known already. */
export async function insertSubmission(
  tx: Db,
  submission: {
    workspaceId: string
    id: string
    presenceId: string
    tokenHash: Buffer | null
    email: string | null
    itemId: string
  },
): Promise<boolean> {
  const written = await run(
    tx,
    sql`insert into form_submission (workspace_id, id, presence_id, token_hash, email, inlet_item_id)
        values (${submission.workspaceId}, ${submission.id}, ${submission.presenceId}, ${submission.tokenHash}, ${submission.email}, ${submission.itemId})
        on conflict (id) do nothing`,
  )
  return written > 0
}

export type Taken = { caseId: string; number: number; messageId: string; threadId: string }

/** The case that an item became part of. */
export function caseOfItem(db: Db, workspaceId: string, itemId: string): Promise<Taken | undefined> {
  return one(
    db,
    sql<Taken>`select c.id as "caseId", c.number, m.id as "messageId", m.thread_id as "threadId"
        from inlet_item i join message m on m.id = i.message_id join case_message cm on cm.message_id = m.id join cases c on c.id = cm.case_id
        where i.id = ${itemId} and i.workspace_id = ${workspaceId} limit 1`,
  )
}

export type Submission = {
  id: string
  workspace_id: string
  presence_id: string
  email: string | null
  inlet_item_id: string
  verified_at: Date | null
  expired: boolean
  settings: Record<string, unknown>
  language: 'de' | 'en'
}

export function submissionByToken(db: Db, tokenHash: Buffer): Promise<Submission | undefined> {
  return one(
    db,
    sql<Submission>`select s.id, s.workspace_id, s.presence_id, s.email, s.inlet_item_id, s.verified_at, s.at < now() - interval '7 days' as expired,
        p.settings, coalesce(m.language, w.language) as language
        from form_submission s join presence p on p.id = s.presence_id join workspace w on w.id = s.workspace_id
        left join inlet_item i on i.id = s.inlet_item_id left join message m on m.id = i.message_id
        where s.token_hash = ${tokenHash}`,
  )
}

/** True for the first time only. */
export async function markVerified(tx: Db, submission: Pick<Submission, 'id' | 'inlet_item_id'>): Promise<boolean> {
  const first = await run(
    tx,
    sql`update form_submission set verified_at = now() where id = ${submission.id} and verified_at is null`,
  )
  await run(
    tx,
    sql`update message m set flags = array_remove(m.flags, 'address-unverified') from inlet_item i where i.id = ${submission.inlet_item_id} and m.id = i.message_id`,
  )
  return first > 0
}
