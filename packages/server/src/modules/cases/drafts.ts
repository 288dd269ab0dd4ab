import type { Draft } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { accessCase } from './case.ts'
import { refuseMerged } from './policy.ts'
import { type DraftInput, findDraft, removeDraft, writeDraft } from './store-drafts.ts'

const maxExtraCharacters = 20_000

/** Drafts are everyone's own: nobody reads what a colleague has not sent. */
export async function readDraft(deps: Deps, actor: Actor, caseId: string, kind: Draft['kind']): Promise<Draft | null> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  return findDraft(db, actor, caseId, kind)
}

/** Keeps my draft; an empty one goes away and answers null. */
export async function saveDraft(deps: Deps, actor: Actor, caseId: string, draft: DraftInput): Promise<Draft | null> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  if (draft.text.trim() === '') {
    await removeDraft(db, actor, caseId, draft.kind)
    return null
  }
  refuseMerged(record)
  if (JSON.stringify(draft.extra).length > maxExtraCharacters)
    throw new Refusal('too-large', 'What stands beside the draft is too long.')
  await writeDraft(db, actor, caseId, draft)
  return findDraft(db, actor, caseId, draft.kind)
}
