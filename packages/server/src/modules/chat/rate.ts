import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { caseOfSession, saveRating, type SessionRow } from './store.ts'

/** How satisfied the visitor was. A second word replaces the first. It says something of the conversation, not of a person. */
export async function rateChat(
  deps: Deps,
  session: SessionRow,
  rating: { score: number; words: string },
): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    await saveRating(tx, session.id, rating)
    const caseId = await caseOfSession(tx, session)
    if (!caseId) return
    await append(tx, [
      {
        workspaceId: session.workspace_id,
        subject: { kind: 'case', id: caseId },
        actor: { kind: 'customer', id: null },
        kind: 'chat.rated',
        data: { sessionId: session.id, score: rating.score },
      },
    ])
  })
}
