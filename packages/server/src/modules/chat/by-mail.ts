import type { Language } from '@resonanz/contracts'
import { queueAutomaticMail } from '#replies'
import { settingsOf } from '#settings'
import { type Db, inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { append } from '#platform/journal'
import { carriedMail } from './mails.ts'
import type { SessionRow } from './store.ts'
import { chatToCarry, type Carried, markMailed, moveToMail, sessionsToCarry, transcriptOf } from './store-mail.ts'

/** The visitor leaves and gives an address: answers go there from now on, those nobody read at once. */
export async function goOnByMail(deps: Deps, session: SessionRow, email: string): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    await moveToMail(tx, session.id, email.toLowerCase())
    const carried = await chatToCarry(tx, session.id)
    if (!carried?.mail_presence_id) throw new Refusal('conflict', 'This chat does not go on by mail.')
    await carry(deps, tx, carried)
    if (carried.case_id)
      await append(tx, [
        {
          workspaceId: session.workspace_id,
          subject: { kind: 'case', id: carried.case_id },
          actor: { kind: 'customer', id: null },
          kind: 'chat.to-mail',
          data: { sessionId: session.id },
        },
      ])
  })
}

/** Answers that lie unread while the visitor is gone and we know where to write. Says whether there may be more. */
export async function carryUnread(deps: Deps): Promise<boolean> {
  return inTransaction(deps.db.system, async (tx) => {
    const found = await sessionsToCarry(tx)
    for (const carried of found) await carry(deps, tx, carried)
    return found.length > 0
  })
}

/**
 * One mail with the answers not read yet. The visitor's own words stand in it only where the host site vouches for the
 * address: else anybody could have us write anything to anyone. Each answer is carried once.
 */
async function carry(deps: Deps, tx: Db, carried: Carried): Promise<void> {
  const { id: sessionId, workspace_id: workspaceId, email } = carried
  if (!carried.mail_presence_id || !email) return
  const lines = await transcriptOf(tx, carried)
  const open = lines.filter((line) => line.isOpen)
  const company = (await settingsOf(deps, workspaceId)).name
  const language: Language = carried.language
  const mail = carriedMail({
    language,
    company,
    lines: carried.email_vouched ? lines : open,
    hasAnswers: open.length > 0,
  })
  const queued = await queueAutomaticMail(deps, tx, {
    workspaceId,
    presenceId: carried.mail_presence_id,
    to: email,
    ...mail,
    language,
    what: 'chat',
    ...(carried.thread_id ? { answersTo: carried.thread_id, threadId: carried.thread_id } : {}),
    caseId: carried.case_id,
  })
  await markMailed(tx, {
    sessionId,
    workspaceId,
    messageIds: open.map((line) => line.id),
    isQueued: queued === 'queued',
  })
}
