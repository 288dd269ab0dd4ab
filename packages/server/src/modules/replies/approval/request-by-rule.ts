import { sql } from 'kysely'
import { accessCase } from '#cases'
import { checkText } from '#guideline'
import { type Db, one } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { settingsOf } from '#settings'
import { threadForReply } from '../store.ts'
import { requestReplyIn } from './request-reply.ts'
import { lastOf } from './store.ts'

/**
 * An answer that a rule prepared, handed in for a person to look at: nothing of it leaves before somebody approved it.
 * What the guideline only warns of is theirs to judge; a stop refuses with `guideline-stop`, and words that came after
 * the rule looked with `newer-message`. One of the same member that still waits stays as it is.
 */
export async function requestReplyByRule(
  tx: Db,
  deps: Deps,
  actor: Actor,
  caseId: string,
  { text, seenMessageId, because }: { text: string; seenMessageId: string | null; because: string },
): Promise<'asked' | 'reply-stands'> {
  const record = await accessCase(tx, actor, caseId, { lock: true })
  if ((await lastOf(tx, actor.workspaceId, caseId, actor.memberId))?.state === 'open') return 'reply-stands'
  const threadId = await lastThread(tx, actor.workspaceId, caseId)
  if (threadId === null) throw new Refusal('no-way-to-reply')
  const thread = await threadForReply(tx, actor.workspaceId, caseId, threadId)
  const settings = await settingsOf(deps, actor.workspaceId)
  const { findings } = await checkText(tx, actor, text, {
    channel: thread.channel,
    audience: thread.visibility,
    language: settings.language,
    hasNextUpdate: false,
    isSolved: false,
    isPraise: record.kind === 'praise',
  })
  const stops = findings.filter(({ level }) => level === 'stop')
  if (stops.length > 0)
    throw new Refusal('guideline-stop', 'The guideline forbids this text. Change it in the rule.', { findings: stops })
  const warned = [...new Set(findings.flatMap(({ rule, level }) => (level === 'warning' ? [rule] : [])))]
  await requestReplyIn(tx, deps, actor, caseId, {
    threadId,
    text,
    attachmentIds: [],
    expectedLastMessageId: seenMessageId,
    evenIfNewer: false,
    nextUpdate: null,
    includeQuote: true,
    overrides: warned.slice(0, 50).map((rule) => ({ rule, reason: because.slice(0, 300) })),
    logged: false,
  })
  return 'asked'
}

/** Where the customer spoke last. */
async function lastThread(tx: Db, workspaceId: string, caseId: string): Promise<string | null> {
  const found = await one(
    tx,
    sql<{ id: string }>`select m.thread_id as id from case_message cm join message m on m.id = cm.message_id
      where cm.case_id = ${caseId} and cm.workspace_id = ${workspaceId} and m.direction = 'in' and m.nature = 'message' and m.deleted_at is null and m.thread_id is not null
      order by cm.at desc, cm.message_id desc limit 1`,
  )
  return found?.id ?? null
}
