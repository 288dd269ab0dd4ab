import type { BodyOf, Draft, replyRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { accessCase } from './case.ts'
import { refuseMerged } from './policy.ts'
import { keepVersion } from './shared-drafts/keep-version.ts'
import { type DraftInput, findDraft, lockDraft, lockOwnDraft, removeDraft, writeDraft } from './store-drafts.ts'

const maxExtraCharacters = 20_000
type Saved = DraftInput & Pick<BodyOf<typeof replyRoutes.saveDraft>, 'shared'>

/** My draft. Nobody reads what a colleague has not sent, unless they share it. */
export async function readDraft(deps: Deps, actor: Actor, caseId: string, kind: Draft['kind']): Promise<Draft | null> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  return findDraft(db, actor, caseId, kind)
}

/**
 * Keeps my draft; an empty one goes away and answers null. A shared one stays, and is saved only upon the version that
 * the words build on: otherwise they are kept beside it, the refusal says what stands there, and nothing is lost.
 */
export async function saveDraft(deps: Deps, actor: Actor, caseId: string, saved: Saved): Promise<Draft | null> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const { shared, ...draft } = saved
  if (JSON.stringify(draft.extra).length > maxExtraCharacters)
    throw new Refusal('too-large', 'What stands beside the draft is too long.')
  const refusal = await inTransaction(db, async (tx) => {
    if (shared) return saveShared(tx, deps, actor, caseId, { ...draft, shared })
    const own = await lockOwnDraft(tx, actor, caseId, draft.kind)
    if (draft.text.trim() === '' && !own?.shared_at) {
      await removeDraft(tx, actor, caseId, draft.kind)
      return null
    }
    refuseMerged(record)
    if (own?.shared_at) await keepVersion(tx, deps, actor, own, { why: 'saved', text: own.text })
    await writeDraft(tx, actor, caseId, draft)
    return null
  })
  if (refusal) throw refusal
  return findDraft(db, actor, caseId, draft.kind)
}

/** Answers the refusal instead of throwing it: the words that were kept must stay kept. */
async function saveShared(
  tx: Parameters<typeof lockDraft>[0],
  deps: Deps,
  actor: Actor,
  caseId: string,
  { shared, ...draft }: DraftInput & { shared: { id: string; version: number } },
): Promise<Refusal | null> {
  const row = await lockDraft(tx, actor, caseId, shared.id)
  if (!row || row.kind !== draft.kind)
    return new Refusal('draft-gone', 'This draft was sent or put away. Your words are yours alone again.')
  if (row.member_id !== actor.memberId) {
    if (draft.text.trim() !== '' && draft.text !== row.text)
      await keepVersion(tx, deps, actor, row, { why: 'conflict', text: draft.text })
    const by = { id: row.member_id, name: row.member_name }
    return new Refusal('draft-taken', 'Somebody else writes on at this draft.', { by, text: row.text })
  }
  if (row.version !== shared.version) {
    if (draft.text === row.text) return null
    await keepVersion(tx, deps, actor, row, { why: 'saved', text: row.text, isSure: true })
    await keepVersion(tx, deps, actor, row, { why: 'conflict', text: draft.text })
    const stands = { text: row.text, threadId: row.thread_id, extra: row.extra, version: row.version }
    return new Refusal('draft-changed', 'It was changed elsewhere. Both texts are kept.', stands)
  }
  await keepVersion(tx, deps, actor, row, { why: 'saved', text: row.text })
  await writeDraft(tx, actor, caseId, draft)
  return null
}
