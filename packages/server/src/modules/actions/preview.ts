import type { BodyOf, actionRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { one } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { type Made, makeDocument } from './make-document.ts'

/** A template as a file, of the named case or the newest; nothing is kept. */
export async function previewDocument(
  deps: Deps,
  actor: Actor,
  { settings, caseNumber }: BodyOf<typeof actionRoutes.previewDocument>,
): Promise<Made> {
  const found = await one(
    deps.db.of(actor.workspaceId),
    caseNumber === undefined
      ? sql<{ id: string }>`select id from cases where workspace_id = ${actor.workspaceId} order by number desc limit 1`
      : sql<{
          id: string
        }>`select id from cases where workspace_id = ${actor.workspaceId} and number = ${Math.min(caseNumber, 2_147_483_647)}`,
  )
  if (!found) throw notFound()
  const made = await makeDocument(deps, { workspace_id: actor.workspaceId, case_id: found.id, action: { settings } })
  if (typeof made === 'string') throw new Refusal('not-found')
  return made
}
