import { type BodyOf, type guidelineRoutes, may, type ResponseOf, signedOff } from '@resonanz/contracts'
import { accessCase } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { settingsOf } from '#settings'
import { signOffFor } from '#signatures'
import { findingsOf } from './engine.ts'
import { rulesOf } from './rules.ts'
import { threadOfCase } from './store.ts'

/** What the guideline says about a draft in a thread of a case. Stores nothing. */
export async function checkDraft(
  deps: Deps,
  actor: Actor,
  caseId: string,
  draft: BodyOf<typeof guidelineRoutes.check>,
): Promise<ResponseOf<typeof guidelineRoutes.check>> {
  const db = deps.db.of(actor.workspaceId)
  const [record, thread, { version, rules }, settings] = await Promise.all([
    accessCase(db, actor, caseId),
    threadOfCase(db, actor.workspaceId, caseId, draft.threadId),
    rulesOf(db, actor.workspaceId),
    settingsOf(deps, actor.workspaceId),
  ])
  if (!thread) throw notFound()
  const signOff = await signOffFor(db, actor, { caseId, threadId: draft.threadId })
  const findings = await findingsOf(draft.text, rules, {
    channel: thread.channel,
    audience: thread.visibility,
    language: draft.language ?? settings.language,
    hasNextUpdate: draft.hasNextUpdate,
    isSolved: draft.isSolved,
    isPraise: record.kind === 'praise',
    whole: signedOff(draft.text, signOff),
  })
  return { version, findings, mayOverrideStop: may(actor.role, 'guideline.override') }
}
