import type { Db } from '#platform/db/database'
import { type Actor, journalActor } from '#platform/deps'
import type { Entry } from '#platform/journal'
import * as store from './store.ts'

type Use = { caseId: string; messageId: string; moduleIds: readonly string[] | undefined }

/**
 * Counts the modules that went into an answer, in its transaction, and answers the entries for the journal. Ids that are
 * no module of this person's count for nothing: a count is not worth losing an answer.
 */
export async function recordModuleUse(tx: Db, actor: Actor, { caseId, messageId, moduleIds }: Use): Promise<Entry[]> {
  if (!moduleIds || moduleIds.length === 0) return []
  const known = await store.knownModules(tx, actor, [...new Set(moduleIds)])
  if (known.length === 0) return []
  await store.insertUses(tx, actor.workspaceId, { caseId, messageId, moduleIds: known.map(({ id }) => id) })
  return known.map((module) => ({
    workspaceId: actor.workspaceId,
    subject: { kind: 'case', id: caseId },
    actor: journalActor(actor),
    kind: 'reply.used-module',
    data: { messageId, moduleId: module.id, version: module.version },
  }))
}

/** The answer was taken back: nothing was used. */
export async function forgetModuleUse(tx: Db, actor: Actor, messageId: string): Promise<void> {
  await store.deleteUses(tx, actor.workspaceId, messageId)
}
