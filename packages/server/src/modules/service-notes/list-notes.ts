import type { QueryOf, ResponseOf, serviceNoteRoutes } from '@resonanz/contracts'
import type { Actor, Deps } from '#platform/deps'
import { publicAddress, settingsOf } from '#settings'
import { notesOf, presentNote } from './store.ts'

/** Of a case, or of the company: newest first. */
export async function listNotes(
  deps: Deps,
  actor: Actor,
  query: QueryOf<typeof serviceNoteRoutes.list>,
): Promise<ResponseOf<typeof serviceNoteRoutes.list>> {
  const found = await notesOf(deps.db.of(actor.workspaceId), actor, query)
  const address = publicAddress(deps, await settingsOf(deps, actor.workspaceId))
  const items = found.slice(0, query.limit)
  return {
    items: items.map((row) => presentNote(row, actor, address)),
    nextCursor: found.length > query.limit ? items.at(-1)!.id : null,
  }
}
