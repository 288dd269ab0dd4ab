import { mintMessageId } from '@resonanz/channels'
import type { Language } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { queueAutomaticMail } from './automatic-mail.ts'
import { insertMessage } from './store.ts'

export type RuleMail = {
  workspaceId: string
  presenceId: string
  subject: string
  text: string
  language: Language
}

/** To an address that an administrator entered. */
export function queueMailTo(deps: Deps, tx: Db, mail: RuleMail & { to: string }): Promise<'queued' | 'capped'> {
  return queueAutomaticMail(deps, tx, { ...mail, what: 'rule-fixed' })
}

/**
 * To the customer of a case, in the thread of their last mail or form; the words stand in the case as an automatic
 * message. `no-address` when nobody there can be reached by mail, `newer-message` when somebody wrote meanwhile.
 */
export async function queueMailToCustomer(
  deps: Deps,
  tx: Db,
  mail: RuleMail & {
    caseId: string
    what?: 'rule' | 'acknowledgement' | 'holding'
    /** Given by those who name the message themselves. */
    messageId?: string
    /** The newest message when somebody decided to send this: anything later stops it. Left out: nobody asks. */
    seenMessageId?: string | null
  },
): Promise<'queued' | 'capped' | 'no-address' | 'newer-message'> {
  if (mail.seenMessageId && (await isOvertaken(tx, mail.workspaceId, mail.caseId, mail.seenMessageId)))
    return 'newer-message'
  const thread = await one(
    tx,
    sql<{
      id: string
      presence_id: string
      channel: string
      to: string | null
      message_id: string | null
      own: string | null
    }>`
      select t.id, t.presence_id, t.channel, m.meta->>'messageId' as message_id, p.address as own,
        coalesce(m.meta->'replyTo'->>0, m.meta->>'email', m.author_address) as to
      from case_message cm join message m on m.id = cm.message_id and m.direction = 'in' and m.nature = 'message' join thread t on t.id = m.thread_id
      join presence p on p.id = ${mail.presenceId} and p.workspace_id = ${mail.workspaceId}
      where cm.case_id = ${mail.caseId} and cm.workspace_id = ${mail.workspaceId} and t.channel in ('email','form') and m.deleted_at is null
      order by cm.at desc, cm.message_id desc limit 1`,
  )
  if (!thread?.to?.includes('@')) return 'no-address'
  const messageId = mail.messageId ?? deps.newId()
  const clientToken = mintMessageId({
    threadId: thread.id,
    messageId,
    domain: (thread.own ?? '').split('@')[1] ?? 'resonanz.invalid',
    key: deps.seal.mac('message-id', 'key'),
  })
  const queued = await queueAutomaticMail(deps, tx, {
    ...mail,
    to: thread.to,
    what: mail.what ?? 'rule',
    threadId: thread.id,
    outboxId: messageId,
    inReplyTo: thread.message_id,
  })
  if (queued !== 'queued') return queued
  await insertMessage(tx, {
    workspaceId: mail.workspaceId,
    id: messageId,
    threadId: thread.id,
    presenceId: mail.presenceId,
    channel: thread.channel,
    externalId: clientToken,
    memberId: null,
    name: '',
    subject: mail.subject,
    text: mail.text,
    meta: { to: [thread.to], cc: [] },
    files: [],
    occurredAt: null,
    caseId: mail.caseId,
    nature: 'automatic',
  })
  // Now that the words stand there the sending names them: whoever looks at the message sees how it went.
  await sql`update outbox set message_id = ${messageId}, case_id = ${mail.caseId} where id = ${messageId}`.execute(tx)
  return 'queued'
}

/** Did the customer or a colleague write after this message? What machines sent does not count. */
async function isOvertaken(tx: Db, workspaceId: string, caseId: string, seenId: string): Promise<boolean> {
  const found = await one(
    tx,
    sql<{ is: boolean }>`select exists (select from case_message cm join message m on m.id = cm.message_id
      where cm.case_id = ${caseId} and cm.workspace_id = ${workspaceId} and m.nature = 'message' and m.deleted_at is null and m.id <> ${seenId}
        and m.received_at > (select received_at from message where id = ${seenId})) as is`,
  )
  return found!.is
}
