import type { DraftVersion } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import type { DraftRecord } from '../store-drafts.ts'
import { insertVersion } from './store.ts'

type Kept = { why: DraftVersion['why']; text: string; isSure?: boolean }

/**
 * Keeps a text beside its draft. While somebody writes a version a minute is enough; what would be lost otherwise
 * (`isSure`, and everything but `saved`) is kept each time. `saved` and `taken` are the words of who writes the draft.
 */
export async function keepVersion(
  tx: Db,
  deps: Pick<Deps, 'newId'>,
  actor: Actor,
  draft: DraftRecord,
  { why, text, isSure = why !== 'saved' }: Kept,
): Promise<void> {
  if (text.trim() === '') return
  const memberId = why === 'conflict' ? actor.memberId : draft.member_id
  const { workspaceId } = actor
  await insertVersion(tx, { workspaceId, id: deps.newId(), draftId: draft.id, memberId, why, text, isSure })
}
